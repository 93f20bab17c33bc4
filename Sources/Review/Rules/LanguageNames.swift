import ICU

/// The names of languages in those languages, as menus list them: `Русский`, `日本語`.
enum LanguageNames {
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
