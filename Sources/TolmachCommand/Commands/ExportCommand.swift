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

  @OptionGroup var memory: MemoryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let project = try project.resolved(terminal)
      let writer = try chosenFormat()
      let store = try memory.opened(project)
      let sink =
        try output.map { try $0 == "-" ? .standardOutput() : ByteSink(path: $0) } ?? .standardOutput()
      let source = languages?.first ?? (project.sources.count == 1 ? project.sources.first : nil)
      let (count, problems) = try store.exportUnits(
        to: sink, format: writer, languages: languages ?? [], source: source
      ) { terminal.progress("\($0) units") }
      for problem in problems { terminal.warning(ProblemText.line(problem, path: sink.name)) }
      terminal.status(
        "\(Count.of(count, "unit")) written to \(sink.name.cleaned) as \(writer.description.name)")
      return 0
    }
  }

  private func chosenFormat() throws -> any Format {
    let writers = FormatRegistry.standard.formats.filter { $0.description.abilities.contains(.writesUnits) }
    let names = writers.map(\.description.identifier)
    if let format {
      if let chosen = writers.first(where: { $0.description.identifier == format.lowercased() }) {
        return chosen
      }
      let near = NearName.nearest(to: format, among: names)
      throw Failure(
        "no format '\(format)' can be written",
        hint: near.first.map { "did you mean --format \($0)?" }
          ?? "there are \(names.joined(separator: ", "))")
    }
    let ending = output.flatMap { $0.split(separator: ".").count > 1 ? $0.split(separator: ".").last : nil }
    guard let ending else { return try named("tmx", writers) }
    if let chosen = writers.first(where: { $0.description.fileExtensions.contains(ending.lowercased()) }) {
      return chosen
    }
    throw Failure(
      "no format that can be written has the ending .\(ending)",
      hint: "name one with --format: \(names.joined(separator: ", "))")
  }

  private func named(_ name: String, _ writers: [any Format]) throws -> any Format {
    guard let chosen = writers.first(where: { $0.description.identifier == name }) ?? writers.first else {
      throw Failure("no format can be written")
    }
    return chosen
  }
}
