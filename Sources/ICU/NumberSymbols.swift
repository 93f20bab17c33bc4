internal import CICU

/// How a language writes numbers, by CLDR.
public struct NumberSymbols: Hashable, Sendable {
  /// What stands before the fraction: `.` in English, `,` in German.
  public let decimal: String
  /// What stands between groups of digits.
  public let grouping: String
  /// The digit zero.
  public let zero: Unicode.Scalar

  /// Reads the symbols of a locale or language tag.
  ///
  /// - Throws: ``ICUError``.
  public init(of locale: String) throws(ICUError) {
    decimal = try Self.symbol(0, locale)
    grouping = try Self.symbol(1, locale)
    zero = try Self.symbol(2, locale).unicodeScalars.first ?? "0"
  }

  private static func symbol(_ kind: Int32, _ locale: String) throws(ICUError) -> String {
    let units = try unsafe filled("read the number symbols of '\(locale)'", capacity: 16, zero: UInt16(0)) {
      unsafe cicu_number_symbol(locale, kind, $0, $1, &$2)
    }
    return String(decoding: units, as: UTF16.self)
  }
}
