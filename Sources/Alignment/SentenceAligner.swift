public import Bitext

/// Finds which sentences of two texts render each other.
///
/// Needs no dictionary: it starts from tokens that are equal or sound alike and from lengths, learns a
/// lexicon from
/// what it has aligned, and aligns again. A lexicon from outside helps where texts are short. Documents of
/// one call
/// teach each other.
///
/// ```swift
/// let aligner = SentenceAligner(from: try LanguageTag("en"), to: try LanguageTag("ru"))
/// let beads = try aligner.align([AlignmentDocument(source: english, target: russian)])
/// ```
///
/// Costs time and memory in proportion to the number of sentences.
///
/// Source: Moore, Fast and Accurate Sentence Alignment of Bilingual Corpora, 2002; Gale and Church 1993;
/// Brown and others
/// 1993; with likelihood ratios instead of likelihoods.
public struct SentenceAligner: Sendable {
  /// What can be set.
  public struct Options: Sendable {
    /// The source side's language.
    public var source: LanguageTag
    /// The target side's language.
    public var target: LanguageTag
    /// Renderings known from outside.
    public var lexicon: (any AlignmentLexicon)?
    /// How often lexicon and beads are found anew.
    public var rounds = 4
    /// Pairs that are known to render each other, such as units of a memory: they teach the lexicon.
    public var examples: [(source: String, target: String)] = []
    /// Whether what has no counterpart in its place is looked for elsewhere in the text.
    public var findsMovedBlocks = false
    /// How frequent each shape of bead is before anything is known.
    ///
    /// The numbers of source and target sentences, and a weight. Shapes that are not named keep what is
    /// usual. Sides of more than four sentences are passed over.
    public var shapeFrequencies: [(source: Int, target: Int, frequency: Double)] = []

    /// Creates options.
    public init(
      source: LanguageTag = .undetermined, target: LanguageTag = .undetermined,
      lexicon: (any AlignmentLexicon)? = nil
    ) {
      self.source = source
      self.target = target
      self.lexicon = lexicon
    }
  }

  /// What was set.
  public var options: Options

  /// Creates an aligner.
  public init(_ options: Options = Options()) { self.options = options }

  /// Creates an aligner for a pair of languages.
  public init(from source: LanguageTag, to target: LanguageTag, lexicon: (any AlignmentLexicon)? = nil) {
    options = Options(source: source, target: target, lexicon: lexicon)
  }

  /// The beads of each document, in order; they hold every sentence of both sides once.
  ///
  /// - Throws: `ICUError`, or what the lexicon throws.
  public func align(_ documents: [AlignmentDocument]) throws -> [[Bead]] {
    try alignments(of: documents).map(\.beads)
  }

  /// The beads of each document and how well its sides fit.
  ///
  /// - Throws: `ICUError`, or what the lexicon throws.
  public func alignments(of documents: [AlignmentDocument]) throws -> [DocumentAlignment] {
    var run = try AlignmentRun(documents, options: options)
    return try run.align()
  }
}
