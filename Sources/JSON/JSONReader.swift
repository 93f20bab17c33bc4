/// A value of JSON.
public enum JSONValue: Hashable, Sendable {
  /// A string.
  case text(String)
  /// A whole number.
  case integer(Int)
  /// Another number.
  case number(Double)
  /// `true` or `false`.
  case flag(Bool)
  /// `null`.
  case null
  /// Values in order.
  case array([JSONValue])
  /// Values by name; of a name that comes twice the last counts.
  case object([String: JSONValue])
}

/// Reads the JSON of one line.
///
/// Source: RFC 8259. Memory grows with the line; nesting is bounded.
public struct JSONReader {
  /// What is wrong, as a sentence without a full stop.
  public struct Failure: Error {
    /// What is wrong.
    public var message: String
  }

  /// Deeper nesting is refused, so that a hostile line cannot overflow the stack.
  private static let deepest = 64

  private let bytes: ArraySlice<UInt8>
  private var index: Int

  /// Creates a reader of a line.
  public init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  /// Reads an object and calls `field` with the name of each of its fields and its value.
  ///
  /// - Throws: ``Failure`` where the line is no object, or anything follows it.
  public mutating func object(_ field: (String, JSONValue) -> Void) throws(Failure) {
    try object(depth: 0, field)
    skipSpace()
    if index < bytes.endIndex { throw Failure(message: "something follows the JSON object") }
  }

  private mutating func object(depth: Int, _ field: (String, JSONValue) -> Void) throws(Failure) {
    try expect(0x7B, "a JSON object, which starts with {")
    if take(0x7D) { return }
    repeat {
      skipSpace()
      let name = try string()
      try expect(0x3A, "a colon after a field's name")
      field(name, try value(depth: depth + 1))
    } while take(0x2C)
    try expect(0x7D, "a comma or } after a field")
  }

  private mutating func value(depth: Int) throws(Failure) -> JSONValue {
    guard depth < Self.deepest else { throw Failure(message: "the JSON is nested too deeply") }
    skipSpace()
    guard index < bytes.endIndex else { throw Failure(message: "the JSON ends too early") }
    switch bytes[index] {
    case 0x22: return .text(try string())
    case 0x7B:
      var fields: [String: JSONValue] = [:]
      try object(depth: depth) { fields[$0] = $1 }
      return .object(fields)
    case 0x5B:
      index += 1
      if take(0x5D) { return .array([]) }
      var elements: [JSONValue] = []
      repeat { elements.append(try value(depth: depth + 1)) } while take(0x2C)
      try expect(0x5D, "a comma or ] after an element")
      return .array(elements)
    default: return try word()
    }
  }

  /// A number, `true`, `false` or `null`.
  private mutating func word() throws(Failure) -> JSONValue {
    let start = index
    while index < bytes.endIndex, isWordByte(bytes[index]) { index += 1 }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    if let number = Int(text), !text.hasPrefix("+") { return .integer(number) }
    switch text {
    case "true": return .flag(true)
    case "false": return .flag(false)
    case "null": return .null
    default: break
    }
    let isNumber = text.first.map { $0 == "-" || $0.isNumber } ?? false
    guard isNumber, let number = Double(text) else { throw Failure(message: "a JSON value is malformed") }
    return .number(number)
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E: true
    default: false
    }
  }

  private mutating func string() throws(Failure) -> String {
    try expect(0x22, "a string in double quotes")
    let start = index
    while index < bytes.endIndex, bytes[index] != 0x22, bytes[index] != 0x5C, bytes[index] >= 0x20 {
      index += 1
    }
    var content: [UInt8]
    if index < bytes.endIndex, bytes[index] == 0x22 {
      guard let text = String(validating: bytes[start..<index], as: UTF8.self) else { throw notUTF8 }
      index += 1
      return text
    }
    content = Array(bytes[start..<index])
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x22:
        guard let text = String(validating: content, as: UTF8.self) else { throw notUTF8 }
        return text
      case 0x5C: content.append(contentsOf: String(try escape()).utf8)
      case 0..<0x20: throw Failure(message: "a JSON string has a control character; write it as \\u00XX")
      default: content.append(byte)
      }
    }
    throw Failure(message: "a JSON string does not end")
  }

  private var notUTF8: Failure { Failure(message: "a JSON string is not valid UTF-8") }

  private mutating func escape() throws(Failure) -> Unicode.Scalar {
    guard index < bytes.endIndex else { throw Failure(message: "a JSON string does not end") }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case 0x22, 0x5C, 0x2F: return Unicode.Scalar(byte)
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw Failure(message: "a JSON string has an unknown escape")
    }
  }

  private mutating func unicodeEscape() throws(Failure) -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xD800..<0xDC00).contains(first), index + 1 < bytes.endIndex, bytes[index] == 0x5C,
      bytes[index + 1] == UInt8(ascii: "u")
    else { throw Failure(message: "a JSON string has half a surrogate pair") }
    index += 2
    let second = try hexadecimal()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw Failure(message: "a JSON string has half a surrogate pair") }
    return scalar
  }

  private mutating func hexadecimal() throws(Failure) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard index < bytes.endIndex, let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else {
        throw Failure(message: "\\u needs four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }

  private mutating func skipSpace() {
    while index < bytes.endIndex, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard index < bytes.endIndex, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ byte: UInt8, _ what: String) throws(Failure) {
    guard take(byte) else { throw Failure(message: "expected \(what)") }
  }
}
