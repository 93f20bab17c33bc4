extension HTMLPreparation {
  /// White space that is longer is cut to its first character.
  private static let longestSpace = 3
  /// Text that is shorter is not worth a cut.
  private static let shortestText = 16

  /// The end of text up to the next tag; cuts what the parser would only copy.
  static func skipText(
    _ page: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ end: Int, cutsText: Bool,
    _ cuts: inout HTMLCuts
  ) -> Int {
    var index = start
    while index < end {
      let byte = unsafe page[index]
      if byte == Ascii.less { return index }
      if isSpace(byte) {
        index = unsafe skipSpace(page, index + 1, end, &cuts)
      } else if byte == Ascii.ampersand {
        index += 1
        while index < end, unsafe isReferenceByte(page[index]) { index += 1 }
      } else if isPlain(byte) {
        let textStart = index
        index = unsafe plainEnd(page, index, end)
        if cutsText, index - textStart >= shortestText { unsafe cuts.addText(textStart..<index, in: page) }
      } else {
        if byte == 0 { unsafe page[index] = 0x20 }
        index += 1
        while index < end, unsafe page[index] & 0xC0 == 0x80 { index += 1 }
      }
    }
    return end
  }

  /// Where text ends that the parser copies as it is; within it white space is short.
  private static func plainEnd(_ page: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end {
      let byte = unsafe page[index]
      if isPlain(byte) || byte & 0xC0 == 0x80 {
        index += 1
      } else if byte == 0x20 || byte == Ascii.newline || byte == 0x09 {
        var next = index + 1
        while next < end, next - index <= longestSpace + 1, unsafe isSpace(page[next]) { next += 1 }
        if next - index > longestSpace { return index }
        index += 1
      } else if byte == 0xC2, index + 1 < end, unsafe page[index + 1] >= 0xA0 {
        index += 2
      } else {
        return index
      }
    }
    return end
  }

  /// Whether the parser copies the characters that begin with a byte as they are: no markup, control or noncharacter.
  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte < 0x80
      ? byte > 0x20 && byte != Ascii.less && byte != Ascii.ampersand && byte < 0x7F
      : byte >= 0xC3 && byte < 0xEF
  }

  private static func isReferenceByte(_ byte: UInt8) -> Bool {
    Ascii.isAlphanumeric(byte) || byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";")
  }

  /// The end of white space whose first byte was read.
  @inline(__always)
  private static func skipSpace(
    _ page: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ end: Int, _ cuts: inout HTMLCuts
  ) -> Int {
    var index = start
    while index < end, unsafe isSpace(page[index]) { index += 1 }
    guard index - start >= longestSpace else { return index }
    // A line end of two characters stays one.
    let isPair = unsafe page[start - 1] == Ascii.carriageReturn && page[start] == Ascii.newline
    cuts.add(start + (isPair ? 1 : 0)..<index)
    return index
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte &- 0x09 < 5 && byte != 0x0B) }

  /// The end of a comment, a document type or a processing instruction; cuts the inside of long comments.
  static func skipDeclaration(
    _ page: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ end: Int, _ cuts: inout HTMLCuts
  ) -> Int {
    let isComment =
      start + 2 < end && (unsafe page[start + 1] == UInt8(ascii: "-") && page[start + 2] == UInt8(ascii: "-"))
    var index = isComment ? start + 3 : start
    let textStart = index + 2
    while index < end {
      let byte = unsafe page[index]
      index += 1
      guard byte == UInt8(ascii: ">") else { continue }
      if !isComment { return index }
      if unsafe page[index - 2] == UInt8(ascii: "-") && page[index - 3] == UInt8(ascii: "-") {
        // Parsers do not agree on `--!>`.
        if textStart < index - 5, unsafe !holds("--!", page, textStart - 2..<index) {
          cuts.add(textStart..<index - 5)
        }
        return index
      }
    }
    // An unclosed comment holds the rest of the page, as it does for the parser.
    return end
  }

  /// Whether a text stands in a range.
  static func holds(
    _ text: StaticString, _ page: UnsafeMutableBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    let text = unsafe UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    var index = range.lowerBound
    while index + text.count <= range.upperBound {
      if unsafe page[index] == text[0] && page[index..<index + text.count].elementsEqual(text) { return true }
      index += 1
    }
    return false
  }

  /// Where the end tag of an element without markup stands.
  static func skipRawText(
    _ page: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ end: Int, tag: HTMLTag
  ) -> Int {
    var index = start
    while index + 1 < end {
      guard unsafe page[index] == Ascii.less, unsafe page[index + 1] == UInt8(ascii: "/") else {
        if unsafe page[index] == 0 { unsafe page[index] = 0x20 }
        index += 1
        continue
      }
      var nameEnd = index + 2
      while nameEnd < end, unsafe isNameByte(page[nameEnd]) { nameEnd += 1 }
      if unsafe HTMLTag(UnsafeBufferPointer(page)[index + 2..<nameEnd]) == tag { return index }
      index = max(nameEnd, index + 2)
    }
    return end
  }
}
