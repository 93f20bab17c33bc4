/// A first path through a document, by lengths and what the seeds say of pairs of sentences.
///
/// Content adds up over a bead's pairs and never speaks against one, so that it costs little in a wide band.
struct CoarseSearch {
  private static let impossible: Float = -1e30
  /// Tokens more frequent than these say nothing of a pair: words, and any.
  private static let frequentWord: Float = 0.02
  private static let frequent: Float = 0.05

  private let document: PreparedDocument
  private let band: Band
  private let priors: [Float]
  private var evidence: [[Float]] = [[], [], [], []]
  private var evidenceStarts = [0, 0, 0, 0]

  /// The path, and whether it runs along the band's border.
  static func run(
    _ document: PreparedDocument, band: Band, priors: ShapePriors, lexicon: PairLexicon,
    sourceChance: [Float], targetChance: [Float], targetKinds: [TokenKind], places: SentencePlaces
  ) -> (spans: [Span], touchesBorder: Bool)? {
    var search = CoarseSearch(document, band: band, priors: priors)
    return search.run(lexicon, sourceChance, targetChance, targetKinds, places)
  }

  private init(_ document: PreparedDocument, band: Band, priors: ShapePriors) {
    self.document = document
    self.band = band
    self.priors = priors.values
  }

  private mutating func run(
    _ lexicon: PairLexicon, _ sourceChance: [Float], _ targetChance: [Float], _ targetKinds: [TokenKind],
    _ places: SentencePlaces
  ) -> (spans: [Span], touchesBorder: Bool)? {
    let (sourceCount, targetCount) = (document.source.count, document.target.count)
    let sourceLengths = runningSums(document.source.lengths)
    let targetLengths = runningSums(document.target.lengths)
    let chances = runningSums(document.target.lengths.map { document.lengths.chance(of: $0) })
    let shapes = BeadShape.all.map(\.shape)
    var steps = [Int8](repeating: -1, count: band.cellCount)
    var rowStarts: [Int] = []
    // Scores of the last rows only.
    var scores = [[Float]](repeating: [], count: BeadShape.largestSide + 1)
    var gaps: [Float] = []
    var nextGaps: [Float] = []
    let ring = scores.count
    var start = 0
    for row in 0...sourceCount {
      rowStarts.append(start)
      let (low, high) = (band.low[row], band.high[row])
      if row > 0 {
        let end = min(targetCount, band.high[min(sourceCount, row + 1)])
        weigh(
          row - 1, band.low[max(0, row - 2)]..<end, lexicon, sourceChance, targetChance, targetKinds, places)
      }
      var current = [Float](repeating: Self.impossible, count: high - low + 1)
      nextGaps = current
      var acrossGap = Self.impossible
      for column in low...high {
        if row == 0, column == 0 {
          current[0] = 0
          continue
        }
        var best = Self.impossible
        var step: Int8 = -1
        for index in shapes.indices {
          let shape = shapes[index]
          let (fromRow, fromColumn) = (row - shape.source, column - shape.target)
          guard fromRow >= 0, fromColumn >= band.low[fromRow], fromColumn <= band.high[fromRow] else {
            continue
          }
          let before =
            shape.source == 0
            ? current[fromColumn - low] : scores[fromRow % ring][fromColumn - band.low[fromRow]]
          guard before > Self.impossible / 2 else { continue }
          var value = before + priors[index]
          if !document.structure.isEmpty {
            value += document.structure.score(fromRow..<row, fromColumn..<column)
          }
          if shape.source > 0, shape.target > 0 {
            value += document.lengths.score(
              source: Float(sourceLengths[row] - sourceLengths[fromRow]),
              target: Float(targetLengths[column] - targetLengths[fromColumn]),
              chance: Float(chances[column] - chances[fromColumn]), targetCount: shape.target)
            value += content(fromRow..<row, fromColumn..<column)
          }
          if value > best { (best, step) = (value, Int8(truncatingIfNeeded: index)) }
        }
        // Long gaps: 32 and 33 stand for steps within one.
        if row > 0, column >= band.low[row - 1], column <= band.high[row - 1] {
          let place = column - band.low[row - 1]
          let above = scores[(row - 1) % ring][place]
          let value = max(above + ShapePriors.longGapOpening, gaps[place] + ShapePriors.longGapSentence)
          nextGaps[column - low] = value
          if value > best { (best, step) = (value, 32) }
        }
        if column > low {
          acrossGap = max(
            current[column - 1 - low] + ShapePriors.longGapOpening, acrossGap + ShapePriors.longGapSentence)
          if acrossGap > best { (best, step) = (acrossGap, 33) }
        }
        current[column - low] = best
        steps[start + column - low] = step
      }
      scores[row % ring] = current
      swap(&gaps, &nextGaps)
      // Sums grow with the document, and a Float has but seven digits.
      if let best = current.max(), best > Self.impossible / 2 {
        for index in scores.indices { Self.lower(&scores[index], by: best) }
        Self.lower(&gaps, by: best)
      }
      start += high - low + 1
    }
    return trace(steps, rowStarts)
  }

  private static func lower(_ values: inout [Float], by amount: Float) {
    for index in values.indices where values[index] > impossible / 2 { values[index] -= amount }
  }

  private func trace(_ steps: [Int8], _ rowStarts: [Int]) -> (spans: [Span], touchesBorder: Bool)? {
    let (sourceCount, targetCount) = (document.source.count, document.target.count)
    var spans: [Span] = []
    var touches = false
    var (row, column) = (sourceCount, targetCount)
    while row > 0 || column > 0 {
      guard row >= 0, column >= band.low[row], column <= band.high[row] else { return nil }
      let step = steps[rowStarts[row] + column - band.low[row]]
      let shape: BeadShape
      switch step {
      case 32: shape = BeadShape(source: 1, target: 0)
      case 33: shape = BeadShape(source: 0, target: 1)
      case 0..<Int8(BeadShape.all.count): shape = BeadShape.all[Int(step)].shape
      default: return nil
      }
      let (from, to) = (row - shape.source, column - shape.target)
      guard from >= 0, to >= 0 else { return nil }
      spans.append(Span(source: from..<row, target: to..<column))
      let margin = max(3, (band.high[row] - band.low[row]) / 10)
      if band.low[row] > 0, column - band.low[row] < margin { touches = true }
      if band.high[row] < targetCount, band.high[row] - column < margin { touches = true }
      (row, column) = (from, to)
    }
    spans.reverse()
    return (spans, touches)
  }

  /// Sums what the lexicon says of a source sentence with each sentence of a range.
  private mutating func weigh(
    _ sentence: Int, _ range: Range<Int>, _ lexicon: PairLexicon, _ sourceChance: [Float],
    _ targetChance: [Float], _ targetKinds: [TokenKind], _ places: SentencePlaces
  ) {
    let slot = sentence & 3
    evidenceStarts[slot] = range.lowerBound
    evidence[slot] = [Float](repeating: 0, count: range.count)
    let tokens = document.source.range(sentence)
    let (rest, share) = (1 - ScoringLexicon.share, ScoringLexicon.share)
    for place in tokens {
      let token = Int(document.source.tokens[place])
      for pair in lexicon.row(token) {
        let other = Int(lexicon.targets[pair])
        let chance = targetChance[other]
        if chance > Self.frequent || chance > Self.frequentWord && targetKinds[other] != .punctuation {
          continue
        }
        let forward = fastLogarithm(rest + share * lexicon.forward[pair] / Float(tokens.count + 1) / chance)
        for target in places.sentences(of: other, from: Int32(range.lowerBound)) {
          guard target < Int32(range.upperBound) else { break }
          let count = Float(document.target.range(Int(target)).count + 1)
          let reverse = fastLogarithm(rest + share * lexicon.reverse[pair] / count / sourceChance[token])
          evidence[slot][Int(target) - range.lowerBound] += max(0, (forward + reverse) * 0.5)
        }
      }
    }
  }

  @inline(__always)
  private func pair(_ sentence: Int, _ other: Int) -> Float {
    let index = other - evidenceStarts[sentence & 3]
    return index >= 0 && index < evidence[sentence & 3].count ? evidence[sentence & 3][index] : 0
  }

  @inline(__always)
  private func content(_ sources: Range<Int>, _ targets: Range<Int>) -> Float {
    if sources.count == 1 || targets.count == 1 {
      var sum: Float = 0
      for sentence in sources { for other in targets { sum += pair(sentence, other) } }
      return sum
    }
    if sources.count == 2, targets.count == 2 {
      let (first, second) = (sources.lowerBound, targets.lowerBound)
      return max(
        pair(first, second) + pair(first + 1, second + 1), pair(first, second + 1) + pair(first + 1, second))
    }
    var sum: Float = 0
    for sentence in sources { sum += targets.reduce(Float(0)) { max($0, pair(sentence, $1)) } }
    return sum
  }
}

/// The sentences in which each token of a text stands, each once.
struct SentencePlaces {
  private var starts: [Int32]
  private var list: [Int32]

  /// Costs the vocabulary's size, and so is made for a document at a time.
  init(_ text: TokenizedText, tokenCount: Int) {
    starts = [Int32](repeating: 0, count: tokenCount + 1)
    var last = [Int32](repeating: -1, count: tokenCount)
    func eachOnce(_ body: (Int, Int32) -> Void) {
      for token in text.tokens { last[Int(token)] = -1 }
      for sentence in 0..<text.count {
        for place in text.range(sentence) where last[Int(text.tokens[place])] != Int32(sentence) {
          last[Int(text.tokens[place])] = Int32(sentence)
          body(Int(text.tokens[place]), Int32(sentence))
        }
      }
    }
    var counts = [Int32](repeating: 0, count: tokenCount + 1)
    eachOnce { token, _ in counts[token + 1] += 1 }
    for token in 0..<tokenCount { counts[token + 1] += counts[token] }
    starts = counts
    var fill = counts
    var filled = [Int32](repeating: 0, count: Int(counts[tokenCount]))
    eachOnce { token, sentence in
      filled[Int(fill[token])] = sentence
      fill[token] += 1
    }
    list = filled
  }

  /// The sentences of a token that are not before one.
  func sentences(of token: Int, from first: Int32) -> ArraySlice<Int32> {
    var low = Int(starts[token])
    let end = Int(starts[token + 1])
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if list[middle] < first { low = middle + 1 } else { high = middle }
    }
    return list[low..<end]
  }
}
