/// What a glossary knows of one thing: its names in several languages, and how they are used.
///
/// Three levels, as in TBX: the concept, its languages, and the terms of each. What a format says beyond the fields is kept
/// verbatim in the properties of its level.
///
/// ```swift
/// var concept = Concept(id: "place-hanoi", kind: "place")
/// concept.add(Term("Ханой", gender: .masculine), language: russian)
/// concept.preferredTerm(in: russian)?.text  // "Ханой"
/// ```
///
/// Source: ISO 30042:2019 (TBX), ISO 16642 (Terminological Markup Framework).
public struct Concept: Hashable, Sendable, Codable {
  /// The stable name of the entry; unique in a glossary.
  public var id: String?
  /// What it is: `person`, `title`, `organisation`, `place`, `event`, `treaty`, `product`, `date`, `interface`,
  /// `headline`, `term`, or another word.
  public var kind: String?
  /// The fields that it belongs to, such as `diplomacy`.
  public var subjects: [String]
  /// What it means, in whatever language.
  public var definition: String?
  /// Its names in other collections: `Q40909`, `wikidata:Q40909` or an address.
  public var externalIdentifiers: [String]
  /// Whether the terms are translated; brands and the like stay as they are.
  public var isTranslatable: Bool
  /// When it holds: an office, a name before it was changed.
  public var validity: Validity?
  /// What it has to do with other concepts.
  public var relations: [ConceptRelation]
  /// The languages with their terms, in the order of the file.
  public var languages: [LanguageLevel]
  /// Remarks for translators.
  public var notes: [Note]
  /// Where the entry comes from.
  public var source: String?
  /// Who made it and changed it, and when.
  public var provenance: Provenance
  /// What a format says of the concept beyond these fields, verbatim.
  public var properties: [Property]

  /// Creates a concept.
  public init(
    id: String? = nil, kind: String? = nil, subjects: [String] = [], definition: String? = nil,
    externalIdentifiers: [String] = [], isTranslatable: Bool = true, validity: Validity? = nil,
    relations: [ConceptRelation] = [], languages: [LanguageLevel] = [], notes: [Note] = [],
    source: String? = nil, provenance: Provenance = Provenance(), properties: [Property] = []
  ) {
    self.id = id
    self.kind = kind
    self.subjects = subjects
    self.definition = definition
    self.externalIdentifiers = externalIdentifiers
    self.isTranslatable = isTranslatable
    self.validity = validity
    self.relations = relations
    self.languages = languages
    self.notes = notes
    self.source = source
    self.provenance = provenance
    self.properties = properties
  }

  /// Adds a term to a language, which is made where it is new.
  public mutating func add(_ term: Term, language: LanguageTag) {
    if let index = languages.firstIndex(where: { $0.language == language }) {
      languages[index].terms.append(term)
    } else {
      languages.append(LanguageLevel(language: language, terms: [term]))
    }
  }

  /// The languages that serve someone who asked for this one: its own tag alone where there is one.
  public func levels(serving language: LanguageTag) -> [LanguageLevel] {
    let own = languages.filter { $0.language == language }
    return own.isEmpty ? languages.filter { language.isServed(by: $0.language) } : own
  }

  /// The terms in a language, in the order of the file.
  public func terms(in language: LanguageTag) -> [Term] { levels(serving: language).flatMap(\.terms) }

  /// The term to use in a language.
  ///
  /// It is the first preferred one, else the first admitted or proposed one; nil where none may be used.
  public func preferredTerm(in language: LanguageTag) -> Term? {
    let terms = terms(in: language)
    return terms.first { $0.status == .preferred } ?? terms.first(where: \.isUsable)
  }

  /// The text to use in a language; a thing that is not translated keeps its term of any language.
  public func rendering(in language: LanguageTag) -> String? {
    if let term = preferredTerm(in: language) { return term.text }
    return isTranslatable ? nil : languages.lazy.flatMap(\.terms).first(where: \.isUsable)?.text
  }

  /// The texts that may be used, by language, the preferred ones first.
  public var renderings: [LanguageTag: [String]] {
    var result: [LanguageTag: [String]] = [:]
    for level in languages {
      let usable = level.terms.filter(\.isUsable)
      let texts = usable.filter { $0.status == .preferred } + usable.filter { $0.status != .preferred }
      if !texts.isEmpty { result[level.language, default: []] += texts.map(\.text) }
    }
    return result
  }

  /// Whether a person has reviewed every term.
  public var isReviewed: Bool { languages.allSatisfy { $0.terms.allSatisfy(\.isReviewed) } }
}
