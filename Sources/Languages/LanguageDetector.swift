public import Bitext
import ICU

/// Names the language of a text, from a single word up, by its script and its character sequences.
///
/// ```swift
/// let detector = LanguageDetector(candidates: [spanish, german])
/// detector.evidence(for: "Speichern").language  // de
/// ```
///
/// One softmax regression a script over sequences of one to five characters and whole words, in eight bits, compiled into the
/// program (see `Documentation/languages.md`). Sharing between threads is safe. Costs about 0.4 microseconds a letter of a short text.
public struct LanguageDetector: Sendable {
  let model = LanguageModel.shared
  let table: CandidateTable

  /// Creates a detector.
  ///
  /// - Parameters:
  ///   - candidates: the languages in question; empty means all of the model.
  ///   - priors: how much likelier than the others a language is before its text is read, as a factor above 0.
  public init(candidates: [LanguageTag] = [], priors: [LanguageTag: Double] = [:]) {
    table = CandidateTable(model: .shared, candidates: candidates, priors: priors)
  }

  /// The languages of the model.
  public static var languages: [LanguageTag] {
    var seen: Set<LanguageTag> = []
    return LanguageModel.shared.languages.joined().compactMap { try? LanguageTag($0) }
      .filter { seen.insert($0).inserted }
  }

  /// The likeliest language of a text, without the reasons; `und` for code, numbers and texts without letters.
  ///
  /// Of a text beyond 32 kilobytes eight parts are read. A text stops being read where more could not change the answer.
  public func answer(for text: some StringProtocol) -> LanguageAnswer {
    if let answer = text.utf8.withContiguousStorageIfAvailable({ withTally(of: $0, decide) }) {
      return answer
    }
    var copy = String(text)
    return copy.withUTF8 { withTally(of: $0, decide) }
  }

  /// What a text says of its language, with the reasons; otherwise as `answer(for:)`.
  public func evidence(for text: some StringProtocol) -> LanguageEvidence {
    var copy = String(text)
    return copy.withUTF8 { withTally(of: $0, explain) }
  }

  func withTally<Result>(
    of bytes: UnsafeBufferPointer<UInt8>, _ body: (ScriptTally) -> Result
  ) -> Result {
    let limit = 32 * 1024
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: ScriptTally.size + 1) { memory in
      memory.initialize(repeating: 0)
      var tally = ScriptTally(memory: memory.baseAddress.unsafelyUnwrapped)
      if bytes.count <= limit {
        tally.read(bytes, 0..<bytes.count, detector: self, stopsEarly: true)
      } else {
        let part = limit / 8
        for number in 0..<8 {
          var first = (bytes.count - part) / 7 * number
          while first > 0, bytes[first] & 0xC0 == 0x80 { first -= 1 }
          tally.read(bytes, first..<first + part, detector: self, stopsEarly: false)
        }
      }
      return body(tally)
    }
  }

  private func decide(_ tally: ScriptTally) -> LanguageAnswer {
    guard let main = tally.main else { return LanguageAnswer(language: .undetermined, confidence: 0) }
    let script = Int(main)
    guard let first = table.first(ofScript: script) else {
      return LanguageAnswer(language: .undetermined, confidence: 0)
    }
    if script >= LanguageModel.groupLimit || table.count(ofScript: script) == 1 {
      return LanguageAnswer(language: first, confidence: tally.share(of: main) * (table.isOpen ? 0.99 : 0.97))
    }
    let (best, probability) = table.best(
      script: script, scores: tally.scores(ofScript: main), unit: model.unit,
      letters: tally.letters(ofScript: main))
    guard probability > Self.leastProbability else {
      return LanguageAnswer(language: .undetermined, confidence: 0)
    }
    return LanguageAnswer(language: best, confidence: probability * tally.share(of: main))
  }

  /// Below this the text says nothing.
  private static let leastProbability = 0.05

  private func explain(_ tally: ScriptTally) -> LanguageEvidence {
    guard let main = tally.main else {
      return LanguageEvidence(
        language: .undetermined, confidence: 0, reasons: ["it has no letters of a language"])
    }
    let answer = decide(tally)
    let entries = table.entries(ofScript: Int(main))
    let share = Int((tally.share(of: main) * 100).rounded())
    var reasons = ["\(share) % of its letters are \(ScriptNames.names[Int(main)])"]
    var candidates = entries.prefix(1).map(\.tag)
    if entries.isEmpty {
      reasons.append("none of the languages in question is written in it")
    } else if entries.count == 1 || Int(main) >= LanguageModel.groupLimit {
      let name = LanguageIdentifier.displayName(of: (candidates.first ?? .undetermined).language)
      reasons.append("of the languages in question only \(name) is written in it")
    } else {
      let ranking = Calibration.ranking(
        entries, scores: tally.scores(ofScript: main), unit: model.unit,
        letters: tally.letters(ofScript: main))
      candidates = ranking.prefix(5).map(\.tag)
      let names = candidates.prefix(2).map { LanguageIdentifier.displayName(of: $0.identifier) }
      reasons.append(
        answer.language.isUndetermined
          ? "its words are of no language in question"
          : "its words and letter sequences speak for \(names.joined(separator: ", then for "))")
    }
    return LanguageEvidence(
      language: answer.language, confidence: answer.confidence, candidates: candidates,
      script: ScriptNames.codes[Int(main)], reasons: reasons)
  }
}
