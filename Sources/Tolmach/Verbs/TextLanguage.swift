public import Bitext
public import Languages

/// Names the language of texts.
public struct TextLanguage: Sendable {
  private let detector: LanguageDetector

  /// Creates the verb.
  ///
  /// - Parameter candidates: the languages in question; empty means any.
  public init(candidates: [LanguageTag] = []) { detector = LanguageDetector(candidates: candidates) }

  /// What a text says of its language.
  public func evidence(for text: String) -> LanguageEvidence { detector.evidence(for: text) }

  /// The stretches of a text in one language each.
  public func spans(in text: String) -> [LanguageSpan] { detector.spans(in: text) }
}
