import Bitext
import ICU

/// A file's text in UTF-8, chunk by chunk, ready for an XML parser: the charset is found, broken bytes are repaired, and
/// control characters that XML forbids are taken out; what was changed is reported with its place.
///
/// The charset is, in this order: what the user says, a byte order mark, UTF-16 by its zero bytes, what the XML
/// declaration says, UTF-8. Memory does not grow with the file.
struct DecodedStream: ~Copyable {
  /// The charset's usual name.
  let charset: String
  /// What was wrong so far; at most ``problemLimit`` of a kind.
  private(set) var problems: [Problem] = []
  /// How many bytes were repaired or taken out in all.
  private(set) var repairCount = 0

  static let problemLimit = 20

  private let stream: ByteStream
  private var converter: CharsetConverter?
  /// Bytes at the end of the last chunk that may go on in the next.
  private var carried: [UInt8] = []
  /// The offset in the file of the next byte that comes in.
  private var offset: Int
  private var line = 1
  private var column = 1

  init(_ stream: ByteStream, forced: String?) throws(FormatError) {
    let start = Array(try stream.peek(1_024))
    let found = Self.charset(of: start, forced: forced)
    _ = try stream.read(found.markLength)
    let isUTF8 = ["utf-8", "utf8", "us-ascii"].contains(found.charset.lowercased())
    var opened: CharsetConverter?
    var name = "UTF-8"
    if !isUTF8, let converter = try? CharsetConverter(found.charset) {
      name = converter.charset
      opened = consume converter
    }
    let isUnknown = !isUTF8 && name == "UTF-8"
    if isUnknown, forced != nil {
      throw FormatError(
        .unsupported, "the charset '\(found.charset)' is not known; name another with --charset",
        source: stream.name)
    }
    charset = name
    converter = consume opened
    self.stream = stream
    offset = found.markLength
    let warning = isUnknown ? "declares the unknown charset '\(found.charset)'; read as UTF-8" : found.warning
    if let warning { problems.append(Problem(.warning, warning)) }
  }

  private static func charset(
    of start: [UInt8], forced: String?
  ) -> (charset: String, markLength: Int, warning: String?) {
    let declared = declaredCharset(in: start)
    let found: (charset: String, markLength: Int)? =
      if start.starts(with: [0xEF, 0xBB, 0xBF]) { ("UTF-8", 3) } else if start.starts(with: [0xFF, 0xFE]) {
        ("UTF-16LE", 2)
      } else if start.starts(with: [0xFE, 0xFF]) {
        ("UTF-16BE", 2)
      } else if start.count >= 4, start[0] == 0x3C, start[1] == 0, start[3] == 0 {
        ("UTF-16LE", 0)
      } else if start.count >= 4, start[0] == 0, start[1] == 0x3C, start[2] == 0 { ("UTF-16BE", 0) } else {
        nil
      }
    if let forced { return (forced, found?.markLength ?? 0, nil) }
    guard let found else {
      // A file in one-byte units that says it is UTF-16 is wrong.
      if let declared, declared.lowercased().hasPrefix("utf-16") || declared.lowercased().hasPrefix("ucs") {
        return ("UTF-8", 0, "declares \(declared) but is not; read as UTF-8")
      }
      return (declared ?? "UTF-8", 0, nil)
    }
    let isAgreed = declared.map { found.charset.hasPrefix($0.uppercased()) } ?? true
    return (
      found.charset, found.markLength,
      isAgreed
        ? nil : "declares \(declared ?? "") but its bytes are \(found.charset); read as \(found.charset)"
    )
  }

  /// The `encoding` of an XML declaration, in UTF-16 too.
  private static func declaredCharset(in start: [UInt8]) -> String? {
    let ascii = String(decoding: start.filter { $0 != 0 && $0 < 0x80 }, as: UTF8.self)
    guard let open = ascii.firstRange(of: "<?xml"),
      let close = ascii[open.upperBound...].firstRange(of: "?>"),
      let key = ascii[open.upperBound..<close.lowerBound].firstRange(of: "encoding")
    else { return nil }
    let rest = ascii[key.upperBound..<close.lowerBound].drop { " \t\r\n=".contains($0) }
    guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
    let name = rest.dropFirst().prefix { $0 != quote }
    return name.isEmpty ? nil : String(name)
  }

  /// The next stretch of text; empty at the end only.
  mutating func next() throws(FormatError) -> [UInt8] {
    while true {
      let raw = try stream.read(ByteStream.chunkSize)
      let isEnd = raw.isEmpty
      let text = converter == nil ? repaired(raw, isEnd: isEnd) : try converted(Array(raw), isEnd: isEnd)
      if isEnd || !text.isEmpty { return text }
    }
  }

  /// Something that was changed: where in the text that was handed over, and where in the file.
  private struct Repair {
    var isControl: Bool
    var textIndex: Int
    var source: Int
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    byte >= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private mutating func converted(_ raw: [UInt8], isEnd: Bool) throws(FormatError) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(raw.count * 2)
    var repairs: [Repair] = []
    let start = offset
    do {
      try converter?.decode(raw, atEnd: isEnd) { scalar, source in
        if scalar.value < 0x20, !Self.isAllowed(UInt8(scalar.value)) {
          repairs.append(Repair(isControl: true, textIndex: text.count, source: start + source.lowerBound))
        } else {
          UTF8.encode(scalar) { text.append($0) }
        }
      }
    } catch {
      throw FormatError(.unsupported, "cannot be read as \(charset) (\(error.name))", source: stream.name)
    }
    offset += raw.count
    advance(over: text, repairs: repairs)
    return text
  }

  private mutating func repaired(_ raw: ArraySlice<UInt8>, isEnd: Bool) -> [UInt8] {
    let chunk = carried.isEmpty ? Array(raw) : carried + raw
    var text: [UInt8] = []
    var repairs: [Repair] = []
    let start = offset
    let consumed = chunk.withUnsafeBufferPointer { bytes -> Int in
      var (index, valid) = (0, 0)
      while index < bytes.count {
        let byte = bytes[index]
        if byte < 0x80, Self.isAllowed(byte) {
          index &+= 1
          continue
        }
        // Two bytes, as most characters have that are not ASCII, without a call.
        if byte >= 0xC2, byte < 0xE0, index + 1 < bytes.count, bytes[index + 1] & 0xC0 == 0x80 {
          index &+= 2
          continue
        }
        let length = byte < 0x80 ? 0 : UTF8Validation.sequenceLength(in: bytes, at: index)
        if length > 0 {
          index += length
          continue
        }
        // A character that the next chunk completes.
        let rest = bytes[(index + 1)...]
        if byte >= 0xC2, !isEnd, rest.count < 3, rest.allSatisfy({ $0 & 0xC0 == 0x80 }) { break }
        text.append(contentsOf: bytes[valid..<index])
        repairs.append(Repair(isControl: byte < 0x80, textIndex: text.count, source: start + index))
        if byte >= 0x80 { text.append(contentsOf: [0xEF, 0xBF, 0xBD]) }
        index += 1
        valid = index
      }
      if valid > 0 || index < bytes.count { text.append(contentsOf: bytes[valid..<index]) }
      return index
    }
    carried = Array(chunk[consumed...])
    // Most chunks are handed over as they came in.
    if repairs.isEmpty, carried.isEmpty { text = chunk }
    offset += consumed
    advance(over: text, repairs: repairs)
    return text
  }

  /// Counts lines, and reports repairs at theirs.
  private mutating func advance(over text: [UInt8], repairs: [Repair]) {
    repairCount += repairs.count
    var done = 0
    func walk(to end: Int, line: inout Int, column: inout Int) {
      let part = text[done..<end]
      if let newline = part.lastIndex(of: 0x0A) {
        line += part.count { $0 == 0x0A }
        column = end - newline
      } else {
        column += part.count
      }
      done = end
    }
    for repair in repairs where problems.count < Self.problemLimit {
      walk(to: repair.textIndex, line: &line, column: &column)
      problems.append(
        Problem(
          repair.isControl ? .warning : .error,
          repair.isControl
            ? "a control character was left out"
            : "a byte is not valid UTF-8; read as U+FFFD (name the right charset with --charset)",
          position: TextPosition(line: line, column: column), offset: repair.source))
    }
    walk(to: text.count, line: &line, column: &column)
  }
}
