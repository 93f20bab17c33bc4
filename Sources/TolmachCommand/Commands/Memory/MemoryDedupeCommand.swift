import ArgumentParser
import Tolmach

struct MemoryDedupeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dedupe",
    abstract: "Join units that are alike",
    discussion: """
      Units with the same texts, unless their names or neighbours tell them apart:
        tolmach memory dedupe --dry-run

      One rendering for each source text, the newest:
        tolmach memory dedupe --policy keep-newest --from en
      """)

  @Option(help: DuplicateOptions.help, transform: ChoiceArgument.one)
  var policy: DuplicatePolicy = .byContext

  @Option(
    help: ArgumentHelp(
      "The language that was translated from, for keep-newest; by default what the units say",
      valueName: "language"),
    transform: LanguageArgument.one)
  var from: LanguageTag?

  @OptionGroup var trial: TrialOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if policy == .keepAll { throw ValidationError("With keep-all there is nothing to do.") }
  }

  func run() throws {
    try common.run { terminal in
      let project = try project.resolved(terminal)
      let store = try memory.openedForChange(project)
      let source = from ?? (project.sources.count == 1 ? project.sources.first : nil)
      let report = try store.dedupe(policy, source: source, by: Environment.author, isTrial: trial.dryRun)
      terminal.status("\(report.summary)\(trial.remark)")
      return 0
    }
  }
}

/// Reads one of several names.
enum ChoiceArgument {
  static func one<Choice: RawRepresentable & CaseIterable>(_ text: String) throws -> Choice
  where Choice.RawValue == String {
    if let choice = Choice(rawValue: text.lowercased()) { return choice }
    let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("'\(text)' is none of \(names).")
  }
}

/// What becomes of units that are like others.
struct DuplicateOptions: ParsableArguments {
  static let help = ArgumentHelp(
    "Which units are one: by-context (same texts, names and neighbours do not differ), merge (same texts), keep-newest (same source text, the newest rendering stays) or keep-all",
    valueName: "policy")

  @Option(help: help, transform: ChoiceArgument.one)
  var duplicates: DuplicatePolicy = .byContext
}
