import Tolmach

/// Shows matches of the memory to people.
struct MatchPrinter {
  let terminal: Terminal

  /// Shows a match: its score, how its source differs from the text looked up, its rendering, and who made it.
  func print(_ match: MemoryMatch, number: Int, query: String) throws {
    let score = terminal.styled("\(decimal(match.score.value)) %", .bold)
    terminal.line("\(number). \(score)\(parts(of: match.score))")
    let label = { (tag: LanguageTag) in terminal.styled("\(tag):".padded(to: 5), .dim) }
    let difference = try TextDifference(from: match.source.content.text, to: query)
    terminal.line("   \(label(match.source.language)) \(marked(difference))")
    terminal.line(
      "   \(label(match.target.language)) \(terminal.styled(match.target.content.text.cleaned, .green))")
    let provenance = provenance(of: match)
    if !provenance.isEmpty { terminal.line("   \(terminal.styled("from:", .dim)) \(provenance)") }
  }

  private func parts(of score: MatchScore) -> String {
    if score.value == 100 { return "  the same text" }
    let limit = score.limit.map { ", \($0)" } ?? ""
    return "  characters \(decimal(score.characters)) %, words \(decimal(score.words)) %\(limit)"
  }

  /// Removed words are only in the remembered text, added ones only in the text looked up.
  private func marked(_ difference: TextDifference) -> String {
    difference.parts.map { part in
      switch part {
      case .same(let text): return text.cleaned
      case .removed(let text):
        return terminal.isColored ? terminal.styled(text.cleaned, .red) : "[-\(text.cleaned)-]"
      case .added(let text):
        return terminal.isColored ? terminal.styled(text.cleaned, .cyan, .underlined) : "{+\(text.cleaned)+}"
      }
    }.joined()
  }

  private func provenance(of match: MemoryMatch) -> String {
    let own = match.provenance
    let who = own.changedBy ?? own.createdBy ?? match.origin?.importedBy
    let when = own.changed ?? own.created ?? match.origin?.importedAt
    return [match.origin?.source, match.unitName.map { "unit \($0)" }, who, when?.date].compactMap { $0 }
      .joined(separator: ", ").cleaned
  }

  private func decimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
