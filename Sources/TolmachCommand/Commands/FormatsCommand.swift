import ArgumentParser
import Tolmach

struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "List the file formats and what can be done with each",
    discussion: """
      What can be checked, imported, exported:
        tolmach formats

      The short names alone:
        tolmach formats --quiet
      """)

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let descriptions = FormatRegistry.standard.formats.map(\.description)
      if common.quiet {
        for description in descriptions { terminal.line(description.identifier) }
        return 0
      }
      var rows = [
        ["NAME", "FORMAT", "ENDINGS", "check, segment", "import", "export", "terms import", "terms export"]
      ]
      for description in descriptions {
        rows.append([
          description.identifier, description.name,
          description.fileExtensions.map { ".\($0)" }.joined(separator: " "),
          mark(description, .readsDocuments), mark(description, .readsUnits), mark(description, .writesUnits),
          mark(description, .readsConcepts), mark(description, .writesConcepts),
        ])
      }
      for (index, line) in Table.lines(rows).enumerated() {
        terminal.line(index == 0 ? terminal.styled(line, .bold) : line)
      }
      return 0
    }
  }

  private func mark(_ description: FormatDescription, _ ability: FormatDescription.Abilities) -> String {
    description.abilities.contains(ability) ? "yes" : "-"
  }
}

/// Aligned columns.
enum Table {
  static func lines(_ rows: [[String]]) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.count > column ? $0[column].displayWidth : 0 }.max() ?? 0
    }
    return rows.map { row in
      row.enumerated().map { $1.padded(to: widths[$0]) }.joined(separator: "  ").trimmedEnd
    }
  }
}
