import CLanguageModel

/// Common given and family names of some seventy countries.
enum NameList {
  /// Whether all words of a short text are names, a given name among them.
  static func isName(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, model: LanguageModel
  ) -> Bool {
    WordScanner.withBuffer { buffer in
      var scanner = WordScanner(model: model, bytes: bytes, range: range, buffer: buffer)
      var hasGiven = false
      while scanner.next() {
        let key = LanguageModel.listKey(buffer, count: scanner.count)
        let isGiven = contains(key, list: 0)
        guard isGiven || contains(key, list: 1) else { return false }
        hasGiven = hasGiven || isGiven
      }
      return hasGiven
    }
  }

  /// What kinds of name every part of a word is; none where it has no letters.
  static func kinds(
    of bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, model: LanguageModel
  ) -> PersonalNames {
    WordScanner.withBuffer { buffer in
      var scanner = WordScanner(model: model, bytes: bytes, range: range, buffer: buffer)
      var kinds: PersonalNames?
      while scanner.next() {
        let key = LanguageModel.listKey(buffer, count: scanner.count)
        var found: PersonalNames = []
        if contains(key, list: 0) { found.insert(.given) }
        if contains(key, list: 1) { found.insert(.family) }
        kinds = kinds.map { $0.intersection(found) } ?? found
      }
      return kinds ?? []
    }
  }

  /// Looks into a Bloom filter of 2^18 bits with four bits a name: one in sixty strangers is let in.
  ///
  /// Source: B. H. Bloom, "Space/time trade-offs in hash coding with allowable errors", 1970.
  private static func contains(_ key: UInt64, list: Int) -> Bool {
    let bits = clanguagemodel_names() + list * 32768
    return (0..<4).allSatisfy { round in
      let bit = Int((key &+ UInt64(round) &* (key >> 32)) & 0x3FFFF)
      return bits[bit >> 3] & (1 << UInt8(bit & 7)) != 0
    }
  }
}
