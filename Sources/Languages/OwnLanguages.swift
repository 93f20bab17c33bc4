import Bitext

/// The languages that speak for a page in one language.
///
/// Where any language is in question, those that a sentence often cannot be told from count as the page's own, and on a page in
/// a language that the model does not know all but English do: there a guess would be wrong more often than right. Where the
/// user names the languages in question, only the page's own counts.
struct OwnLanguages {
  /// Languages between which short texts are a matter of chance.
  private static let close: [Set<String>] = [
    ["bs", "hr", "sr"], ["id", "ms"], ["nb", "nn"], ["gl", "pt"],
  ]

  private static let known = Set(LanguageDetector.languages.map(\.commonLanguage))

  private let language: String
  private let others: Set<String>
  private let isKnown: Bool

  init(_ tag: LanguageTag, isOpen: Bool) {
    let language = tag.commonLanguage
    self.language = language
    others = isOpen ? Self.close.first { $0.contains(language) } ?? [] : []
    isKnown = !isOpen || Self.known.contains(language)
  }

  /// Whether texts in a language, by its code, may belong there.
  @inline(__always)
  func contains(_ other: String) -> Bool {
    other == language || (!isKnown && other != "en") || (!others.isEmpty && others.contains(other))
  }
}
