extension Concept {
  /// Reads a row of a glossary: its language columns are variants, the others properties.
  ///
  /// The columns `kind`, `subject`, `definition`, `status`, `type`, `translate`, `case`, `source` and `related` are
  /// understood, see `Glossaries/README.md`; others are kept as properties. A cell may hold several terms between ` | `: the first is
  /// preferred, the others admitted. Returns nil where no term is left. Values that are not understood are kept as
  /// properties and added to `problems`.
  public init?(_ unit: TranslationUnit, problems: inout [Problem]) {
    self.init(id: unit.id, notes: unit.notes, provenance: unit.provenance)
    let name = unit.id ?? unit.variants.first?.content.text ?? ""
    var row = Row(name: String(name.prefix(60)))
    for property in unit.properties where !row.take(property, concept: &self) { properties.append(property) }
    problems += row.problems
    for variant in unit.variants {
      for part in variant.content.text.split(separator: " | ") {
        let text = String(part).trimmed
        guard !text.isEmpty else { continue }
        let isFirst = !languages.contains { $0.language == variant.language }
        let term = Term(
          text, status: row.status ?? (isFirst ? .preferred : .admitted), type: row.type,
          caseRule: row.caseRule, isReviewed: row.isReviewed)
        add(term, language: variant.language)
      }
    }
    guard !languages.isEmpty else { return nil }
  }

  /// What the columns of a row say of all its terms.
  private struct Row {
    var name: String
    var caseRule: Term.CaseRule?
    var isReviewed = true
    var status: Term.Status?
    var type: Term.Kind?
    var problems: [Problem] = []

    init(name: String) { self.name = name }

    /// Takes a column that is understood; false where it has to be kept as it is.
    mutating func take(_ property: Property, concept: inout Concept) -> Bool {
      let value = property.value.trimmed
      guard !value.isEmpty else { return false }
      switch property.type.lowercased() {
      case "kind": concept.kind = value
      case "subject": concept.subjects.append(value)
      case "definition": concept.definition = value
      case "source": concept.source = value
      case "type":
        type = Term.Kind(rawValue: value.lowercased())
        return type != nil
      case "related":
        // `short for CONCEPT`
        let words = value.split(separator: " ")
        guard words.count >= 2, let target = words.last, !value.contains(";") else { return false }
        let kind = ConceptRelation.Kind(rawValue: words.dropLast().joined(separator: "-"))
        concept.relations.append(ConceptRelation(kind, String(target)))
      case "case":
        caseRule = Term.CaseRule(rawValue: value.lowercased())
        return caseRule != nil || refuse("the case rule '\(value)'; write any, initial or exact")
      case "translate":
        switch value.lowercased() {
        case "yes", "true", "1", "y": concept.isTranslatable = true
        case "no", "false", "0", "n": concept.isTranslatable = false
        default: return refuse("'\(value)' under translate; write yes or no")
        }
      case "status":
        switch value.lowercased() {
        case "reviewed": isReviewed = true
        case "unreviewed": isReviewed = false
        case let word:
          status = Term.Status(rawValue: word)
          // The first term of a cell is preferred without saying so.
          if status == .preferred {
            status = nil
            return true
          }
          let words = "reviewed, unreviewed, " + Term.Status.allCases.map(\.rawValue).joined(separator: ", ")
          return status != nil || refuse("the status '\(value)'; write one of \(words)")
        }
      default: return false
      }
      return true
    }

    private mutating func refuse(_ what: String) -> Bool {
      problems.append(Problem(.warning, "the entry '\(name)' has \(what)"))
      return false
    }
  }
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
