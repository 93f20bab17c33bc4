import ICU

/// The form in which texts are compared regardless of case, width and white space, and its hash.
package enum TextKey {
  /// NFKC_Casefold with white space collapsed to single spaces and trimmed.
  static func folded(_ text: String) throws -> String {
    let folded = try Normalization.normalize(text, to: .nfkcCasefold)
    var result: [UInt8] = []
    result.reserveCapacity(folded.utf8.count)
    var pendingSpace = false
    for byte in folded.utf8 {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        pendingSpace = !result.isEmpty
      } else {
        if pendingSpace { result.append(0x20) }
        pendingSpace = false
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The hash under which a text is stored: equal for texts that fold to the same.
  static func key(of text: String) throws -> Int64 { hash(try folded(text).utf8) }

  /// A folded text with every run of decimal digits made one zero, so that texts that differ in numbers only
  /// are equal.
  static func skeleton(_ folded: String) -> String {
    var result = String.UnicodeScalarView()
    var isInNumber = false
    for scalar in folded.unicodeScalars {
      let isDigit = scalar.isASCII ? ("0"..."9").contains(scalar) : scalar.properties.numericType == .decimal
      if !isDigit { result.append(scalar) } else if !isInNumber { result.append("0") }
      isInNumber = isDigit
    }
    return String(result)
  }

  /// A folded text without the marks that accents are.
  static func withoutMarks(_ folded: String) throws -> String {
    if folded.utf8.allSatisfy({ $0 < 0x80 }) { return folded }
    var result = String.UnicodeScalarView()
    for scalar in try Normalization.normalize(folded, to: .nfd).unicodeScalars
    where scalar.properties.canonicalCombiningClass == .notReordered
      || scalar.properties.generalCategory != .nonspacingMark
    {
      result.append(scalar)
    }
    return String(result)
  }

  /// FNV-1a, 64 bits.
  ///
  /// Source: RFC 9923. A hit is always verified against the text.
  package static func hash(_ bytes: some Sequence<UInt8>, seed: UInt64 = 0xCBF2_9CE4_8422_2325) -> Int64 {
    var value = seed
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return Int64(bitPattern: value)
  }
}
