import Tolmach

/// Shows the pairs of two pages side by side in the width of the terminal.
struct AlignmentPrinter: AlignmentWriter {
  private static let leastColumn = 16
  /// The room for the mark, the line between the columns, and the percent.
  private static let frame = 9

  let sink: ByteSink
  let width: Int
  let isColored: Bool
  /// Pairs below it are marked.
  let threshold: Double

  mutating func write(_ alignment: PageAlignment) throws {
    let (source, target) = (alignment.source, alignment.target)
    try line(
      styled(
        "\(source.name.cleaned) (\(source.language)) | \(target.name.cleaned) (\(target.language))", .bold))
    if alignment.beads.isEmpty { return try line("") }
    let column = max(Self.leastColumn, (width - Self.frame) / 2)
    var (alone, moved, doubtful) = ([Bead](), 0, 0)
    for bead in alignment.beads {
      guard bead.isPair else {
        if !Self.text(of: bead, alignment).isEmpty { alone.append(bead) }
        continue
      }
      let isDoubtful = bead.confidence < threshold
      if isDoubtful { doubtful += 1 }
      if bead.isMoved { moved += 1 }
      try pair(
        source.text(of: bead.source).text.cleaned, target.text(of: bead.target).text.cleaned, column: column,
        mark: isDoubtful ? "?" : bead.isMoved ? "↕" : " ",
        note: isDoubtful ? "\(Int((bead.confidence * 100).rounded())) %" : "")
    }
    try unpaired(alone, alignment)
    var parts = [Count.of(alignment.pairs.count, "pair")]
    if doubtful > 0 { parts.append("\(doubtful) doubtful (?)") }
    if moved > 0 { parts.append("\(moved) from elsewhere (↕)") }
    if !alone.isEmpty { parts.append("\(alone.count) without a partner") }
    try line(styled(parts.joined(separator: ", "), .dim))
    try line("")
  }

  mutating func finish() throws {}

  private func pair(_ left: String, _ right: String, column: Int, mark: String, note: String) throws {
    let lefts = TextWrapper.lines(of: left, width: column)
    let rights = TextWrapper.lines(of: right, width: column)
    for index in 0..<max(lefts.count, rights.count) {
      let first = index < lefts.count ? lefts[index] : ""
      let second = index < rights.count ? rights[index] : ""
      let isFirst = index == 0
      let shown = isFirst && !note.isEmpty ? "  " + styled(note, .yellow) : ""
      try line(
        "\(isFirst ? styled(mark, .yellow) : " ") \(first.padded(to: column)) \(styled("|", .dim)) "
          + (shown.isEmpty ? second : second.padded(to: column) + shown))
    }
  }

  private func unpaired(_ beads: [Bead], _ alignment: PageAlignment) throws {
    guard !beads.isEmpty else { return }
    var beads = beads
    if alignment.source.name == alignment.target.name {
      // Of one file, as they stand in it.
      func place(_ bead: Bead) -> Int {
        bead.target.isEmpty
          ? alignment.source.sentences[bead.source.lowerBound].place.lowerBound
          : alignment.target.sentences[bead.target.lowerBound].place.lowerBound
      }
      beads.sort { place($0) < place($1) }
    }
    try line("")
    try line(styled("Without a partner:", .bold))
    for bead in beads {
      let page = bead.target.isEmpty ? alignment.source : alignment.target
      let range = bead.target.isEmpty ? bead.source : bead.target
      let place = "  \(page.name.cleaned):\(page.sentences[range.lowerBound].position): "
      let lines = TextWrapper.lines(
        of: Self.text(of: bead, alignment).cleaned, width: max(Self.leastColumn, width - place.displayWidth))
      for (index, text) in lines.enumerated() {
        let isFirst = index == 0
        try line((isFirst ? styled(place, .dim) : String(repeating: " ", count: place.displayWidth)) + text)
      }
    }
  }

  private static func text(of bead: Bead, _ alignment: PageAlignment) -> String {
    bead.target.isEmpty
      ? alignment.source.text(of: bead.source).text : alignment.target.text(of: bead.target).text
  }

  private func line(_ text: String) throws { try sink.write(text + "\n") }

  private func styled(_ text: String, _ styles: Style...) -> String {
    isColored && !text.isEmpty && text != " " ? Style.apply(styles, to: text) : text
  }
}
