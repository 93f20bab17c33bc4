import GRDB

/// Finds the texts of the index that may reach a score, each with a bound that its score does not pass.
///
/// The bounds follow from the score (``MatchScore``). A text that lacks some of the query's features has at
/// most the weight of the others, and, because features that share no character need an edit each
/// (``QueryText/edits(isMissing:)``), at least so many edits; its length bounds the similarity of the
/// characters as well. So:
/// 1. the rarest features are chosen, so many that a text with none of them cannot reach the threshold;
/// 2. the texts that have one of them, and are neither too long nor too short, are the candidates;
/// 3. the other features are looked for in the candidates, which are dropped as soon as their bound is
///   below the threshold.
final class IndexSearch {
  /// A text that may reach the threshold.
  struct Candidate {
    var bound: Double
    var unit: Int64
  }

  /// What keeps rounding from dropping a text whose bound is its score.
  private static let slack = 1e-9

  /// By text within the range of lengths, the weight found, later the place among the survivors.
  ///
  /// Zero between searches.
  private var marks: [UInt64] = []
  private var touched: [Int32] = []
  private var survivors: [Survivor] = []
  private var missing: [UInt64] = []

  private struct Survivor {
    var text: Int
    var length: Int
    var lost: Int
    var lostWords: Int
    var isAlive: Bool
  }

  /// Sets the weights of the query's features by the index.
  func weigh(_ query: inout QueryText, segments: [IndexSegment], reader: PostingReader) throws
    -> [[PostingReader.List]]
  {
    var frequencies = [Int](repeating: 0, count: query.features.count)
    var lists: [[PostingReader.List]] = []
    for segment in segments {
      var own: [PostingReader.List] = []
      own.reserveCapacity(frequencies.count)
      for (index, feature) in query.features.enumerated() {
        let list = try reader.list(of: feature.number, in: segment)
        frequencies[index] += list.count
        own.append(list)
      }
      lists.append(own)
    }
    query.weigh(documents: segments.reduce(0) { $0 + $1.documents }, frequencies: frequencies)
    return lists
  }

  /// The candidates of a segment; nil where the threshold is too low to leave anything out.
  func candidates(
    _ query: QueryText, threshold: Double, segment: IndexSegment, lists: [PostingReader.List],
    reader: PostingReader
  ) throws -> [Candidate]? {
    let features = query.features
    let order = features.indices.sorted { (lists[$0].count, $0) < (lists[$1].count, $1) }
    guard let chosen = Self.chosen(query, order: order, threshold: threshold) else { return nil }
    let range = Self.textRange(query, threshold: threshold, segment: segment)
    if range.isEmpty { return [] }
    try gather(query, chosen: order[..<chosen], range: range, lists: lists, reader: reader)
    keepSurvivors(query, chosen: order[..<chosen], range: range, segment: segment, threshold: threshold)
    let words = (features.count + 63) / 64
    missing.removeAll(keepingCapacity: true)
    missing.append(contentsOf: repeatElement(0, count: words * survivors.count))
    var alive = survivors.count
    for (rank, feature) in order.enumerated() where alive > 0 {
      try look(for: feature, query, list: lists[feature], range: range, words: words, reader: reader)
      // Only a feature that was not among the chosen can lower a bound.
      if rank >= chosen { alive = prune(query, threshold: threshold, range: range) }
    }
    defer { for survivor in survivors { marks[survivor.text - range.lowerBound] = 0 } }
    var candidates: [Candidate] = []
    for (index, survivor) in survivors.enumerated() where survivor.isAlive {
      let bound = finalBound(query, survivor, missing: missing[(index * words)..<((index + 1) * words)])
      if bound + Self.slack >= threshold {
        candidates.append(Candidate(bound: bound, unit: try reader.unit(of: survivor.text, in: segment)))
      }
    }
    return candidates
  }

  /// How many of the features, in order, suffice: a text with none of them cannot reach the threshold.
  private static func chosen(_ query: QueryText, order: [Int], threshold: Double) -> Int? {
    var ranks = [Int](repeating: 0, count: order.count)
    var weights = [0]
    var wordWeights = [0]
    for (rank, feature) in order.enumerated() {
      ranks[feature] = rank
      weights.append(weights[rank] + query.features[feature].weight)
      wordWeights.append(wordWeights[rank] + query.features[feature].wordWeight)
    }
    func bound(_ count: Int) -> Double {
      let edits = query.edits { ranks[$0] < count }
      return query.score(
        characters: 2 * Double(query.count) / Double(2 * query.count + edits), lost: weights[count],
        lostWords: wordWeights[count])
    }
    guard !order.isEmpty, bound(order.count) + slack < threshold else { return nil }
    var low = 1
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      if bound(middle) + slack < threshold { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The texts whose lengths allow the threshold.
  private static func textRange(_ query: QueryText, threshold: Double, segment: IndexSegment) -> Range<Int> {
    // The similarity that the score needs where all words are there.
    let plain = threshold > 90 ? min(100, 90 + (threshold - 90) / 0.6) : threshold
    let needed = 1 - (1 - plain / 100) / (1 + 5 / Double(query.count + 5))
    let share = max(0.01, min(needed, MatchScore.leastLengthSimilarity))
    let ratio = share / (2 - share)
    let low = Int((Double(query.count) * ratio).rounded(.down)) - 1
    let high = Int((Double(query.count) / ratio).rounded(.up)) + 1
    return segment.texts(ofLengths: max(0, low)...max(1, high))
  }

  /// Adds up the weights of the chosen features by text.
  private func gather(
    _ query: QueryText, chosen: ArraySlice<Int>, range: Range<Int>, lists: [PostingReader.List],
    reader: PostingReader
  ) throws {
    if marks.count < range.count {
      marks.append(contentsOf: repeatElement(0, count: range.count - marks.count))
    }
    touched.removeAll(keepingCapacity: true)
    // Out of the object in the loop: each access of a property in a closure would be checked.
    var touched: [Int32] = []
    swap(&touched, &self.touched)
    defer { swap(&touched, &self.touched) }
    try marks.withUnsafeMutableBufferPointer { marks in
      for feature in chosen {
        let weight = Self.packed(query.features[feature])
        try reader.forEachText(lists[feature], in: range) { text in
          let index = text - range.lowerBound
          if marks[index] == 0 { touched.append(Int32(truncatingIfNeeded: index)) }
          marks[index] += weight
        }
      }
    }
  }

  /// Keeps the texts whose bound by weight and length reaches the threshold, and marks each with its place
  /// plus 1.
  private func keepSurvivors(
    _ query: QueryText, chosen: ArraySlice<Int>, range: Range<Int>, segment: IndexSegment, threshold: Double
  ) {
    let possible = chosen.reduce(0) { $0 + query.features[$1].weight }
    let possibleWords = chosen.reduce(0) { $0 + query.features[$1].wordWeight }
    var survivors: [Survivor] = []
    swap(&survivors, &self.survivors)
    survivors.removeAll(keepingCapacity: true)
    marks.withUnsafeMutableBufferPointer { marks in
      for index in touched {
        let found = marks[Int(index)]
        marks[Int(index)] = 0
        let lost = possible - Int(found & 0xFFFF_FFFF)
        let lostWords = possibleWords - Int(found >> 32)
        // By the weights alone first: finding the length costs more.
        guard
          lost == 0 || query.score(characters: 1, lost: lost, lostWords: lostWords) + Self.slack >= threshold
        else { continue }
        let text = range.lowerBound + Int(index)
        var survivor = Survivor(
          text: text, length: segment.length(of: text), lost: lost, lostWords: lostWords, isAlive: true)
        guard Self.bound(query, survivor) + Self.slack >= threshold else { continue }
        (survivor.lost, survivor.lostWords) = (0, 0)
        survivors.append(survivor)
      }
      for (place, survivor) in survivors.enumerated() {
        marks[survivor.text - range.lowerBound] = UInt64(place + 1)
      }
    }
    swap(&survivors, &self.survivors)
  }

  /// Notes which survivors lack a feature.
  private func look(
    for feature: Int, _ query: QueryText, list: PostingReader.List, range: Range<Int>, words: Int,
    reader: PostingReader
  ) throws {
    let weight = query.features[feature].weight
    let wordWeight = query.features[feature].wordWeight
    let (word, bit) = (feature / 64, UInt64(1) << UInt64(feature % 64))
    // Reading a list costs about 3 ns a text, looking one up in it about 200.
    if list.count > 64 * survivors.count {
      for place in survivors.indices where survivors[place].isAlive {
        if try !reader.contains(list, survivors[place].text) {
          missing[place * words + word] |= bit
          survivors[place].lost += weight
          survivors[place].lostWords += wordWeight
        }
      }
      return
    }
    try missing.withUnsafeMutableBufferPointer { missing in
      try survivors.withUnsafeMutableBufferPointer { survivors in
        for place in survivors.indices {
          missing[place * words + word] |= bit
          survivors[place].lost += weight
          survivors[place].lostWords += wordWeight
        }
        try marks.withUnsafeBufferPointer { marks in
          try reader.forEachText(list, in: range) { text in
            let mark = marks[text - range.lowerBound]
            if mark != 0 {
              let place = Int(mark) - 1
              missing[place * words + word] &= ~bit
              survivors[place].lost -= weight
              survivors[place].lostWords -= wordWeight
            }
          }
        }
      }
    }
  }

  /// Drops survivors whose bound fell below the threshold, and says how many are left.
  private func prune(_ query: QueryText, threshold: Double, range: Range<Int>) -> Int {
    var alive = 0
    for place in survivors.indices where survivors[place].isAlive {
      let survivor = survivors[place]
      if Self.bound(query, survivor) + Self.slack >= threshold {
        alive += 1
      } else {
        survivors[place].isAlive = false
      }
    }
    return alive
  }

  private static func bound(_ query: QueryText, _ survivor: Survivor) -> Double {
    let lengths = MatchScore.lengthSimilarity(query.count, survivor.length)
    if survivor.lost == 0, lengths >= MatchScore.leastLengthSimilarity { return MatchScore.Fixed.context }
    return query.score(characters: lengths, lost: survivor.lost, lostWords: survivor.lostWords)
  }

  /// The weight of a feature, and above it its weight as a word.
  private static func packed(_ feature: QueryText.Feature) -> UInt64 {
    UInt64(feature.wordWeight) << 32 | UInt64(feature.weight)
  }

  private func finalBound(_ query: QueryText, _ survivor: Survivor, missing: ArraySlice<UInt64>) -> Double {
    let coarse = Self.bound(query, survivor)
    if survivor.lost == 0 { return coarse }
    let edits = query.edits { missing[missing.startIndex + $0 / 64] & (1 << UInt64($0 % 64)) != 0 }
    let distance = max(edits, abs(query.count - survivor.length))
    let characters = 1 - Double(distance) / Double(max(1, query.count + survivor.length))
    return min(
      coarse, query.score(characters: characters, lost: survivor.lost, lostWords: survivor.lostWords))
  }
}
