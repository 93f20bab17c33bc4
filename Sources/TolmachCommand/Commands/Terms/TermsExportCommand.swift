import ArgumentParser
import Tolmach

struct TermsExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write glossaries to a file",
    discussion: """
      The format follows from the file's name; standard output gets CSV:
        tolmach terms export -o glossary.csv --memory news.sqlite
        tolmach terms export --glossary Glossaries/people.csv --languages en,vi
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; by default standard output", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("The format, by its short name; see `tolmach formats`", valueName: "name"))
  var format: String?

  @Option(
    help: ArgumentHelp("The languages to write, with commas; by default all", valueName: "languages"),
    transform: LanguageArgument.list)
  var languages: [LanguageTag]?

  @OptionGroup var memory: MemoryOptions
  @OptionGroup var glossary: GlossaryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let writer = try WritableFormat.chosen(
        named: format, for: output, ability: .writesConcepts, fallback: "csv")
      let glossary = try glossary.required(
        try project.resolved(terminal), terminal, memory: memory.memory)
      let sink =
        try output.map { try $0 == "-" ? .standardOutput() : ByteSink(path: $0) } ?? .standardOutput()
      for problem in try glossary.export(to: sink, format: writer, languages: languages ?? []) {
        terminal.warning(ProblemText.line(problem, path: sink.name))
      }
      terminal.status(
        "\(Count.of(glossary.concepts.count, "entry", "entries")) written to \(sink.name.cleaned) as \(writer.description.name)"
      )
      return 0
    }
  }
}
