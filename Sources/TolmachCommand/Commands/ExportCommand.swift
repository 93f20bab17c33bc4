import ArgumentParser
import Tolmach

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a memory's translations to a file",
    discussion: """
      The format follows from the file's name; standard output gets TMX:
        tolmach export -o news.tmx --memory news.sqlite
        tolmach export --memory news.sqlite | xmllint --noout -

      Two languages as pairs:
        tolmach export -o pairs.tsv --languages ru,en

      A file a language, for Moses: news.ru and news.en:
        tolmach export --format moses -o news --languages ru,en

      A part of the memory, in an order that stays the same, for version control:
        tolmach export -o news.tmx --origin news.tmx --sort text
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; by default standard output", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("The format, by its short name; see `tolmach formats`", valueName: "name"))
  var format: String?

  @Option(
    help: ArgumentHelp(
      "The languages to write, with commas, the source first; by default all", valueName: "languages"),
    transform: LanguageArgument.list)
  var languages: [LanguageTag]?

  @Option(
    help: ArgumentHelp(
      "The order: imported, as the units came in, or text, by their texts", valueName: "order"),
    transform: ChoiceArgument.one)
  var sort: UnitOrder = .imported

  @OptionGroup(title: "Filter") var filter: FilterOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let project = try project.resolved(terminal)
      let writer = try WritableFormat.chosen(
        named: format, for: output, ability: .writesUnits, fallback: "tmx")
      let store = try memory.opened(project)
      let source = languages?.first ?? (project.sources.count == 1 ? project.sources.first : nil)
      let destination = try destination(writer, store)
      let (count, problems) = try store.exportUnits(
        to: destination, languages: languages ?? [], source: source, matching: try filter.filter(),
        order: sort
      ) { terminal.progress("\($0) units") }
      for problem in problems { terminal.warning(ProblemText.line(problem, path: destination.name)) }
      terminal.status(
        "\(Count.of(count, "unit")) written to \(destination.name.cleaned) as \(writer.description.name)")
      return 0
    }
  }

  /// Where the units go: one file, or one a language.
  private func destination(_ format: any Format, _ store: MemoryStore) throws -> ExportDestination {
    guard format is MosesFormat else {
      let sink =
        try output.map { try $0 == "-" ? .standardOutput() : ByteSink(path: $0) } ?? .standardOutput()
      return .file(sink, format)
    }
    guard let output, output != "-" else {
      throw Failure("Moses pairs are several files", hint: "name them without their endings: -o news")
    }
    let languages = try languages ?? store.languages()
    guard languages.count >= 2 else {
      throw Failure("Moses pairs need two languages", hint: "name them: --languages ru,en")
    }
    return .moses(
      try languages.map { ($0, try ByteSink(path: "\(output).\($0.identifier)")) })
  }

}
