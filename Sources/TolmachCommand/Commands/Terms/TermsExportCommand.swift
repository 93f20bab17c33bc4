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

  @OptionGroup var selection: GlossarySelection
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let writer = try WritableFormat.chosen(
        named: format, for: output, ability: .writesConcepts, fallback: "csv")
      let source = try selection.source(terminal)
      let sink =
        try output.map { try $0 == "-" ? .standardOutput() : ByteSink(path: $0) } ?? .standardOutput()
      let problems = ProblemLines(terminal)
      let (count, lost) = try source.export(
        to: sink, format: writer, languages: selection.languages ?? [], report: problems.show)
      for problem in lost { problems.show(problem, path: sink.name) }
      problems.finish()
      terminal.status(
        "\(Count.of(count, "entry", "entries")) written to \(sink.name.cleaned) as \(writer.description.name)"
      )
      return 0
    }
  }
}
