import ICU

/// The words and punctuation marks of a text, the same way for texts and terms.
///
/// A word is a run of letters, digits and their marks; it ends at an apostrophe, so that `Hanoi's` holds `Hanoi`. A character of a
/// script without spaces is a word of its own. Borrowed memory: lives inside one function.
struct TermTokens {
  /// A word or a punctuation mark.
  struct Token: Sendable {
    /// In bytes of the text.
    var start: Int
    var end: Int
    /// Of the folded word.
    var hash: UInt64
    /// Of the word without diacritics; the same where it has none.
    var bareHash: UInt64
    var kind: TermAlphabet.Kind
    /// Whether it starts with a capital.
    var startsUpper: Bool

    var hasDiacritics: Bool { hash != bareHash }
    /// Whether it is a bracket or a quotation mark.
    var isBracket: Bool { kind == .punctuation && Self.brackets.contains(hash) }

    private static let brackets = Set([0x22, 0x28, 0x29, 0x5B, 0x5D].map { TermHash.of([$0]) })
  }

  /// No word is looked up beyond this many characters.
  static let longestWord = 200

  private let bytes: UnsafeBufferPointer<UInt8>
  private let alphabet = TermAlphabet.shared
  private var position = 0
  /// The folded characters of the word just read.
  private(set) var word: [UInt32] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    word.reserveCapacity(Self.longestWord)
  }

  /// The next word or mark; nil at the end.
  mutating func next() -> Token? {
    while position < bytes.count {
      let start = position
      let (value, width) = scalar(at: position)
      let entry = alphabet[value]
      switch entry.kind {
      case .space, .ignorable, .mark: position += width
      case .letter, .digit: return readWord(from: start)
      case .punctuation, .apostrophe, .unspaced:
        position += width
        word.removeAll(keepingCapacity: true)
        word.append(entry.folded)
        let hash = TermHash.extend(TermHash.start, entry.folded)
        return Token(
          start: start, end: position, hash: hash, bareHash: hash, kind: entry.kind, startsUpper: false)
      }
    }
    return nil
  }

  private mutating func readWord(from start: Int) -> Token {
    word.removeAll(keepingCapacity: true)
    var (hash, bareHash) = (TermHash.start, TermHash.start)
    var end = start
    var hasMarks = false
    let startsUpper = alphabet[scalar(at: start).value].isUpper
    scan: while position < bytes.count {
      let (value, width) = scalar(at: position)
      let entry = alphabet[value]
      switch entry.kind {
      case .letter, .digit:
        hash = TermHash.extend(hash, entry.folded)
        bareHash = TermHash.extend(bareHash, entry.bare)
        if word.count < Self.longestWord { word.append(entry.folded) }
        position += width
        end = position
      case .mark:
        hasMarks = true
        position += width
        end = position
      case .ignorable: position += width
      case .apostrophe:
        guard isCyrillic(word.last), position + width < bytes.count,
          isCyrillic(scalar(at: position + width).value)
        else { break scan }
        hash = TermHash.extend(hash, 0x27)
        bareHash = TermHash.extend(bareHash, 0x27)
        if word.count < Self.longestWord { word.append(0x27) }
        position += width
      case .space, .punctuation, .unspaced: break scan
      }
    }
    if hasMarks { (hash, bareHash) = composed(start..<end) }
    return Token(
      start: start, end: end, hash: hash, bareHash: bareHash, kind: .letter, startsUpper: startsUpper)
  }

  /// A word with combining marks is composed first; marks that then remain count only where the script needs them.
  private mutating func composed(_ range: Range<Int>) -> (UInt64, UInt64) {
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    let normal = (try? Normalization.normalize(text, to: .nfc)) ?? text
    word.removeAll(keepingCapacity: true)
    var (hash, bareHash) = (TermHash.start, TermHash.start)
    for scalar in normal.unicodeScalars {
      let entry = alphabet[scalar.value]
      if entry.kind == .ignorable || entry.kind == .mark && TermAlphabet.isOptionalMark(scalar.value) {
        continue
      }
      let folded = entry.kind == .apostrophe ? 0x27 : entry.folded
      hash = TermHash.extend(hash, folded)
      bareHash = TermHash.extend(bareHash, entry.bare)
      if word.count < Self.longestWord { word.append(folded) }
    }
    return (hash, bareHash)
  }

  @inline(__always)
  private func isCyrillic(_ value: UInt32?) -> Bool { value.map { (0x0400...0x052F).contains($0) } ?? false }

  @inline(__always)
  private func scalar(at place: Int) -> (value: UInt32, width: Int) {
    let first = UInt32(bytes[place])
    if first < 0x80 { return (first, 1) }
    if first < 0xE0, place + 1 < bytes.count {
      return ((first & 0x1F) << 6 | UInt32(bytes[place + 1]) & 0x3F, 2)
    }
    if first < 0xF0, place + 2 < bytes.count {
      let middle = UInt32(bytes[place + 1]) & 0x3F
      return ((first & 0x0F) << 12 | middle << 6 | UInt32(bytes[place + 2]) & 0x3F, 3)
    }
    guard first >= 0xF0, place + 3 < bytes.count else { return (0xFFFD, 1) }
    let upper = (first & 0x07) << 18 | (UInt32(bytes[place + 1]) & 0x3F) << 12
    return (upper | (UInt32(bytes[place + 2]) & 0x3F) << 6 | UInt32(bytes[place + 3]) & 0x3F, 4)
  }
}

/// The hash of a word, which grows character by character, so that all forms of a stem share the work.
enum TermHash {
  static let start: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  static func extend(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
    let mixed = (hash ^ UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 31
  }

  static func of(_ word: some Sequence<UInt32>) -> UInt64 { word.reduce(start) { extend($0, $1) } }
}
