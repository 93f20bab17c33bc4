import ICU

/// How the bytes of a hunspell dictionary become characters.
struct DictionaryEncoding: Sendable {
  /// What stands for bytes that are no character; no word holds it.
  static let replacement: UInt32 = 0xFFFD
  /// What hunspell takes a file for that names no charset.
  static let standard = "ISO8859-1"

  /// Of every byte, its character; nil for UTF-8.
  private let table: [UInt32]?

  /// Opens an encoding.
  ///
  /// - Parameter charset: as the line `SET` has it, such as `UTF-8`, `KOI8-R`, `ISO8859-2`, `microsoft-cp1251`.
  /// - Returns: nil where ICU does not know it, or where it has more than a byte a character.
  init?(charset: String) {
    let name = charset.lowercased()
    guard name != "utf-8", name != "utf8" else {
      table = nil
      return
    }
    let usual = name.hasPrefix("microsoft-cp") ? "windows-" + name.dropFirst("microsoft-cp".count) : name
    guard var converter = try? CharsetConverter(usual) else { return nil }
    var table: [UInt32] = []
    for byte in UInt8.min...UInt8.max {
      var found: [UInt32] = []
      try? converter.decode([byte]) { scalar, _ in found.append(scalar.value) }
      table.append(found.count == 1 ? found[0] : Self.replacement)
    }
    // A charset of several bytes a character has no letters in the upper half on their own.
    guard table[0x80...].contains(where: { $0 != Self.replacement }) else { return nil }
    self.table = table
  }

  /// The character at a place, which moves behind it.
  @inline(__always)
  func next(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int, end: Int) -> UInt32 {
    let first = bytes[place]
    if let table {
      place += 1
      return table[Int(first)]
    }
    if first < 0x80 {
      place += 1
      return UInt32(first)
    }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first < 0xF5, place + length <= end else {
      place += 1
      return Self.replacement
    }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for next in bytes[place + 1..<place + length] {
      guard next & 0xC0 == 0x80 else {
        place += 1
        return Self.replacement
      }
      value = value << 6 | UInt32(next & 0x3F)
    }
    place += length
    return value
  }

  /// All characters of some bytes.
  func characters(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [UInt32] {
    var result: [UInt32] = []
    var place = range.lowerBound
    while place < range.upperBound { result.append(next(bytes, &place, end: range.upperBound)) }
    return result
  }
}
