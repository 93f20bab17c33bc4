/// What stands between two words of a text.
enum SentenceGap {
  /// Whether bytes between two words end a sentence, a label or a line: a full stop or its like before a space, a quotation
  /// mark or a bracket; a line feed; a bar.
  static func endsSentence(_ bytes: UnsafeBufferPointer<UInt8>, _ gap: Range<Int>) -> Bool {
    var place = gap.lowerBound
    while place < gap.upperBound {
      switch bytes[place] {
      case 0x0A, 0x0D, 0x7C: return true
      case 0x21, 0x2E, 0x3A, 0x3F:  // ! . : ?
        let next = place + 1
        if next >= gap.upperBound || isOpen(bytes[next]) { return true }
      case 0xE2 where hasPrefix(bytes, place, gap, 0x80, 0xA6): return true  // …
      case 0xE3 where hasPrefix(bytes, place, gap, 0x80, 0x82): return true  // 。
      default: break
      }
      place += 1
    }
    return false
  }

  private static func isOpen(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte >= 0x80 || byte == 0x22 || byte == 0x27 || byte == 0x28 || byte == 0x29
      || byte == 0x2E
  }

  private static func hasPrefix(
    _ bytes: UnsafeBufferPointer<UInt8>, _ place: Int, _ gap: Range<Int>, _ second: UInt8, _ third: UInt8
  ) -> Bool {
    place + 2 < gap.upperBound && bytes[place + 1] == second && bytes[place + 2] == third
  }
}
