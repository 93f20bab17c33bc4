import Tolmach

/// Shows units of a memory to people.
struct EntryPrinter {
  let terminal: Terminal

  func print(_ entry: MemoryEntry) {
    let unit = entry.unit
    let who = unit.provenance.changedBy ?? unit.provenance.createdBy
    let when = unit.provenance.changed ?? unit.provenance.created
    let remarks = [
      entry.version > 1 ? "version \(entry.version)" : nil, entry.isAside ? "set aside" : nil, entry.source,
      unit.id.map { "unit \($0)" }, who, when?.date,
    ]
    let head = remarks.compactMap { $0 }.joined(separator: ", ").cleaned
    terminal.line("\(terminal.styled("\(entry.number)", .bold))  \(terminal.styled(head, .dim))")
    for variant in unit.variants {
      let label = terminal.styled("\(variant.language.identifier):".padded(to: 6), .dim)
      terminal.line("   \(label) \(Self.shown(variant.content))")
    }
    for property in unit.properties {
      terminal.line("   \(terminal.styled("\(property.type) =".cleaned, .dim)) \(property.value.cleaned)")
    }
    for note in unit.notes { terminal.line("   \(terminal.styled("note:", .dim)) \(note.text.cleaned)") }
  }

  /// The text with its codes between braces.
  private static func shown(_ content: MarkedText) -> String {
    guard !content.codes.isEmpty else { return content.text.cleaned }
    var result = ""
    var offset = 0
    for placed in content.codes {
      result += String(content.text.bytes(offset..<placed.offset)) + "{\(placed.code.native)}"
      offset = placed.offset
    }
    return (result + String(content.text.bytes(offset..<content.text.utf8.count))).cleaned
  }
}
