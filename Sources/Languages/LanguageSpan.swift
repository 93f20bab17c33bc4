public import Bitext

/// A stretch of a text in one language.
public struct LanguageSpan: Hashable, Sendable {
  /// The UTF-8 bytes of the text.
  public var range: Range<Int>
  /// What its letters say of its language.
  public var evidence: LanguageEvidence
}
