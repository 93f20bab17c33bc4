/// Writes JSON into a buffer, without white space.
///
/// By hand, because start-up and a hundred thousand lines a second matter here, and a general encoder has neither.
public struct JSONWriter: Sendable {
  /// What was written.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Creates an empty writer.
  public init() {}

  /// Forgets what was written and keeps the room.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Ends the line.
  public mutating func endLine() {
    bytes.append(0x0A)
    needsComma = false
  }

  /// Writes an object whose fields `body` writes.
  public mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
    open(0x7B)
    try body(&self)
    close(0x7D)
  }

  /// Writes a field.
  public mutating func field(_ name: String, _ value: some JSONWritable) {
    key(name)
    value.write(to: &self)
  }

  /// Writes a field with an array.
  public mutating func field<Element: JSONWritable>(_ name: String, _ values: [Element]) {
    key(name)
    open(0x5B)
    for value in values { value.write(to: &self) }
    close(0x5D)
  }

  /// Writes a field where there is a value.
  public mutating func field(_ name: String, ifPresent value: (some JSONWritable)?) {
    if let value { field(name, value) }
  }

  /// Writes an array whose elements `body` writes.
  public mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
    open(0x5B)
    try body(&self)
    close(0x5D)
  }

  /// Writes the name of a field, whose value is written next.
  public mutating func key(_ name: String) {
    append(name)
    bytes.append(0x3A)
    needsComma = false
  }

  /// Writes a string.
  public mutating func append(_ text: String) {
    separate()
    bytes.append(0x22)
    // 0xC2 and 0xE2 start the characters that many programs take for line ends.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0xC2 && $0 != 0xE2 }) {
      bytes.append(contentsOf: text.utf8)
    } else {
      for scalar in text.unicodeScalars { appendEscaped(scalar) }
    }
    bytes.append(0x22)
    needsComma = true
  }

  /// Writes a number, or another word of JSON such as `true`, as it is.
  public mutating func append(number text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private mutating func appendEscaped(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"", "\\": bytes.append(contentsOf: [0x5C, UInt8(truncatingIfNeeded: scalar.value)])
    case "\n": bytes.append(contentsOf: "\\n".utf8)
    case "\r": bytes.append(contentsOf: "\\r".utf8)
    case "\t": bytes.append(contentsOf: "\\t".utf8)
    case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
      let digits = String(scalar.value, radix: 16)
      bytes.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
    default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  private mutating func separate() {
    if needsComma { bytes.append(0x2C) }
  }

  private mutating func open(_ byte: UInt8) {
    separate()
    bytes.append(byte)
    needsComma = false
  }

  private mutating func close(_ byte: UInt8) {
    bytes.append(byte)
    needsComma = true
  }
}

/// A value that can be written as JSON.
public protocol JSONWritable {
  /// Writes the value.
  func write(to writer: inout JSONWriter)
}

extension String: JSONWritable {
  /// Writes a JSON string.
  public func write(to writer: inout JSONWriter) { writer.append(self) }
}

extension Int: JSONWritable {
  /// Writes a JSON number.
  public func write(to writer: inout JSONWriter) { writer.append(number: String(self)) }
}

extension Double: JSONWritable {
  /// Writes a JSON number; what is no number becomes null.
  public func write(to writer: inout JSONWriter) {
    if !isFinite {
      writer.append(number: "null")
    } else if self == rounded(), abs(self) < 1e15 {
      writer.append(number: String(Int(self)))
    } else {
      writer.append(number: "\(self)")
    }
  }
}
