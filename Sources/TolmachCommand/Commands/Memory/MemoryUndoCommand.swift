import ArgumentParser
import Tolmach

struct MemoryUndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back an import, an edit, a deletion",
    discussion: """
      The last operation, or one by its number in the log:
        tolmach memory undo --dry-run
        tolmach memory undo 12

      What was changed since by something else stays as it is. An undo can be undone.
      """)

  @Argument(help: ArgumentHelp("The number in the log; by default the last operation", valueName: "number"))
  var number: Int64?

  @OptionGroup var trial: TrialOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let store = try memory.openedForChange(try project.resolved(terminal))
      let report = try store.undo(number, by: Environment.author, isTrial: trial.dryRun)
      let operation = report.operation
      let subject = operation.subject.map { " of \($0.cleaned)" } ?? ""
      terminal.status(
        "operation \(operation.number) (\(operation.kindName)\(subject), \(operation.date.date)): \(report.summary)\(trial.remark)"
      )
      return 0
    }
  }
}
