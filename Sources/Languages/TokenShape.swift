/// What a token without spaces is, by its bytes.
enum TokenShape {
  /// Whether an ASCII token is code, an address, a file name or holds a number: nothing of a language.
  static func isCode(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    if isProgram(bytes, range) || isPath(bytes, range) { return true }
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

  /// Whether an ASCII token is an operator, a call, a tag or an option: not found in the prose of any language.
  static func isProgram(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    let first = bytes[range.lowerBound]
    switch first {
    case 0x3D, 0x7B, 0x7D: return true  // = { }
    case 0x2D:  // -m, --save, ->
      guard range.count > 1 else { return false }
      let second = bytes[range.lowerBound + 1]
      if second == 0x3E || range.count == 2 && isLetter(second) { return true }
      return second == 0x2D && range.count > 3 && isLetter(bytes[range.lowerBound + 2])
    case 0x3C:  // <div, </div>
      guard range.count > 1 else { return false }
      let second = bytes[range.lowerBound + 1]
      guard isLetter(second) || second == 0x2F || second == 0x21 else { return false }
      let end = range.first { bytes[$0] == 0x3E } ?? range.upperBound
      return end >= range.upperBound - 1
    default: break
    }
    var before = first
    for place in range.dropFirst() {
      let byte = bytes[place]
      // f(), f("..., ...);
      if before == 0x28, place - 1 > range.lowerBound, isLetter(bytes[place - 2]) {
        if byte == 0x29 || byte == 0x22 || byte == 0x27 { return true }
      }
      if before == 0x29, byte == 0x3B { return true }
      before = byte
    }
    return false
  }

  /// Whether an ASCII token of letters and digits only has both, as the names of models do: `6E`, `X1`, `RTX4090`.
  static func isModel(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    let token = UnsafeBufferPointer(rebasing: bytes[range])
    return token.allSatisfy { isLetter($0) || isDigit($0) } && token.contains(where: isLetter)
      && token.contains(where: isDigit)
  }

  /// Whether an ASCII token is a path in a file system: `/usr/bin`, `./run`, `~/notes`.
  private static func isPath(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var place = range.lowerBound
    while place < range.upperBound, bytes[place] == 0x2E || bytes[place] == 0x7E { place += 1 }
    guard place + 1 < range.upperBound, bytes[place] == 0x2F, isLetter(bytes[place + 1]) else { return false }
    return place > range.lowerBound || range.dropFirst().contains { bytes[$0] == 0x2F }
  }

  private static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) }
}
