/// Sentences of the one side and the sentences of the other that render them; one side may be empty.
public struct Bead: Hashable, Sendable {
  /// The numbers of the source sentences; an empty range says where they would stand.
  public var source: Range<Int>
  /// The numbers of the target sentences; an empty range says where they would stand.
  public var target: Range<Int>
  /// How likely the bead is right in full, from 0 to 1; calibrated on documents aligned by hand.
  public var confidence: Double
  /// Why the bead was chosen.
  public var score: BeadScore
  /// Whether the target sentences stand elsewhere in their text than the beads around would have it.
  public var isMoved = false

  /// Creates a bead of sentences without a counterpart: one of the ranges is empty.
  public init(alone source: Range<Int>, at target: Range<Int>) {
    self.source = source
    self.target = target
    confidence = 1
    score = .zero
  }

  init(source: Range<Int>, target: Range<Int>, confidence: Double, score: BeadScore, isMoved: Bool = false) {
    self.source = source
    self.target = target
    self.confidence = confidence
    self.score = score
    self.isMoved = isMoved
  }

  /// Whether both sides have sentences.
  public var isPair: Bool { !source.isEmpty && !target.isEmpty }
}

/// The parts of a bead's score: logarithms of how much likelier each makes a translation than chance.
public struct BeadScore: Hashable, Sendable {
  /// From the words, by the two-way lexicon.
  public var content: Double
  /// From the lengths.
  public var length: Double
  /// From the numbers of sentences on both sides.
  public var shape: Double
  /// From anchors and the page's structure.
  public var structure: Double

  /// The sum.
  public var total: Double { content + length + shape + structure }

  static let zero = BeadScore(content: 0, length: 0, shape: 0, structure: 0)
}

/// The beads of one document.
public struct DocumentAlignment: Hashable, Sendable {
  /// The beads in the order of the source; together they hold every sentence of both sides once.
  ///
  /// The target sides are in order too, but for beads that are moved.
  public var beads: [Bead]
  /// How far the words say that the sides are translations of each other, from 0 to 1.
  ///
  /// How often a bead's sides fit each other better than they fit others, by a lexicon that has not seen the
  /// bead.
  /// About 0.5 is chance. Few comparisons pull it towards what is usual.
  public var quality: Double
  /// How many comparisons the quality rests on.
  public var comparisons: Int

  /// By how much words and lengths of a pair speak for a translation, on average, as a natural logarithm.
  public var evidence: Double

  /// Whether the sides are hardly translations of each other.
  ///
  /// Few comparisons alone do not say so: then what speaks for the pairs must be little too.
  public var isUnrelated: Bool {
    guard comparisons >= Self.leastComparisons, quality < Self.doubtfulQuality else { return false }
    return comparisons >= Self.manyComparisons || evidence < Self.doubtfulEvidence
  }

  /// With fewer comparisons the words of a document say nothing of whether its sides go together.
  private static let leastComparisons = 24
  private static let manyComparisons = 200
  private static let doubtfulEvidence = 2.5

  /// Below this ``quality`` the sides are hardly translations of each other.
  public static let doubtfulQuality = 0.7
}
