public import Bitext

/// What a glossary knows of one thing: its names in several languages, and how they are used.
public struct Concept: Hashable, Sendable {
  /// How a term's capitals must stand in a text.
  public enum CaseRule: String, Hashable, Sendable, CaseIterable {
    /// Case does not matter.
    case any
    /// Words that the glossary writes with a capital must start with one.
    case initial
    /// The text must be written just so: acronyms and brands.
    case exact
  }

  /// The stable name of the entry.
  public var id: String?
  /// What it is: `person`, `title`, `organisation`, `place`, ...
  public var kind: String?
  /// The terms by language, the preferred one first.
  public var terms: [LanguageTag: [String]]
  /// Whether the terms are translated; brands and the like stay as they are.
  public var isTranslatable: Bool
  /// How the capitals must stand; nil means that each term's own shape decides.
  public var caseRule: CaseRule?
  /// Whether a person has reviewed the entry.
  public var isReviewed: Bool
  /// Remarks for translators.
  public var note: String?
  /// Where the entry comes from.
  public var source: String?

  /// Creates a concept.
  public init(
    id: String? = nil, kind: String? = nil, terms: [LanguageTag: [String]] = [:], isTranslatable: Bool = true,
    caseRule: CaseRule? = nil, isReviewed: Bool = true, note: String? = nil, source: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.terms = terms
    self.isTranslatable = isTranslatable
    self.caseRule = caseRule
    self.isReviewed = isReviewed
    self.note = note
    self.source = source
  }

  /// Reads a row of a glossary: its language columns are variants, the others properties.
  ///
  /// The columns `kind`, `status`, `translate`, `case`, `source` and `note` are understood; see `Glossaries/README.md`.
  /// Returns nil where no term is left. Values that are not understood are added to `problems`.
  public init?(_ unit: TranslationUnit, problems: inout [Problem]) {
    var terms: [LanguageTag: [String]] = [:]
    for variant in unit.variants {
      // A cell may hold several terms, the preferred one first.
      for term in variant.content.text.split(separator: " | ") {
        let text = String(term).trimmed
        if !text.isEmpty { terms[variant.language, default: []].append(text) }
      }
    }
    guard !terms.isEmpty else { return nil }
    let name = unit.id ?? unit.variants.first?.content.text ?? ""
    var caseRule: CaseRule?
    if let value = unit.property("case")?.trimmed.lowercased(), !value.isEmpty {
      caseRule = CaseRule(rawValue: value)
      if caseRule == nil {
        problems.append(
          Problem(.warning, "the entry '\(name)' has the case rule '\(value)'; write any, initial or exact"))
      }
    }
    let translate = unit.property("translate")?.trimmed.lowercased() ?? ""
    if !["", "yes", "no", "true", "false", "1", "0", "y", "n"].contains(translate) {
      problems.append(
        Problem(.warning, "the entry '\(name)' has '\(translate)' under translate; write yes or no"))
    }
    let note = unit.notes.map(\.text).joined(separator: "; ")
    self.init(
      id: unit.id, kind: unit.property("kind"), terms: terms,
      isTranslatable: !["no", "false", "0", "n"].contains(translate), caseRule: caseRule,
      isReviewed: unit.property("status").map { $0.trimmed.lowercased() != "unreviewed" } ?? true,
      note: note.isEmpty ? nil : note, source: unit.property("source"))
  }

  /// The terms in a language: those of its own tag, or of one that serves it.
  public func terms(in language: LanguageTag) -> [String] {
    if let own = terms[language] { return own }
    let serving = terms.keys.filter { language.isServed(by: $0) }.sorted { $0.identifier < $1.identifier }
    return serving.flatMap { terms[$0] ?? [] }
  }

  /// The preferred term in a language.
  ///
  /// A thing that is not translated keeps its term of any language.
  public func rendering(in language: LanguageTag) -> String? { terms(in: language).first }
}

extension String {
  /// The text without white space around it.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
