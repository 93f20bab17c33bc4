/// Finds pairs of sentences that rare tokens tie together, and of these the best chain that runs forward in
/// both texts.
///
/// Costs O(p log p) for p candidate pairs, which are at most 16 for a pair of rare tokens.
struct AnchorChain {
  /// A pair of sentences and how much ties them.
  struct Point {
    var source: Int
    var target: Int
    var weight: Float
  }

  private static let rare = 4
  private static let leastProbability: Float = 0.12
  private static let neighbours = 4

  /// The chain, without links that their neighbours do not support.
  static func find(_ document: PreparedDocument, lexicon: PairLexicon, space: inout OccurrenceSpace)
    -> [Point]
  {
    var points = candidates(document, lexicon: lexicon, space: &space)
    for pair in document.structure.anchors {
      points.append(Point(source: pair.source, target: pair.target, weight: 8))
    }
    for pair in document.structure.uniqueKeys {
      points.append(Point(source: pair.source, target: pair.target, weight: 2))
    }
    points.sort { ($0.source, -$0.target) < ($1.source, -$1.target) }
    // Evidence for one pair adds up.
    var merged: [Point] = []
    for point in points {
      if let last = merged.last, last.source == point.source, last.target == point.target {
        merged[merged.count - 1].weight += point.weight
      } else {
        merged.append(point)
      }
    }
    let chain = heaviestChain(merged, targetCount: document.target.count)
    return supported(chain, document)
  }

  private static func candidates(
    _ document: PreparedDocument, lexicon: PairLexicon, space: inout OccurrenceSpace
  ) -> [Point] {
    space.source.fill(document.source)
    space.target.fill(document.target)
    defer {
      space.source.clear(document.source)
      space.target.clear(document.target)
    }
    var points: [Point] = []
    for sentence in 0..<document.source.count {
      for place in document.source.range(sentence) {
        let token = Int(document.source.tokens[place])
        let count = space.source.counts[token]
        // Each token is looked at where it stands first.
        guard count > 0, count <= rare, space.source.first[token] == place else { continue }
        for pair in lexicon.row(token) {
          let other = Int(lexicon.targets[pair])
          let otherCount = space.target.counts[other]
          let probability = min(lexicon.forward[pair], lexicon.reverse[pair])
          guard otherCount > 0, otherCount <= rare, probability >= leastProbability else { continue }
          let weight = probability / Float(max(count, otherCount)) * (count == otherCount ? 1 : 0.5)
          for source in space.source.places(of: token) {
            for target in space.target.places(of: other) {
              points.append(Point(source: Int(source), target: Int(target), weight: weight))
            }
          }
        }
      }
    }
    return points
  }

  private static func heaviestChain(_ points: [Point], targetCount: Int) -> [Point] {
    // A tree of prefix maxima over target sentences; points of one source sentence come with falling
    // targets, so that
    // none follows another of the same.
    var tree = [Int32](repeating: -1, count: targetCount + 1)
    var sums = [Float](repeating: 0, count: points.count)
    var before = [Int32](repeating: -1, count: points.count)
    var best: Int32 = -1
    for (index, point) in points.enumerated() {
      var node = point.target
      var previous: Int32 = -1
      while node > 0 {
        let entry = tree[node]
        if entry >= 0, previous < 0 || sums[Int(entry)] > sums[Int(previous)] { previous = entry }
        node &= node - 1
      }
      sums[index] = point.weight + (previous >= 0 ? sums[Int(previous)] : 0)
      before[index] = previous
      node = point.target + 1
      while node <= targetCount {
        if tree[node] < 0 || sums[Int(tree[node])] < sums[index] { tree[node] = Int32(index) }
        node += node & -node
      }
      if best < 0 || sums[index] > sums[Int(best)] { best = Int32(index) }
    }
    var chain: [Point] = []
    while best >= 0 {
      chain.append(points[Int(best)])
      best = before[Int(best)]
    }
    chain.reverse()
    return chain
  }

  /// Links near which others lie on the same diagonal.
  private static func supported(_ chain: [Point], _ document: PreparedDocument) -> [Point] {
    guard document.source.count > 0 else { return [] }
    let ratio = Double(document.target.count) / Double(document.source.count)
    return chain.indices.filter { index in
      let point = chain[index]
      var support = point.weight >= 4 ? point.weight : 0
      for other in max(0, index - neighbours)...min(chain.count - 1, index + neighbours) where other != index
      {
        let across = Double(abs(chain[other].source - point.source))
        let down = Double(abs(chain[other].target - point.target))
        if abs(down - across * ratio) <= 3 + 0.2 * min(across, 60) { support += chain[other].weight }
      }
      return support >= 0.4
    }.map { chain[$0] }
  }
}

/// Where the tokens of one document occur; made once for all documents of a call.
struct OccurrenceSpace {
  struct Side {
    fileprivate(set) var counts: [Int]
    fileprivate(set) var first: [Int]
    private var sentences: [Int32]

    init(_ count: Int) {
      counts = [Int](repeating: 0, count: count)
      first = [Int](repeating: -1, count: count)
      sentences = [Int32](repeating: 0, count: count * 4)
    }

    fileprivate mutating func fill(_ text: TokenizedText) {
      for sentence in 0..<text.count {
        for place in text.range(sentence) {
          let token = Int(text.tokens[place])
          if first[token] < 0 { first[token] = place }
          if counts[token] < 4 { sentences[token * 4 + counts[token]] = Int32(sentence) }
          counts[token] += 1
        }
      }
    }

    fileprivate mutating func clear(_ text: TokenizedText) {
      for token in text.tokens {
        counts[Int(token)] = 0
        first[Int(token)] = -1
      }
    }

    fileprivate func places(of token: Int) -> ArraySlice<Int32> {
      sentences[token * 4..<token * 4 + min(4, counts[token])]
    }
  }

  fileprivate(set) var source: Side
  fileprivate(set) var target: Side

  init(sourceCount: Int, targetCount: Int) {
    source = Side(sourceCount)
    target = Side(targetCount)
  }
}
