/// Finds the parts of a text that no one translates: URLs, e-mail addresses, file names, code.
enum Untranslatable {
  /// The parts, as UTF-8 byte ranges.
  ///
  /// A part is a stretch without white space.
  static func ranges(in text: String) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    let bytes = Array(text.utf8)
    for index in 0...bytes.count where index == bytes.count || bytes[index] <= 0x20 {
      if index > start, looksLikeCode(bytes[start..<index]) { result.append(start..<index) }
      start = index + 1
    }
    return result
  }

  private static func looksLikeCode(_ token: ArraySlice<UInt8>) -> Bool {
    var token = token
    // Punctuation of the sentence around it.
    while let first = token.first, "([{\"'".utf8.contains(first) { token.removeFirst() }
    while let last = token.last, ")]}\"'.,:;!?".utf8.contains(last) { token.removeLast() }
    guard token.count > 1, let first = token.first else { return false }
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80 }
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    // --flag, $variable, #tag, @name, &entity, <tag>
    if "-$#@&<%\\/".utf8.contains(first), token.dropFirst().contains(where: isLetter) {
      return first != 0x2D || token.dropFirst().first == 0x2D
    }
    var previous: UInt8 = 0
    for (offset, byte) in token.enumerated() {
      let next = token.startIndex + offset + 1 < token.endIndex ? token[token.startIndex + offset + 1] : 0
      switch byte {
      // user@host, snake_case, key=value, call(), path\name, a<b>
      case UInt8(ascii: "@") where offset > 0, UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "\\"),
        UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "{"), UInt8(ascii: "}"):
        return true
      case UInt8(ascii: "(") where isLetter(previous) && next == UInt8(ascii: ")"): return true
      // scheme://, C::name
      case UInt8(ascii: ":") where next == UInt8(ascii: "/") || next == UInt8(ascii: ":"): return true
      // example.org, file.txt, v1.2; not "end.Start"
      case UInt8(ascii: ".") where isDotInName(before: previous, after: next): return true
      default: break
      }
      previous = byte
    }
    return false

    func isDotInName(before: UInt8, after: UInt8) -> Bool {
      (isLetter(before) || isDigit(before)) && before < 0x80
        && ((0x61...0x7A).contains(after) || isDigit(after))
    }
  }
}
