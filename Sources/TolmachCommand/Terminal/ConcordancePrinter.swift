import Tolmach

/// Shows hits of a concordance: the phrase in one column, its context on both sides, the renderings
/// beneath with what likely renders the phrase in the same column.
struct ConcordancePrinter {
  let terminal: Terminal

  func print(_ hits: [ConcordanceHit]) {
    let rows = hits.map(Row.init)
    let lines = rows.flatMap { [$0.source] + $0.renderings.compactMap(\.line) }
    let hitWidth = lines.map(\.hit.displayWidth).max() ?? 0
    let left = min(
      lines.map(\.before.displayWidth).max() ?? 0, max(10, (terminal.width - hitWidth - 11) * 2 / 5))
    for row in rows {
      print(row.source, label: "", left: left)
      for rendering in row.renderings {
        let label = "\(rendering.language):"
        if let line = rendering.line {
          print(line, label: label, left: left)
        } else {
          terminal.line("  \(terminal.styled(label.padded(to: 5), .dim)) \(rendering.text.cleaned)")
        }
      }
    }
  }

  /// Shows a line with its hit in the column of all hits.
  private func print(_ line: Line, label: String, left: Int) {
    let before = line.before.end(width: left)
    let room = max(20, terminal.width - left - 10) - line.hit.displayWidth
    let hit = terminal.isColored ? terminal.styled(line.hit, .bold, .yellow) : line.hit
    let padding = String(repeating: " ", count: left - before.displayWidth)
    let start = terminal.styled(label.padded(to: 5), .dim)
    terminal.line("  \(start) \(padding)\(before)  \(hit)\(marked(line.after, width: room))")
  }

  /// The text after the first hit, up to a width, with further hits marked.
  private func marked(_ parts: [(text: String, isHit: Bool)], width: Int) -> String {
    var (line, room) = ("", width)
    for (text, isHit) in parts {
      let isBracketed = isHit && !terminal.isColored
      let shown = isBracketed ? "[\(text)]" : text
      let kept = shown.start(width: room)
      line += isHit ? terminal.styled(kept, .bold, .yellow) : kept
      room -= kept.displayWidth
      if kept.count < shown.count || room < 1 { break }
    }
    return line
  }

  /// A text cut at its first hit.
  private struct Line {
    var before: String
    var hit: String
    var after: [(text: String, isHit: Bool)] = []

    init(_ text: String, ranges: [Range<Int>]) {
      let range = ranges.first ?? 0..<0
      before = String(text.bytes(0..<range.lowerBound)).cleaned
      hit = String(text.bytes(range)).cleaned
      var end = range.upperBound
      for next in ranges.dropFirst() where next.lowerBound >= end {
        after.append((String(text.bytes(end..<next.lowerBound)).cleaned, false))
        after.append((String(text.bytes(next)).cleaned, true))
        end = next.upperBound
      }
      after.append((String(text.bytes(end..<text.utf8.count)).cleaned, false))
    }
  }

  /// A hit with its renderings; those of which the hit is not known stand without one.
  private struct Row {
    var source: Line
    var renderings: [(language: LanguageTag, text: String, line: Line?)]

    init(_ hit: ConcordanceHit) {
      source = Line(hit.source.content.text, ranges: hit.ranges)
      renderings = hit.renderings.map { rendering in
        let text = rendering.variant.content.text
        return (
          language: rendering.variant.language, text: text,
          line: rendering.range.map { Line(text, ranges: [$0]) }
        )
      }
    }
  }
}
