/// Finds the parts of a text that no one translates: URLs, e-mail addresses, file names, code.
enum Untranslatable {
  /// The parts, as UTF-8 byte ranges.
  ///
  /// A part is a stretch without white space.
  static func ranges(in text: String) -> [Range<Int>] {
    var copy = text
    return copy.withUTF8 { bytes in
      var result: [Range<Int>] = []
      var (start, hasSign) = (0, false)
      for index in 0...bytes.count {
        let byte = index == bytes.count ? 0x20 : bytes[index]
        guard byte <= 0x20 else {
          if isSign(byte) {
            hasSign = hasSign || isSign(byte, before: index + 1 < bytes.count ? bytes[index + 1] : 0)
          }
          continue
        }
        if hasSign, looksLikeCode(Array(bytes[start..<index])[...]) { result.append(start..<index) }
        (start, hasSign) = (index + 1, false)
      }
      return result
    }
  }

  /// The characters without which nothing looks like code, a bit each.
  private static let signs: (UInt64, UInt64) = {
    var bits: (UInt64, UInt64) = (0, 0)
    for byte in "-$#@&<%\\/_=>{}(:.".utf8 {
      if byte < 64 { bits.0 |= 1 << UInt64(byte) } else { bits.1 |= 1 << UInt64(byte - 64) }
    }
    return bits
  }()

  @inline(__always)
  private static func isSign(_ byte: UInt8) -> Bool {
    guard byte < 0x80 else { return false }
    return (byte < 64 ? signs.0 : signs.1) >> UInt64(byte & 63) & 1 != 0
  }

  /// Whether a sign counts before a character: a full stop at the end of a sentence does not, nor a hyphen in a word.
  private static func isSign(_ byte: UInt8, before next: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ":"): next > 0x20
    case UInt8(ascii: "-"): next == byte
    default: true
    }
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
      // open(2), printf(3p)
      case UInt8(ascii: "(") where isSection(token.dropFirst(offset + 1), of: previous): return true
      // scheme://, C::name
      case UInt8(ascii: ":") where next == UInt8(ascii: "/") || next == UInt8(ascii: ":"): return true
      // example.org, file.txt, v1.2; not "end.Start"
      case UInt8(ascii: ".") where isDotInName(before: previous, after: next): return true
      default: break
      }
      previous = byte
    }
    return false

    /// Whether a section of the manual pages follows, in brackets, on the name of a page.
    func isSection(_ rest: ArraySlice<UInt8>, of previous: UInt8) -> Bool {
      guard isLetter(previous) || isDigit(previous), let digit = rest.first, (0x31...0x39).contains(digit)
      else {
        return false
      }
      let end = rest.dropFirst().drop(while: isLetter)
      return rest.count - end.count <= 3 && (end.isEmpty || end.first == UInt8(ascii: ")"))
    }

    func isDotInName(before: UInt8, after: UInt8) -> Bool {
      (isLetter(before) || isDigit(before)) && before < 0x80
        && ((0x61...0x7A).contains(after) || isDigit(after))
    }
  }
}
