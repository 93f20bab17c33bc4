import ICU

extension CandidateScanner {
  func isSpace(_ offset: Int) -> Bool {
    guard offset < text.count else { return true }
    let kind = text.sentenceClass(at: offset).value
    return kind == .space || kind == .newline
  }

  /// Whether a sentence may end inside a run without white space.
  func isInnerCandidate(markStart: Int, markEnd: Int, next: SentenceClass) -> Bool {
    let (scalar, _) = text.scalar(at: markStart)
    if isAddress, scalar < 0x80 { return false }
    if scalar < 0x80, isMailAhead() { return false }
    // Marks of scripts beyond ASCII are never part of a word.
    if scalar == 0xFF0E, next == .digit { return false }
    if scalar >= 0x80, scalar != 0x2026 { return next != .fullStop && next != .terminator }
    if language.isUnspaced { return true }
    switch next {
    case .upper:
      guard markStart > 0 else { return false }
      let previous = text.sentenceClass(before: markStart)
      if scalar == 0x2E {
        return previous == .lower || previous == .closing || previous == .quotation || previous == .digit
          || markEnd - markStart > 1
      }
      return true
    case .opening, .quotation: return scalar != 0x2E || markStart > 0
    case .letter: return true
    case .digit: return scalar != 0x2E && scalar != 0x3A
    case .lower: return scalar == 0x21 || scalar == 0x3F || markEnd < offset
    default: return markEnd < offset
    }
  }

  /// Whether an `@` follows before white space.
  private func isMailAhead() -> Bool {
    var end = offset
    while end < text.count, end - offset < 64, text.bytes[end] > 0x20 {
      if text.bytes[end] == 0x40 { return true }
      end += 1
    }
    return false
  }

  /// Whether a sentence may end in white space without a mark before it.
  func isGapCandidate(_ start: Int) -> Bool {
    let last = text.start(before: start)
    let (scalar, _) = text.scalar(at: last)
    if scalar == 0x3A || scalar == 0x3B || scalar == 0x2026 { return true }
    let left = text.table.sentenceClass(scalar)
    let (rightScalar, width) = text.scalar(at: offset)
    var right = text.table.sentenceClass(rightScalar)
    if right == .opening || right == .quotation, offset + width < text.count {
      right = text.sentenceClass(at: offset + width).value
    }
    switch right {
    case .upper: return true
    case .letter: return left != .letter && left != .extending || isGapLetter(scalar)
    case .digit: return left == .closing || left == .quotation || isListNumber(offset) || left == .other
    case .lower:
      return left == .other && scalar != 0xB7 && scalar != 0x387 || left == .closing || isListNumber(offset)
    case .other, .continuing:
      return rightScalar == 0x2D || rightScalar == 0x2013 || rightScalar == 0x2014 || rightScalar == 0x2022
        || rightScalar >= 0x2000
        || rightScalar == 0x2A || rightScalar == 0x3E
    default: return false
    }
  }

  /// Whether sentences in the letter's script may end without a mark: Hangul, Thai, Lao, Burmese, Khmer.
  private func isGapLetter(_ scalar: UInt32) -> Bool {
    (0xAC00...0xD7A3).contains(scalar) || (0x0E00...0x0EFF).contains(scalar)
      || (0x1000...0x109F).contains(scalar)
      || (0x1780...0x17FF).contains(scalar) || language.isUnspaced && (0x3040...0x9FFF).contains(scalar)
  }

  /// Whether a number or a letter of a list starts here: `2.`, `3)`, `b)`.
  private func isListNumber(_ offset: Int) -> Bool {
    var end = offset
    while end < text.count, end - offset < 4, text.byte(end) >= 0x30, text.byte(end) <= 0x39 { end += 1 }
    if end == offset, text.byte(end) | 0x20 >= 0x61, text.byte(end) | 0x20 <= 0x7A { end += 1 }
    guard end > offset, end - offset < 4 else { return false }
    return text.byte(end) == 0x29
      || text.byte(end) == 0x2E && text.byte(end + 1) != 0x2E && !isWordByte(text.byte(end + 1))
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }
}
