/// Learns a lexicon from the beads found so far.
///
/// One step of expectation maximisation of IBM model 1 in both directions (Brown and others, The Mathematics
/// of
/// Statistical Machine Translation, 1993), started from how far two tokens occur in the same beads (Dice),
/// with a
/// discount for single coincidences and the seeds as prior.
struct LexiconTrainer {
  private static let largestBead = 5
  private static let discount: Float = 0.8
  private static let seedWeight: Float = 6
  private static let leastProbability: Float = 0.01
  private static let leastGain: Float = 2
  private static let leastMeetings: Float = 1.9
  private static let leastDice: Float = 0.02

  let seeds: PairLexicon
  let sourceChance: [Float]
  let targetChance: [Float]

  /// The tokens of beads, each once in a bead, and how much a bead counts.
  private struct Beads {
    var starts: [Int32] = [0]
    var tokens: [Int32] = []
    /// In how many beads a token occurs.
    var frequency: [Float]
    var count: Int { starts.count - 1 }
    func range(_ bead: Int) -> Range<Int> { Int(starts[bead])..<Int(starts[bead + 1]) }

    mutating func append(_ range: Range<Int>, of text: TokenizedText, seen: inout [Int32], weight: Float) {
      let mark = Int32(starts.count)
      for sentence in range {
        for place in text.range(sentence) {
          let token = text.tokens[place]
          if seen[Int(token)] == mark { continue }
          seen[Int(token)] = mark
          tokens.append(token)
          frequency[Int(token)] += weight
        }
      }
      starts.append(Int32(tokens.count))
    }
  }

  /// The lexicon that the documents' beads teach.
  ///
  /// - Parameter mostBeads: of more beads than these only so many are learnt from.
  func train(
    _ documents: [(spans: [Span], source: TokenizedText, target: TokenizedText)], mostBeads: Int = 20_000
  ) -> PairLexicon {
    let (source, target, weights) = gather(documents, mostBeads: mostBeads)
    var pairs = candidates(source, target, weights)
    maximize(&pairs, source, target, weights)
    return trimmed(pairs)
  }

  private func gather(
    _ documents: [(spans: [Span], source: TokenizedText, target: TokenizedText)], mostBeads: Int
  ) -> (Beads, Beads, [Float]) {
    var source = Beads(frequency: [Float](repeating: 0, count: sourceChance.count))
    var target = Beads(frequency: [Float](repeating: 0, count: targetChance.count))
    var weights: [Float] = []
    var seenSource = [Int32](repeating: 0, count: sourceChance.count)
    var seenTarget = [Int32](repeating: 0, count: targetChance.count)
    func isUseful(_ span: Span) -> Bool {
      span.isPair && span.source.count + span.target.count <= Self.largestBead && span.evidence >= 0
        && span.posterior > 0.05
    }
    let total = documents.reduce(0) { $0 + $1.spans.lazy.filter(isUseful).count }
    var credit = 0
    for document in documents {
      for span in document.spans where isUseful(span) {
        // Of too many, every so manieth.
        credit += mostBeads
        guard credit >= total else { continue }
        credit = total > mostBeads ? credit - total : 0
        source.append(span.source, of: document.source, seen: &seenSource, weight: span.posterior)
        target.append(span.target, of: document.target, seen: &seenTarget, weight: span.posterior)
        weights.append(span.posterior)
      }
    }
    return (source, target, weights)
  }

  /// Tokens that meet in more beads than chance would have it, and the seeds; probabilities are Dice's
  /// measure.
  private func candidates(_ source: Beads, _ target: Beads, _ weights: [Float]) -> PairLexicon {
    let sourceCount = sourceChance.count
    let targetCount = targetChance.count
    // The beads of each source token.
    var occurrenceStarts = [Int32](repeating: 0, count: sourceCount + 1)
    for token in source.tokens { occurrenceStarts[Int(token) + 1] += 1 }
    for token in 0..<sourceCount { occurrenceStarts[token + 1] += occurrenceStarts[token] }
    var occurrences = [Int32](repeating: 0, count: source.tokens.count)
    var fill = occurrenceStarts
    for bead in 0..<source.count {
      for place in source.range(bead) {
        let token = Int(source.tokens[place])
        occurrences[Int(fill[token])] = Int32(bead)
        fill[token] += 1
      }
    }
    var pairs = PairLexicon(sourceCount: sourceCount)
    var sums = [Float](repeating: 0, count: targetCount)
    var touched: [Int32] = []
    let total = weights.reduce(0, +)
    for token in 0..<sourceCount {
      let frequency = source.frequency[token]
      touched.removeAll(keepingCapacity: true)
      if occurrenceStarts[token + 1] - occurrenceStarts[token] >= 2 {
        for occurrence in Int(occurrenceStarts[token])..<Int(occurrenceStarts[token + 1]) {
          let bead = Int(occurrences[occurrence])
          let weight = weights[bead]
          for place in Int(target.starts[bead])..<Int(target.starts[bead + 1]) {
            let other = Int(target.tokens[place])
            if sums[other] == 0 { touched.append(Int32(other)) }
            sums[other] += weight
          }
        }
      }
      var kept: [(target: Int32, dice: Float)] = []
      for other in touched {
        let sum = sums[Int(other)]
        sums[Int(other)] = 0
        let frequencies = frequency + target.frequency[Int(other)]
        let dice = 2 * sum / frequencies
        let expected = frequency * target.frequency[Int(other)] / total
        if sum >= Self.leastMeetings, sum >= expected * 1.1 + 0.5, dice >= Self.leastDice {
          kept.append((other, dice))
        }
      }
      kept.sort { $0.target < $1.target }
      merge(kept, seedsOf: token, into: &pairs)
      pairs.starts[token + 1] = Int32(pairs.targets.count)
    }
    return pairs
  }

  private func merge(
    _ kept: [(target: Int32, dice: Float)], seedsOf token: Int, into pairs: inout PairLexicon
  ) {
    var seed = seeds.row(token)
    func append(_ target: Int32, _ forward: Float, _ reverse: Float) {
      pairs.targets.append(target)
      pairs.forward.append(forward)
      pairs.reverse.append(reverse)
    }
    for (target, dice) in kept {
      while let first = seed.first, seeds.targets[first] < target {
        append(seeds.targets[first], seeds.forward[first], seeds.reverse[first])
        seed = seed.dropFirst()
      }
      if let first = seed.first, seeds.targets[first] == target {
        append(target, max(dice, seeds.forward[first]), max(dice, seeds.reverse[first]))
        seed = seed.dropFirst()
      } else {
        append(target, dice, dice)
      }
    }
    for place in seed { append(seeds.targets[place], seeds.forward[place], seeds.reverse[place]) }
  }

  private func maximize(_ pairs: inout PairLexicon, _ source: Beads, _ target: Beads, _ weights: [Float]) {
    var forwardCounts = [Float](repeating: 0, count: pairs.targets.count)
    var reverseCounts = [Float](repeating: 0, count: pairs.targets.count)
    var position = [Int32](repeating: -1, count: targetChance.count)
    var targetSums: [Float] = []
    // The pairs of a bead: places in both token lists and in the lexicon.
    var met: [(source: Int32, target: Int32, pair: Int32)] = []
    for bead in 0..<source.count {
      let sourceRange = source.range(bead)
      let targetRange = target.range(bead)
      for (index, place) in targetRange.enumerated() { position[Int(target.tokens[place])] = Int32(index) }
      met.removeAll(keepingCapacity: true)
      let widest = targetRange.count * 8
      for (index, place) in sourceRange.enumerated() {
        let row = pairs.row(Int(source.tokens[place]))
        if row.count <= widest {
          for pair in row {
            let other = position[Int(pairs.targets[pair])]
            if other >= 0 { met.append((Int32(index), other, Int32(pair))) }
          }
        } else {
          // A frequent token has more entries than the bead has tokens.
          for (other, otherPlace) in targetRange.enumerated() {
            if let pair = Self.find(target.tokens[otherPlace], in: row, of: pairs.targets) {
              met.append((Int32(index), Int32(other), Int32(pair)))
            }
          }
        }
      }
      for place in targetRange { position[Int(target.tokens[place])] = -1 }
      targetSums.removeAll(keepingCapacity: true)
      for place in targetRange {
        targetSums.append(targetChance[Int(target.tokens[place])] * Float(sourceRange.count + 1) * 0.5)
      }
      for entry in met { targetSums[Int(entry.target)] += pairs.forward[Int(entry.pair)] }
      let weight = weights[bead]
      var index = 0
      while index < met.count {
        // Entries of one source token stand together.
        let first = index
        let token = met[index].source
        var sum =
          sourceChance[Int(source.tokens[sourceRange.lowerBound + Int(token)])]
          * Float(targetRange.count + 1) * 0.5
        while index < met.count, met[index].source == token {
          sum += pairs.reverse[Int(met[index].pair)]
          index += 1
        }
        for place in first..<index {
          let pair = Int(met[place].pair)
          forwardCounts[pair] += weight * pairs.forward[pair] / targetSums[Int(met[place].target)]
          reverseCounts[pair] += weight * pairs.reverse[pair] / sum
        }
      }
    }
    normalize(&pairs, forwardCounts, reverseCounts, source.frequency, target.frequency)
  }

  private func normalize(
    _ pairs: inout PairLexicon, _ forwardCounts: [Float], _ reverseCounts: [Float],
    _ sourceFrequency: [Float], _ targetFrequency: [Float]
  ) {
    var reverseSums = targetFrequency
    var sums = [Float](repeating: 0, count: targetChance.count)
    for pair in pairs.targets.indices { sums[Int(pairs.targets[pair])] += reverseCounts[pair] }
    for token in sums.indices { reverseSums[token] = max(sums[token], reverseSums[token]) }
    for token in 0..<sourceChance.count {
      let row = pairs.row(token)
      let forwardSum = max(sourceFrequency[token], row.reduce(Float(0)) { $0 + forwardCounts[$1] })
      var seed = seeds.row(token)
      for pair in row {
        while let first = seed.first, seeds.targets[first] < pairs.targets[pair] { seed = seed.dropFirst() }
        var prior: (forward: Float, reverse: Float) = (0, 0)
        if let first = seed.first, seeds.targets[first] == pairs.targets[pair] {
          prior = (seeds.forward[first], seeds.reverse[first])
        }
        pairs.forward[pair] =
          (max(0, forwardCounts[pair] - Self.discount) + Self.seedWeight * prior.forward)
          / (forwardSum + Self.seedWeight)
        pairs.reverse[pair] =
          (max(0, reverseCounts[pair] - Self.discount) + Self.seedWeight * prior.reverse)
          / (reverseSums[Int(pairs.targets[pair])] + Self.seedWeight)
      }
    }
  }

  private func trimmed(_ pairs: PairLexicon) -> PairLexicon {
    var result = PairLexicon(sourceCount: sourceChance.count)
    for token in 0..<sourceChance.count {
      for pair in pairs.row(token)
      where isUseful(pairs.forward[pair], targetChance[Int(pairs.targets[pair])])
        || isUseful(pairs.reverse[pair], sourceChance[token])
      {
        result.targets.append(pairs.targets[pair])
        result.forward.append(pairs.forward[pair])
        result.reverse.append(pairs.reverse[pair])
      }
      result.starts[token + 1] = Int32(result.targets.count)
    }
    return result
  }

  private func isUseful(_ probability: Float, _ chance: Float) -> Bool {
    probability > Self.leastProbability && probability > Self.leastGain * chance
  }

  private static func find(_ token: Int32, in row: Range<Int>, of targets: [Int32]) -> Int? {
    var low = row.lowerBound
    var high = row.upperBound
    while low < high {
      let middle = (low + high) / 2
      if targets[middle] < token { low = middle + 1 } else { high = middle }
    }
    return low < row.upperBound && targets[low] == token ? low : nil
  }
}
