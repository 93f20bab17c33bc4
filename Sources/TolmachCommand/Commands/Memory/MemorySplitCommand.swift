import ArgumentParser
import Tolmach

struct MemorySplitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Cut a memory into several",
    discussion: """
      A memory for each file that was imported, for each language pair, for each value of a property, or of so
      many units each; the memory itself stays as it is:
        tolmach memory split --by origin --into parts
        tolmach memory split --by pair --into parts
        tolmach memory split --by property=x-domain --into parts
        tolmach memory split --by size=100000 --into parts --dry-run
      """)

  @Option(
    help: ArgumentHelp("What parts the units: origin, pair, property=TYPE or size=COUNT", valueName: "what"),
    transform: SplitArgument.one)
  var by: SplitCriterion

  @Option(help: ArgumentHelp("The folder for the parts", valueName: "folder"))
  var into: String

  @OptionGroup(title: "Filter") var filter: FilterOptions
  @OptionGroup var trial: TrialOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let store = try memory.opened(try project.resolved(terminal))
      let parts = try store.split(
        by: by, into: into, matching: try filter.filter(), by: Environment.author, isTrial: trial.dryRun
      ) { terminal.progress("\($0) units") }
      for part in parts { terminal.line("\(part.path.cleaned): \(Count.of(part.units, "unit"))") }
      terminal.status("\(parts.count) \(parts.count == 1 ? "memory" : "memories")\(trial.remark)")
      return 0
    }
  }
}

/// Reads what parts the units of a memory.
enum SplitArgument {
  static func one(_ text: String) throws -> SplitCriterion {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    switch (parts.first, parts.count) {
    case ("origin", 1): return .origin
    case ("pair", 1): return .languages
    case ("property", 2): return .property(parts[1])
    case ("size", 2):
      if let count = Int(parts[1]), count > 0 { return .size(count) }
    default: break
    }
    throw ValidationError("'\(text)' parts nothing; say origin, pair, property=TYPE or size=COUNT.")
  }
}
