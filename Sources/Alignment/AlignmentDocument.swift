/// One side's sentence, with what its place in the page says of it.
public struct AlignmentSentence: Hashable, Sendable {
  /// The text, without markup.
  public var text: String
  /// What the page's structure says of the sentence: a kind of block, a link's target.
  ///
  /// Equal keys, such as `heading 2` and `heading 2`, speak for a pair and unequal ones against it. Nil where
  /// nothing is known.
  public var structure: String?

  /// Creates a sentence.
  public init(_ text: String, structure: String? = nil) {
    self.text = text
    self.structure = structure
  }
}

/// Two sentences of which something outside the text says that they belong together.
public struct AlignmentAnchor: Hashable, Sendable {
  /// The number of the source sentence, from 0.
  public var source: Int
  /// The number of the target sentence, from 0.
  public var target: Int

  /// Creates an anchor.
  public init(source: Int, target: Int) {
    self.source = source
    self.target = target
  }
}

/// A text and what may be its translation, each cut into sentences.
public struct AlignmentDocument: Hashable, Sendable {
  /// The sentences of the one side.
  public var source: [AlignmentSentence]
  /// The sentences of the other side.
  public var target: [AlignmentSentence]
  /// Pairs known from outside.
  ///
  /// They weigh much but do not force: an anchor that contradicts the rest is passed over,
  /// and one out of range is not looked at.
  public var anchors: [AlignmentAnchor]

  /// Creates a document.
  public init(source: [AlignmentSentence], target: [AlignmentSentence], anchors: [AlignmentAnchor] = []) {
    self.source = source
    self.target = target
    self.anchors = anchors
  }

  /// Creates a document of bare sentences.
  public init(source: [String], target: [String]) {
    self.init(source: source.map { AlignmentSentence($0) }, target: target.map { AlignmentSentence($0) })
  }
}
