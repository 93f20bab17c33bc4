import ArgumentParser
import Tolmach

struct MemoryBackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy a memory, whole, while it is in use",
    discussion: """
      The copy is a memory like any other; it is checked before it gets its name:
        tolmach memory backup copies/news-2024-06-20.sqlite --memory news.sqlite
      """)

  @Argument(
    help: ArgumentHelp("The copy; there must be no such file", valueName: "file"), completion: .file())
  var copy: String

  @OptionGroup var memory: MemoryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let store = try memory.opened(try project.resolved(terminal))
      let check = try store.verifiedBackup(to: copy)
      terminal.status("\(Count.of(check.units, "unit")) written to \(copy.cleaned) and checked")
      return 0
    }
  }
}
