import Bitext
import ICU

/// Turns the rows of a table into units.
struct TableReader {
  /// What a column holds.
  private enum Column {
    case text(LanguageTag)
    case identifier
    case note
    case property(String)
  }

  private static let problemLimit = 100

  private let options: ReadingOptions
  private let source: String
  private var columns: [Column]?
  private var summary = UnitSummary()
  private var extraCells = 0

  init(options: ReadingOptions, source: String) {
    self.options = options
    self.source = source
  }

  mutating func take(_ cells: [String], line: Int, body: (TranslationUnit) throws -> Void) throws {
    guard let columns else {
      if let header = header(of: cells, line: line) {
        columns = header
        summary.header.languages = header.compactMap { if case .text(let tag) = $0 { tag } else { nil } }
        return
      }
      guard let from = options.sourceLanguage, let to = options.targetLanguage else {
        throw FormatError(
          .malformed,
          "has no header that names languages (such as en,ru); write one, or name the languages with --from and --to",
          source: source, position: TextPosition(line: line, column: 1))
      }
      columns = [.text(from), .text(to)]
      summary.header.languages = [from, to]
      summary.header.sourceLanguage = from
      return try take(cells, line: line, body: body)
    }
    if cells.count > columns.count { extraCells += 1 }
    var unit = TranslationUnit()
    for (cell, column) in zip(cells, columns) where !cell.isEmpty {
      switch column {
      case .text(let language): unit.variants.append(Variant(language: language, content: MarkedText(cell)))
      case .identifier: unit.id = cell
      case .note: unit.notes.append(Note(text: cell))
      case .property(let name): unit.properties.append(Property(type: name, value: cell))
      }
    }
    guard !unit.variants.isEmpty else {
      summary.droppedCount += 1
      return report(.error, "the row has no text and was left out", line: line)
    }
    if cells.count < columns.count, unit.variants.count < 2, summary.header.languages.count > 1 {
      report(.warning, "the row has \(cells.count) of \(columns.count) cells", line: line)
    }
    try body(unit)
    summary.unitCount += 1
  }

  /// The columns, where the row names languages; nil where it is data.
  private mutating func header(of cells: [String], line: Int) -> [Column]? {
    let tags = cells.map { cell -> LanguageTag? in
      let name = cell.trimmed
      guard !name.isEmpty, LanguageIdentifier.isKnown(name) else { return nil }
      return try? LanguageTag(name)
    }
    let found = tags.compactMap { $0 }
    if let from = options.sourceLanguage, let to = options.targetLanguage {
      guard found.contains(where: { from.isServed(by: $0) }), found.contains(where: { to.isServed(by: $0) })
      else { return nil }
    } else {
      // Words of a text can look like tags (`no`, `to`); a header is short names only.
      let areNames = cells.allSatisfy { cell in
        cell.utf8.count <= 40 && cell.utf8.allSatisfy { $0 < 0x80 }
      }
      guard !found.isEmpty, areNames else { return nil }
    }
    let columns = zip(cells, tags).map { cell, tag -> Column in
      let name = cell.trimmed
      switch name.lowercased() {
      case "concept", "id": return .identifier
      case "note": return .note
      default: return tag.map { .text($0) } ?? .property(name)
      }
    }
    summary.problems += UnknownLanguageColumn.problems(in: cells, line: line) {
      if case .property = columns[$0] { true } else { false }
    }
    return columns
  }

  private mutating func report(_ severity: Problem.Severity, _ message: String, line: Int) {
    guard summary.problems.count < Self.problemLimit else { return }
    summary.problems.append(Problem(severity, message, position: TextPosition(line: line, column: 1)))
  }

  mutating func finish(problems: [Problem]) -> UnitSummary {
    if extraCells > 0 {
      summary.problems.append(
        Problem(
          .warning, "\(extraCells) rows have more cells than the header names; those cells were left out"))
    }
    summary.problems = problems + summary.problems
    return summary
  }
}

extension String {
  /// The text without ASCII white space around it.
  fileprivate var trimmed: String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
    guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(self[first...last])
  }
}
