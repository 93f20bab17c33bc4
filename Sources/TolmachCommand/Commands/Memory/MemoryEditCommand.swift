import ArgumentParser
import Tolmach

struct MemoryEditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Change a unit",
    discussion: """
      A new rendering; the number comes from `tolmach memory filter`:
        tolmach memory edit 17 --text 'ru=Заголовок материала'

      Only if nobody changed the unit since it was read:
        tolmach memory edit 17 --if-version 2 --set x-status=reviewed --note 'agreed with the client'

      A whole unit as JSON, as `filter --format json` shows it, from standard input:
        tolmach memory filter 17 --format json > unit.json
        tolmach memory edit 17 --json < unit.json

      A unit whose text changes gets a new number.
      """)

  @Argument(help: ArgumentHelp("The number of the unit", valueName: "number"))
  var number: Int64

  @Option(
    help: ArgumentHelp("A new text in a language; may be repeated", valueName: "language=text"),
    transform: AssignmentArgument.one)
  var text: [AssignmentArgument] = []

  @Option(
    help: ArgumentHelp("Set a property; an empty value removes it; may be repeated", valueName: "type=value"),
    transform: AssignmentArgument.one)
  var set: [AssignmentArgument] = []

  @Option(help: ArgumentHelp("Add a note; may be repeated", valueName: "text"))
  var note: [String] = []

  @Flag(help: "Read the whole unit from standard input")
  var json = false

  @Option(help: ArgumentHelp("Change it only if it still has this version", valueName: "version"))
  var ifVersion: Int64?

  @OptionGroup var trial: TrialOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard json || !text.isEmpty || !set.isEmpty || !note.isEmpty else {
      throw ValidationError("Say what to change: --text, --set, --note or --json.")
    }
    if json, !(text.isEmpty && set.isEmpty && note.isEmpty) {
      throw ValidationError("--json gives the whole unit: leave out --text, --set and --note.")
    }
  }

  func run() throws {
    try common.run { terminal in
      let store = try memory.openedForChange(try project.resolved(terminal))
      let author = Environment.author
      var edit = UnitEdit()
      edit.properties = set.map { ($0.name, $0.value) }
      edit.notes = note
      edit.texts = try text.map { (try LanguageArgument.one($0.name), $0.value) }
      let given = json ? try UnitEdit.Replacement(reading: .standardInput) : nil
      let result = try store.editUnit(
        number, version: ifVersion ?? given?.version, by: author, isTrial: trial.dryRun
      ) { unit in
        if let given { unit = given.unit } else { try edit.apply(to: &unit, by: author) }
      }
      if !trial.dryRun, let entry = try store.entry(result.number) {
        EntryPrinter(terminal: terminal).print(entry)
      }
      let isNew = result.number != number
      terminal.status(
        isNew
          ? "unit \(number) is unit \(result.number) now, because its text changed\(trial.remark)"
          : "unit \(number) has version \(result.version) now\(trial.remark)")
      return 0
    }
  }
}

/// An argument of two parts: `name=value`.
struct AssignmentArgument {
  var name: String
  var value: String

  static func one(_ text: String) throws -> AssignmentArgument {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw ValidationError("'\(text)' needs a name and a value: name=value.")
    }
    return AssignmentArgument(name: String(parts[0]), value: String(parts[1]))
  }
}
