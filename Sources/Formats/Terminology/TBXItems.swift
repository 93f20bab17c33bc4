import Bitext

/// Turns the fields of an entry into what TBX says, as far as a dialect can hold it.
struct TBXItems {
  let dialect: TBXDialect
  /// What it could not hold.
  var losses = ConceptLosses()

  private var hasAll: Bool { dialect.categories == nil }

  init(_ dialect: TBXDialect) { self.dialect = dialect }

  mutating func items(of concept: Concept) -> [TBXItem] {
    var result: [TBXItem] = []
    own("kind", concept.kind, "the kind of an entry", &result)
    for subject in concept.subjects { add("subjectField", subject, "the subject", &result) }
    if let definition = concept.definition { add("definition", definition, "the definition", &result) }
    for identifier in concept.externalIdentifiers {
      add("externalCrossReference", identifier, "an external id", &result, target: identifier)
    }
    if !concept.isTranslatable { own("translatable", "no", "that an entry is not translated", &result) }
    own("validity", concept.validity.map(Self.text), "the validity", &result)
    for relation in concept.relations { add(relation, &result) }
    if let source = concept.source { add("source", source, "the source of an entry", &result) }
    notes(concept.notes, &result)
    add(concept.provenance, &result)
    kept(concept.properties, &result)
    return result
  }

  mutating func items(of level: LanguageLevel) -> [TBXItem] {
    var result: [TBXItem] = []
    if let definition = level.definition {
      let source = level.definitionSource.map { TBXItem(element: "admin", category: "source", value: $0) }
      add(
        "definition", definition, "the definition of a language", &result, details: source.map { [$0] } ?? [])
    }
    own("transliteration", level.transliterationStandard, "the transliteration standard", &result)
    notes(level.notes, &result)
    kept(level.properties, &result)
    return result
  }

  mutating func items(of term: Term) -> [TBXItem] {
    var result: [TBXItem] = []
    if let value = term.partOfSpeech { add("partOfSpeech", value.rawValue, "the part of speech", &result) }
    if let value = term.gender { add("grammaticalGender", value.rawValue, "the gender", &result) }
    if let value = term.number {
      add("grammaticalNumber", value == .other ? "otherNumber" : value.rawValue, "the number", &result)
    }
    let status = TBXValues.word(term.status, hasAll: hasAll)
    add("administrativeStatus", status.word, "the status of a term", &result)
    if !status.isExact, dialect.has("administrativeStatus") {
      losses.add("the status \(term.status.rawValue) (\(status.word) was written)")
    }
    if let type = term.type {
      if let word = TBXValues.word(type, hasAll: hasAll) {
        add("termType", word, "the type of a term", &result)
      } else {
        losses.add("the term type \(type.rawValue)")
      }
    }
    if let region = term.region { add("geographicalUsage", region, "the region", &result) }
    for context in term.contexts {
      let source = context.source.map { TBXItem(element: "admin", category: "source", value: $0) }
      add("context", context.text, "the context of a term", &result, details: source.map { [$0] } ?? [])
    }
    if let source = term.source { add("source", source, "the source of a term", &result) }
    if !term.isReviewed { add("processStatus", "unprocessed", "that a term is not reviewed", &result) }
    usage(of: term, &result)
    notes(term.notes, &result)
    add(term.provenance, &result)
    kept(term.properties.filter { $0.type != "id" }, &result)
    return result
  }

  private mutating func usage(of term: Term, _ result: inout [TBXItem]) {
    own("declinable", term.isDeclinable.map { $0 ? "yes" : "no" }, "whether a term is declined", &result)
    let fixed = term.fixedWords.map(String.init).joined(separator: " ")
    own("fixedWords", fixed.isEmpty ? nil : fixed, "the words that do not change", &result)
    for form in term.irregularForms { own("irregularForm", form, "an irregular form", &result) }
    own("caseRule", term.caseRule?.rawValue, "the case rule", &result)
    own("matching", term.matching?.rawValue, "the matching mode", &result)
    own("reviewer", term.reviewer, "the reviewer", &result)
    own("reviewed", term.reviewed.map(TBXValues.date), "the date of the review", &result)
    guard let name = term.name else { return }
    own("nameOrder", name.order?.rawValue, "the order of a name", &result)
    for part in name.parts { own("name-\(part.kind.rawValue)", part.text, "the parts of a name", &result) }
    for form in name.shortForms { own("nameShortForm", form, "a short form of a name", &result) }
  }

  // MARK: - Parts

  private mutating func add(
    _ category: String, _ value: String, _ field: String, _ result: inout [TBXItem], target: String? = nil,
    details: [TBXItem] = []
  ) {
    guard dialect.has(category) else { return losses.add(field) }
    var item = TBXItem(element: TBXItem.element(ofCategory: category), category: category, value: value)
    item.target = target
    item.details = details.filter { dialect.has($0.category) }
    if item.details.count < details.count { losses.add("the source of \(field)") }
    result.append(item)
  }

  /// A category that only Tolmach's own dialect has.
  private mutating func own(_ category: String, _ value: String?, _ field: String, _ result: inout [TBXItem])
  {
    guard let value else { return }
    guard hasAll else { return losses.add(field) }
    result.append(TBXItem(element: "admin", category: TBXFields.own + category, value: value))
  }

  private mutating func add(_ relation: ConceptRelation, _ result: inout [TBXItem]) {
    let isPlain = relation.kind == .related || !hasAll
    let category = isPlain ? "crossReference" : TBXFields.own + "relation-" + relation.kind.rawValue
    guard dialect.has(category) else { return losses.add("relations") }
    if isPlain, relation.kind != .related { losses.add("the kind of a relation, \(relation.kind.rawValue)") }
    var item = TBXItem(element: "ref", category: category, value: relation.note ?? relation.target)
    item.target = relation.target
    if let validity = relation.validity {
      if hasAll {
        item.category = TBXFields.own + "relation-" + relation.kind.rawValue
        item.details = [
          TBXItem(element: "admin", category: TBXFields.own + "validity", value: Self.text(validity))
        ]
      } else {
        losses.add("the validity of a relation")
      }
    }
    result.append(item)
  }

  private mutating func notes(_ notes: [Note], _ result: inout [TBXItem]) {
    for note in notes {
      var item = TBXItem(element: "note", category: "", value: note.text)
      item.language = note.language
      result.append(item)
    }
  }

  private mutating func add(_ provenance: Provenance, _ result: inout [TBXItem]) {
    let parts = [
      ("origination", provenance.created, provenance.createdBy, "createdby-target"),
      ("modification", provenance.changed, provenance.changedBy, "changedby-target"),
    ]
    for (type, moment, who, targetName) in parts where moment != nil || who != nil {
      guard dialect.has("transactionType") else {
        losses.add("who made or changed it, and when")
        continue
      }
      var item = TBXItem(element: "transac", category: "transactionType", value: type)
      if let moment {
        item.details.append(TBXItem(element: "date", category: "", value: TBXValues.date(moment)))
      }
      if let who {
        var responsible = TBXItem(element: "transacNote", category: "responsibility", value: who)
        responsible.target = provenance.attributes[targetName]
        item.details.append(responsible)
      }
      result.append(item)
    }
    let known = parts.map(\.3)
    for name in provenance.attributes.keys where !known.contains(name) { losses.add("the attribute \(name)") }
  }

  /// Properties: those that TBX made as they were, others in a category of their own.
  private mutating func kept(_ properties: [Property], _ result: inout [TBXItem]) {
    var isKept = false
    for property in properties {
      if property.type.hasPrefix("> "), isKept, !result.isEmpty {
        let name = String(property.type.dropFirst(2))
        if let detail = TBXItem(propertyType: name, value: property.value, language: property.language) {
          result[result.count - 1].details.append(detail)
        }
      } else if let item = TBXItem(
        propertyType: property.type, value: property.value, language: property.language)
      {
        isKept = dialect.has(item.category) || item.category.isEmpty
        if isKept { result.append(item) } else { losses.add("the data category \(item.category)") }
      } else if property.type.hasPrefix("> ") {
        continue
      } else if hasAll {
        var item = TBXItem(
          element: "admin", category: TBXFields.own + "property-" + property.type, value: property.value)
        item.language = property.language
        result.append(item)
        isKept = true
      } else {
        isKept = false
        losses.add("the property \(property.type)")
      }
    }
  }

  private static func text(_ validity: Validity) -> String {
    "\(validity.start.map { "\($0)" } ?? "")/\(validity.end.map { "\($0)" } ?? "")"
  }
}
