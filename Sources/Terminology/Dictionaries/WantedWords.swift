/// Finds by the hash of a dictionary's entry the words of a glossary that may be its forms.
struct WantedWords {
  /// A word, under its own hash or that of what may be its stem.
  private struct Key {
    var hash: UInt64
    var word: Int32
    var isStem: Bool
    var next: Int32
  }

  /// No more stems are tried; beyond them, words are found as entries only.
  private static let stemLimit = 1_000_000

  private var keys: [Key] = []
  /// The first key of a slot, plus one.
  private var slots: [Int32]
  private let mask: Int
  /// Of the hashes of the first two letters, which ones are there: most lines of a dictionary end here.
  private var starts = [UInt64](repeating: 0, count: 1_024)

  init(_ wanted: [InflectionDictionary.WantedWord], table: AffixTable) {
    var found: [(hash: UInt64, start: UInt64, word: Int, isStem: Bool)] = []
    let stems = wanted.contains(where: \.mayBeForm) ? StemGuess(table) : nil
    for (place, word) in wanted.enumerated() where word.letters.count >= 2 {
      let start = TermHash.of(word.letters.prefix(2))
      found.append((TermHash.of(word.letters), start, place, false))
      guard let stems, word.mayBeForm, found.count < Self.stemLimit else { continue }
      stems.forEach(of: word.letters) { stem in
        found.append((TermHash.of(stem), TermHash.of(stem.prefix(2)), place, true))
      }
    }
    var size = 1_024
    while size < found.count * 2 { size *= 2 }
    mask = size - 1
    slots = [Int32](repeating: 0, count: size)
    keys.reserveCapacity(found.count)
    for (hash, start, word, isStem) in found {
      let slot = Int(truncatingIfNeeded: hash) & mask
      keys.append(Key(hash: hash, word: Int32(word), isStem: isStem, next: slots[slot]))
      slots[slot] = Int32(keys.count)
      starts[Int(start >> 6 & 1_023)] |= 1 << (start & 63)
    }
  }

  /// Whether a word may start with two letters of this hash.
  @inline(__always)
  func mayStart(with hash: UInt64) -> Bool { starts[Int(hash >> 6 & 1_023)] >> (hash & 63) & 1 == 1 }

  func contains(_ hash: UInt64) -> Bool {
    var place = slots[Int(truncatingIfNeeded: hash) & mask]
    while place > 0 {
      if keys[Int(place) - 1].hash == hash { return true }
      place = keys[Int(place) - 1].next
    }
    return false
  }

  func forEach(_ hash: UInt64, _ body: (_ word: Int, _ isStem: Bool) -> Void) {
    var place = slots[Int(truncatingIfNeeded: hash) & mask]
    while place > 0 {
      let key = keys[Int(place) - 1]
      if key.hash == hash { body(Int(key.word), key.isStem) }
      place = key.next
    }
  }
}

/// What may be the entry of a form: the form without an ending, with what that ending cuts off.
private struct StemGuess {
  /// Of an ending, by its hash, what may have been cut off.
  private var stripped: [UInt64: [[UInt32]]] = [:]
  private var longest = 0

  init(_ table: AffixTable) {
    let alphabet = TermAlphabet.shared
    var known: Set<UInt64> = []
    for affix in table.affixes where !affix.isPrefix {
      var hash = TermHash.start
      for letter in table.letters(affix.added) { hash = TermHash.extend(hash, alphabet[letter].folded) }
      // Most affixes differ in their conditions only.
      var pair = TermHash.extend(hash, 0)
      for letter in table.letters(affix.stripped) { pair = TermHash.extend(pair, alphabet[letter].folded) }
      guard known.insert(pair).inserted else { continue }
      longest = max(longest, affix.added.count)
      stripped[hash, default: []].append(table.letters(affix.stripped).map { alphabet[$0].folded })
    }
  }

  func forEach(of word: [UInt32], _ body: ([UInt32]) -> Void) {
    for length in 0...min(longest, word.count - 1) {
      guard let found = stripped[TermHash.of(word.suffix(length))] else { continue }
      for cut in found where word.count - length + cut.count >= 2 && !(length == 0 && cut.isEmpty) {
        body(word.dropLast(length) + cut)
      }
    }
  }
}
