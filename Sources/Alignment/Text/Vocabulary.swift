/// What a token is.
enum TokenKind: UInt8 {
  case word
  case number
  case punctuation
  /// One or two Han or kana characters.
  case ideograph
  /// A piece of text in a script without spaces.
  case gram
}

/// The tokens of one language, each known by a number.
///
/// Keeps its own hash table, as the numbers must be the same in every run.
struct Vocabulary {
  private(set) var kinds: [TokenKind] = []
  /// How often each token was seen.
  private(set) var counts: [Int32] = []
  /// Whether a word was seen with a small first letter.
  private(set) var seenLower: [Bool] = []
  private var bytes: [UInt8] = []
  private var bounds: [Int] = [0]
  private var fullBytes: [UInt8] = []
  private var fullBounds: [Int] = [0]
  private var slots = [Int32](repeating: -1, count: 1024)

  /// How many tokens there are.
  var count: Int { kinds.count }

  /// The UTF-8 bytes of a token.
  func text(of token: Int) -> ArraySlice<UInt8> { bytes[bounds[token]..<bounds[token + 1]] }

  /// The whole word for which a token stood when it was first seen.
  func fullText(of token: Int) -> ArraySlice<UInt8> { fullBytes[fullBounds[token]..<fullBounds[token + 1]] }

  /// The number of a token; a new one where it was not known.
  mutating func intern(_ text: [UInt8], full: [UInt8], kind: TokenKind, startsLower: Bool = true) -> Int32 {
    if kinds.count * 2 >= slots.count { grow() }
    var slot = find(text, kind: kind)
    if slots[slot] < 0 {
      slots[slot] = Int32(kinds.count)
      kinds.append(kind)
      counts.append(0)
      seenLower.append(false)
      bytes += text
      bounds.append(bytes.count)
      fullBytes += full
      fullBounds.append(fullBytes.count)
    }
    slot = Int(slots[slot])
    counts[slot] += 1
    if startsLower { seenLower[slot] = true }
    return Int32(slot)
  }

  /// The number of a token, or nil where it does not occur.
  func number(of text: [UInt8], kind: TokenKind) -> Int32? {
    let number = slots[find(text, kind: kind)]
    return number < 0 ? nil : number
  }

  private func find(_ text: [UInt8], kind: TokenKind) -> Int {
    var slot =
      Int(truncatingIfNeeded: ByteHash.hash(text[...], seed: UInt64(kind.rawValue))) & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if kinds[number] == kind, bounds[number + 1] - bounds[number] == text.count,
        bytes[bounds[number]..<bounds[number + 1]].elementsEqual(text)
      {
        break
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func grow() {
    var larger = [Int32](repeating: -1, count: slots.count * 2)
    for number in kinds.indices {
      var slot =
        Int(truncatingIfNeeded: ByteHash.hash(text(of: number), seed: UInt64(kinds[number].rawValue)))
        & (larger.count - 1)
      while larger[slot] >= 0 { slot = (slot + 1) & (larger.count - 1) }
      larger[slot] = Int32(number)
    }
    slots = larger
  }
}

/// A hash that is the same in every run.
enum ByteHash {
  /// Source: FNV-1a, 64 bits, with a final mix.
  static func hash(_ bytes: ArraySlice<UInt8>, seed: UInt64 = 0) -> UInt64 {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325 ^ (seed &* 0x9E37_79B9_7F4A_7C15)
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return value ^ (value >> 29)
  }
}
