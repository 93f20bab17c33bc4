import ArgumentParser
import Tolmach

struct MemoryFilterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filter",
    abstract: "Show the units that fit, with their numbers",
    discussion: """
      Units of one user since a day, with a text that contains a name:
        tolmach memory filter --user anna --since 2024-06-20 --contains 'Putin' --in en

      Everything of a unit, for programs:
        tolmach memory filter --property x-domain=news --format json

      `tolmach export` takes the same options and writes files.
      """)

  @Argument(help: ArgumentHelp("Numbers of units; by default all", valueName: "number"))
  var numbers: [Int64] = []

  @Option(help: ArgumentHelp("The most units to show; 0 shows all", valueName: "count"))
  var limit = 50

  @OptionGroup(title: "Filter") var filter: FilterOptions
  @OptionGroup var form: RecordFormatOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let store = try memory.opened(try project.resolved(terminal))
      let printer = EntryPrinter(terminal: terminal)
      var writer = JSONWriter()
      var count = 0
      try store.forEachEntry(matching: try filter.filter(numbers: numbers)) { entry in
        count += 1
        if form.isJSON {
          writer.removeAll()
          EntryRecord(entry).write(to: &writer)
          writer.endLine()
          terminal.write(writer.bytes)
        } else if limit == 0 || count <= limit {
          printer.print(entry)
        }
      }
      let more = !form.isJSON && limit > 0 && count > limit ? "; \(limit) shown, see --limit" : ""
      terminal.status("\(Count.of(count, "unit"))\(more)")
      return 0
    }
  }
}
