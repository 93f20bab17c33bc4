/// Finds where each byte of a decoded text stands in the raw text, by walking both.
///
/// Gumbo gives a text after its character references are decoded, and the stretch of the page from its first
/// byte to its end, which may hold tags that the parser ignored.
enum HTMLTextMapper {
  /// Where the text stands, which decides what is markup in it.
  enum Context {
    case content
    /// `title` and `textarea`: no tags inside.
    case escapableText
    case attribute
  }

  static func map(
    _ text: UnsafeBufferPointer<UInt8>, raw: UnsafeBufferPointer<UInt8>, source: Range<Int>, context: Context,
    into pieces: inout [HTMLPiece]
  ) {
    var (position, offset) = (source.lowerBound, 0)
    let end = source.upperBound
    func add(_ width: Int, sourceWidth: Int) {
      pieces.append(HTMLPiece(count: 1, textWidth: width, sourceStart: position, sourceWidth: sourceWidth))
      offset += width
      position += sourceWidth
    }
    while offset < text.count, position < end {
      let start = position
      while offset < text.count, position < end, unsafe text[offset] == raw[position],
        unsafe raw[position] != Ascii.ampersand, unsafe raw[position] != Ascii.less
      {
        offset += 1
        position += 1
      }
      if position > start {
        pieces.append(HTMLPiece(count: position - start, textWidth: 1, sourceStart: start, sourceWidth: 1))
        continue
      }
      let byte = unsafe raw[position]
      switch byte {
      case Ascii.ampersand:
        let reference = unsafe reference(
          text, offset, raw, position..<end, isAttribute: context == .attribute)
        if let reference {
          add(reference.text, sourceWidth: reference.source)
        } else {
          add(1, sourceWidth: 1)
        }
      case Ascii.less:
        if unsafe text[offset] == byte, context != .content || (unsafe !startsTag(raw, position, end)) {
          add(1, sourceWidth: 1)
        } else {
          position = unsafe markupEnd(raw, position, end)
        }
      case Ascii.carriageReturn where unsafe text[offset] == Ascii.newline:
        add(1, sourceWidth: unsafe position + 1 < end && raw[position + 1] == Ascii.newline ? 2 : 1)
      default:
        // Gumbo writes U+FFFD for controls and noncharacters, and drops some white space.
        if unsafe isReplacement(text, offset) {
          add(3, sourceWidth: min(scalarWidth(byte), end - position))
        } else {
          position += 1
        }
      }
    }
    // What could not be found stands where the raw text ends.
    if offset < text.count {
      pieces.append(
        HTMLPiece(count: 1, textWidth: text.count - offset, sourceStart: position, sourceWidth: 0))
    }
  }

  /// The widths of the character reference at a position, or nil where the ampersand stands for itself.
  private static func reference(
    _ text: UnsafeBufferPointer<UInt8>, _ offset: Int, _ raw: UnsafeBufferPointer<UInt8>, _ range: Range<Int>,
    isAttribute: Bool
  ) -> (text: Int, source: Int)? {
    let start = range.lowerBound + 1
    func rawByte(_ index: Int) -> UInt8 { index < range.upperBound ? unsafe raw[index] : 0 }
    let one = min(unsafe scalarWidth(text[offset]), text.count - offset)
    if rawByte(start) == UInt8(ascii: "#") {
      let isHex = rawByte(start + 1) | 0x20 == UInt8(ascii: "x")
      let digits = start + (isHex ? 2 : 1)
      var index = digits
      while isHex ? Ascii.isHexDigit(rawByte(index)) : Ascii.isDigit(rawByte(index)) { index += 1 }
      guard index > digits else { return nil }
      if rawByte(index) == UInt8(ascii: ";") { index += 1 }
      return (one, index - range.lowerBound)
    }
    var nameEnd = start
    while nameEnd - start < 40, Ascii.isAlphanumeric(rawByte(nameEnd)) { nameEnd += 1 }
    guard nameEnd > start else { return nil }
    let isClosed = rawByte(nameEnd) == UInt8(ascii: ";")
    func follows(_ width: Int, _ next: Int) -> Bool {
      unsafe matches(text, offset + width, raw, next..<range.upperBound)
    }
    if unsafe text[offset] == Ascii.ampersand {
      let isAmpersand =
        rawByte(start + 1) | 0x20 == UInt8(ascii: "m") && rawByte(start + 2) | 0x20 == UInt8(ascii: "p")
        && rawByte(start) | 0x20 == UInt8(ascii: "a")
      guard isAmpersand else { return nil }
      if rawByte(start + 3) == UInt8(ascii: ";") { return (1, 5) }
      let next = rawByte(start + 3)
      if isAttribute, Ascii.isAlphanumeric(next) || next == UInt8(ascii: "=") { return nil }
      return (1, 4)
    }
    if isClosed {
      let next = nameEnd + 1
      if follows(one, next) { return (one, next - range.lowerBound) }
      if offset + one < text.count {
        let two = min(one + (unsafe scalarWidth(text[offset + one])), text.count - offset)
        if follows(two, next) { return (two, next - range.lowerBound) }
      }
    }
    // The old names that need no semicolon have two to six letters and stand for one character.
    var length = min(6, nameEnd - start)
    while length >= 2 {
      if follows(one, start + length) { return (one, length + 1) }
      length -= 1
    }
    return (one, nameEnd + (isClosed ? 1 : 0) - range.lowerBound)
  }

  /// Whether the text from an offset can be what follows in the raw text, as far as that is plain.
  private static func matches(
    _ text: UnsafeBufferPointer<UInt8>, _ offset: Int, _ raw: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    for step in 0..<8 {
      let position = range.lowerBound + step
      guard position < range.upperBound else { return offset + step >= text.count }
      let byte = unsafe raw[position]
      if byte == Ascii.ampersand || byte == Ascii.less || byte == Ascii.carriageReturn || byte < 0x20 {
        return true
      }
      guard offset + step < text.count else { return false }
      if unsafe text[offset + step] != byte { return unsafe isReplacement(text, offset + step) }
    }
    return true
  }

  private static func startsTag(_ raw: UnsafeBufferPointer<UInt8>, _ position: Int, _ end: Int) -> Bool {
    guard position + 1 < end else { return false }
    let next = unsafe raw[position + 1]
    return Ascii.isLetter(next) || next == UInt8(ascii: "/") || next == UInt8(ascii: "!")
      || next == UInt8(ascii: "?")
  }

  /// The end of the tag or comment that starts at a position.
  private static func markupEnd(_ raw: UnsafeBufferPointer<UInt8>, _ position: Int, _ end: Int) -> Int {
    var index = position + 1
    let isComment =
      index + 2 < end && (unsafe raw[index] == UInt8(ascii: "!") && raw[index + 1] == UInt8(ascii: "-"))
    var quote: UInt8 = 0
    while index < end {
      let byte = unsafe raw[index]
      index += 1
      if isComment {
        if byte == UInt8(ascii: ">"), unsafe raw[index - 2] == UInt8(ascii: "-"),
          unsafe raw[index - 3] == UInt8(ascii: "-")
        {
          return index
        }
      } else if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: ">") {
        return index
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"),
        unsafe raw[index - 2] == UInt8(ascii: "=")
      {
        quote = byte
      }
    }
    return end
  }

  private static func isReplacement(_ text: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
    offset + 2 < text.count
      && (unsafe text[offset] == 0xEF && text[offset + 1] == 0xBF && text[offset + 2] == 0xBD)
  }

  private static func scalarWidth(_ lead: UInt8) -> Int {
    lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }
}

/// Bytes with a meaning.
enum Ascii {
  static let newline: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let ampersand = UInt8(ascii: "&")
  static let less = UInt8(ascii: "<")
  static let greater = UInt8(ascii: ">")
  static let slash = UInt8(ascii: "/")
  static let equals = UInt8(ascii: "=")

  static func lowercase(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
  static func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }
}
