import ICU

/// A language, as a canonical BCP 47 tag that remembers how it was written.
///
/// ICU canonicalises the tag when it enters: `EN_us` becomes `en-US`, `iw` becomes `he`. Two tags are equal
/// when their canonical forms are; ``original`` is kept for round trips only.
///
/// ```swift
/// let tag = try LanguageTag("EN_us")
/// tag.identifier  // "en-US"
/// tag.original    // "EN_us"
/// ```
///
/// Source: RFC 5646 (BCP 47) and Unicode Technical Standard 35, section 3.2.1, "Canonical Unicode Locale Identifiers".
public struct LanguageTag: Sendable {
  /// The canonical BCP 47 tag, such as `zh-Hant-TW`.
  public let identifier: String
  /// The tag as the file or the user wrote it.
  public let original: String

  /// The tag of text whose language nobody knows: `und`.
  public static let undetermined = LanguageTag(canonical: "und", original: "und")

  /// Reads a tag in any of the usual spellings.
  ///
  /// - Parameter text: a language tag; case and `_` for `-` do not matter.
  /// - Throws: ``InvalidLanguageTag`` where the text is no well-formed tag.
  public init(_ text: String) throws(InvalidLanguageTag) {
    guard let canonical = LanguageIdentifier.canonical(text) else { throw InvalidLanguageTag(text: text) }
    self.init(canonical: canonical, original: text)
  }

  init(canonical: String, original: String) {
    self.identifier = canonical
    self.original = original
  }

  /// The language alone, without script, region or variants: `zh` of `zh-Hant-TW`.
  public var language: String {
    // Most tags are a language and nothing else; a small string is copied without allocating.
    guard let end = identifier.utf8.firstIndex(of: UInt8(ascii: "-")) else { return identifier }
    return String(identifier[..<end])
  }

  /// The language under the subtag that stands for it and for others that are in use beside it: `nb` of `no`, `tl` of
  /// `fil`.
  ///
  /// What asks whether two texts are in one language compares these.
  public var commonLanguage: String { Self.commonLanguage(of: language) }

  /// The subtag that stands for another, or the subtag itself.
  public static func commonLanguage(of language: String) -> String { commonLanguages[language] ?? language }

  /// Subtags of languages, with those that stand for them.
  ///
  /// Source: the language aliases of CLDR (UTS #35, section 3.2.1), of which ICU applies the oldest only.
  public static let commonLanguages = [
    "no": "nb", "fil": "tl", "mo": "ro", "cmn": "zh", "sh": "sr", "kmr": "ku",
  ]

  /// The script where the tag names one: `Hant` of `zh-Hant-TW`.
  public var script: String? {
    for part in identifier.split(separator: "-").dropFirst() {
      if part.count == 4, part.first?.isLetter == true { return String(part) }
      if part.count == 1 { return nil }
    }
    return nil
  }

  /// Whether the language is unknown (`und`), or the text has none (`zxx`, `mis`, `mul`).
  public var isUndetermined: Bool {
    switch language {
    case "und", "zxx", "mis", "mul": true
    default: false
    }
  }

  /// Whether text in `other` serves someone who asked for this language.
  ///
  /// `en` is served by `en-US`, and `en-US` by `en`; `zh-Hans` is not served by `zh-Hant`, nor `en-US` by `en-GB`.
  public func isServed(by other: LanguageTag) -> Bool {
    if identifier == other.identifier { return true }
    guard commonLanguage == other.commonLanguage else { return false }
    if let script, let otherScript = other.script, script != otherScript { return false }
    return identifier.hasPrefix(other.identifier + "-") || other.identifier.hasPrefix(identifier + "-")
      || identifier == language || other.identifier == other.language
  }
}

extension LanguageTag: Hashable {
  /// Compares the canonical forms.
  public static func == (left: LanguageTag, right: LanguageTag) -> Bool {
    left.identifier == right.identifier
  }

  /// Hashes the canonical form.
  public func hash(into hasher: inout Hasher) { hasher.combine(identifier) }
}

extension LanguageTag: Codable {
  /// Reads a tag as it was written.
  public init(from decoder: any Decoder) throws {
    try self.init(try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the tag as it was written, so that both its forms come back.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(original)
  }
}

extension LanguageTag: CustomStringConvertible {
  /// The canonical tag.
  public var description: String { identifier }
}

/// The text is not a well-formed language tag.
public struct InvalidLanguageTag: Error, Hashable, CustomStringConvertible {
  /// What was given.
  public let text: String

  /// Creates the error for the text that was given.
  public init(text: String) { self.text = text }

  /// A sentence that names the text and an example of a right one.
  public var description: String {
    "'\(text)' is not a language tag; write one like en, ru, pt-BR or zh-Hant"
  }
}
