/// How many sentences of each side are in a bead.
struct BeadShape: Hashable, Sendable {
  var source: Int
  var target: Int

  /// The shapes that are searched for, and how frequent each is before anything is known of the documents.
  static let all: [(shape: BeadShape, frequency: Double)] = [
    (BeadShape(source: 1, target: 1), 0.86), (BeadShape(source: 1, target: 0), 0.012),
    (BeadShape(source: 0, target: 1), 0.012), (BeadShape(source: 1, target: 2), 0.045),
    (BeadShape(source: 2, target: 1), 0.045), (BeadShape(source: 2, target: 2), 0.008),
    (BeadShape(source: 1, target: 3), 0.006), (BeadShape(source: 3, target: 1), 0.006),
    (BeadShape(source: 2, target: 3), 0.002), (BeadShape(source: 3, target: 2), 0.002),
    (BeadShape(source: 1, target: 4), 0.001), (BeadShape(source: 4, target: 1), 0.001),
    (BeadShape(source: 3, target: 3), 0.0005),
  ]
  static let oneToOne = 0
  static let sourceOnly = 1
  static let targetOnly = 2
  /// The most sentences that a side of a bead can have.
  static let largestSide = 4

  /// The number of a shape in ``all``, or nil where it is not there.
  static func index(source: Int, target: Int) -> Int? {
    all.firstIndex { $0.shape.source == source && $0.shape.target == target }
  }
}

/// A bead while it is searched for: sentences from and to, and how likely it is.
struct Span: Hashable {
  var source: Range<Int>
  var target: Range<Int>
  /// How likely the bead is, as the search sees it.
  var posterior: Float = 1
  /// By how much its words and lengths speak for a translation.
  var evidence: Float = 0

  /// Whether it crosses the others.
  var isMoved = false

  var isPair: Bool { !source.isEmpty && !target.isEmpty }
}

/// Logarithms of the frequencies of shapes.
struct ShapePriors {
  /// A run of sentences without counterpart that is left out as a whole: what starting one costs and what
  /// each
  /// sentence in it costs.
  static let longGapOpening: Float = -15
  static let longGapSentence: Float = -0.4
  private static let weight = 50.0

  private(set) var values: [Float]
  private let initial: [Double]

  /// Priors from frequencies.
  init(_ frequencies: [Double]) {
    initial = frequencies
    values = frequencies.map { Float(naturalLogarithm($0)) }
  }

  /// Priors from the beads found so far.
  mutating func adapt(to documents: [[Span]]) {
    var counts = [Double](repeating: 0, count: initial.count)
    var total = 0.0
    for spans in documents {
      for span in spans {
        guard let index = BeadShape.index(source: span.source.count, target: span.target.count) else {
          continue
        }
        counts[index] += 1
        total += 1
      }
    }
    for index in initial.indices {
      values[index] = Float(
        naturalLogarithm((counts[index] + Self.weight * initial[index]) / (total + Self.weight)))
    }
  }
}
