import ArgumentParser
import Tolmach

struct MemoryCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check that a memory is whole and its index finds what it holds",
    discussion: """
      A thousand units are looked up through the index; all of them with --deep:
        tolmach memory check --memory news.sqlite --deep

      The exit status is 1 where something is wrong.
      """)

  @Flag(help: "Look up every text of the memory through the index")
  var deep = false

  @OptionGroup var form: RecordFormatOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let store = try memory.opened(try project.resolved(terminal))
      let check = try store.check(lookups: deep ? nil : 1_000) { terminal.progress("\($0) units checked") }
      if form.isJSON {
        var writer = JSONWriter()
        CheckRecord(check).write(to: &writer)
        writer.endLine()
        terminal.write(writer.bytes)
      } else {
        for problem in check.problems { terminal.line("\(store.path.cleaned): \(problem.cleaned)") }
        if check.problemCount > check.problems.count {
          terminal.line("and \(check.problemCount - check.problems.count) more")
        }
      }
      terminal.status(
        "\(Count.of(check.units, "unit")) checked, \(Count.of(check.lookedUp, "text")) looked up, \(check.problemCount == 0 ? "nothing is wrong" : Count.of(check.problemCount, "problem"))"
      )
      if check.problemCount > 0 {
        terminal.status("restore the memory from a backup, or export it and import it anew")
      }
      return check.problemCount == 0 ? 0 : 1
    }
  }
}
