/// The features of a query whose lists must be read in a segment, and at which lengths.
struct Prefix {
  /// From a rank on, the texts that may reach the threshold if they have none of the features before it.
  struct Step {
    var rank: Int
    var texts: Range<Int>
  }

  /// How often the range of lengths is worked out anew at most.
  private static let stepLimit = 12

  /// The features, the rarest in the segment first.
  let order: [Int]
  /// How many of them are read: a text with none of those cannot reach the threshold.
  let chosen: Int
  /// By rank, the shares of all features before it together.
  let lost: [Int]
  /// Each with a range inside the one before.
  private(set) var steps: [Step] = []

  /// Whether the threshold is so low that a text with none of the features may reach it; then all are read.
  let isOpen: Bool

  init(_ query: QueryText, lists: [PostingReader.List], threshold: Double, segment: IndexSegment) {
    let features = query.features
    let order = features.indices.sorted { (lists[$0].count, $0) < (lists[$1].count, $1) }
    var ranks = [Int](repeating: 0, count: order.count)
    var lost = [0]
    for (rank, feature) in order.enumerated() {
      ranks[feature] = rank
      lost.append(lost[rank] + features[feature].share)
    }
    func edits(_ count: Int) -> Int { query.edits { ranks[$0] < count } }
    func isEnough(_ count: Int) -> Bool {
      // The least that so many edits do to the similarity is done by insertions.
      let characters = 2 * Double(query.count) / Double(2 * query.count + edits(count))
      return query.score(characters: characters, lost: lost[count]) + IndexSearch.slack < threshold
    }
    isOpen = !isEnough(order.count)
    var (low, high) = (min(1, order.count), order.count)
    while !isOpen, low < high {
      let middle = (low + high) / 2
      if isEnough(middle) { high = middle } else { low = middle + 1 }
    }
    self.order = order
    chosen = isOpen ? order.count : low
    self.lost = lost
    var texts = 0..<segment.documents
    if isOpen {
      let lengths = Self.lengths(query, threshold: threshold, lost: 0, edits: 0)
      steps = [Step(rank: 0, texts: lengths.map { segment.texts(ofLengths: $0) } ?? 0..<0)]
      return
    }
    let stride = max(1, (chosen + Self.stepLimit - 1) / Self.stepLimit)
    for rank in Swift.stride(from: 0, to: chosen, by: stride) {
      let lengths = Self.lengths(
        query, threshold: threshold, lost: lost[rank], edits: rank == 0 ? 0 : edits(rank))
      texts =
        lengths.map { segment.texts(ofLengths: $0).clamped(to: texts) } ?? texts.lowerBound..<texts.lowerBound
      steps.append(Step(rank: rank, texts: texts))
    }
  }

  /// The lengths with which a text can reach the threshold that has lost shares and is some edits away; nil
  /// where there are none.
  private static func lengths(_ query: QueryText, threshold: Double, lost: Int, edits: Int) -> ClosedRange<
    Int
  >? {
    // Scores do not go below 0, so every text reaches it.
    if threshold <= 0 { return 0...Int.max }
    let count = Double(query.count)
    var least = query.neededCharacters(for: threshold, lost: lost) - IndexSearch.slack
    if lost == 0 { least = min(least, MatchScore.leastLengthSimilarity) }
    least = max(least, 1e-6)
    if least > 1 { return nil }
    let ratio = least / (2 - least)
    var low = count * ratio
    // Edits cost less in a longer text.
    if edits > 0 {
      guard least < 1 else { return nil }
      low = max(low, Double(edits) / (1 - least) - count)
    }
    let lowest = max(0, Int(low.rounded(.down)) - 1)
    let highest = Int((count / ratio).rounded(.up)) + 1
    return lowest <= highest ? lowest...highest : nil
  }
}
