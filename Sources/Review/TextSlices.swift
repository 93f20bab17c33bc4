extension UTF8 {
  /// The bytes of a character that begins with a byte.
  static func width(ofLead byte: UInt8) -> Int { byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4 }
}

extension String {
  /// The part in a range of UTF-8 bytes.
  func slice(utf8 range: Range<Int>) -> String {
    let lower = utf8.index(utf8.startIndex, offsetBy: min(range.lowerBound, utf8.count))
    let upper = utf8.index(utf8.startIndex, offsetBy: min(range.upperBound, utf8.count))
    return String(self[lower..<upper])
  }

  /// The UTF-8 bytes of the text without the white space around it.
  var trimmedRange: Range<Int> {
    var copy = self
    return copy.withUTF8(Self.plainlyTrimmed) ?? slowlyTrimmedRange
  }

  /// The same where that can be told from single bytes, as nearly always.
  private static func plainlyTrimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }
    // With these begins the white space beyond ASCII.
    func isUnclear(_ byte: UInt8) -> Bool { byte == 0xC2 || byte == 0xE1 || byte == 0xE2 || byte == 0xE3 }
    var (start, end) = (0, bytes.count)
    while start < end, isSpace(bytes[start]) { start += 1 }
    while start < end, isSpace(bytes[end - 1]) { end -= 1 }
    guard start < end else { return 0..<0 }
    var last = end - 1
    while last > start, bytes[last] & 0xC0 == 0x80 { last -= 1 }
    return isUnclear(bytes[start]) || isUnclear(bytes[last]) ? nil : start..<end
  }

  private var slowlyTrimmedRange: Range<Int> {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return 0..<0 }
    let start = utf8.distance(from: startIndex, to: first)
    return start..<start + utf8.distance(from: first, to: scalars.index(after: last))
  }

  /// The text without white space around it.
  var trimmed: String { slice(utf8: trimmedRange) }
}
