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
  /// The beads in order; together they hold every sentence of both sides once.
  public var beads: [Bead]
  /// How far the words say that the sides are translations of each other, from 0 to 1.
  ///
  /// How often a bead's sides fit each other better than they fit others, by a lexicon that has not seen the
  /// bead.
  /// About 0.5 is chance.
  public var quality: Double

  /// Below this ``quality`` the sides are hardly translations of each other.
  public static let doubtfulQuality = 0.62
}
