import Bitext
import XML

/// Turns the elements of a MultiTerm XML export into entries.
///
/// Its fields have the names that the termbase gives them; the usual English ones are understood, others become properties.
///
/// Source: MultiTerm XML as MultiTerm 2009 and later export it (`mtf`, `conceptGrp`, `languageGrp`, `termGrp`).
struct MultiTermReader {
  private(set) var hasSeenRoot = false
  private(set) var report = ConceptReport()
  private var concept: Concept?
  private var conceptLine = 1
  private var level: LanguageLevel?
  private var term: Term?
  private var isSkippingLanguage = false
  private var text: String?
  /// The field, and the transaction whose date may follow.
  private var fieldType = ""
  private var transaction: String?

  mutating func take(_ event: XMLEvent, at place: TextPosition, body: (Concept) throws -> Void) throws {
    switch event {
    case .text(let piece): text? += piece
    case .start(let tag): start(tag, at: place)
    case .end(let name): try end(name, at: place, body: body)
    }
  }

  private mutating func start(_ tag: XMLStartTag, at place: TextPosition) {
    switch tag.name {
    case "mtf": hasSeenRoot = true
    case "conceptGrp":
      concept = Concept()
      conceptLine = place.line
    case "language": startLanguage(tag, at: place)
    case "termGrp" where level != nil: term = Term("")
    case "concept", "term", "date": text = ""
    case "descrip", "transac", "system":
      fieldType = tag["type"] ?? ""
      text = ""
    case "xref":
      // A cross-reference inside a field: its text is the other entry's term.
      break
    default: break
    }
  }

  private mutating func startLanguage(_ tag: XMLStartTag, at place: TextPosition) {
    guard concept != nil else { return }
    let written = tag["lang"] ?? ""
    guard let language = try? LanguageTag(written), !written.isEmpty else {
      isSkippingLanguage = true
      report.summary.droppedCount += 1
      return report.add(
        .error,
        "the entry\(named) has the language '\(written)' (\(tag["type"] ?? "")), which is not a language tag; "
          + "it was left out", at: place.line)
    }
    level = LanguageLevel(language: language)
  }

  private mutating func end(_ name: String, at place: TextPosition, body: (Concept) throws -> Void) throws {
    let value = (text ?? "").collapsed
    switch name {
    case "concept":
      concept?.id = value
      report.check(id: value, line: place.line)
      text = nil
    case "term":
      term?.text = value
      text = nil
    case "descrip", "system":
      text = nil
      if !value.isEmpty, !isSkippingLanguage { field(fieldType, value) }
    case "transac":
      text = nil
      transaction = fieldType
      provenance { provenance, isCreation in
        if isCreation { provenance.createdBy = value } else { provenance.changedBy = value }
      }
    case "date":
      text = nil
      let moment = Timestamp(value)
      provenance { provenance, isCreation in
        if isCreation { provenance.created = moment } else { provenance.changed = moment }
      }
    case "transacGrp": transaction = nil
    case "termGrp": finishTerm(at: place)
    case "languageGrp":
      if let done = level { concept?.languages.append(done) }
      level = nil
      isSkippingLanguage = false
    case "conceptGrp": try finishConcept(body: body)
    default: break
    }
  }

  private mutating func provenance(_ change: (inout Provenance, _ isCreation: Bool) -> Void) {
    guard let transaction, !isSkippingLanguage else { return }
    let isCreation = transaction == "origination"
    if var open = term?.provenance {
      change(&open, isCreation)
      term?.provenance = open
    } else if level == nil, var open = concept?.provenance {
      change(&open, isCreation)
      concept?.provenance = open
    }
  }

  private mutating func field(_ type: String, _ value: String) {
    let name = type.lowercased().filter { $0.isLetter }
    let item = TBXItem(
      element: Self.categories[name]?.element ?? "descrip", category: Self.categories[name]?.category ?? type,
      value: value)
    if var open = term {
      // Pick-lists have words of their own: "Preferred", "masculine".
      var lower = item
      lower.value = value.lowercased()
      let isWord = ["partOfSpeech", "grammaticalGender", "grammaticalNumber", "administrativeStatus"]
        .contains(item.category)
      TBXFields.apply(isWord ? lower : item, to: &open)
      term = open
    } else if var open = level {
      TBXFields.apply(item, to: &open)
      level = open
    } else if var open = concept {
      TBXFields.apply(item, to: &open)
      concept = open
    }
  }

  private static let categories: [String: (element: String, category: String)] = [
    "definition": ("descrip", "definition"), "subject": ("descrip", "subjectField"),
    "domain": ("descrip", "subjectField"),
    "subjectfield": ("descrip", "subjectField"), "note": ("note", ""), "notes": ("note", ""),
    "comment": ("note", ""),
    "source": ("admin", "source"), "context": ("descrip", "context"), "example": ("descrip", "context"),
    "partofspeech": ("termNote", "partOfSpeech"), "gender": ("termNote", "grammaticalGender"),
    "number": ("termNote", "grammaticalNumber"), "status": ("termNote", "administrativeStatus"),
    "usage": ("termNote", "geographicalUsage"), "region": ("termNote", "geographicalUsage"),
  ]

  private mutating func finishTerm(at place: TextPosition) {
    guard let done = term else { return }
    term = nil
    guard !done.text.isEmpty else {
      report.summary.droppedCount += 1
      return report.add(.error, "a term of the entry\(named) has no text and was left out", at: place.line)
    }
    level?.terms.append(done)
  }

  private mutating func finishConcept(body: (Concept) throws -> Void) throws {
    guard let done = concept else { return }
    concept = nil
    level = nil
    term = nil
    if report.keeps(done, at: conceptLine) { try body(done) }
  }

  private var named: String { concept?.id.map { " '\($0)'" } ?? "" }

  mutating func finish(problems: [Problem]) -> UnitSummary {
    if concept != nil {
      report.add(.error, "the file ends inside the entry\(named), which was left out", at: conceptLine)
      report.summary.droppedCount += 1
    }
    return report.finished(problems)
  }
}
