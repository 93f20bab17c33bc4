import GRDB

/// Finds the texts of the index that may reach a score, each with a bound that its score does not pass.
///
/// The bounds follow from the score (``MatchScore``). A text that lacks some of the query's features loses their
/// shares; and, because features that share no character need an edit each (``QueryText/edits(isMissing:)``), it
/// is at least so many edits away, as it is by its length. So (see ``Prefix``):
/// 1. the rarest features are chosen, so many that a text with none of them cannot reach the threshold;
/// 2. their lists are read, the rarest first: a text that has only the later of them has lost the shares of
///    those before, so it must be the closer in length, and of the longer lists the shorter stretches are read;
///    the shares of each text are added up (``ShareSums``);
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

  private var sums = ShareSums()
  /// By segment.
  private var signatures: [Int64: SignatureCache] = [:]
  private var survivors: [Survivor] = []

  private struct Survivor {
    var text: Int
    var length: Int
    var lost: Int
    /// The highest similarity of the characters.
    var characters: Double
    /// The least number of insertions and deletions by the signatures.
    var distance = 0
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
    let read = try readLists(query, prefix, lists: lists, reader: reader)
    // Comparing similarities costs less than comparing scores.
    let needed = MatchScore.neededSimilarity(for: threshold - Self.scoreSlack, count: query.count)
    keepSurvivors(
      query, prefix, read: read, groups: segment.groups(in: widest), start: widest.lowerBound, needed: needed)
    try compareSignatures(query, segment: segment, needed: needed, reader: reader)
    try probe(
      query, prefix.order.dropFirst(read).prefix(Self.probeLimit), needed: needed, lists: lists,
      reader: reader)
    for survivor in survivors {
      candidates.append(
        Candidate(bound: Self.bound(query, survivor), text: survivor.text, segment: place))
    }
  }

  /// Reads the lists of the chosen features and of some after them, and says up to which rank.
  ///
  /// A text that has only the last of the chosen features can lose hardly anything more, so a list or two drop
  /// most of them. Reading a list costs about 2 ns a text, looking one up in it many times that.
  private func readLists(
    _ query: QueryText, _ prefix: Prefix, lists: [PostingReader.List], reader: PostingReader
  ) throws -> Int {
    sums.removeAll()
    func read(_ feature: Int, in range: Range<Int>, isFurther: Bool) throws {
      // A list that is longer than the range is damaged.
      try sums.append(
        share: query.features[feature].share, isFurther: isFurther,
        limit: min(lists[feature].count, range.count)
      ) { try reader.forEachText(lists[feature], in: range, $0) }
    }
    var all = 1
    for (place, step) in prefix.steps.enumerated() {
      let end = place + 1 < prefix.steps.count ? prefix.steps[place + 1].rank : prefix.chosen
      for feature in prefix.order[step.rank..<end] {
        all += lists[feature].count
        try read(feature, in: step.texts, isFurther: false)
      }
    }
    guard let range = prefix.steps.last?.texts else { return prefix.chosen }
    let inRange = Double(sums.count + 1) / Double(all)
    var room = Double(sums.count) * Self.readingRatio
    for (rank, feature) in prefix.order.enumerated().dropFirst(prefix.chosen) {
      room -= Double(lists[feature].count) * inRange
      if room < 0 { return rank }
      try read(feature, in: range, isFurther: true)
    }
    return prefix.order.count
  }

  /// Keeps the texts whose bound by shares and length reaches the threshold.
  ///
  /// - Parameters:
  ///   - groups: the lengths of the texts, each with the first text after those that have it.
  ///   - start: the first text of the first group.
  private func keepSurvivors(
    _ query: QueryText, _ prefix: Prefix, read: Int, groups: [(length: Int, end: Int)], start: Int,
    needed: Double
  ) {
    // Out of the object in the loop: each access of a property in a closure would be checked.
    var survivors: [Survivor] = []
    var sums = ShareSums()
    swap(&survivors, &self.survivors)
    swap(&sums, &self.sums)
    survivors.removeAll(keepingCapacity: true)
    var start = start
    for group in groups {
      // A step has texts of whole lengths, so what is known of one text of a length is known of all.
      let last = prefix.steps.lastIndex { $0.texts.contains(start) } ?? 0
      let known = prefix.lost[last + 1 < prefix.steps.count ? prefix.steps[last + 1].rank : read]
      let least = known - query.mostLost(length: group.length, similarity: needed)
      let characters = MatchScore.lengthSimilarity(query.count, group.length)
      while start < group.end {
        let end = min(group.end, start + ShareSums.blockSize)
        sums.forEachSum(in: start..<end, least: least, countsAll: prefix.isOpen) { text, sum in
          survivors.append(
            Survivor(text: text, length: group.length, lost: known - sum, characters: characters))
        }
        start = end
      }
    }
    swap(&sums, &self.sums)
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
    let signature = query.signature
    try survivors.withUnsafeMutableBufferPointer { survivors in
      try own.forEachSignature(
        count: survivors.count, text: { survivors[$0].text }, in: segment, reader: reader
      ) { place, other in
        // Nothing more, so that the processor waits for many signatures at once.
        survivors[place].distance = signature.distance(to: other)
      }
      for place in survivors.indices {
        let total = Double(max(1, query.count + survivors[place].length))
        let characters = 1 - Double(survivors[place].distance) / total
        survivors[place].characters = min(survivors[place].characters, characters)
      }
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
    survivors.sort { $0.text < $1.text }
    for feature in features where !survivors.isEmpty {
      let share = query.features[feature].share
      try survivors.withUnsafeMutableBufferPointer { survivors in
        try reader.forEachMissing(in: lists[feature], count: survivors.count, text: { survivors[$0].text }) {
          survivors[$0].lost += share
        }
      }
      survivors.removeAll { !Self.mayReach(query, $0, needed: needed) }
    }
  }

  @inline(__always)
  private static func mayReach(_ query: QueryText, _ survivor: Survivor, needed: Double) -> Bool {
    let known = query.known(lost: survivor.lost)
    return MatchScore.similarity(
      characters: survivor.characters, known: known, share: query.knownShare) >= needed
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
