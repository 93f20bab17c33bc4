internal import CICU

/// Unicode normalisation and case folding.
///
/// Source: UAX #15 (forms), Unicode Standard section 5.18 (case folding).
public enum Normalization {
  /// A normalisation form.
  public enum Form: Int32, Sendable {
    /// Canonical composition.
    case nfc = 0
    /// Canonical decomposition.
    case nfd = 1
    /// Compatibility composition.
    case nfkc = 2
    /// Compatibility decomposition.
    case nfkd = 3
    /// Compatibility composition, case folded, default-ignorable characters removed (`NFKC_Casefold`).
    case nfkcCasefold = 4
  }

  /// The text in a form.
  ///
  /// ASCII is returned as it is, except by `nfkcCasefold`.
  public static func normalize(_ text: String, to form: Form) throws(ICUError) -> String {
    if form != .nfkcCasefold, isASCII(text) { return text }
    let units = Array(text.utf16)
    guard !units.isEmpty else { return text }
    let result = try unsafe filled("normalise text", capacity: units.count + 16, zero: UInt16(0)) {
      out, capacity, status in
      unsafe units.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return 0 }
        return unsafe cicu_normalize(form.rawValue, base, Int32(buffer.count), out, capacity, &status)
      }
    }
    return String(decoding: result, as: UTF16.self)
  }

  /// Whether the text is already in a form.
  public static func isNormalized(_ text: String, to form: Form) throws(ICUError) -> Bool {
    let units = Array(text.utf16)
    return try checked("check normalisation") { status in
      unsafe units.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return true }
        return unsafe cicu_is_normalized(form.rawValue, base, Int32(buffer.count), &status)
      }
    }
  }

  /// The text with full case folding: `Straße` and `STRASSE` become equal.
  public static func foldCase(_ text: String) throws(ICUError) -> String {
    if isASCII(text) { return text.lowercased() }
    let bytes = Array(text.utf8)
    let result = try unsafe filled("fold case", capacity: bytes.count * 2 + 16, zero: UInt8(0)) {
      out, capacity, status in
      unsafe bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return 0 }
        return unsafe cicu_fold_case(base, Int32(buffer.count), out, capacity, &status)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }
}
