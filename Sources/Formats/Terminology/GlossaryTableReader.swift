import Bitext

/// Turns the rows of a tool's glossary into entries.
struct GlossaryTableReader {
  private let dialect: GlossaryDialect
  private let options: ReadingOptions
  private let file: String
  private var columns: [GlossaryColumn]?
  private var languages: (source: LanguageTag?, target: LanguageTag?)
  private var report = ConceptReport()
  private var extraCells = 0

  init(_ dialect: GlossaryDialect, options: ReadingOptions, file: String) {
    self.dialect = dialect
    self.options = options
    self.file = file
    languages = (options.sourceLanguage, options.targetLanguage)
  }

  mutating func take(_ cells: [String], line: Int, body: (Concept) throws -> Void) throws {
    if dialect == .utx, cells.first?.hasPrefix("#") == true { return try takeMark(cells, line: line) }
    if dialect == .omegat, cells.first?.hasPrefix("#") == true { return }
    guard let columns else {
      if dialect == .omegat {
        guard let source = languages.source, let target = languages.target else {
          throw FormatError(
            .malformed, "has no header; name the languages of its columns with --from and --to", source: file)
        }
        self.columns = [.term(source), .term(target), .note]
        return try take(cells, line: line, body: body)
      }
      self.columns = try header(cells, line: line)
      return
    }
    if cells.count > columns.count { extraCells += 1 }
    var row = Row()
    for (cell, column) in zip(cells, columns) where !cell.isEmpty && !(dialect == .utx && cell == "-") {
      if !row.take(cell, column) {
        report.add(.warning, "'\(cell.prefix(40))' is not understood; it was kept as a property", at: line)
      }
    }
    guard let concept = row.finished() else {
      report.summary.droppedCount += 1
      return report.add(.error, "the row has no term and was left out", at: line)
    }
    if let id = concept.id { report.check(id: id, line: line) }
    try body(concept)
    report.summary.unitCount += 1
  }

  private mutating func header(_ cells: [String], line: Int) throws -> [GlossaryColumn] {
    let found = try GlossaryColumn.columns(
      cells, dialect: dialect, source: languages.source, target: languages.target, file: file)
    report.summary.header.languages = found.compactMap { if case .term(let tag) = $0 { tag } else { nil } }
    guard !report.summary.header.languages.isEmpty else {
      throw FormatError(.malformed, "has no column that is a language", source: file)
    }
    report.summary.problems += UnknownLanguageColumn.problems(in: cells, line: line) {
      if case .property = found[$0] { true } else { false }
    }
    return found
  }

  /// `#UTX 1.20; en-US/ru-RU; 2024-06-20; ...`, then the names of the columns.
  private mutating func takeMark(_ cells: [String], line: Int) throws {
    let parts = cells[0].dropFirst().split(separator: ";").map { String($0).collapsed }
    if parts.first?.uppercased().hasPrefix("UTX") == true {
      let pair = parts.dropFirst().first?.split(separator: "/").map { try? LanguageTag(String($0)) } ?? []
      languages.source = pair.first.flatMap { $0 } ?? languages.source
      languages.target = pair.dropFirst().first.flatMap { $0 } ?? languages.target
      for part in parts.dropFirst(2) { report.summary.header.notes.append(Note(text: part)) }
    } else if columns == nil, cells.count > 1 {
      columns = try header(cells, line: line)
    }
  }

  mutating func finish(problems: [Problem]) -> UnitSummary {
    if extraCells > 0 {
      report.add(
        .warning, "\(extraCells) rows have more cells than there are columns; those cells were left out",
        at: 1)
    }
    return report.finished(problems)
  }
}

/// The entry of a row, and what the row says of all its terms.
private struct Row {
  private var concept = Concept()
  private var isForbidden = false
  private var caseRule: Term.CaseRule?
  private var statuses: [(LanguageTag?, Term.Status, isReviewed: Bool)] = []
  private var partsOfSpeech: [LanguageTag: Term.PartOfSpeech] = [:]
  private var definitions: [LanguageTag: String] = [:]
  private var examples: [LanguageTag: String] = [:]

  /// False where the value has no meaning for its column.
  mutating func take(_ cell: String, _ column: GlossaryColumn) -> Bool {
    switch column {
    case .term(let language):
      // A column of the base language can repeat the term.
      if !concept.terms(in: language).contains(where: { $0.text == cell }) {
        concept.add(Term(cell), language: language)
      }
    case .definition(nil):
      concept.definition = [concept.definition, cell].compactMap { $0 }.joined(separator: "\n")
    case .definition(let language?): definitions[language] = cell
    case .example(let language): examples[language] = cell
    case .note: concept.notes.append(Note(text: cell))
    case .id: concept.id = cell
    case .subject: concept.subjects.append(cell)
    case .caseSensitive:
      guard let isStrict = Self.truth(cell) else { return keep("case_sensitive", cell) }
      caseRule = isStrict ? .exact : nil
    case .translatable:
      guard let value = Self.truth(cell) else { return keep("translatable", cell) }
      concept.isTranslatable = value
    case .forbidden:
      guard let value = Self.truth(cell) else { return keep("forbidden", cell) }
      isForbidden = value
    case .status(let language):
      guard let found = Self.statuses[cell.lowercased()] else { return keep("status", cell) }
      statuses.append((language, found.0, found.isReviewed))
    case .fuzzy:
      guard let isFuzzy = Self.truth(cell) else { return keep("fuzzy", cell) }
      if isFuzzy { statuses.append((nil, .proposed, isReviewed: false)) }
    case .partOfSpeech(let language):
      guard let found = Term.PartOfSpeech(rawValue: cell) ?? (cell == "sentence" ? .other : nil) else {
        return keep("pos", cell)
      }
      partsOfSpeech[language] = found
    case .created:
      guard let moment = Timestamp(cell) else { return keep("created", cell) }
      concept.provenance.created = moment
    case .changed:
      guard let moment = Timestamp(cell) else { return keep("changed", cell) }
      concept.provenance.changed = moment
    case .createdBy: concept.provenance.createdBy = cell
    case .changedBy: concept.provenance.changedBy = cell
    case .property(let name): concept.properties.append(Property(type: name, value: cell))
    }
    return true
  }

  private mutating func keep(_ name: String, _ cell: String) -> Bool {
    concept.properties.append(Property(type: name, value: cell))
    return false
  }

  func finished() -> Concept? {
    var result = concept
    guard !result.languages.isEmpty else { return nil }
    for index in result.languages.indices {
      let language = result.languages[index].language
      result.languages[index].definition = definitions[language]
      if let example = examples[language] {
        result.languages[index].terms[0].contexts = [Term.Context(example)]
      }
      for number in result.languages[index].terms.indices {
        result.languages[index].terms[number].caseRule = caseRule
        result.languages[index].terms[number].partOfSpeech = partsOfSpeech[language]
        if isForbidden { result.languages[index].terms[number].status = .forbidden }
        for (own, status, isReviewed) in statuses where own == nil || own == language {
          // A status without a language is that of the rendering: the last column.
          if own == nil, language != result.languages.last?.language { continue }
          result.languages[index].terms[number].status = status
          result.languages[index].terms[number].isReviewed = isReviewed
        }
      }
    }
    return result
  }

  /// The words of UTX 1.20 and Weblate.
  private static let statuses: [String: (Term.Status, isReviewed: Bool)] = [
    "approved": (.preferred, true), "provisional": (.proposed, false), "non-standard": (.deprecated, true),
    "forbidden": (.forbidden, true), "preferred": (.preferred, true), "admitted": (.admitted, true),
    "deprecated": (.deprecated, true), "obsolete": (.superseded, true), "rejected": (.forbidden, true),
  ]

  private static func truth(_ cell: String) -> Bool? {
    switch cell.lowercased() {
    case "yes", "true", "1", "y": true
    case "no", "false", "0", "n": false
    default: nil
    }
  }
}
