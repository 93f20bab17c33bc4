/// By which rules text is cut into sentences.
public enum SegmentationRules: Sendable {
  /// Language data and learned figures; the default.
  case builtIn
  /// Unicode Standard Annex #29 in a language's tailoring, as ICU implements it, and nothing else.
  case unicode
  /// The rules of an SRX file instead of the built-in ones.
  case srx(SRXRules)
  /// The rules of an SRX file where they speak, the built-in ones elsewhere.
  case extended(SRXRules)
}

/// What a ``Segmenter`` does beyond finding sentences.
public struct SegmenterOptions: Sendable {
  /// By which rules text is cut into sentences.
  public var rules: SegmentationRules
  /// Where a phrase in another script becomes a segment of its own.
  public var phrases: PhraseSplitting
  /// Whether a change of case or script inside a word is a boundary, as in `trang chủLog in`; for text of
  /// pages, where elements that touch lose the space between them.
  public var splitsGluedText: Bool

  /// Creates options.
  public init(
    rules: SegmentationRules = .builtIn, phrases: PhraseSplitting = .inBlocks, splitsGluedText: Bool = false
  ) {
    self.rules = rules
    self.phrases = phrases
    self.splitsGluedText = splitsGluedText
  }
}

/// Where a phrase in another script becomes a segment of its own.
public enum PhraseSplitting: Sendable {
  /// Nowhere.
  case never
  /// In the blocks of documents, where strings of several languages stand beside each other.
  case inBlocks
  /// In blocks and in plain text.
  case always
}
