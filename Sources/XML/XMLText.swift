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
    // A substring lends its bytes too, where it is stored as UTF-8.
    let lent = text.utf8.withContiguousStorageIfAvailable { unsafe append($0, to: &buffer, place: place) }
    if let lent { return lent }
    var copy = String(text)
    return copy.withUTF8 { unsafe append($0, to: &buffer, place: place) }
  }

  private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to buffer: inout [UInt8], place: Place)
    -> Int
  {
    var dropped = 0
    var index = 0
    // Where the bytes start that go over as they are.
    var start = 0
    while index < bytes.count {
      index = unsafe plainEnd(of: bytes, from: index, in: place)
      guard index < bytes.count else { break }
      let byte = unsafe bytes[index]
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
    return dropped
  }

  /// The next byte from an index on that may not go over as it is; the end where there is none.
  private static func plainEnd(of bytes: UnsafeBufferPointer<UInt8>, from start: Int, in place: Place) -> Int
  {
    let specials = place == .content ? contentSpecials : attributeSpecials
    var index = start
    while index < bytes.count {
      let byte = unsafe bytes[index]
      // Without a branch: spaces stand between letters everywhere.
      let isSpecial = (specials &>> UInt64(byte)) & (byte < 64 ? 1 : 0) | (byte == 0xEF ? 1 : 0)
      if isSpecial != 0 { break }
      index &+= 1
    }
    return index
  }

  /// The bytes below 64 that may not go over as they are, a bit for each: controls, `&`, `<`, `>`.
  private static let contentSpecials: UInt64 =
    0xFFFF_FFFF & ~(1 << 0x09 | 1 << 0x0A) | 1 << 0x26 | 1 << 0x3C | 1 << 0x3E

  /// The same between double quotes.
  private static let attributeSpecials = contentSpecials | 1 << 0x09 | 1 << 0x0A | 1 << 0x22

  /// The text as XML writes it.
  public static func escaped(_ text: some StringProtocol, place: Place = .content) -> String {
    var buffer: [UInt8] = []
    append(text, to: &buffer, place: place)
    return String(decoding: buffer, as: UTF8.self)
  }
}
