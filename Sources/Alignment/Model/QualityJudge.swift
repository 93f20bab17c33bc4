/// Judges whether two sides are translations of each other by beads that a lexicon has not seen.
///
/// The beads are parted in two halves; each half's lexicon says of beads of the other half whether their
/// sides fit each
/// other better than they fit the sides of other beads. Punctuation does not count, as any two texts have it.
struct QualityJudge {
  private static let mostBeadsToLearn = 3000
  private static let mostBeadsToJudge = 160
  private static let decoys = 4
  /// What most texts that are named as translations show, and how many comparisons that is worth.
  private static let usualRate = 0.75
  private static let usualWeight = 16.0

  let seeds: PairLexicon
  let sourceChance: [Float]
  let targetChance: [Float]
  let sourceKinds: [TokenKind]
  let targetKinds: [TokenKind]
  let examples: (spans: [Span], source: TokenizedText, target: TokenizedText)

  /// A quality for each document, from 0 to 1.
  func judge(_ documents: [PreparedDocument]) -> [(quality: Double, comparisons: Int)] {
    let halves = (0..<2).map { half in
      ScoringLexicon(
        LexiconTrainer(seeds: seeds, sourceChance: sourceChance, targetChance: targetChance).train(
          documents.map { document in
            (document.spans.filter { Self.half(of: $0, document) == half }, document.source, document.target)
          } + [examples], mostBeads: Self.mostBeadsToLearn), sourceChance: sourceChance,
        targetChance: targetChance)
    }
    var sums = [Float](repeating: 0, count: targetChance.count)
    return documents.map { judge($0, halves, &sums) }
  }

  /// The half of a bead; what recurs is in one half, so that the other half's lexicon has not seen it.
  private static func half(of span: Span, _ document: PreparedDocument) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for token in document.source.tokens(of: span.source) {
      hash = (hash ^ UInt64(UInt32(bitPattern: token))) &* 0x0000_0100_0000_01B3
    }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32 ^ hash >> 16) & 1)
  }

  private func judge(_ document: PreparedDocument, _ halves: [ScoringLexicon], _ sums: inout [Float])
    -> (quality: Double, comparisons: Int)
  {
    var pairs = telling(document)
    // Where the sides are the same text, that is what there is.
    if pairs.isEmpty { pairs = document.spans.indices.filter { document.spans[$0].isPair } }
    guard !pairs.isEmpty else { return (0, 0) }
    let step = max(1, pairs.count / Self.mostBeadsToJudge)
    var wins = 0.0
    var games = 0.0
    for place in stride(from: 0, to: pairs.count, by: step) {
      let span = document.spans[pairs[place]]
      let lexicon = halves[1 - Self.half(of: span, document)]
      let own = fit(span.source, span.target, document, lexicon, &sums)
      for decoy in 1...Self.decoys {
        // Steps without a common factor with most counts, so that decoys come from everywhere.
        let other = document.spans[pairs[(place + decoy * 37 + 1) % pairs.count]]
        guard other.target != span.target, !areEqual(other.target, span.target, document.target) else {
          continue
        }
        let strange = fit(span.source, other.target, document, lexicon, &sums)
        wins += own > strange ? 1 : own == strange ? 0.5 : 0
        games += 1
      }
    }
    let rate = (wins + Self.usualRate * Self.usualWeight) / (games + Self.usualWeight)
    // A text of which little has a counterpart says little.
    return (0.5 + (rate - 0.5) * covered(document), Int(games))
  }

  /// The beads that tell: sides that are the same in both languages do not, nor does what recurs.
  private func telling(_ document: PreparedDocument) -> [Int] {
    var seen: Set<ArraySlice<Int32>> = []
    return document.spans.indices.filter { index in
      let span = document.spans[index]
      guard span.isPair, seen.insert(document.source.tokens(of: span.source)).inserted else { return false }
      let (source, target) = (
        tokens(span.source, document.source, sourceKinds), tokens(span.target, document.target, targetKinds)
      )
      guard source.count == target.count else { return true }
      return !zip(source, target).allSatisfy { isSame($0, $1) }
    }
  }

  /// Whether two tokens are the same text.
  private func isSame(_ source: Int, _ target: Int) -> Bool {
    seeds.row(source).contains {
      Int(seeds.targets[$0]) == target && seeds.forward[$0] >= SeedLexicon.identical
    }
  }

  private func areEqual(_ one: Range<Int>, _ other: Range<Int>, _ text: TokenizedText) -> Bool {
    text.tokens(of: one) == text.tokens(of: other)
  }

  private func covered(_ document: PreparedDocument) -> Double {
    let pairs = document.spans.lazy.filter(\.isPair)
    let sentences = pairs.reduce(0) { $0 + $1.source.count + $1.target.count }
    return Double(sentences) / Double(max(1, document.source.count + document.target.count))
  }

  /// How well words fit, from both directions, without punctuation.
  private func fit(
    _ source: Range<Int>, _ target: Range<Int>, _ document: PreparedDocument, _ lexicon: ScoringLexicon,
    _ sums: inout [Float]
  ) -> Double {
    let sources = tokens(source, document.source, sourceKinds)
    let targets = tokens(target, document.target, targetKinds)
    guard !sources.isEmpty, !targets.isEmpty else { return 0 }
    var value = 0.0
    for token in sources {
      for index in Int(lexicon.starts[token])..<Int(lexicon.starts[token + 1]) {
        sums[Int(lexicon.entries[index].target)] += lexicon.entries[index].forward
      }
    }
    let share = 1 / Float(sources.count + 1)
    for token in targets {
      value += naturalLogarithm(
        Double(1 - ScoringLexicon.share + sums[token] * share * lexicon.targetWeights[token]))
    }
    for token in sources {
      for index in Int(lexicon.starts[token])..<Int(lexicon.starts[token + 1]) {
        sums[Int(lexicon.entries[index].target)] = 0
      }
    }
    for token in targets { sums[token] += 1 }
    let reverseShare = 1 / Float(targets.count + 1)
    for token in sources {
      var sum: Float = 0
      for index in Int(lexicon.starts[token])..<Int(lexicon.starts[token + 1]) {
        sum += sums[Int(lexicon.entries[index].target)] * lexicon.entries[index].reverse
      }
      value += naturalLogarithm(
        Double(1 - ScoringLexicon.share + sum * reverseShare * lexicon.sourceWeights[token]))
    }
    for token in targets { sums[token] = 0 }
    return value / Double(sources.count + targets.count)
  }

  private func tokens(_ range: Range<Int>, _ text: TokenizedText, _ kinds: [TokenKind]) -> [Int] {
    text.tokens[Int(text.starts[range.lowerBound])..<Int(text.starts[range.upperBound])].map { Int($0) }
      .filter { kinds[$0] != .punctuation }
  }
}
