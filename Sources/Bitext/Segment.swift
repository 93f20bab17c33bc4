/// The smallest stretch of text that is looked up, checked and aligned: a sentence, or a phrase in another script.
///
/// The segments of a block, joined, are the block: white space belongs to the segment before it.
public struct Segment: Hashable, Sendable {
  /// The text with its inline codes.
  public var content: MarkedText
  /// Where the segment stands in the text of its block, in UTF-8 bytes.
  public var range: Range<Int>
  /// Where it stands in the file, in bytes.
  public var place: Range<Int>
  /// What its letters say of its language.
  public var evidence: LanguageEvidence?

  /// Creates a segment.
  public init(
    content: MarkedText, range: Range<Int>, place: Range<Int>, evidence: LanguageEvidence? = nil
  ) {
    self.content = content
    self.range = range
    self.place = place
    self.evidence = evidence
  }
}

/// What a text says of its own language, and why.
public struct LanguageEvidence: Hashable, Sendable {
  /// The language, or `und` where the evidence does not single one out.
  public var language: LanguageTag
  /// How sure that is, from 0 to 1.
  public var confidence: Double
  /// The languages that remain possible, the likeliest first.
  public var candidates: [LanguageTag]
  /// The script of most letters, as an ISO 15924 code such as `Cyrl`; nil where there are no letters.
  public var script: String?
  /// The reasons, as sentences for people.
  public var reasons: [String]

  /// Creates evidence.
  public init(
    language: LanguageTag, confidence: Double, candidates: [LanguageTag] = [], script: String? = nil,
    reasons: [String] = []
  ) {
    self.language = language
    self.confidence = confidence
    self.candidates = candidates
    self.script = script
    self.reasons = reasons
  }
}
