import Bitext
import ICU

/// A file's text in UTF-8, and where each byte of it stood in the file.
struct DecodedText {
  /// Valid UTF-8 without a byte order mark.
  var bytes: [UInt8]
  /// From decoded bytes to bytes of the file.
  var map: SourceMap
  /// Whether every decoded offset is the offset in the file.
  var isIdentity: Bool
  /// The charset's usual name.
  var charset: String
  /// What was wrong with the bytes.
  var problems: [Problem]
}

/// Finds a file's charset and converts it to UTF-8.
///
/// In this order: what the user says, a byte order mark, what the file declares, valid UTF-8, ICU's guess.
enum TextDecoding {
  /// Decodes a whole file.
  ///
  /// - Parameters:
  ///   - declared: the charset that the file names.
  ///   - forced: the charset that the user names.
  ///   - isMarkup: whether tags are passed over for guessing.
  /// - Throws: ``FormatError`` where the user's charset is unknown, or the bytes are not text.
  static func decode(
    _ raw: [UInt8], declared: String?, forced: String?, isMarkup: Bool, name: String
  ) throws(FormatError) -> DecodedText {
    if let forced {
      if isUTF8(forced) { return decodeUTF8(raw, problems: []) }
      return try convert(raw, charset: forced, markLength: 0, name: name, problems: [])
    }
    if let mark = byteOrderMark(of: raw) {
      if mark.charset == "UTF-8" { return decodeUTF8(raw, problems: []) }
      return try convert(raw, charset: mark.charset, markLength: mark.length, name: name, problems: [])
    }
    let isValid = isValidUTF8(raw)
    if let declared, !isUTF8(declared), !declared.lowercased().hasPrefix("utf-16") {
      // Valid UTF-8 with letters beyond ASCII is next to never anything else: the declaration is wrong.
      if isValid, raw.contains(where: { $0 >= 0x80 }) {
        let problem = Problem(.warning, "declares the charset \(declared) but is UTF-8; read as UTF-8")
        return decodeUTF8(raw, problems: [problem])
      }
      if (try? CharsetConverter(declared)) != nil {
        return try convert(raw, charset: declared, markLength: 0, name: name, problems: [])
      }
    }
    if isValid { return decodeUTF8(raw, problems: []) }
    // ICU takes short texts for UTF-16, which would have a mark or zero bytes.
    let guesses = (try? CharsetDetector.guesses(for: raw, stripsMarkup: isMarkup)) ?? []
    let guess = guesses.first { !$0.charset.hasPrefix("UTF-16") && !$0.charset.hasPrefix("UTF-32") }
    if !isUTF8(declared ?? ""), let guess, guess.confidence >= 10, !isUTF8(guess.charset),
      !isMostlyUTF8(raw)
    {
      let problem = Problem(
        .warning, "names no charset and is not UTF-8; read as \(guess.charset), which fits best")
      return try convert(raw, charset: guess.charset, markLength: 0, name: name, problems: [problem])
    }
    return decodeUTF8(raw, problems: [])
  }

  private static func isUTF8(_ charset: String) -> Bool { ["utf-8", "utf8"].contains(charset.lowercased()) }

  private static func byteOrderMark(of raw: [UInt8]) -> (charset: String, length: Int)? {
    if raw.starts(with: [0xEF, 0xBB, 0xBF]) { return ("UTF-8", 3) }
    if raw.starts(with: [0xFF, 0xFE]) { return ("UTF-16LE", 2) }
    if raw.starts(with: [0xFE, 0xFF]) { return ("UTF-16BE", 2) }
    return nil
  }

  /// Whether the bytes are valid UTF-8 throughout.
  static func isValidUTF8(_ raw: [UInt8]) -> Bool {
    raw.withUnsafeBufferPointer { UTF8Validation.firstInvalid(in: $0, from: 0) == nil }
  }

  /// A few broken bytes in a UTF-8 file do not make it another charset: in others, valid sequences are rare accidents.
  private static func isMostlyUTF8(_ raw: [UInt8]) -> Bool {
    var (valid, invalid) = (0, 0)
    raw.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let length = UTF8Validation.sequenceLength(in: bytes, at: index)
        if length > 1 { valid += 1 } else if length == 0 { invalid += 1 }
        index += max(1, length)
      }
    }
    return valid >= invalid
  }

  /// UTF-8, where each broken byte becomes U+FFFD and is reported.
  private static func decodeUTF8(_ raw: [UInt8], problems: [Problem]) -> DecodedText {
    let start = raw.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let firstInvalid = raw.withUnsafeBufferPointer { UTF8Validation.firstInvalid(in: $0, from: start) }
    guard let firstInvalid else {
      return DecodedText(
        bytes: start == 0 ? raw : Array(raw[start...]),
        map: SourceMap(identityFrom: start, count: raw.count - start), isIdentity: start == 0,
        charset: "UTF-8",
        problems: problems)
    }
    var (bytes, map, invalidCount) = ([UInt8](), SourceMap(), 0)
    bytes.reserveCapacity(raw.count)
    raw.withUnsafeBufferPointer { raw in
      var (index, valid) = (start, start)
      func flush() {
        bytes.append(contentsOf: raw[valid..<index])
        map.append(count: index - valid, textWidth: 1, sourceStart: valid, sourceWidth: 1)
      }
      while index < raw.count {
        let length = UTF8Validation.sequenceLength(in: raw, at: index)
        if length > 0 {
          index += length
          continue
        }
        flush()
        bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
        map.append(count: 1, textWidth: 3, sourceStart: index, sourceWidth: 1)
        invalidCount += 1
        index += 1
        valid = index
      }
      flush()
    }
    let line = raw[..<firstInvalid].count { $0 == 0x0A } + 1
    let column = firstInvalid - (raw[..<firstInvalid].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
    let counted = invalidCount == 1 ? "a byte is" : "\(invalidCount) bytes are"
    let problem = Problem(
      .warning, "\(counted) not valid UTF-8; read as U+FFFD (name the right charset with --charset)",
      position: TextPosition(line: line, column: column), offset: firstInvalid)
    return DecodedText(
      bytes: bytes, map: map, isIdentity: false, charset: "UTF-8", problems: problems + [problem])
  }

  private static func convert(
    _ raw: [UInt8], charset: String, markLength: Int, name: String, problems: [Problem]
  ) throws(FormatError) -> DecodedText {
    do {
      var converter = try CharsetConverter(charset)
      var (bytes, map) = ([UInt8](), SourceMap())
      bytes.reserveCapacity(raw.count * 3 / 2)
      try converter.decode(markLength == 0 ? raw : Array(raw[markLength...])) { scalar, source in
        let before = bytes.count
        UTF8.encode(scalar, into: { bytes.append($0) })
        map.append(
          count: 1, textWidth: bytes.count - before, sourceStart: source.lowerBound + markLength,
          sourceWidth: source.count)
      }
      return DecodedText(
        bytes: bytes, map: map, isIdentity: false, charset: converter.charset, problems: problems)
    } catch {
      throw FormatError(
        .unsupported,
        "cannot be read in the charset '\(charset)' (\(error.name)); name another with --charset",
        source: name)
    }
  }
}

/// Where bytes are valid UTF-8.
///
/// Source: Unicode Standard, table 3-7, "Well-Formed UTF-8 Byte Sequences".
enum UTF8Validation {
  /// The length of the valid sequence at an index; 0 where there is none.
  static func sequenceLength(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let first = bytes[index]
    if first < 0x80 { return 1 }
    func isTail(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      index + offset < bytes.count && range.contains(bytes[index + offset])
    }
    switch first {
    case 0xC2...0xDF: return isTail(1) ? 2 : 0
    case 0xE0: return isTail(1, 0xA0...0xBF) && isTail(2) ? 3 : 0
    case 0xED: return isTail(1, 0x80...0x9F) && isTail(2) ? 3 : 0
    case 0xE1...0xEF: return isTail(1) && isTail(2) ? 3 : 0
    case 0xF0: return isTail(1, 0x90...0xBF) && isTail(2) && isTail(3) ? 4 : 0
    case 0xF1...0xF3: return isTail(1) && isTail(2) && isTail(3) ? 4 : 0
    case 0xF4: return isTail(1, 0x80...0x8F) && isTail(2) && isTail(3) ? 4 : 0
    default: return 0
    }
  }

  /// The first byte that is not part of a valid sequence.
  static func firstInvalid(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    let raw = UnsafeRawBufferPointer(bytes)
    while index < bytes.count {
      // ASCII goes by eight bytes.
      while index + 8 <= bytes.count,
        raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index += 8
      }
      guard index < bytes.count else { return nil }
      let length = sequenceLength(in: bytes, at: index)
      if length == 0 { return index }
      index += length
    }
    return nil
  }
}
