import ArgumentParser
import Tolmach

struct MemoryDeleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete units by number or by what fits",
    discussion: """
      See first, then delete; `tolmach memory undo` brings them back:
        tolmach memory delete --origin old.tmx --dry-run
        tolmach memory delete --origin old.tmx
        tolmach memory delete 17 18
      """)

  @Argument(help: ArgumentHelp("Numbers of units", valueName: "number"))
  var numbers: [Int64] = []

  @Flag(help: "Delete every unit; needed where no number and no filter is given")
  var all = false

  @OptionGroup(title: "Filter") var filter: FilterOptions
  @OptionGroup var trial: TrialOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  /// The most units that a dry run shows.
  private static let shownUnits = 20

  func run() throws {
    try common.run { terminal in
      let chosen = try filter.filter(numbers: numbers)
      guard all || !chosen.isEmpty else {
        throw Failure(
          "nothing says which units to delete", hint: "give numbers or a filter, or --all for every unit")
      }
      let store = try memory.openedForChange(try project.resolved(terminal))
      if trial.dryRun {
        let printer = EntryPrinter(terminal: terminal)
        var shown = 0
        try store.forEachEntry(matching: chosen) { entry in
          shown += 1
          if shown <= Self.shownUnits { printer.print(entry) }
        }
      }
      let count = try store.deleteUnits(
        matching: chosen, subject: CommandLine.arguments.dropFirst(3).joined(separator: " "),
        by: Environment.author, isTrial: trial.dryRun)
      terminal.status("\(Count.of(count, "unit")) deleted\(trial.remark)")
      if count < numbers.count { terminal.warning("\(numbers.count - count) of the numbers are of no unit") }
      return 0
    }
  }
}
