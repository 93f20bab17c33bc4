/// Turns the first bytes of a file into text for detection, and tells text from binary data.
enum SampleText {
  /// The text, or nil where the bytes are not text.
  static func text(of bytes: ArraySlice<UInt8>) -> String? {
    if let wide = utf16(bytes) { return wide }
    var controls = 0
    for byte in bytes {
      if byte == 0 { return nil }
      if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0C, byte != 0x0D, byte != 0x1B { controls += 1 }
    }
    // A stray control character is a fault of a text; many are a sign of something else.
    if controls > 2 + bytes.count / 50 { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }

  /// Text in UTF-16, by its byte order mark or by the zero bytes of its ASCII.
  private static func utf16(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.count >= 4 else { return nil }
    let start = Array(bytes.prefix(4))
    let isLittle =
      start.starts(with: [0xFF, 0xFE]) || (start[0] != 0 && start[1] == 0 && start[2] != 0 && start[3] == 0)
    let isBig =
      start.starts(with: [0xFE, 0xFF]) || (start[0] == 0 && start[1] != 0 && start[2] == 0 && start[3] != 0)
    guard isLittle || isBig else { return nil }
    var units: [UInt16] = []
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isLittle ? second << 8 | first : first << 8 | second)
      index += 2
    }
    if units.first == 0xFEFF { units.removeFirst() }
    return String(decoding: units, as: UTF16.self)
  }
}
