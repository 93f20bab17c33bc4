import Tolmach

/// Shows matches of the memory to people.
struct MatchPrinter {
  let terminal: Terminal

  /// Whether each score's parts are shown.
  var explains = false

  /// Shows a match: its score, how its source differs from the text looked up, its rendering with what likely renders
  /// that difference, the rendering repaired, and who made it.
  func print(_ match: MemoryMatch, number: Int, query: String, changed: [Range<Int>] = []) throws {
    let score = terminal.styled("\(Int(match.score.value)) %", .bold)
    terminal.line("\(number). \(score)\(parts(of: match.score))")
    if explains { for line in match.score.explanation { terminal.line("   \(terminal.styled(line, .dim))") } }
    let difference = try TextDifference(from: match.source.content.text, to: query)
    terminal.line("   \(label(match.source.language)) \(marked(difference))")
    terminal.line("   \(label(match.target.language)) \(marked(match.target.content.text, changed: changed))")
    if let repair = match.repair { print(repair, language: match.target.language) }
    let provenance = provenance(of: match)
    if !provenance.isEmpty { terminal.line("   \(terminal.styled("from:", .dim)) \(provenance)") }
  }

  /// Shows parts of a text with their likely renderings.
  func print(_ parts: [SubsegmentMatch]) {
    guard !parts.isEmpty else { return }
    terminal.line("Parts:")
    let rows = parts.map { part in
      let renderings = part.renderings.map { "\($0.text.cleaned) (\($0.occurrences) of \($0.units))" }
      return [part.text.cleaned, renderings.isEmpty ? "-" : renderings.joined(separator: ", ")]
    }
    for line in Table.lines(rows) { terminal.line("  \(line)") }
  }

  private func label(_ tag: LanguageTag) -> String { terminal.styled("\(tag):".padded(to: 5), .dim) }

  private func print(_ repair: MatchRepair, language: LanguageTag) {
    let replaced = repair.replacements.map { "\($0.old.cleaned) → \($0.new.cleaned)" }.joined(separator: ", ")
    terminal.line("   \(terminal.styled("\(Int(repair.score)) %", .bold))  repaired: \(replaced)")
    let text = pieces(of: repair.text, ranges: repair.replacements.map(\.range)).map { text, isInside in
      guard isInside else { return terminal.styled(text.cleaned, .green) }
      return terminal.isColored ? terminal.styled(text.cleaned, .green, .underlined) : "{+\(text.cleaned)+}"
    }
    terminal.line("   \(label(language)) \(text.joined())")
  }

  /// A rendering, with the stretches that probably have to change between `[-` and `-]`, or red.
  private func marked(_ text: String, changed: [Range<Int>]) -> String {
    pieces(of: text, ranges: changed).map { text, isInside in
      guard isInside else { return terminal.styled(text.cleaned, .green) }
      return terminal.isColored ? terminal.styled(text.cleaned, .red) : "[-\(text.cleaned)-]"
    }.joined()
  }

  /// A text in pieces that are inside or outside of ranges; ranges that overlap are one.
  private func pieces(of text: String, ranges: [Range<Int>]) -> [(text: String, isInside: Bool)] {
    var pieces: [(text: String, isInside: Bool)] = []
    var end = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.upperBound > end {
      let start = max(end, range.lowerBound)
      if start > end { pieces.append((String(text.bytes(end..<start)), false)) }
      pieces.append((String(text.bytes(start..<range.upperBound)), true))
      end = range.upperBound
    }
    if end < text.utf8.count { pieces.append((String(text.bytes(end..<text.utf8.count)), false)) }
    return pieces
  }

  private func parts(of score: MatchScore) -> String {
    if score.value == 100 { return "  the same text" }
    let limit = explains ? "" : score.limit.map { ", \($0)" } ?? ""
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
