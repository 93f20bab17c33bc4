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
  let table: CandidateTable

  /// Creates a detector.
  ///
  /// - Parameters:
  ///   - candidates: the languages in question; empty means all of the model.
  ///   - priors: how much likelier than the others a language is before its text is read, as a factor above 0.
  public init(candidates: [LanguageTag] = [], priors: [LanguageTag: Double] = [:]) {
    table = CandidateTable(candidates: candidates, priors: priors)
  }

  /// The languages of the model.
  public static var languages: [LanguageTag] {
    var seen: Set<LanguageTag> = []
    return LanguageModel.languages.joined().compactMap { try? LanguageTag($0) }
      .filter { seen.insert($0).inserted }
  }

  /// The likeliest language of a text, without the reasons; `und` for code, numbers and texts without letters.
  ///
  /// Of a text beyond 32 kilobytes eight parts are read. A text stops being read where more could not change the answer.
  public func answer(for text: some StringProtocol) -> LanguageAnswer { answer(for: String(text)) }

  /// The same, without what a generic call costs.
  public func answer(for text: String) -> LanguageAnswer {
    var copy = text
    return copy.withUTF8 { table.answer(for: $0) }
  }

  /// What a text says of its language, with the reasons; otherwise as `answer(for:)`.
  public func evidence(for text: some StringProtocol) -> LanguageEvidence {
    var copy = String(text)
    return copy.withUTF8 { table.withTally(of: $0, explain) }
  }

  private func explain(_ tally: ScriptTally) -> LanguageEvidence {
    guard let main = tally.main else {
      return LanguageEvidence(
        language: .undetermined, confidence: 0, reasons: ["it has no letters of a language"])
    }
    let answer = table.answer(tally)
    let entries = table.entries(ofScript: Int(main))
    let share = Int((tally.share(of: main) * 100).rounded())
    var reasons = ["\(share) % of its letters are \(ScriptNames.names[Int(main)])"]
    var candidates = entries.prefix(1).map(\.tag)
    if entries.isEmpty {
      reasons.append("none of the languages in question is written in it")
    } else if tally.isProgram {
      reasons.append("most of it is a program")
    } else if entries.count == 1 || Int(main) >= LanguageModel.groupLimit {
      let name = LanguageIdentifier.displayName(of: (candidates.first ?? .undetermined).language)
      reasons.append("of the languages in question only \(name) is written in it")
    } else {
      let ranking = Calibration.ranking(
        entries, scores: tally.scores(ofScript: main), unit: table.model.unit,
        letters: tally.letters(ofScript: main))
      candidates = ranking.prefix(5).map(\.tag)
      let names = candidates.prefix(2).map { LanguageIdentifier.displayName(of: $0.identifier) }
      reasons.append(
        answer.language.isUndetermined
          ? "its words are of no language in question"
          : "its words and letter sequences speak for \(names.joined(separator: ", then for "))")
      if tally.isName { reasons.append("it looks like the name of a person") }
      if tally.isProduct { reasons.append("it looks like the name of a product") }
    }
    return LanguageEvidence(
      language: answer.language, confidence: answer.confidence, candidates: candidates,
      script: ScriptNames.codes[Int(main)], reasons: reasons)
  }
}
