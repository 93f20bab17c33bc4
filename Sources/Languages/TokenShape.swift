/// What a token without spaces is, by its bytes.
enum TokenShape {
  /// Whether an ASCII token is code, an address, a file name or holds a number: nothing of a language.
  static func isCode(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var letters = false
    var before: UInt8 = 0
    for place in range {
      let byte = bytes[place]
      switch byte {
      case 0x40, 0x5C, 0x5F, 0x3D, 0x7B, 0x7D: return true  // @ \ _ = { }
      case 0x30...0x39: if isLetter(before) { return true }
      case 0x41...0x5A:
        if isDigit(before) || isLower(before) { return true }
      case 0x61...0x7A:
        if isDigit(before) { return true }
        if before == 0x2E, letters, place + 1 < range.upperBound || place - range.lowerBound > 2 {
          return true
        }
      case 0x2F: if before == 0x2F || before == 0x3A { return true }
      default: break
      }
      if isLetter(byte) { letters = true }
      before = byte
    }
    return !letters
  }

  private static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) }
}
