import Bitext

/// A text that is looked up, prepared once for all candidates.
struct QueryText {
  /// A feature of the text; it may occur several times.
  struct Feature {
    var number: UInt32
    /// Whether it is a word, or a pair of characters of a script without spaces.
    var isWord: Bool
    /// How much it counts, set by ``weigh(documents:frequencies:)``.
    var weight = 1
    /// How much its absence takes away, of all ``QueryText/shares``.
    var share = 1
  }

  /// Where a feature occurs: the first and last scalar on which it depends.
  struct Interval {
    var first: Int32
    var last: Int32
    var feature: Int32
  }

  let content: MarkedText
  /// The count of scalars.
  let count: Int
  /// How much missing features can take away.
  let knownShare: Double
  let characters: SubsequencePattern
  let signature: TextSignature
  /// The features of the language's negations.
  let negations: Set<UInt32>
  /// Whether the text has one of them.
  let isNegated: Bool
  private(set) var features: [Feature] = []
  /// By their ends.
  private(set) var intervals: [Interval] = []
  /// The shares of all features together.
  private(set) var shares = 0
  /// Finds a feature by its number.
  private(set) var slots: FeatureSlots
  let folded: String
  let digits: [UInt32]
  let skeleton: String

  /// - Parameter negations: see ``NegationWords``.
  init(_ content: MarkedText, extractor: FeatureExtractor, negations: Set<UInt32> = []) throws {
    self.content = content
    self.negations = negations
    var text = content.text
    text.withUTF8 { extractor.read($0) }
    let scalars = extractor.scalars
    count = scalars.count
    knownShare = MatchScore.knownShare(count)
    digits = extractor.digits
    signature = extractor.signature
    characters = SubsequencePattern(scalars)
    folded = try TextKey.folded(content.text)
    skeleton = TextKey.skeleton(folded)
    var found: [UInt32: Int32] = [:]
    var features: [Feature] = []
    var intervals: [Interval] = []
    extractor.forEachFeature { number, kind, first, last in
      let feature: Int32
      if let known = found[number] {
        feature = known
      } else {
        feature = Int32(features.count)
        found[number] = feature
        features.append(Feature(number: number, isWord: kind == FeatureExtractor.Kind.word))
      }
      intervals.append(Interval(first: first, last: last, feature: feature))
    }
    self.features = features
    self.intervals = intervals.sorted { ($0.last, $0.first) < ($1.last, $1.first) }
    isNegated = features.contains { negations.contains($0.number) }
    slots = FeatureSlots(features.map(\.number))
    addShares()
  }

  /// Sets the weights by how rare each feature is, in half octaves.
  ///
  /// - Parameters:
  ///   - documents: how many texts are indexed.
  ///   - frequencies: in how many each feature is, in the order of ``features``.
  mutating func weigh(documents: Int, frequencies: [Int]) {
    for index in features.indices {
      features[index].weight = Self.rarity(documents: documents, frequency: frequencies[index])
    }
    addShares()
  }

  /// Shares are whole numbers, so that sums do not depend on their order.
  private mutating func addShares() {
    let weight = features.reduce(0) { $0 + $1.weight }
    let wordWeight = features.reduce(0) { $0 + ($1.isWord ? $1.weight : 0) }
    shares = 0
    for index in features.indices {
      let own = Double(features[index].weight)
      var share = own / Double(weight)
      if wordWeight > 0 {
        share = 0.5 * share + (features[index].isWord ? 0.5 * own / Double(wordWeight) : 0)
      }
      features[index].share = max(1, Int((share * Self.shareScale).rounded()))
      shares += features[index].share
    }
  }

  private static let shareScale = Double(1 << 20)
  /// What part of its weight a feature has that no text has.
  private static let unknownPart = 5

  /// The score, without penalties, of a text that has some of the features.
  ///
  /// - Parameters:
  ///   - characters: the similarity of the characters, from 0 to 1.
  ///   - lost: the shares of the features that it does not have.
  @inline(__always)
  func score(characters: Double, lost: Int) -> Double {
    MatchScore.combined(characters: characters, known: known(lost: lost), count: count)
  }

  /// The similarity of the characters that a score needs where shares are lost.
  func neededCharacters(for value: Double, lost: Int) -> Double {
    MatchScore.neededCharacters(for: value, known: known(lost: lost), count: count)
  }

  /// The most shares that a text of a length can have lost that reaches a similarity; one more at most, -1 for none.
  func mostLost(length: Int, similarity: Double) -> Int {
    let characters = MatchScore.lengthSimilarity(count, length)
    if similarity <= 0 { return shares }
    let part =
      characters > 0 ? MatchScore.mostUnknown(keeping: similarity / characters, share: knownShare) : -1
    let most = part < 0 ? -1 : min(shares, Int(part * Double(shares)) + 1)
    // One that has lost nothing may differ in form only.
    return characters >= MatchScore.leastLengthSimilarity ? max(0, most) : most
  }

  /// The part of the shares that is not lost.
  @inline(__always)
  func known(lost: Int) -> Double { shares > 0 ? Double(shares - lost) / Double(shares) : 1 }

  /// Twice the binary logarithm of how rare a feature is, rounded down, and a fifth of it where no text has the feature;
  /// at least 1.
  private static func rarity(documents: Int, frequency: Int) -> Int {
    // The square of a ratio, so that its whole logarithm is twice the ratio's.
    let ratio = Double(documents + 2) / Double(frequency + 1)
    let square = ratio * ratio
    let weight = square >= 1 ? Int(square.exponent) : 0
    return max(1, frequency == 0 ? weight / unknownPart : weight)
  }

  /// The least number of characters that must be edited for the missing features to be missing.
  ///
  /// No two of the chosen intervals share a character, so each holds an edit of its own.
  func edits(isMissing: (Int) -> Bool) -> Int {
    var edits = 0
    var end = Int32.min
    for interval in intervals where interval.first > end && isMissing(Int(interval.feature)) {
      edits += 1
      end = interval.last
    }
    return edits
  }
}

/// Finds features by number without allocating.
struct FeatureSlots {
  private var keys: [UInt32]
  private var values: [Int32]
  private let shift: UInt32

  init(_ numbers: [UInt32]) {
    var bits: UInt32 = 4
    while 1 << bits < numbers.count * 2 + 2 { bits += 1 }
    shift = 32 - bits
    keys = [UInt32](repeating: 0, count: 1 << bits)
    values = [Int32](repeating: -1, count: 1 << bits)
    for (index, number) in numbers.enumerated() {
      var slot = Int((number &* 0x9E37_79B1) >> shift)
      while values[slot] >= 0 { slot = (slot + 1) & (keys.count - 1) }
      keys[slot] = number
      values[slot] = Int32(index)
    }
  }

  /// The place of a feature, or -1.
  @inline(__always)
  func index(of number: UInt32) -> Int {
    var slot = Int((number &* 0x9E37_79B1) >> shift)
    while values[slot] >= 0 {
      if keys[slot] == number { return Int(values[slot]) }
      slot = (slot + 1) & (keys.count - 1)
    }
    return -1
  }
}
