import Tolmach

/// Shows to people which names a name may be.
struct NamePrinter {
  let terminal: Terminal

  /// Shows the suggestions; where none is likely, says so.
  func print(_ suggestions: [GlossaryNames.Suggestion], for name: String) {
    let shown = suggestions.filter { $0.match.isLikely || $0.match.confidence >= 0.02 }
    guard !shown.isEmpty else {
      return terminal.status("'\(name.cleaned)' is like no name of the glossaries")
    }
    if !shown.contains(where: \.match.isLikely) {
      terminal.status("'\(name.cleaned)' may be in no glossary; the nearest:")
    }
    for line in Table.lines(shown.map(row)) { terminal.line(line) }
  }

  private func row(_ suggestion: GlossaryNames.Suggestion) -> [String] {
    let match = suggestion.match
    // Two concepts can have the same text; that halves the confidence in each, and says nothing of the text.
    let percent = match.isSame ? "" : "\(Int((match.confidence * 100).rounded())) %"
    let likely = match.isSame ? "the same" : match.isLikely ? "likely" : "unsure"
    var remarks = [suggestion.concept.kind].compactMap { $0 }
    if match.spelling != match.name { remarks.append("as \(match.spelling)") }
    if match.isReordered { remarks.append("words in another order") }
    let words = match.words.map { "\($0.query) = \($0.name)" }.joined(separator: ", ")
    if !words.isEmpty, !match.isSame { remarks.append(words) }
    return [match.name.cleaned, percent, likely, remarks.joined(separator: "; ").cleaned]
  }
}
