import GRDB

/// Finds the texts of the index that may reach a score, each with a bound that its score does not pass.
///
/// The bounds follow from the score (``MatchScore``). A text that lacks some of the query's features loses their
/// shares; and, because features that share no character need an edit each (``QueryText/edits(isMissing:)``), it
/// is at least so many edits away, as it is by its length. So (see ``Prefix``):
/// 1. the rarest features are chosen, so many that a text with none of them cannot reach the threshold;
/// 2. their lists are read, the rarest first: a text that has only the later of them has lost the shares of
///    those before, so it must be the closer in length, and of the longer lists the shorter stretches are read;
/// 3. the texts whose bound reaches the threshold are compared by their characters (``TextSignature``), then
///    looked up in the lists of the next features, as long as
///    that costs less than comparing, and dropped as soon as their bound is below it.
///
/// Source: the prefix and length filters of Chaudhuri, Ganti, Kaushik, "A Primitive Operator for Similarity
/// Joins in Data Cleaning" (2006), for this score.
final class IndexSearch {
  /// A text that may reach the threshold.
  struct Candidate {
    var bound: Double
    /// The number of the text in its segment.
    var text: Int
    /// The place of its segment among those that were searched.
    var segment: Int
  }

  /// What keeps rounding from dropping a text whose bound is its score.
  static let slack = 1e-9
  /// The same where a score is turned into a similarity.
  private static let scoreSlack = 1e-6
  /// In how many further lists a text is looked up at most; comparing it costs about as much.
  private static let probeLimit = 16

  /// How many bytes of signatures are kept besides those of the segment in use.
  private static let signatureLimit = 64 << 20
  /// How many texts of further lists are read for each that was found.
  private static let readingRatio = 2.0

  /// By text within the widest range of lengths, the shares found.
  ///
  /// Zero between searches.
  private var marks: [UInt32] = []
  private var touched: [UInt32] = []
  /// By segment.
  private var signatures: [Int64: SignatureCache] = [:]
  private var survivors: [Survivor] = []

  private struct Survivor {
    var text: Int
    var length: Int
    var lost: Int
    /// The highest similarity of the characters.
    var characters: Double
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

  /// Adds the candidates of a segment.
  ///
  /// Where the threshold is so low that a text without any of the features may reach it, all texts of fitting
  /// lengths are told apart by the features that they have and by their signatures.
  func addCandidates(
    to candidates: inout [Candidate], _ query: QueryText, threshold: Double, segment: IndexSegment,
    place: Int,
    lists: [PostingReader.List], reader: PostingReader
  ) throws {
    let prefix = Prefix(query, lists: lists, threshold: threshold, segment: segment)
    guard let widest = prefix.steps.first?.texts, !widest.isEmpty else { return }
    let inRange = try gather(query, prefix, widest: widest, lists: lists, reader: reader)
    if prefix.isOpen {
      touched.removeAll(keepingCapacity: true)
      touched.append(contentsOf: 0..<UInt32(widest.count))
    }
    let read = try gatherMore(query, prefix, widest: widest, inRange: inRange, lists: lists, reader: reader)
    // Comparing similarities costs less than comparing scores.
    let needed = MatchScore.neededSimilarity(for: threshold - Self.scoreSlack, count: query.count)
    keepSurvivors(query, prefix, read: read, widest: widest, segment: segment, needed: needed)
    try compareSignatures(query, segment: segment, needed: needed, reader: reader)
    try probe(
      query, prefix.order.dropFirst(read).prefix(Self.probeLimit), needed: needed, lists: lists,
      reader: reader)
    for survivor in survivors {
      candidates.append(
        Candidate(bound: Self.bound(query, survivor), text: survivor.text, segment: place))
    }
  }

  /// Adds up the shares of the chosen features by text, and says which part of their lists was in range.
  private func gather(
    _ query: QueryText, _ prefix: Prefix, widest: Range<Int>, lists: [PostingReader.List],
    reader: PostingReader
  ) throws -> Double {
    if marks.count < widest.count {
      marks.append(contentsOf: repeatElement(0, count: widest.count - marks.count))
    }
    var (all, inRange) = (1, 1)
    // Out of the object in the loop: each access of a property in a closure would be checked.
    var touched: [UInt32] = []
    swap(&touched, &self.touched)
    defer { swap(&touched, &self.touched) }
    touched.removeAll(keepingCapacity: true)
    try marks.withUnsafeMutableBufferPointer { marks in
      for (place, step) in prefix.steps.enumerated() {
        let end = place + 1 < prefix.steps.count ? prefix.steps[place + 1].rank : prefix.chosen
        for feature in prefix.order[step.rank..<end] {
          let share = UInt32(query.features[feature].share)
          all += lists[feature].count
          try reader.forEachText(lists[feature], in: step.texts) { text in
            inRange += 1
            let index = text - widest.lowerBound
            if marks[index] == 0 { touched.append(UInt32(truncatingIfNeeded: index)) }
            marks[index] &+= share
          }
        }
      }
    }
    return Double(inRange) / Double(all)
  }

  /// Adds up the shares of further features for the texts that were found, and says up to which rank.
  ///
  /// A text that has only the last of the chosen features can lose hardly anything more, so a list or two drop
  /// most of them. Reading a list costs about 2 ns a text, looking one up in it about 150.
  private func gatherMore(
    _ query: QueryText, _ prefix: Prefix, widest: Range<Int>, inRange: Double,
    lists: [PostingReader.List], reader: PostingReader
  ) throws -> Int {
    guard let range = prefix.steps.last?.texts else { return prefix.chosen }
    var room = Double(touched.count) * Self.readingRatio
    var rank = prefix.chosen
    try marks.withUnsafeMutableBufferPointer { marks in
      while rank < prefix.order.count {
        let list = lists[prefix.order[rank]]
        room -= Double(list.count) * inRange
        if room < 0 { break }
        let share = UInt32(query.features[prefix.order[rank]].share)
        try reader.forEachText(list, in: range) { text in
          let index = text - widest.lowerBound
          if marks[index] != 0 { marks[index] &+= share }
        }
        rank += 1
      }
    }
    return rank
  }

  /// Keeps the texts whose bound by shares and length reaches the threshold.
  private func keepSurvivors(
    _ query: QueryText, _ prefix: Prefix, read: Int, widest: Range<Int>, segment: IndexSegment, needed: Double
  ) {
    let groups = segment.groups(in: widest)
    let mostLost = groups.map { query.mostLost(length: $0.length, similarity: needed) }
    // A damaged segment may have no lengths.
    let highest = mostLost.max() ?? Int.min
    var survivors: [Survivor] = []
    swap(&survivors, &self.survivors)
    survivors.removeAll(keepingCapacity: true)
    let steps = prefix.steps
    marks.withUnsafeMutableBufferPointer { marks in
      for index in touched {
        let found = Int(marks[Int(index)])
        marks[Int(index)] = 0
        let text = widest.lowerBound + Int(index)
        var last = steps.count - 1
        while last > 0, !steps[last].texts.contains(text) { last -= 1 }
        let known = last + 1 < steps.count ? steps[last + 1].rank : read
        let lost = prefix.lost[known] - found
        // By the shares alone first: finding the length costs more.
        guard lost <= highest else { continue }
        var (low, high) = (0, groups.count - 1)
        while low < high {
          let middle = (low + high) / 2
          if groups[middle].end <= text { low = middle + 1 } else { high = middle }
        }
        if lost <= mostLost[low] {
          let length = groups[low].length
          survivors.append(
            Survivor(
              text: text, length: length, lost: lost,
              characters: MatchScore.lengthSimilarity(query.count, length)))
        }
      }
    }
    swap(&survivors, &self.survivors)
  }

  /// Drops the survivors whose characters are too different.
  private func compareSignatures(
    _ query: QueryText, segment: IndexSegment, needed: Double, reader: PostingReader
  ) throws {
    var survivors: [Survivor] = []
    swap(&survivors, &self.survivors)
    defer { swap(&survivors, &self.survivors) }
    var cache = signatures.removeValue(forKey: segment.identifier)
    if signatures.values.reduce(0, { $0 + $1.size }) > Self.signatureLimit { signatures = [:] }
    if cache?.isFor(segment) != true { cache = nil }
    var own = cache.take() ?? SignatureCache(segment)
    defer { signatures[segment.identifier] = own }
    try own.forEachSignature(of: survivors.map(\.text), in: segment, reader: reader) { place, signature in
      let total = Double(max(1, query.count + survivors[place].length))
      let distance = Double(query.signature.distance(to: signature))
      survivors[place].characters = min(survivors[place].characters, 1 - distance / total)
    }
    survivors.removeAll { !Self.mayReach(query, $0, needed: needed) }
  }

  /// Looks the survivors up in the lists of further features.
  private func probe(
    _ query: QueryText, _ features: ArraySlice<Int>, needed: Double, lists: [PostingReader.List],
    reader: PostingReader
  ) throws {
    var survivors: [Survivor] = []
    swap(&survivors, &self.survivors)
    defer { swap(&survivors, &self.survivors) }
    for feature in features where !survivors.isEmpty {
      let share = query.features[feature].share
      for place in survivors.indices where try !reader.contains(lists[feature], survivors[place].text) {
        survivors[place].lost += share
      }
      survivors.removeAll { !Self.mayReach(query, $0, needed: needed) }
    }
  }

  @inline(__always)
  private static func mayReach(_ query: QueryText, _ survivor: Survivor, needed: Double) -> Bool {
    let known = query.known(lost: survivor.lost)
    return MatchScore.similarity(characters: survivor.characters, known: known) >= needed
      || mayDifferInForm(query, survivor)
  }

  /// Whether a text may have a score that the similarities do not bound.
  @inline(__always)
  private static func mayDifferInForm(_ query: QueryText, _ survivor: Survivor) -> Bool {
    survivor.lost == 0
      && MatchScore.lengthSimilarity(query.count, survivor.length) >= MatchScore.leastLengthSimilarity
  }

  private static func bound(_ query: QueryText, _ survivor: Survivor) -> Double {
    if mayDifferInForm(query, survivor) { return MatchScore.Fixed.context }
    return query.score(characters: survivor.characters, lost: survivor.lost)
  }
}
