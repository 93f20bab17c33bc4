import ICU

/// Decides where the sentences of a text end.
final class SentenceEngine: Sendable {
  let language: LanguageTraits
  let words: LanguageWords
  let model: BoundaryModel

  init(language: String, model: BoundaryModel = .builtIn) {
    self.language = LanguageTraits(language)
    words = LanguageWords.words(of: language)
    self.model = model
  }

  /// The ends of the sentences of a text, as byte offsets; the last is its length.
  func boundaries(in text: ScalarText) -> [Int] {
    var result: [Int] = []
    var scanner = CandidateScanner(text, language: language)
    scanner.scan { candidate in
      let context = CandidateContext(candidate, in: text, words: words)
      let ends = rule(for: context, in: text)?.ends ?? (model.score(context, language: language.key) > 0)
      if ends { result.append(candidate.position) }
      return ends
    }
    if text.count > 0 { result.append(text.count) }
    return result
  }

  /// Every candidate of a text with the decision and its reasons.
  func decisions(in text: ScalarText) -> [BoundaryDecision] {
    var result: [BoundaryDecision] = []
    var scanner = CandidateScanner(text, language: language)
    scanner.scan { candidate in
      let context = CandidateContext(candidate, in: text, words: words)
      let decision: BoundaryDecision
      if let rule = rule(for: context, in: text) {
        decision = BoundaryDecision(
          offset: candidate.position, isBoundary: rule.ends, probability: rule.ends ? 1 : 0,
          reasons: [rule.rawValue])
      } else {
        let score = model.score(context, language: language.key)
        let reasons = model.evidence(context, language: language.key).prefix(4).filter {
          abs($0.logOdds) >= 0.05
        }
        .map { "\($0.logOdds > 0 ? "for" : "against") it: \($0.name) (\(Self.rounded(abs($0.logOdds))))" }
        decision = BoundaryDecision(
          offset: candidate.position, isBoundary: score > 0, probability: Self.probability(score),
          reasons: reasons)
      }
      result.append(decision)
      return decision.isBoundary
    }
    return result
  }

  private static func rounded(_ value: Float) -> Double { Double((value * 10).rounded()) / 10 }

  /// The logistic function, by its series-free form on the exponential of base two.
  private static func probability(_ logOdds: Float) -> Double {
    let bounded = Double(max(-30, min(30, logOdds)))
    // exp(x) = (exp(x / 1024))^1024, with the small exponential from its first terms.
    let small = bounded / 1_024
    var power = 1 + small + small * small / 2 + small * small * small / 6
    for _ in 0..<10 { power *= power }
    return power / (1 + power)
  }
}
