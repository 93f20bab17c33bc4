extension String {
  /// The part in a range of UTF-8 bytes.
  func slice(utf8 range: Range<Int>) -> String {
    let lower = utf8.index(utf8.startIndex, offsetBy: min(range.lowerBound, utf8.count))
    let upper = utf8.index(utf8.startIndex, offsetBy: min(range.upperBound, utf8.count))
    return String(self[lower..<upper])
  }

  /// The UTF-8 bytes of the text without the white space around it.
  var trimmedRange: Range<Int> {
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
