import Tolmach

/// Shows terms to people.
struct TermPrinter {
  let terminal: Terminal
  let language: LanguageTag

  /// Shows a text with its terms underlined; without colour they stand between square brackets.
  func print(_ text: String, terms: [TermMatch]) {
    var line = ""
    var end = 0
    for term in terms where term.range.lowerBound >= end {
      line += String(text.bytes(end..<term.range.lowerBound)).cleaned
      let found = String(text.bytes(term.range)).cleaned
      line += terminal.isColored ? terminal.styled(found, .underlined) : "[\(found)]"
      end = term.range.upperBound
    }
    terminal.line(line + String(text.bytes(end..<text.utf8.count)).cleaned)
  }

  /// Shows each term once, with its renderings in columns.
  func print(_ terms: [TermMatch], indent: String, languages only: [LanguageTag] = []) {
    // One entry may have several spellings of a term, which all match.
    var seen: Set<String> = []
    let distinct = terms.filter { seen.insert("\($0.conceptNumber) \($0.entry.isUsable)").inserted }
    guard !distinct.isEmpty else { return }
    let all = Set(distinct.flatMap(\.concept.renderings.keys)).filter { !language.isServed(by: $0) }
    let languages = all.filter { tag in only.isEmpty || only.contains { $0.isServed(by: tag) } }
      .sorted { $0.identifier < $1.identifier }
    printRows(indent: indent + "  ") { isShort in distinct.map { row($0, languages, isShort: isShort) } }
  }

  /// Shows entries, one a line, with their terms in columns.
  func print(entries: [Concept], languages: [LanguageTag]) {
    printRows(indent: "") { isShort in
      entries.map { concept in
        [Cell(concept.id ?? "-", .dim), Cell(concept.kind ?? "-")]
          + languages.map { tag in rendering(of: concept, tag, isShort: isShort, label: "") }
          + [Cell(remarks(on: concept), .dim)]
      }
    }
  }

  /// A cell of a table: its text is padded before it is coloured.
  private struct Cell {
    private static let longest = 120

    var text: String
    var style: Style?

    init(_ text: String, _ style: Style? = nil) {
      // One long term must not push every row out of the window.
      let isLong = text.utf8.count > Self.longest && text.count > Self.longest
      self.text = (isLong ? String(text.prefix(Self.longest - 1)) + "…" : text).cleaned
      self.style = style
    }
  }

  /// Prints the full rows, or where they are too wide the short ones.
  private func printRows(indent: String, _ rows: (_ isShort: Bool) -> [[Cell]]) {
    let full = lines(rows(false), indent)
    let isWide = full.contains { $0.width > max(100, terminal.width) }
    for line in isWide ? lines(rows(true), indent) : full { terminal.line(line.text) }
  }

  private func lines(_ rows: [[Cell]], _ indent: String) -> [(text: String, width: Int)] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.count > column ? $0[column].text.displayWidth : 0 }.max() ?? 0
    }
    return rows.map { row in
      let last = row.lastIndex { !$0.text.isEmpty } ?? 0
      var (line, width) = (indent, indent.count)
      for (column, cell) in row.prefix(last + 1).enumerated() {
        let padded = column == last ? cell.text : cell.text.padded(to: widths[column])
        line += cell.style.map { terminal.styled(cell.text, $0) } ?? cell.text
        line += String(padded.dropFirst(cell.text.count)) + (column == last ? "" : "  ")
        width += padded.displayWidth + 2
      }
      return (line, width)
    }
  }

  /// A term, its renderings, and what it is; the short form has the preferred rendering only.
  private func row(_ match: TermMatch, _ languages: [LanguageTag], isShort: Bool) -> [Cell] {
    var notes = [remarks(on: match.concept)]
    if !match.entry.isUsable {
      notes.insert(match.entry.status == .forbidden ? "must not be used" : "should no longer be used", at: 0)
    }
    if match.isUnaccented { notes.append("differs in diacritics") }
    return [Cell(match.term, match.entry.isUsable ? .bold : .red)]
      + languages.map { rendering(of: match.concept, $0, isShort: isShort, label: "\($0): ") }
      + [Cell(notes.filter { !$0.isEmpty }.joined(separator: ", "), .dim)]
  }

  private func rendering(of concept: Concept, _ tag: LanguageTag, isShort: Bool, label: String) -> Cell {
    let known = concept.renderings[tag] ?? []
    return Cell(
      label + (known.isEmpty ? "-" : known.prefix(isShort ? 1 : 4).joined(separator: " | ")),
      known.isEmpty ? .dim : .green)
  }

  private func remarks(on concept: Concept) -> String {
    [
      concept.kind, concept.isTranslatable ? nil : "stays as it is",
      concept.isReviewed ? nil : "not reviewed",
    ].compactMap { $0 }.joined(separator: ", ")
  }
}
