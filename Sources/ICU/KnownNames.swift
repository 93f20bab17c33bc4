internal import CICU

/// Names that CLDR has in every language: territories, languages, currencies, cities, months, weekdays.
///
/// Source: Unicode CLDR, through ICU's locale display names, currency names and date symbols.
@safe public struct KnownNames: ~Copyable {
  /// What is named.
  public enum Kind: Int32, Sendable, CaseIterable {
    /// Countries and territories, by ISO 3166 code.
    case territory
    /// Languages, by ISO 639 code.
    case language
    /// Currencies in use, by ISO 4217 code.
    case currency
    /// The cities that stand for time zones, by IANA name.
    case city
    /// Months of the Gregorian calendar, from 0.
    case month
    /// Days of the week, from 0, which is Sunday.
    case weekday
  }

  /// The codes of all things of a kind.
  public static func codes(of kind: Kind) throws(ICUError) -> [String] {
    switch kind {
    case .month: return (0..<12).map(String.init)
    case .weekday: return (0..<7).map(String.init)
    case .territory, .language, .currency, .city: break
    }
    let opened = try unsafe checked("list codes") { status in unsafe cicu_codes_open(kind.rawValue, &status) }
    guard let codes = unsafe opened else { return [] }
    defer { unsafe cicu_codes_close(codes) }
    var result: [String] = []
    while let code = try checked(
      "list codes",
      { status in
        unsafe cicu_codes_next(codes, &status).map { unsafe String(cString: $0) }
      })
    {
      result.append(code)
    }
    return result
  }

  private let namer: OpaquePointer

  /// Opens the names of a language.
  ///
  /// - Parameter isShort: prefers short names: `UK`, `США`.
  /// - Throws: ``ICUError``.
  public init(language tag: String, isShort: Bool = false) throws(ICUError) {
    let opened = try unsafe checked("name things in a language") { status in
      unsafe cicu_namer_open(tag, isShort, &status)
    }
    guard let opened = unsafe opened else {
      throw ICUError(ICUError.overflow, "name things in a language")
    }
    unsafe namer = opened
  }

  deinit { unsafe cicu_namer_close(namer) }

  /// The name of a thing; nil where the language has none.
  ///
  /// - Parameter isInflected: months and weekdays as they stand inside a date: `июня`.
  public func name(of code: String, kind: Kind, isInflected: Bool = false) -> String? {
    let units = try? unsafe filled("name a thing", capacity: 96, zero: UInt16(0)) {
      unsafe cicu_namer_name(namer, kind.rawValue, code, isInflected, $0, $1, &$2)
    }
    guard let units, !units.isEmpty else { return nil }
    let name = String(decoding: units, as: UTF16.self)
    return name == code ? nil : name
  }
}
