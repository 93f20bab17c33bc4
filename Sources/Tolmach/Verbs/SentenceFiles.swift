public import Formats

/// Reads files that hold a sentence a line.
public enum SentenceFiles {
  /// The most bytes that a file may have.
  private static let largest = 1_024 * 1_048_576

  /// The sentences, in order; an empty line is an empty sentence, so that numbers stay those of the lines.
  ///
  /// - Parameter source: UTF-8; a byte order mark is passed over, and broken bytes become U+FFFD.
  /// - Throws: ``FormatError``.
  public static func sentences(of source: InputSource) throws(FormatError) -> [String] {
    let bytes = try source.open().readAll(limit: largest)
    var lines: [String] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let isDOS = end > start && bytes[end - 1] == 0x0D
      lines.append(String(decoding: bytes[start..<(isDOS ? end - 1 : end)], as: UTF8.self))
      start = end + 1
    }
    return lines
  }
}
