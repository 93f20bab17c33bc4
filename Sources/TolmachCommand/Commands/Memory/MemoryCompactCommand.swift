import ArgumentParser
import Tolmach

struct MemoryCompactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compact",
    abstract: "Make a memory's index anew and its file small",
    discussion: """
      After many changes, or to forget what old operations changed:
        tolmach memory compact
        tolmach memory compact --forget-before 2024-01-01
      """)

  @Option(
    help: ArgumentHelp(
      "Forget what operations before this day changed: they cannot be undone then", valueName: "date"),
    transform: DateArgument.one)
  var forgetBefore: Timestamp?

  @OptionGroup var trial: TrialOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let store = try memory.openedForChange(try project.resolved(terminal))
      let report = try store.compact(
        forgettingBefore: forgetBefore, by: Environment.author, isTrial: trial.dryRun)
      let forgotten =
        report.forgotten > 0 ? ", \(Count.of(report.forgotten, "operation")) can no longer be undone" : ""
      let size =
        trial.dryRun
        ? "\(Size.of(report.before)) now" : "\(Size.of(report.before)) became \(Size.of(report.after))"
      terminal.status("\(size)\(forgotten)\(trial.remark)")
      return 0
    }
  }
}
