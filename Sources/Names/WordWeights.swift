#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How well each pair of letters suits each part of a name that is looked up, and what of that name it can stand for: a guess
/// at the score of a pair of words that is cheap to add up.
struct WordWeights: Sendable {
  /// The parts of a name.
  static let zones = 8
  private static let least: Float = 0.02
  /// A piece this likely counts as covering what it stands for.
  private static let covering: Float = 0.03

  /// By pair of letters, then zone; logarithms.
  let values: [Float]
  /// By pair of letters, then zone: a bit for each letter of the name looked up that the pair can stand for.
  let covers: [UInt64]
  /// What a letter costs that nothing covers.
  let uncovered: Float
  /// The letters of the name looked up.
  let count: Int

  /// For English words, when a romanised native name is looked up.
  init(target: [UInt8], workspace: SpellingWorkspace, table: SpellingTable) {
    let masks = Self.masks(target.count)
    let pairs = NameLetters.symbols * NameLetters.symbols
    var sums = [Float](repeating: Self.least, count: pairs * Self.zones)
    var covers = [UInt64](repeating: 0, count: pairs * Self.zones)
    for pair in 0..<pairs {
      for piece in table.pieces(ofPair: pair) where piece.target != 0 {
        let places = workspace.places[piece.target]
        if places == 0 { continue }
        let isCovering = piece.probability > Self.covering
        for zone in 0..<Self.zones {
          let here = places & masks[zone]
          if here == 0 { continue }
          sums[pair * Self.zones + zone] += piece.probability
          if isCovering {
            for letter in 0..<piece.targetLength {
              covers[pair * Self.zones + zone] |= here << UInt64(letter)
            }
          }
        }
      }
    }
    values = sums.map { log($0) }
    self.covers = covers
    uncovered = -2
    count = target.count
  }

  /// For romanised native words, when an English name is looked up.
  init(source: [UInt8], table: SpellingTable) {
    let masks = Self.masks(source.count)
    var letters = [Float](repeating: Self.least, count: NameLetters.symbols * Self.zones)
    var letterCovers = [UInt64](repeating: 0, count: NameLetters.symbols * Self.zones)
    for index in source.indices {
      table.forEachPiece(of: source, at: index) { piece, probability in
        // The bits of the letters that the piece takes.
        let own = ((1 as UInt64) << UInt64(piece.length) &- 1) << UInt64(index)
        var rest = piece.target
        while rest > 0 {
          let letter = rest % NameLetters.symbols
          rest /= NameLetters.symbols
          for zone in 0..<Self.zones where masks[zone] & 1 << UInt64(index) != 0 {
            let place = letter * Self.zones + zone
            letters[place] = min(1, letters[place] + probability)
            if probability > Self.covering { letterCovers[place] |= own }
          }
        }
      }
    }
    for zone in 0..<Self.zones { letters[zone] = 1 }
    let pairs = NameLetters.symbols * NameLetters.symbols
    var values = [Float](repeating: 0, count: pairs * Self.zones)
    var covers = [UInt64](repeating: 0, count: pairs * Self.zones)
    for pair in 0..<pairs {
      for zone in 0..<Self.zones {
        let first = pair / NameLetters.symbols * Self.zones + zone
        let second = pair % NameLetters.symbols * Self.zones + zone
        values[pair * Self.zones + zone] = log(letters[first] * (0.3 + 0.7 * letters[second]))
        covers[pair * Self.zones + zone] = letterCovers[first]
      }
    }
    self.values = values
    self.covers = covers
    uncovered = -1
    count = source.count
  }

  /// The places that belong to each zone, with some overlap.
  private static func masks(_ count: Int) -> [UInt64] {
    (0..<zones).map { zone in
      let size = Float(count)
      let first = max(0, Int(size * Float(zone) / Float(zones) - 0.15 * size - 1))
      let last = min(63, Int(size * Float(zone + 1) / Float(zones) + 0.15 * size + 1))
      return first > last ? 0 : (UInt64.max >> UInt64(63 - (last - first))) << UInt64(first)
    }
  }
}
