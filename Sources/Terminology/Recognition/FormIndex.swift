/// Finds the words of a glossary by the hash of any of their forms.
///
/// A table with linear probing, at most half full. Words are told apart by 64 bits of hash: with two million forms, one text word in
/// ten million million is taken for another.
struct FormIndex: Sendable {
  /// How a form comes from its word, the closest first.
  enum Relation: UInt8, Comparable {
    /// The word itself, but for case.
    case same
    /// Another form.
    case inflected
    /// The word without its diacritics.
    case bare

    static func < (left: Relation, right: Relation) -> Bool { left.rawValue < right.rawValue }
  }

  private var keys: [UInt64]
  /// The word in the upper bits, the relation in the lower two; 0 is free.
  private var values: [UInt32]
  private var mask: Int
  private(set) var count = 0

  init() {
    keys = [UInt64](repeating: 0, count: 1_024)
    values = [UInt32](repeating: 0, count: 1_024)
    mask = 1_023
  }

  /// Adds a form; of two relations to one word the closer is kept.
  mutating func insert(_ hash: UInt64, word: Int, relation: Relation) {
    if count * 2 >= values.count { grow() }
    var slot = Int(truncatingIfNeeded: hash) & mask
    while values[slot] != 0 {
      if keys[slot] == hash, Int(values[slot] >> 2) == word + 1 {
        let known = values[slot] & 3
        if UInt32(relation.rawValue) < known { values[slot] = values[slot] & ~3 | UInt32(relation.rawValue) }
        return
      }
      slot = (slot + 1) & mask
    }
    keys[slot] = hash
    values[slot] = UInt32(word + 1) << 2 | UInt32(relation.rawValue)
    count += 1
  }

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
    values = [UInt32](repeating: 0, count: oldKeys.count * 2)
    mask = keys.count - 1
    for (key, value) in zip(oldKeys, oldValues) where value != 0 {
      var slot = Int(truncatingIfNeeded: key) & mask
      while values[slot] != 0 { slot = (slot + 1) & mask }
      keys[slot] = key
      values[slot] = value
    }
  }

  /// Calls with every word that has this form.
  @inline(__always)
  func forEach(_ hash: UInt64, _ body: (_ word: Int, Relation) -> Void) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while case let value = values[slot], value != 0 {
      if keys[slot] == hash { body(Int(value >> 2) - 1, Relation(rawValue: UInt8(value & 3)) ?? .same) }
      slot = (slot + 1) & mask
    }
  }

  /// Whether a form is known.
  @inline(__always)
  func contains(_ hash: UInt64) -> Bool {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while values[slot] != 0 {
      if keys[slot] == hash { return true }
      slot = (slot + 1) & mask
    }
    return false
  }
}
