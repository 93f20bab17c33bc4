import Bitext

/// Puts what TBX says into the fields of an entry; what has no field becomes a property, which the writer puts back.
enum TBXFields {
  static func apply(_ item: TBXItem, to concept: inout Concept) {
    switch item.category {
    case "subjectField" where item.details.isEmpty: concept.subjects.append(item.value)
    case "definition" where concept.definition == nil && item.details.isEmpty && item.language == nil:
      concept.definition = item.value
    case "source" where concept.source == nil && item.details.isEmpty: concept.source = item.value
    case "externalCrossReference" where item.value.isEmpty || item.value == item.target:
      if let target = item.target { concept.externalIdentifiers.append(target) }
    case "crossReference" where item.target != nil && item.details.isEmpty:
      relate(.related, item, &concept)
    case "relatedConceptBroader" where item.target != nil && item.details.isEmpty:
      relate(.narrowerThan, item, &concept)
    case let name where name.hasPrefix(own + "relation-") && item.target != nil:
      relate(ConceptRelation.Kind(rawValue: String(name.dropFirst(own.utf8.count + 9))), item, &concept)
    case own + "kind": concept.kind = item.value
    case own + "translatable": concept.isTranslatable = item.value != "no"
    case own + "validity": concept.validity = validity(item.value)
    default:
      if item.element == "note", item.category.isEmpty {
        concept.notes.append(Note(text: item.value, language: item.language))
      } else if !take(item, &concept.provenance) {
        keep(item, &concept.properties)
      }
    }
  }

  static func apply(_ item: TBXItem, to level: inout LanguageLevel) {
    switch item.category {
    case "definition" where level.definition == nil && item.details.allSatisfy { $0.category == "source" }:
      level.definition = item.value
      level.definitionSource = item.details.first?.value
    case own + "transliteration": level.transliterationStandard = item.value
    default:
      if item.element == "note", item.category.isEmpty {
        level.notes.append(Note(text: item.value, language: item.language))
      } else {
        keep(item, &level.properties)
      }
    }
  }

  /// The name of a property that says that a term has a status because the file says so.
  static func statesStatus(_ item: TBXItem) -> Bool {
    ["administrativeStatus", "usageStatus", "termStatus", "normativeAuthorization"].contains(item.category)
      && TBXValues.status(item.value) != nil
  }

  static func apply(_ item: TBXItem, to term: inout Term) {
    guard !takeGrammar(item, &term), !takeOwn(item, &term) else { return }
    switch item.category {
    case _ where statesStatus(item): term.status = TBXValues.status(item.value) ?? term.status
    case "termType" where TBXValues.kind(item.value) != nil: term.type = TBXValues.kind(item.value)
    case "geographicalUsage" where term.region == nil: term.region = item.value
    case "context" where item.details.allSatisfy { $0.category == "source" } && item.details.count < 2:
      term.contexts.append(Term.Context(item.value, source: item.details.first?.value))
    case "source" where term.source == nil && item.details.isEmpty: term.source = item.value
    case "processStatus" where ["finalized", "unprocessed"].contains(item.value):
      term.isReviewed = item.value == "finalized"
    default:
      if item.element == "note", item.category.isEmpty {
        term.notes.append(Note(text: item.value, language: item.language))
      } else if !take(item, &term.provenance) {
        keep(item, &term.properties)
      }
    }
  }

  private static func takeGrammar(_ item: TBXItem, _ term: inout Term) -> Bool {
    switch item.category {
    case "partOfSpeech":
      guard let value = Term.PartOfSpeech(rawValue: item.value) else { return false }
      term.partOfSpeech = value
    case "grammaticalGender":
      guard let value = TBXValues.gender(item.value) else { return false }
      term.gender = value
    case "grammaticalNumber":
      guard let value = TBXValues.number(item.value) else { return false }
      term.number = value
    default: return false
    }
    return true
  }

  /// The prefix of the categories that only Tolmach's own dialect has.
  static let own = "x-tolmach-"

  private static func takeOwn(_ item: TBXItem, _ term: inout Term) -> Bool {
    guard item.category.hasPrefix(own) else { return false }
    switch item.category.dropFirst(own.utf8.count) {
    case "declinable": term.isDeclinable = item.value == "yes"
    case "fixedWords": term.fixedWords = item.value.split(separator: " ").compactMap { Int($0) }
    case "irregularForm": term.irregularForms.append(item.value)
    case "caseRule": term.caseRule = Term.CaseRule(rawValue: item.value)
    case "matching": term.matching = Term.Matching(rawValue: item.value)
    case "reviewer": term.reviewer = item.value
    case "reviewed": term.reviewed = Timestamp(item.value)
    case "nameOrder":
      term.name = term.name ?? PersonName()
      term.name?.order = PersonName.Order(rawValue: item.value)
    case "nameShortForm":
      term.name = term.name ?? PersonName()
      term.name?.shortForms.append(item.value)
    case let name where name.hasPrefix("name-"):
      guard let kind = PersonName.PartKind(rawValue: String(name.dropFirst(5))) else { return false }
      term.name = term.name ?? PersonName()
      term.name?.parts.append(PersonName.Part(kind, item.value))
    default: return false
    }
    return true
  }

  private static func relate(_ kind: ConceptRelation.Kind, _ item: TBXItem, _ concept: inout Concept) {
    let validity = item.details.first { $0.category == own + "validity" }.map { self.validity($0.value) }
    let note = item.value.isEmpty || item.value == item.target ? nil : item.value
    concept.relations.append(ConceptRelation(kind, item.target ?? "", validity: validity ?? nil, note: note))
  }

  private static func validity(_ text: String) -> Validity? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { PartialDate(String($0)) }
    guard parts.count == 2, parts.contains(where: { $0 != nil }) else { return nil }
    return Validity(start: parts[0], end: parts[1])
  }

  /// Who made it and changed it last; other transactions are left to the properties.
  private static func take(_ item: TBXItem, _ provenance: inout Provenance) -> Bool {
    guard item.element == "transac", item.category == "transactionType" else { return false }
    let date = item.details.first { $0.element == "date" || $0.category == "date" }?.value
    let who = item.details.first { $0.category == "responsibility" }
    let isPlain = item.details.count == (date == nil ? 0 : 1) + (who == nil ? 0 : 1)
    guard isPlain, date.map({ Timestamp($0) != nil }) ?? true else { return false }
    let moment = date.flatMap { Timestamp($0) }
    switch item.value {
    case let type
    where ["origination", "creation"].contains(type) && provenance.created == nil
      && provenance.createdBy == nil:
      (provenance.created, provenance.createdBy) = (moment, who?.value)
      if let target = who?.target { provenance.attributes["createdby-target"] = target }
    case "modification" where provenance.changed == nil && provenance.changedBy == nil:
      (provenance.changed, provenance.changedBy) = (moment, who?.value)
      if let target = who?.target { provenance.attributes["changedby-target"] = target }
    default: return false
    }
    return true
  }

  /// Keeps an item as a property, and what its group says of it as properties that follow.
  private static func keep(_ item: TBXItem, _ properties: inout [Property]) {
    let named = own + "property-"
    let type =
      item.category.hasPrefix(named) ? String(item.category.dropFirst(named.utf8.count)) : item.propertyType
    properties.append(Property(type: type, value: item.value, language: item.language))
    for detail in item.details {
      properties.append(
        Property(type: "> " + detail.propertyType, value: detail.value, language: detail.language))
    }
  }
}
