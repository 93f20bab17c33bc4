import ArgumentParser
import Tolmach

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a project file, so that daily commands need no options",
    discussion: """
      A project that translates from Russian into English and Vietnamese:
        tolmach init --source ru --target en,vi

      With a memory and glossaries of its own:
        tolmach init --source ru --target en --memory news.sqlite --glossary 'Glossaries/*.csv'

      A project file that is there already stays as it is.
      """)

  @Option(
    help: ArgumentHelp("The languages that are translated from, with commas", valueName: "languages"),
    transform: LanguageArgument.list)
  var source: [LanguageTag]?

  @Option(
    help: ArgumentHelp("The languages that are translated into, with commas", valueName: "languages"),
    transform: LanguageArgument.list)
  var target: [LanguageTag]?

  @Option(name: .shortAndLong, help: ArgumentHelp("The memory", valueName: "file"), completion: .file())
  var memory = "memory.sqlite"

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A glossary; * stands for any characters; may be repeated; by default Glossaries/*.csv",
      valueName: "file"))
  var glossary: [String] = []

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let project = Project(
        sources: source ?? [], targets: target ?? [], memory: memory,
        glossaries: glossary.isEmpty ? ["Glossaries/*.csv"] : glossary)
      do throws(ProjectError) { try project.writeNew(to: Project.fileName) } catch {
        throw Failure(error.description, hint: "edit it, or move it away first")
      }
      terminal.status("wrote \(Project.fileName)")
      if source == nil || target == nil {
        terminal.status("next: name your languages in it, under languages.source and languages.target")
      }
      terminal.status("next: tolmach import FILE.tmx     fills the memory \(memory.cleaned)")
      terminal.status("next: tolmach check PAGE.html     finds what is not translated")
      return 0
    }
  }
}
