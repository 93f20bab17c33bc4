/// Finds the likeliest beads within a band, and how likely each is.
///
/// A forward and a backward pass sum over all ways through the band; the path that holds most expected right
/// beads is
/// taken. Costs time and memory in proportion to the band's cells.
struct BandSearch {
  /// Scores are divided by this before they are summed: words are not independent, as the model believes.
  var temperature: Float = 1
  /// What a bead must gain in probability to be worth having; Viterbi's path would need none.
  var beadCost: Float = 0.45

  private static let impossible: Float = -1e30
  /// Edges so far below a cell's best have no weight in sums.
  private static let edgeReach: Float = 9

  private struct Shape {
    var source: Int
    var target: Int
    var prior: Float
  }

  private let document: PreparedDocument
  private let band: Band
  private let shapes: [Shape]
  private var scorer: ContentScorer
  private let sourceLengths: [Double]
  private let targetLengths: [Double]
  private let targetChances: [Double]

  // Sums grow with the document and a Float has but seven digits, so that each row has a level from which
  // its cells
  // count: about the best of the row before.
  private var levels: [Double] = []
  // For each cell, logarithms of summed scores: all ways there, and those that end in a long gap.
  private var rowStarts: [Int] = []
  private var normal: [Float] = []
  private var sourceGap: [Float] = []
  private var targetGap: [Float] = []
  private var all: [Float] = []
  // The edges that end in a cell.
  private var edgeStarts: [Int32] = []
  private var edgeOrigins: [Int32] = []
  private var edgeShapes: [UInt8] = []
  private var edgeScores: [Float] = []
  private var edgePosteriors: [Float] = []
  // The same sums from the cell to the end; afterwards the probability of a gap bead that ends there.
  private var outgoing: [Float] = []
  private var sourceGapBack: [Float] = []
  private var targetGapBack: [Float] = []

  init(
    _ document: PreparedDocument, band: Band, priors: ShapePriors, lexicon: ScoringLexicon,
    space: inout PostingSpace
  ) {
    self.document = document
    self.band = band
    shapes = zip(BeadShape.all, priors.values).map {
      Shape(source: $0.shape.source, target: $0.shape.target, prior: $1)
    }
    scorer = ContentScorer(document, lexicon: lexicon, space: &space)
    sourceLengths = runningSums(document.source.lengths)
    targetLengths = runningSums(document.target.lengths)
    targetChances = runningSums(document.target.lengths.map { document.lengths.chance(of: $0) })
  }

  /// The beads, or nil where no way through the band was found.
  mutating func run(space: inout PostingSpace) -> [Span]? {
    forward(space: &space)
    scorer.release(&space)
    guard let last = all.last, last > Self.impossible / 2 else { return nil }
    backward(end: last)
    return bestPath()
  }

  private func cell(_ row: Int, _ column: Int) -> Int? {
    guard row >= 0, column >= band.low[row], column <= band.high[row] else { return nil }
    return rowStarts[row] + column - band.low[row]
  }

  @inline(__always)
  private func shift(from row: Int, to other: Int) -> Float { Float(levels[row] - levels[other]) }

  private mutating func forward(space: inout PostingSpace) {
    let rowCount = document.source.count + 1
    let cells = band.cellCount
    rowStarts.reserveCapacity(rowCount)
    normal = [Float](repeating: Self.impossible, count: cells)
    sourceGap = normal
    targetGap = normal
    all = normal
    edgeStarts.reserveCapacity(cells + 1)
    var start = 0
    var level = 0.0
    for row in 0..<rowCount {
      levels.append(level)
      rowStarts.append(start)
      if row > 0 {
        let first = band.low[max(0, row - 2)]
        let end = min(document.target.count, band.high[min(rowCount - 1, row + 1)])
        scorer.prepare(row - 1, for: first..<max(first, end), space: &space)
      }
      var rowBest = Self.impossible
      for column in band.low[row]...band.high[row] {
        let place = start + column - band.low[row]
        edgeStarts.append(Int32(edgeOrigins.count))
        if row == 0, column == 0 {
          normal[place] = 0
          all[place] = 0
          rowBest = max(rowBest, 0)
          continue
        }
        fillNormal(row, column, place)
        fillGaps(row, column, place)
        let sum = logarithmOfSum(normal[place], logarithmOfSum(sourceGap[place], targetGap[place]))
        all[place] = sum
        rowBest = max(rowBest, sum)
      }
      if rowBest > Self.impossible / 2 { level += Double(rowBest) }
      // No beam: where sentences recur, a way that took one too early leads for long.
      start += band.high[row] - band.low[row] + 1
    }
    edgeStarts.append(Int32(edgeOrigins.count))
  }

  /// Sums the edges that end in a cell, and keeps those that matter.
  @inline(__always)
  private mutating func fillNormal(_ row: Int, _ column: Int, _ place: Int) {
    var best = Self.impossible
    let inverse = 1 / temperature
    let firstEdge = edgeOrigins.count
    for index in shapes.indices {
      let shape = shapes[index]
      let (fromRow, fromColumn) = (row - shape.source, column - shape.target)
      guard fromRow >= 0, fromColumn >= band.low[fromRow], fromColumn <= band.high[fromRow] else { continue }
      let origin = rowStarts[fromRow] + fromColumn - band.low[fromRow]
      guard all[origin] > Self.impossible / 2 else { continue }
      let before = all[origin] + shift(from: fromRow, to: row)
      var score = shape.prior
      if !document.structure.isEmpty {
        score += document.structure.score(fromRow..<row, fromColumn..<column)
      }
      if shape.source > 0, shape.target > 0 {
        score += document.lengths.score(
          source: Float(sourceLengths[row] - sourceLengths[fromRow]),
          target: Float(targetLengths[column] - targetLengths[fromColumn]),
          chance: Float(targetChances[column] - targetChances[fromColumn]), targetCount: shape.target)
        if shape.source == 1, shape.target == 1 {
          score += scorer.pair(fromRow, fromColumn)
        } else {
          // A bead's content is hardly ever above the sum of its pairs'.
          var bound: Float = 1
          for sentence in fromRow..<row {
            for other in fromColumn..<column { bound += max(0, scorer.pair(sentence, other)) * 1.05 }
          }
          if before + (score + bound) * inverse < best - Self.edgeReach { continue }
          score += scorer.content(fromRow..<row, fromColumn..<column)
        }
      }
      let value = before + score * inverse
      if value < best - Self.edgeReach { continue }
      best = max(best, value)
      edgeOrigins.append(Int32(origin))
      edgeShapes.append(UInt8(truncatingIfNeeded: index))
      edgeScores.append(score)
    }
    guard edgeOrigins.count > firstEdge else { return }
    var sum: Float = 0
    for edge in firstEdge..<edgeOrigins.count {
      let fromRow = row - shapes[Int(edgeShapes[edge])].source
      let value = all[Int(edgeOrigins[edge])] + shift(from: fromRow, to: row) + edgeScores[edge] * inverse
      sum += Float(exponential(Double(value - best)))
    }
    normal[place] = best + Float(naturalLogarithm(Double(sum)))
  }

  @inline(__always)
  private mutating func fillGaps(_ row: Int, _ column: Int, _ place: Int) {
    let opening = ShapePriors.longGapOpening / temperature
    let step = ShapePriors.longGapSentence / temperature
    if let above = cell(row - 1, column), all[above] > Self.impossible / 2 {
      let opened = logarithmOfSum(normal[above], targetGap[above]) + opening
      sourceGap[place] = logarithmOfSum(opened, sourceGap[above] + step) + shift(from: row - 1, to: row)
    }
    if column > band.low[row], all[place - 1] > Self.impossible / 2 {
      let opened = logarithmOfSum(normal[place - 1], sourceGap[place - 1]) + opening
      targetGap[place] = logarithmOfSum(opened, targetGap[place - 1] + step)
    }
  }

  /// Turns scores of edges into probabilities.
  ///
  /// - Parameter end: the sum of all ways. Sums to the end count from it and from their row's level, so that
  /// a cell's
  ///   sums of both passes add up to the logarithm of its probability.
  private mutating func backward(end: Float) {
    let opening = ShapePriors.longGapOpening / temperature
    let step = ShapePriors.longGapSentence / temperature
    let inverse = 1 / temperature
    outgoing = [Float](repeating: Self.impossible, count: all.count)
    edgePosteriors = [Float](repeating: 0, count: edgeScores.count)
    sourceGapBack = outgoing
    targetGapBack = outgoing
    for row in band.low.indices.reversed() {
      for column in (band.low[row]...band.high[row]).reversed() {
        let place = rowStarts[row] + column - band.low[row]
        guard all[place] > Self.impossible / 2 else { continue }
        if place == all.count - 1 { outgoing[place] = -end }
        let below = row + 1 < band.low.count ? cell(row + 1, column) : nil
        let right = column < band.high[row] ? place + 1 : nil
        let down = below.map { sourceGapBack[$0] + shift(from: row, to: row + 1) } ?? Self.impossible
        let across = right.map { targetGapBack[$0] } ?? Self.impossible
        let out = outgoing[place]
        let fromNormal = logarithmOfSum(out, logarithmOfSum(down, across) + opening)
        sourceGapBack[place] = logarithmOfSum(out, logarithmOfSum(down + step, across + opening))
        targetGapBack[place] = logarithmOfSum(out, logarithmOfSum(down + opening, across + step))
        for edge in Int(edgeStarts[place])..<Int(edgeStarts[place + 1]) {
          let origin = Int(edgeOrigins[edge])
          let fromRow = row - shapes[Int(edgeShapes[edge])].source
          let score = edgeScores[edge] * inverse + shift(from: fromRow, to: row)
          outgoing[origin] = logarithmOfSum(outgoing[origin], score + fromNormal)
          edgePosteriors[edge] = Float(exponential(Double(min(0, all[origin] + score + fromNormal))))
        }
      }
    }
    for place in all.indices {
      sourceGapBack[place] = Float(
        exponential(Double(min(0, sourceGap[place] + sourceGapBack[place]))))
      targetGapBack[place] = Float(
        exponential(Double(min(0, targetGap[place] + targetGapBack[place]))))
    }
  }

  private enum Step {
    static let none: Int32 = -1
    static let sourceGap: Int32 = -2
    static let targetGap: Int32 = -3
  }

  /// The path with the greatest sum of probabilities less costs.
  private mutating func bestPath() -> [Span]? {
    var gains = [Float](repeating: Self.impossible, count: all.count)
    var steps = [Int32](repeating: Step.none, count: all.count)
    gains[0] = 0
    for row in band.low.indices {
      for column in band.low[row]...band.high[row] {
        let place = rowStarts[row] + column - band.low[row]
        guard place > 0, all[place] > Self.impossible / 2 else { continue }
        var best = Self.impossible
        var step = Step.none
        for edge in Int(edgeStarts[place])..<Int(edgeStarts[place + 1]) {
          let origin = Int(edgeOrigins[edge])
          guard gains[origin] > Self.impossible / 2 else { continue }
          let value = gains[origin] + edgePosteriors[edge] - beadCost
          if value > best { (best, step) = (value, Int32(edge)) }
        }
        if let above = cell(row - 1, column), gains[above] > Self.impossible / 2, sourceGapBack[place] > 1e-6
        {
          let value = gains[above] + probability(ofGap: BeadShape.sourceOnly, endingIn: place) - beadCost
          if value > best { (best, step) = (value, Step.sourceGap) }
        }
        if column > band.low[row], gains[place - 1] > Self.impossible / 2, targetGapBack[place] > 1e-6 {
          let value = gains[place - 1] + probability(ofGap: BeadShape.targetOnly, endingIn: place) - beadCost
          if value > best { (best, step) = (value, Step.targetGap) }
        }
        gains[place] = best
        steps[place] = step
      }
    }
    return trace(steps)
  }

  /// The probability of a bead with one empty side, whether it stands alone or in a long gap.
  private func probability(ofGap shape: Int, endingIn place: Int) -> Float {
    var value = shape == BeadShape.sourceOnly ? sourceGapBack[place] : targetGapBack[place]
    for edge in Int(edgeStarts[place])..<Int(edgeStarts[place + 1]) where Int(edgeShapes[edge]) == shape {
      value += edgePosteriors[edge]
    }
    return value
  }

  private func trace(_ steps: [Int32]) -> [Span]? {
    var spans: [Span] = []
    var (row, column) = (document.source.count, document.target.count)
    while row > 0 || column > 0 {
      guard let place = cell(row, column) else { return nil }
      let step = steps[place]
      var shape: Int
      var posterior: Float
      var evidence: Float = 0
      switch step {
      case Step.none: return nil
      case Step.sourceGap: shape = BeadShape.sourceOnly
      case Step.targetGap: shape = BeadShape.targetOnly
      default: shape = Int(edgeShapes[Int(step)])
      }
      if shape == BeadShape.sourceOnly || shape == BeadShape.targetOnly {
        posterior = probability(ofGap: shape, endingIn: place)
      } else {
        posterior = edgePosteriors[Int(step)]
        evidence = edgeScores[Int(step)] - shapes[shape].prior
      }
      let (from, to) = (row - shapes[shape].source, column - shapes[shape].target)
      spans.append(
        Span(source: from..<row, target: to..<column, posterior: min(1, posterior), evidence: evidence))
      (row, column) = (from, to)
    }
    spans.reverse()
    return spans
  }
}
