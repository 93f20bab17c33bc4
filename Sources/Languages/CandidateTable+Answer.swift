import Bitext

extension CandidateTable {
  /// Reads the words of a text, or of eight parts of a large one.
  ///
  /// - Parameter stopsEarly: whether to read no further than the likeliest language needs.
  func withTally<Result>(
    of bytes: UnsafeBufferPointer<UInt8>, stopsEarly: Bool = true, _ body: (ScriptTally) -> Result
  ) -> Result {
    let limit = 32 * 1024
    return ScriptTally.withTally { tally in
      if bytes.count <= limit {
        tally.read(bytes, 0..<bytes.count, table: self, stopsEarly: stopsEarly)
      } else {
        let part = limit / 8
        for number in 0..<8 {
          var first = (bytes.count - part) / 7 * number
          while first > 0, bytes[first] & 0xC0 == 0x80 { first -= 1 }
          tally.read(bytes, first..<first + part, table: self, stopsEarly: false)
        }
      }
      return body(tally)
    }
  }

  /// The likeliest language of a text.
  func answer(for bytes: UnsafeBufferPointer<UInt8>) -> LanguageAnswer { withTally(of: bytes) { answer($0) } }

  /// The likeliest language of a text whose words were read.
  func answer(_ tally: ScriptTally) -> LanguageAnswer {
    guard let main = tally.main, !tally.isProgram else {
      return LanguageAnswer(language: .undetermined, confidence: 0)
    }
    let script = Int(main)
    let languages = count(ofScript: script)
    if script >= LanguageModel.groupLimit || languages < 2 {
      guard let only = first(ofScript: script) else {
        return LanguageAnswer(language: .undetermined, confidence: 0)
      }
      return LanguageAnswer(language: only, confidence: tally.share(of: main) * (isOpen ? 0.99 : 0.97))
    }
    let (best, probability) = best(
      script: script, scores: tally.scores(ofScript: main), letters: tally.letters(ofScript: main))
    guard probability > Self.leastProbability else {
      return LanguageAnswer(language: .undetermined, confidence: 0)
    }
    let weight = tally.isName || tally.isProduct ? Self.nameWeight : 1
    let language =
      best == portuguese ? PortugueseVariant.refined(tag(at: best), of: tally.bytes) : tag(at: best)
    return LanguageAnswer(language: language, confidence: probability * tally.share(of: main) * weight)
  }

  /// What the name of a person or a product is worth: it stands in texts of every language.
  private static let nameWeight = 0.3

  /// Below this the text says nothing.
  private static let leastProbability = 0.05
}
