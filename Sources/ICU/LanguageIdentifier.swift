internal import CICU

/// Language tags: canonical forms, likely scripts, names for people.
public enum LanguageIdentifier {
  /// The canonical BCP 47 form of a tag in any usual spelling, or nil where it is none.
  ///
  /// `EN_us` gives `en-US`, `iw` gives `he`, `zh-hant-tw` gives `zh-Hant-TW`; `english` and `e n` give nil.
  ///
  /// Source: RFC 5646, section 4.5, as ICU's `uloc_toLanguageTag` implements it.
  public static func canonical(_ written: String) -> String? {
    let tag = String(written.map { $0 == "_" ? "-" : $0 })
    guard !tag.isEmpty, tag.utf8.count <= 100, tag.utf8.allSatisfy({ isTagByte($0) }) else { return nil }
    let primary = tag.prefix { $0 != "-" }
    // BCP 47 reserves longer primary subtags; in real files they are words such as "english".
    guard (2...3).contains(primary.count) || ["x", "i"].contains(primary.lowercased()),
      primary.allSatisfy(\.isLetter)
    else { return nil }
    let bytes = try? unsafe filled("read a language tag", capacity: 64, zero: CChar(0)) {
      unsafe cicu_language_tag(tag, $0, $1, &$2)
    }
    guard let bytes, !bytes.isEmpty else { return nil }
    let canonical = text(of: bytes)
    // ICU gives "und" for what it cannot read.
    if canonical == "und" || canonical.hasPrefix("und-"), primary.lowercased() != "und" { return nil }
    return canonical
  }

  /// Whether the language subtag of a tag is one that ICU lists, or has a name for: subtags that others took the place of
  /// are still in use (`tl` for `fil`, `sh` for `sr`).
  public static func isKnown(_ tag: String) -> Bool {
    guard let canonical = canonical(tag) else { return false }
    let language = String(canonical.prefix { $0 != "-" })
    return unsafe cicu_is_iso_language(language) || displayName(of: language) != language
  }

  /// The tag with the script and region that are likely for it: `ru` gives `ru-Cyrl-RU`, `und-Cyrl` gives
  /// `ru-Cyrl-RU`.
  ///
  /// Source: CLDR likely subtags (UTS #35, section 4.3).
  public static func maximized(_ tag: String) -> String? {
    let bytes = try? unsafe filled("add likely subtags", capacity: 64, zero: CChar(0)) {
      unsafe cicu_likely_subtags(tag, $0, $1, &$2)
    }
    return bytes.flatMap { canonical(text(of: $0)) }
  }

  /// The name of a language in another: `ru` in `en` is `Russian`.
  public static func displayName(of tag: String, in locale: String = "en") -> String {
    let units = try? unsafe filled("name a language", capacity: 64, zero: UInt16(0)) {
      unsafe cicu_display_name(tag, locale, $0, $1, &$2)
    }
    guard let units, !units.isEmpty else { return tag }
    return String(decoding: units, as: UTF16.self)
  }

  /// The languages for which ICU has data, as canonical tags; those of one language differ by script or
  /// region.
  public static var available: [String] {
    (0..<cicu_available_locale_count()).compactMap { index in
      unsafe cicu_available_locale(index).flatMap { canonical(unsafe String(cString: $0)) }
    }
  }

  private static func isTagByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func text(of characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
