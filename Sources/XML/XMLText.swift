/// Text as XML writes it.
public enum XMLText {
  /// Where the text stands.
  public enum Place: Sendable {
    /// Between tags.
    case content
    /// Between the double quotes of an attribute.
    case attribute
  }

  /// Adds text to a buffer, with `&`, `<`, `>` and, in attributes, `"` and white space other than spaces as references.
  ///
  /// - Returns: how many characters were left out because XML 1.0 has no way to write them.
  @discardableResult
  public static func append(_ text: some StringProtocol, to buffer: inout [UInt8], place: Place = .content)
    -> Int
  {
    var dropped = 0
    var text = String(text)
    text.withUTF8 { bytes in
      var index = 0
      // Where the bytes start that go over as they are.
      var start = 0
      while index < bytes.count {
        let byte = unsafe bytes[index]
        if Self.isPlain(byte, in: place) {
          index += 1
          continue
        }
        if start < index {
          unsafe buffer.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
        }
        switch byte {
        case UInt8(ascii: "&"): buffer.append(contentsOf: "&amp;".utf8)
        case UInt8(ascii: "<"): buffer.append(contentsOf: "&lt;".utf8)
        case UInt8(ascii: ">"): buffer.append(contentsOf: "&gt;".utf8)
        case UInt8(ascii: "\"") where place == .attribute: buffer.append(contentsOf: "&quot;".utf8)
        case 0x0A where place == .attribute: buffer.append(contentsOf: "&#10;".utf8)
        case 0x09 where place == .attribute: buffer.append(contentsOf: "&#9;".utf8)
        // A reader would turn a carriage return into a line feed.
        case 0x0D: buffer.append(contentsOf: "&#13;".utf8)
        // U+FFFE and U+FFFF, the only ones above the controls that XML refuses.
        case 0xEF
        where unsafe index + 2 < bytes.count && bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE:
          dropped += 1
          index += 2
        case 0x09, 0x0A, 0x20...: buffer.append(byte)
        default: dropped += 1
        }
        index += 1
        start = index
      }
      if start < index {
        unsafe buffer.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
      }
    }
    return dropped
  }

  @inline(__always)
  private static func isPlain(_ byte: UInt8, in place: Place) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), 0xEF, 0..<0x09, 0x0B..<0x20: false
    case 0x09, 0x0A, UInt8(ascii: "\""): place == .content
    default: true
    }
  }

  /// The text as XML writes it.
  public static func escaped(_ text: some StringProtocol, place: Place = .content) -> String {
    var buffer: [UInt8] = []
    append(text, to: &buffer, place: place)
    return String(decoding: buffer, as: UTF8.self)
  }
}
