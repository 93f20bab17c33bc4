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
    let distinct = terms.filter { seen.insert($0.concept.id ?? $0.term).inserted }
    guard !distinct.isEmpty else { return }
    let all = Set(distinct.flatMap(\.concept.terms.keys)).filter { !language.isServed(by: $0) }
    let languages = all.filter { tag in only.isEmpty || only.contains { $0.isServed(by: tag) } }
      .sorted { $0.identifier < $1.identifier }
    let full = Table.lines(distinct.map { row($0, languages, isShort: false) })
    let isWide = full.contains { $0.displayWidth + indent.count + 2 > max(100, terminal.width) }
    let lines = isWide ? Table.lines(distinct.map { row($0, languages, isShort: true) }) : full
    for line in lines { terminal.line(indent + "  " + line) }
  }

  /// A term, its renderings, and what it is; the short form has the preferred rendering only.
  private func row(_ match: TermMatch, _ languages: [LanguageTag], isShort: Bool) -> [String] {
    let renderings = languages.map { tag in
      let known = match.concept.terms[tag] ?? []
      return "\(tag): "
        + (known.isEmpty ? "-" : known.prefix(isShort ? 1 : 4).joined(separator: " | ").cleaned)
    }
    let remarks = [
      match.concept.kind, match.concept.isTranslatable ? nil : "stays as it is",
      match.concept.isReviewed ? nil : "not reviewed",
    ]
    return [match.term.cleaned] + renderings + [remarks.compactMap { $0 }.joined(separator: ", ").cleaned]
  }
}
