import ICU

/// Finds text that was read in a wrong charset, or escaped once too often.
///
/// UTF-8 that was read as windows-1252 or windows-1251 becomes UTF-8 again when its letters are written in
/// that charset:
/// `â€™` is ’, `РџСЂ` is `Пр`.
struct EncodingDamage: Sendable {
  /// For each letter of a charset its byte.
  private let latin: [UInt32: UInt8]
  private let cyrillic: [UInt32: UInt8]

  /// Creates the tables.
  ///
  /// - Throws: ``ICU/ICUError``.
  init() throws {
    latin = try Self.table("windows-1252")
    cyrillic = try Self.table("windows-1251")
  }

  private static func table(_ charset: String) throws -> [UInt32: UInt8] {
    var table: [UInt32: UInt8] = [:]
    var converter = try CharsetConverter(charset)
    for byte in UInt8(0x80)...0xFF {
      try converter.decode([byte]) { scalar, _ in
        if scalar.value != 0xFFFD { table[scalar.value] = byte }
      }
      // Bytes that the charset leaves free come through as control characters.
      if byte < 0xA0, table[UInt32(byte)] == nil { table[UInt32(byte)] = byte }
    }
    return table
  }

  /// What is damaged, as a few words; nil where nothing is.
  func damage(in text: String) -> String? {
    if text.utf8.allSatisfy({
      $0 < 0x80 && $0 != 0x26 && ($0 >= 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D)
    }) {
      return nil
    }
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFFFD: return "has letters that were lost (U+FFFD)"
      case 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20, 0x7F: return "has control characters"
      default: continue
      }
    }
    if let sample = misread(text, latin, isLatin: true) ?? misread(text, cyrillic, isLatin: false) {
      return "was read in a wrong charset ('\(sample)')"
    }
    if text.unicodeScalars.contains(where: { (0x80..<0xA0).contains($0.value) && $0.value != 0x85 }) {
      return "has control characters"
    }
    if let entity = Self.entity(in: text) { return "has entities left (\(entity))" }
    return nil
  }

  /// The letters of the first sequence that is UTF-8 when written in a charset, where there are enough of
  /// them.
  private func misread(_ text: String, _ table: [UInt32: UInt8], isLatin: Bool) -> String? {
    var (score, sample) = (0, "")
    var rest = text.unicodeScalars[...]
    while let lead = rest.popFirst() {
      guard let byte = table[lead.value], byte >= 0xC2, byte < 0xF5 else { continue }
      let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      let following = rest.prefix(length - 1)
      var bytes = [byte]
      for scalar in following {
        guard let next = table[scalar.value], next & 0xC0 == 0x80 else { break }
        bytes.append(next)
      }
      guard bytes.count == length, String(validating: bytes, as: UTF8.self) != nil else { continue }
      // A capital before a quotation mark or an ellipsis is no misreading.
      let isOrdinary = length == 2 && following.first.map(Self.isPunctuation) ?? false
      if isOrdinary { continue }
      if sample.isEmpty { sample = String(lead) + String(String.UnicodeScalarView(following)) }
      score += isLatin && (length > 2 || byte == 0xC2 || byte == 0xC3) ? 2 : 1
      rest = rest.dropFirst(length - 1)
    }
    return score >= (isLatin ? 2 : 3) ? sample : nil
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2018...0x201E, 0x2026, 0x2013, 0x2014, 0xAB, 0xBB, 0xA1, 0xBF, 0xAA, 0xBA, 0x2039, 0x203A, 0xA0:
      true
    default: false
    }
  }

  /// The first entity in a text: `&amp;`, `&#39;`, `&nbsp;`; in a text with tags it belongs to the markup.
  private static func entity(in text: String) -> Substring? {
    if text.contains(/<\/?[A-Za-z]/) { return nil }
    var rest = text.utf8[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
      rest = rest[rest.index(after: start)...]
      let name = rest.prefix(10).prefix { $0 != UInt8(ascii: ";") }
      guard name.endIndex < rest.endIndex, rest[name.endIndex] == UInt8(ascii: ";"), name.count >= 2 else {
        continue
      }
      let isNumber = name.first == UInt8(ascii: "#") && name.dropFirst().allSatisfy(isHexadecimal)
      let isName = name.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
      if isNumber || isName { return text[start...name.endIndex] }
    }
    return nil
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20) || byte | 0x20 == UInt8(ascii: "x")
  }
}
