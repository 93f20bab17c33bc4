import ArgumentParser
import Tolmach

struct MemoryLogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show what was done to a memory, when and by whom",
    discussion: """
      The latest first; `tolmach memory undo` takes a number of the first column:
        tolmach memory log --memory news.sqlite
      """)

  @Option(help: ArgumentHelp("The most entries to show", valueName: "count"))
  var limit = 30

  @OptionGroup var form: RecordFormatOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
  }

  func run() throws {
    try common.run { terminal in
      let operations = try memory.opened(try project.resolved(terminal)).operations(limit: limit)
      if form.isJSON {
        var writer = JSONWriter()
        for operation in operations {
          OperationRecord(operation).write(to: &writer)
          writer.endLine()
        }
        terminal.write(writer.bytes)
        return 0
      }
      let rows = operations.map { operation in
        [
          "\(operation.number)", operation.date.minute, operation.user?.cleaned ?? "-", operation.kindName,
          operation.subject?.cleaned ?? "",
          operation.counts.cleaned + (operation.undoneBy.map { " (undone by \($0))" } ?? ""),
        ]
      }
      for line in Table.lines(rows) { terminal.line(line.trimmedEnd) }
      if operations.isEmpty { terminal.status("nothing was done to this memory since it keeps a log") }
      return 0
    }
  }
}
