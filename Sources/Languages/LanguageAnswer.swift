public import Bitext

/// The likeliest language of a text.
public struct LanguageAnswer: Hashable, Sendable {
  /// The language, or `und` where the text has no evidence of any.
  public var language: LanguageTag
  /// How sure that is, from 0 to 1: of the answers given with 0.9, nine in ten are right.
  public var confidence: Double

  /// Creates an answer.
  public init(language: LanguageTag, confidence: Double) {
    self.language = language
    self.confidence = confidence
  }
}
