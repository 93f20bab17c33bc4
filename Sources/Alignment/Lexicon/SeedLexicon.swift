import Bitext
import ICU

/// Finds pairs of tokens that need no learning: equal ones, and words that sound alike in any scripts.
struct SeedLexicon {
  static let identical: Float = 0.7
  private static let identicalIdeograph: Float = 0.35
  private static let soundsEqual: Float = 0.3
  private static let soundsAlike: Float = 0.15
  private static let reading: Float = 0.1
  private static let likeness = 0.65
  private static let prefixLength = 4
  private static let largestBucket = 60

  private let source: Vocabulary
  private let target: Vocabulary
  private let sourceKeys: SoundKeys
  private let targetKeys: SoundKeys
  private(set) var entries: [PairEntry] = []

  /// Finds the pairs.
  ///
  /// Costs a transliteration of all words that are not ASCII.
  init(source: Vocabulary, target: Vocabulary) throws {
    self.source = source
    self.target = target
    sourceKeys = try SoundKeys(source)
    targetKeys = try SoundKeys(target)
    addEqualTokens()
    addWordsThatSoundAlike()
  }

  private mutating func add(_ source: Int, _ target: Int, _ probability: Float) {
    entries.append(
      PairEntry(source: Int32(source), target: Int32(target), forward: probability, reverse: probability))
  }

  private mutating func addEqualTokens() {
    for token in 0..<source.count {
      let kind = source.kinds[token]
      guard let other = target.number(of: Array(source.text(of: token)), kind: kind) else { continue }
      add(token, Int(other), kind == .ideograph || kind == .gram ? Self.identicalIdeograph : Self.identical)
    }
  }

  private mutating func addWordsThatSoundAlike() {
    var equal: [ArraySlice<UInt8>: [Int]] = [:]
    var buckets: [ArraySlice<UInt8>: [Int]] = [:]
    for token in 0..<target.count where target.kinds[token] == .word || target.kinds[token] == .ideograph {
      let key = targetKeys.key(of: token)
      guard !key.isEmpty else { continue }
      equal[key, default: []].append(token)
      if target.kinds[token] == .word, key.count >= Self.prefixLength {
        buckets[key.prefix(Self.prefixLength), default: []].append(token)
      }
    }
    for token in 0..<source.count where source.kinds[token] == .word || source.kinds[token] == .ideograph {
      let key = sourceKeys.key(of: token)
      guard !key.isEmpty else { continue }
      for other in equal[key, default: []] { addEqualSound(token, other, key) }
      guard source.kinds[token] == .word, key.count >= Self.prefixLength,
        let bucket = buckets[key.prefix(Self.prefixLength)], bucket.count < Self.largestBucket
      else { continue }
      for other in bucket {
        let otherKey = targetKeys.key(of: other)
        let common = zip(key, otherKey).prefix { $0 == $1 }.count
        let longest = max(key.count, otherKey.count)
        if common < longest, Double(common) >= Self.likeness * Double(longest) {
          add(token, other, Self.soundsAlike)
        }
      }
    }
  }

  private mutating func addEqualSound(_ token: Int, _ other: Int, _ key: ArraySlice<UInt8>) {
    switch (source.kinds[token], target.kinds[other]) {
    case (.word, .word):
      if key.count >= Self.prefixLength { add(token, other, Self.soundsEqual) }
    case (.ideograph, .word):
      // The reading of one character or two, such as 陈 and "Chen"; common words are left out.
      if !target.seenLower[other], key.count >= 3 {
        add(token, other, key.count >= 6 ? Self.soundsEqual : Self.reading)
      }
    case (.word, .ideograph):
      if !source.seenLower[token], key.count >= 3 {
        add(token, other, key.count >= 6 ? Self.soundsEqual : Self.reading)
      }
    default: break
    }
  }
}
