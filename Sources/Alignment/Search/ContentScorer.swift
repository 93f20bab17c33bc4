/// Arrays as long as a vocabulary, made once for all documents of a call.
struct PostingSpace {
  /// The places of a token that may still be wanted, in a document's list; from 1, so that 0 is none.
  fileprivate struct Postings {
    var cursor: Int32 = 0
    var end: Int32 = 0
  }

  fileprivate var postings: [Postings]

  init(targetCount: Int) { postings = [Postings](repeating: Postings(), count: targetCount) }
}

/// The lexicon with what the scorer needs of it ready.
struct ScoringLexicon {
  /// How much of a token's chance goes to the lexicon; the rest is the token's frequency.
  static let share: Float = 0.85

  struct Entry {
    var target: Int32
    var forward: Float
    var reverse: Float
  }

  /// Where each source token's entries start, and the end of the last.
  let starts: [Int32]
  let entries: [Entry]
  /// The share divided by a token's frequency.
  let sourceWeights: [Float]
  let targetWeights: [Float]
  /// How much of its renderings the lexicon knows, for each token.
  let forwardMass: [Float]
  let reverseMass: [Float]

  init(_ pairs: PairLexicon, sourceChance: [Float], targetChance: [Float]) {
    starts = pairs.starts
    entries = pairs.targets.indices.map {
      Entry(target: pairs.targets[$0], forward: pairs.forward[$0], reverse: pairs.reverse[$0])
    }
    sourceWeights = sourceChance.map { Self.share / $0 }
    targetWeights = targetChance.map { Self.share / $0 }
    var forward = [Float](repeating: 0, count: sourceChance.count)
    var reverse = [Float](repeating: 0, count: targetChance.count)
    for token in forward.indices {
      for pair in pairs.row(token) {
        forward[token] += pairs.forward[pair]
        reverse[Int(pairs.targets[pair])] += pairs.reverse[pair]
      }
    }
    forwardMass = forward.map { Self.share * min(1, $0) }
    reverseMass = reverse.map { Self.share * min(1, $0) }
  }
}

/// Says how much likelier the words of a bead are in a translation than by chance.
///
/// The mean of both directions' likelihood ratio under IBM model 1; what the lexicon does not know of a
/// word's
/// renderings goes to the frequencies, so that unknown words say nothing.
struct ContentScorer {
  private struct Row {
    /// The target sentences it covers, and the first one's first token.
    var sentences = 0..<0
    var base = 0
    /// For each token of the target sentences, the probability that the source sentence gives it, summed.
    var forward: [Float] = []
    /// For each source token and target sentence, the same in the other direction.
    var reverse: [Float] = []
    /// The score of the source sentence with each target sentence alone.
    var pairs: [Float] = []
  }

  private let source: TokenizedText
  private let target: TokenizedText
  private let lexicon: ScoringLexicon
  private let sourceMass: [Float]
  private let targetMass: [Float]
  private struct Place {
    var token: Int32 = 0
    var sentence: Int32 = 0
  }

  /// The places of target tokens, token by token.
  private var places: [Place]
  private var rows = [Row](repeating: Row(), count: 4)
  private var sums: [Float] = []

  init(_ document: PreparedDocument, lexicon: ScoringLexicon, space: inout PostingSpace) {
    source = document.source
    target = document.target
    self.lexicon = lexicon
    let (source, target) = (document.source, document.target)
    sourceMass = (0..<source.count).map { sentence in
      source.range(sentence).reduce(Float(0)) { $0 + lexicon.forwardMass[Int(source.tokens[$1])] }
    }
    targetMass = (0..<target.count).map { sentence in
      target.range(sentence).reduce(Float(0)) { $0 + lexicon.reverseMass[Int(target.tokens[$1])] }
    }
    var sentences = [Int32](repeating: 0, count: target.tokens.count)
    for sentence in 0..<target.count {
      for place in target.range(sentence) { sentences[place] = Int32(sentence) }
    }
    // A counting sort by token; the space holds zeros for all tokens of other documents.
    for token in target.tokens { space.postings[Int(token)].end += 1 }
    var start: Int32 = 1
    for token in target.tokens where space.postings[Int(token)].cursor == 0 {
      let count = space.postings[Int(token)].end
      space.postings[Int(token)] = PostingSpace.Postings(cursor: start, end: start)
      start += count
    }
    places = [Place](repeating: Place(), count: target.tokens.count + 1)
    for (place, token) in target.tokens.enumerated() {
      places[Int(space.postings[Int(token)].end)] = Place(token: Int32(place), sentence: sentences[place])
      space.postings[Int(token)].end += 1
    }
  }

  /// Leaves the space as it was found.
  func release(_ space: inout PostingSpace) {
    for token in target.tokens { space.postings[Int(token)] = PostingSpace.Postings() }
  }

  /// Prepares a source sentence for a range of target sentences; sentences come in order, and ranges only
  /// rise.
  mutating func prepare(_ sentence: Int, for sentences: Range<Int>, space: inout PostingSpace) {
    let slot = sentence & 3
    rows[slot].sentences = sentences
    rows[slot].base = Int(target.starts[sentences.lowerBound])
    rows[slot].pairs.removeAll(keepingCapacity: true)
    // Taken out, so that they are filled in place.
    var forward: [Float] = []
    var reverse: [Float] = []
    swap(&forward, &rows[slot].forward)
    swap(&reverse, &rows[slot].reverse)
    Self.clear(
      &forward, count: Int(target.starts[sentences.upperBound] - target.starts[sentences.lowerBound]))
    Self.clear(&reverse, count: source.range(sentence).count * sentences.count)
    fill(&forward, &reverse, sentence, sentences, &space.postings)
    swap(&forward, &rows[slot].forward)
    swap(&reverse, &rows[slot].reverse)
    for other in sentences {
      rows[sentence & 3].pairs.append(content(sentence..<sentence + 1, other..<other + 1))
    }
  }

  private func fill(
    _ forward: inout [Float], _ reverse: inout [Float], _ sentence: Int, _ sentences: Range<Int>,
    _ postings: inout [PostingSpace.Postings]
  ) {
    let base = target.starts[sentences.lowerBound]
    let limit = target.starts[sentences.upperBound]
    let width = sentences.count
    var offset = -sentences.lowerBound
    for tokenPlace in source.range(sentence) {
      let token = Int(source.tokens[tokenPlace])
      for index in Int(lexicon.starts[token])..<Int(lexicon.starts[token + 1]) {
        let entry = lexicon.entries[index]
        let posting = postings[Int(entry.target)]
        guard posting.cursor < posting.end else { continue }
        var cursor = Int(posting.cursor)
        let end = Int(posting.end)
        if places[cursor].token < base {
          repeat { cursor += 1 } while cursor < end && places[cursor].token < base
          postings[Int(entry.target)].cursor = Int32(truncatingIfNeeded: cursor)
        }
        while cursor < end {
          let place = places[cursor]
          guard place.token < limit else { break }
          forward[Int(place.token - base)] += entry.forward
          reverse[offset + Int(place.sentence)] += entry.reverse
          cursor += 1
        }
      }
      offset += width
    }
  }

  private static func clear(_ values: inout [Float], count: Int) {
    values.removeAll(keepingCapacity: true)
    values.append(contentsOf: repeatElement(0, count: count))
  }

  /// The score of a source sentence and a target sentence alone, where it was prepared.
  @inline(__always)
  func pair(_ sentence: Int, _ other: Int) -> Float {
    let index = other - rows[sentence & 3].sentences.lowerBound
    return index >= 0 && index < rows[sentence & 3].pairs.count ? rows[sentence & 3].pairs[index] : 0
  }

  /// The score of a bead of prepared sentences.
  mutating func content(_ sources: Range<Int>, _ targets: Range<Int>) -> Float {
    let sourceTokens = Int(source.starts[sources.upperBound] - source.starts[sources.lowerBound])
    let targetTokens = Int(target.starts[targets.upperBound] - target.starts[targets.lowerBound])
    let sourceShare = 1 / Float(sourceTokens + 1)
    let targetShare = 1 / Float(targetTokens + 1)
    var sourceRest = Float(sourceTokens + 1)
    for sentence in sources { sourceRest -= sourceMass[sentence] }
    var targetRest = Float(targetTokens + 1)
    for sentence in targets { targetRest -= targetMass[sentence] }
    sourceRest = max(sourceRest * sourceShare, 0.05)
    targetRest = max(targetRest * targetShare, 0.05)

    // Target tokens given the source sentences.
    let base = Int(target.starts[targets.lowerBound])
    Self.clear(&sums, count: targetTokens)
    for sentence in sources {
      addForward(rows[sentence & 3], base, targetTokens)
    }
    var value = Self.logarithm(
      sums, rest: sourceRest, share: sourceShare, weights: lexicon.targetWeights, tokens: target.tokens,
      from: base)

    // Source tokens given the target sentences.
    Self.clear(&sums, count: sourceTokens)
    var offset = 0
    for sentence in sources {
      let count = source.range(sentence).count
      addReverse(rows[sentence & 3], targets, offset, count)
      offset += count
    }
    value += Self.logarithm(
      sums, rest: targetRest, share: targetShare, weights: lexicon.sourceWeights, tokens: source.tokens,
      from: Int(source.starts[sources.lowerBound]))
    return 0.5 * value
  }

  @inline(__always)
  private mutating func addForward(_ row: Row, _ base: Int, _ count: Int) {
    let shift = base - row.base
    let first = max(0, -shift)
    let end = min(count, row.forward.count - shift)
    guard first < end else { return }
    for index in first..<end { sums[index] += row.forward[index + shift] }
  }

  @inline(__always)
  private mutating func addReverse(_ row: Row, _ targets: Range<Int>, _ offset: Int, _ count: Int) {
    let width = row.sentences.count
    for sentence in targets.clamped(to: row.sentences) {
      var place = sentence - row.sentences.lowerBound
      for index in offset..<offset + count {
        sums[index] += row.reverse[place]
        place += width
      }
    }
  }

  @inline(__always)
  private static func logarithm(
    _ sums: [Float], rest: Float, share: Float, weights: [Float], tokens: [Int32], from base: Int
  ) -> Float {
    var total = 0.0
    var product = 1.0
    for index in sums.indices {
      product *= Double(rest + sums[index] * share * weights[Int(tokens[base + index])])
      // A factor is between 0.05 and 10 to the 8th; sixteen stay far inside a Double.
      if index & 15 == 15 {
        total += naturalLogarithm(product)
        product = 1
      }
    }
    return Float(total + naturalLogarithm(product))
  }
}
