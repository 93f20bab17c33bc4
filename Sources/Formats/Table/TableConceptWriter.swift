import Bitext

/// Writes a glossary as a table with a column a language, as `Glossaries/README.md` describes it.
struct TableConceptWriter: ConceptWriter {
  private static let before = ["concept", "kind", "subject", "definition"]
  private static let after = ["status", "type", "translate", "case", "source", "related", "note"]

  private var rows: TableWriter
  private let languages: [LanguageTag]
  /// The properties that have a column of their own.
  private let properties: [String]
  private var (terms, fields) = (0, 0)

  init(to sink: ByteSink, languages: [LanguageTag], properties: [String], isTabbed: Bool) throws {
    self.languages = languages
    let taken = Set(Self.before + Self.after + languages.map(\.identifier))
    let properties = properties.filter { !taken.contains($0.lowercased()) }
    self.properties = properties
    rows = try TableWriter(
      to: sink, columns: Self.before + languages.map(\.identifier) + Self.after + properties,
      isTabbed: isTabbed)
  }

  /// What the table cannot hold, counted.
  var problems: [Problem] {
    [
      (terms, "terms were left out: the table has no column for their language"),
      (fields, "entries lost fields that a table has no columns for; export TBX to keep them"),
    ].filter { $0.0 > 0 }.map { Problem(.error, "\($0.0) \($0.1)") }
  }

  mutating func write(_ concept: Concept) throws {
    let cells = languages.map { language in
      let terms = concept.languages.filter { $0.language == language }.flatMap(\.terms)
      let ordered = terms.filter { $0.status == .preferred } + terms.filter { $0.status != .preferred }
      return ordered.map(\.text).joined(separator: " | ")
    }
    terms += concept.languages.filter { !languages.contains($0.language) }.reduce(0) { $0 + $1.terms.count }
    let all = concept.languages.flatMap(\.terms)
    let status = Self.status(of: all)
    let rule = all.first?.caseRule
    let row =
      [
        concept.id ?? "", concept.kind ?? "", concept.subjects.joined(separator: "; "),
        concept.definition ?? "",
      ]
      + cells
      + [
        status, Self.type(of: all)?.rawValue ?? "", concept.isTranslatable ? "yes" : "no",
        rule?.rawValue ?? "", concept.source ?? "", Self.relation(of: concept),
        concept.notes.map(\.text).joined(separator: "\n"),
      ]
      + properties.map { type in concept.properties.first { $0.type == type }?.value ?? "" }
    if !isHeld(concept, status: status, rule: rule) { fields += 1 }
    try rows.write(row: row)
  }

  mutating func finish() throws { try rows.finish() }

  /// The word of the column: whether the entry is reviewed, or a status that all its terms share.
  private static func status(of terms: [Term]) -> String {
    if let first = terms.first?.status, first != .preferred, terms.allSatisfy({ $0.status == first }) {
      return first.rawValue
    }
    return terms.allSatisfy(\.isReviewed) ? "reviewed" : "unreviewed"
  }

  /// The type that all terms share.
  private static func type(of terms: [Term]) -> Term.Kind? {
    guard let first = terms.first?.type, terms.allSatisfy({ $0.type == first }) else { return nil }
    return first
  }

  /// `short for CONCEPT`; the column holds one relation.
  private static func relation(of concept: Concept) -> String {
    guard let relation = concept.relations.first else { return "" }
    return relation.kind.rawValue.split(separator: "-").joined(separator: " ") + " " + relation.target
  }

  /// Whether reading the row gives the entry back.
  private func isHeld(_ concept: Concept, status: String, rule: Term.CaseRule?) -> Bool {
    var plain = Concept(
      id: concept.id, kind: concept.kind, subjects: Array(concept.subjects.prefix(1)),
      definition: concept.definition, isTranslatable: concept.isTranslatable,
      notes: concept.notes.isEmpty ? [] : [Note(text: concept.notes.map(\.text).joined(separator: "\n"))],
      source: concept.source)
    plain.relations = concept.relations.prefix(1).map { ConceptRelation($0.kind, $0.target) }
    plain.properties = properties.compactMap { type in concept.properties.first { $0.type == type } }
    let type = Self.type(of: concept.languages.flatMap(\.terms))
    for level in concept.languages {
      for (place, term) in level.terms.enumerated() {
        let named = Term.Status(rawValue: status)
        plain.add(
          Term(
            term.text, status: named ?? (place == 0 ? .preferred : .admitted), type: type, caseRule: rule,
            isReviewed: status != "unreviewed"),
          language: level.language)
      }
    }
    return plain == concept
  }
}
