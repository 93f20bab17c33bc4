/// Judges whether two sides are translations of each other by beads that a lexicon has not seen.
///
/// The beads are parted in two halves; each half's lexicon says of beads of the other half whether their
/// sides fit each
/// other better than they fit the sides of other beads. Punctuation does not count, as any two texts have it.
struct QualityJudge {
  private static let mostBeadsToLearn = 3000
  private static let mostBeadsToJudge = 160
  private static let decoys = 4

  let seeds: PairLexicon
  let sourceChance: [Float]
  let targetChance: [Float]
  let sourceKinds: [TokenKind]
  let targetKinds: [TokenKind]

  /// A quality for each document, from 0 to 1.
  func judge(_ documents: [PreparedDocument]) -> [Double] {
    let halves = (0..<2).map { half in
      ScoringLexicon(
        LexiconTrainer(seeds: seeds, sourceChance: sourceChance, targetChance: targetChance).train(
          documents.map { document in
            (Self.half(half, of: document.spans), document.source, document.target)
          }, mostBeads: Self.mostBeadsToLearn), sourceChance: sourceChance, targetChance: targetChance)
    }
    var sums = [Float](repeating: 0, count: targetChance.count)
    return documents.map { judge($0, halves, &sums) }
  }

  private static func half(_ half: Int, of spans: [Span]) -> [Span] {
    spans.indices.filter { $0 & 1 == half }.map { spans[$0] }
  }

  private func judge(_ document: PreparedDocument, _ halves: [ScoringLexicon], _ sums: inout [Float])
    -> Double
  {
    let pairs = document.spans.indices.filter { document.spans[$0].isPair }
    guard pairs.count > 1 else { return pairs.isEmpty ? 0 : 0.5 }
    let step = max(1, pairs.count / Self.mostBeadsToJudge)
    var wins = 0.0
    var games = 0.0
    for place in stride(from: 0, to: pairs.count, by: step) {
      let span = document.spans[pairs[place]]
      let lexicon = halves[1 - pairs[place] & 1]
      let own = fit(span.source, span.target, document, lexicon, &sums)
      for decoy in 1...Self.decoys {
        // Steps without a common factor with most counts, so that decoys come from everywhere.
        let other = document.spans[pairs[(place + decoy * 37 + 1) % pairs.count]]
        guard other.target != span.target else { continue }
        let strange = fit(span.source, other.target, document, lexicon, &sums)
        wins += own > strange ? 1 : own == strange ? 0.5 : 0
        games += 1
      }
    }
    guard games > 0 else { return 0.5 }
    // A text of which little has a counterpart says little.
    return 0.5 + (wins / games - 0.5) * covered(document)
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
