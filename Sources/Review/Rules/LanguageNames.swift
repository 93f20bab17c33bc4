import Bitext
import ICU
import Synchronization

/// The names of languages: in English for messages, and in those languages, as menus list them: `Русский`, `日本語`.
enum LanguageNames {
  private static let english = Mutex<[LanguageTag: String]>([:])

  /// The English name of a language, for people.
  static func name(of tag: LanguageTag) -> String {
    if let known = english.withLock({ $0[tag] }) { return known }
    let name = LanguageIdentifier.displayName(of: tag.identifier)
    // Pages can declare any number of languages.
    english.withLock { if $0.count < 1_000 { $0[tag] = name } }
    return name
  }

  private static let ownNames: Set<String> = {
    var names: Set<String> = []
    for tag in LanguageIdentifier.available {
      let bare = String(tag.prefix { $0 != "-" })
      for candidate in Set([bare, tag]) {
        if let name = try? Normalization.foldCase(
          LanguageIdentifier.displayName(of: candidate, in: candidate))
        {
          names.insert(name)
        }
      }
    }
    return names
  }()

  /// Whether a text is the name of a language in that language; menus of languages are no findings.
  static func isOwnName(_ text: String) -> Bool {
    guard text.utf8.count < 100, let folded = try? Normalization.foldCase(text) else { return false }
    return ownNames.contains(folded)
  }
}
