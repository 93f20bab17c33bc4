import Tolmach

/// Shows hits of a concordance: the phrase in one column, its context on both sides, the renderings beneath.
struct ConcordancePrinter {
  let terminal: Terminal

  func print(_ hits: [ConcordanceHit]) {
    let rows = hits.map(Row.init)
    let hitWidth = rows.map(\.hit.displayWidth).max() ?? 0
    let left = min(
      rows.map(\.before.displayWidth).max() ?? 0, max(10, (terminal.width - hitWidth - 4) * 2 / 5))
    let right = max(20, terminal.width - left - 2)
    for row in rows {
      let before = Self.end(of: row.before, width: left)
      let room = right - row.hit.displayWidth
      let hit = terminal.isColored ? terminal.styled(row.hit, .bold, .yellow) : row.hit
      let padding = String(repeating: " ", count: left - before.displayWidth)
      terminal.line("\(padding)\(before)  \(hit)\(marked(row.after, width: room))")
      for rendering in row.renderings {
        let label = terminal.styled("\(rendering.language):".padded(to: 5), .dim)
        terminal.line("  \(label) \(rendering.content.text.cleaned)")
      }
    }
  }

  /// The text after the first hit, up to a width, with further hits marked.
  private func marked(_ parts: [(text: String, isHit: Bool)], width: Int) -> String {
    var (line, room) = ("", width)
    for (text, isHit) in parts {
      let isBracketed = isHit && !terminal.isColored
      let shown = isBracketed ? "[\(text)]" : text
      let kept = Self.start(of: shown, width: room)
      line += isHit ? terminal.styled(kept, .bold, .yellow) : kept
      room -= kept.displayWidth
      if kept.count < shown.count || room < 1 { break }
    }
    return line
  }

  /// A hit cut at its first place.
  private struct Row {
    var before: String
    var hit: String
    var after: [(text: String, isHit: Bool)] = []
    var renderings: [Variant]

    init(_ hit: ConcordanceHit) {
      let text = hit.source.content.text
      let range = hit.ranges.first ?? 0..<0
      before = String(text.bytes(0..<range.lowerBound)).cleaned
      self.hit = String(text.bytes(range)).cleaned
      var end = range.upperBound
      for next in hit.ranges.dropFirst() where next.lowerBound >= end {
        after.append((String(text.bytes(end..<next.lowerBound)).cleaned, false))
        after.append((String(text.bytes(next)).cleaned, true))
        end = next.upperBound
      }
      after.append((String(text.bytes(end..<text.utf8.count)).cleaned, false))
      renderings = hit.renderings
    }
  }

  private static func start(of text: String, width: Int) -> String {
    text.displayWidth <= width ? text : taken(text, width: width - 1) + "…"
  }

  private static func end(of text: String, width: Int) -> String {
    guard text.displayWidth > width else { return text }
    var (kept, used) = ([Character](), 1)
    for character in text.reversed() {
      used += String(character).displayWidth
      if used > width { break }
      kept.append(character)
    }
    return "…" + String(kept.reversed())
  }

  private static func taken(_ text: String, width: Int) -> String {
    var (kept, used) = ("", 0)
    for character in text {
      used += String(character).displayWidth
      if used > width { break }
      kept.append(character)
    }
    return kept
  }
}
