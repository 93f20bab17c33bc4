import ArgumentParser
import Tolmach

struct MemoryMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Take other memories into one",
    discussion: """
      Into the memory that --memory names, which is made where it is missing:
        tolmach memory merge news.sqlite site.sqlite --memory all.sqlite
      """)

  @Argument(
    help: ArgumentHelp("The memories to take in; they stay as they are", valueName: "memory"),
    completion: .file())
  var others: [String]

  @OptionGroup var duplicates: DuplicateOptions
  @OptionGroup(title: "Filter") var filter: FilterOptions
  @OptionGroup var trial: TrialOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let path = try memory.path(try project.resolved(terminal))
      // All must be there before anything is made.
      let sources = try others.map { try MemoryStore(path: $0, mode: .readOnly) }
      let chosen = try filter.filter()
      if let same = others.first(where: { FileIdentity.isSame($0, path) }) {
        throw Failure(
          "\(same.cleaned) is the memory that the others go into", hint: "name another with --memory")
      }
      let store =
        try trial.dryRun && !FileIdentity.exists(path)
        ? MemoryStore() : MemoryStore(path: path, mode: .create)
      for source in sources {
        let counts = try store.merge(
          source, matching: chosen, duplicates: duplicates.duplicates, by: Environment.author,
          isTrial: trial.dryRun
        ) { terminal.progress("\(source.path.cleaned): \($0) units") }
        terminal.status("\(source.path.cleaned): \(counts.summary)\(trial.remark)")
      }
      return 0
    }
  }
}
