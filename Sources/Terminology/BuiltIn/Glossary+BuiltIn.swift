public import Bitext
import ICU

extension Glossary {
  /// The names that CLDR has in every language: territories, languages, currencies, months, weekdays and the cities of time zones.
  ///
  /// They come from the ICU library that is in use; nothing is downloaded. Costs some ten milliseconds a language.
  ///
  /// - Throws: ``ICU/ICUError``.
  public static func builtIn(languages: [LanguageTag]) throws -> Glossary {
    var concepts: [Concept] = []
    var places: [String: Int] = [:]
    let written = Set(LanguageIdentifier.available.map { String($0.prefix { $0 != "-" }) })
    let source = "CLDR, ICU \(ICULibrary.version)"
    for language in languages {
      let names = try KnownNames(language: language.identifier)
      let shortNames = try KnownNames(language: language.identifier, isShort: true)
      for kind in KnownNames.Kind.allCases {
        for code in try KnownNames.codes(of: kind) {
          // Of thousands of languages only those that texts are written in.
          if kind == .language, !written.contains(code) { continue }
          guard let name = names.name(of: code, kind: kind), isName(name, kind) else { continue }
          let id = "cldr-\(kind)-\(code)"
          let place = places[id] ?? concepts.count
          if place == concepts.count {
            places[id] = place
            let external = kind == .month || kind == .weekday ? [] : [code]
            concepts.append(
              Concept(id: id, kind: word(for: kind), externalIdentifiers: external, source: source))
          }
          var term = Term(name)
          if kind == .month || kind == .weekday,
            let inflected = names.name(of: code, kind: kind, isInflected: true), inflected != name
          {
            term.irregularForms = [inflected]
          }
          concepts[place].add(term, language: language)
          if kind == .territory, let short = shortNames.name(of: code, kind: kind), short != name {
            concepts[place].add(Term(short, status: .admitted, type: .short), language: language)
          }
        }
      }
    }
    return Glossary(concepts)
  }

  /// Codes, offsets and numbers are no names: `GMT+3`, `M01`.
  private static func isName(_ name: String, _ kind: KnownNames.Kind) -> Bool {
    name.unicodeScalars.contains { $0.properties.isAlphabetic } && !name.contains { $0.isNumber }
      && !(kind == .city && name.hasPrefix("GMT"))
  }

  private static func word(for kind: KnownNames.Kind) -> String {
    switch kind {
    case .territory, .city: "place"
    case .language: "language"
    case .currency: "currency"
    case .month, .weekday: "date"
    }
  }
}
