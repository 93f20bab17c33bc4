extension InternationalWords {
  private static let words = Set(list.split(whereSeparator: \.isWhitespace).map(String.init))

  /// A bit for the hash of each word: most words that are asked about are settled by it.
  private static let filter: [UInt64] = {
    var bits = [UInt64](repeating: 0, count: 256)
    for word in words {
      let place = hash(Array(word.utf8)[...])
      bits[place >> 6] |= 1 << UInt64(place & 63)
    }
    return bits
  }()

  /// Fowler, Noll and Vo's hash (FNV-1a), folded to 14 bits.
  private static func hash(_ word: some Sequence<UInt8>) -> Int {
    var hash: UInt32 = 0x811C_9DC5
    for byte in word { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return Int((hash ^ hash >> 14) & 0x3FFF)
  }

  /// Whether a word stands untranslated in texts of many languages.
  static func contains(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let place = hash(word)
    return filter[place >> 6] >> UInt64(place & 63) & 1 != 0
      && words.contains(String(decoding: word, as: UTF8.self))
  }
}
