import ArgumentParser
import Tolmach

struct RenderNameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Propose a rendering of a name by a published standard",
    discussion: """
      The usual standard for the script and the language:
        tolmach names render 'Владимир Зеленский' --to en
        tolmach names render 习近平 --to ru

      Another one:
        tolmach names render 'Юлия Царёва' --standard icao-9303

      Every rendering names its standard:
      \(NameStandard.allCases.map { "  \($0.rawValue): \($0.title)" }.joined(separator: "\n"))
      """)

  @Argument(
    help: ArgumentHelp("The name; - or none reads a name a line from standard input", valueName: "name"))
  var name: [String] = []

  @Option(
    help: ArgumentHelp("The language of the name; by default its script decides", valueName: "language"),
    transform: LanguageArgument.one)
  var from: LanguageTag?

  @Option(
    help: ArgumentHelp("The language of the rendering", valueName: "language"),
    transform: LanguageArgument.one)
  var to: LanguageTag?

  @Option(
    help: ArgumentHelp("The standard; by default the usual one", valueName: "standard"),
    transform: Self.standard)
  var standard: NameStandard?

  @OptionGroup var records: RecordOptions
  @OptionGroup var common: CommonOptions

  private static func standard(_ text: String) throws -> NameStandard {
    guard let standard = NameStandard(rawValue: text.lowercased()) else {
      let all = NameStandard.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("'\(text)' is no standard; write one of \(all).")
    }
    return standard
  }

  func validate() throws {
    if standard == nil, to == nil { throw ValidationError("Give --to, for example --to ru, or --standard.") }
  }

  func run() throws {
    try common.run { terminal in
      if records.jsonl {
        return try records.stream(terminal) {
          RenderingRecord(id: $0.id, rendering: try rendering(of: $0.text))
        }
      }
      try records.forEachText(name, terminal, prompt: "names> ") { name in
        let rendering = try rendering(of: name)
        let title = terminal.styled(rendering.standard.title, .dim)
        terminal.line("\(terminal.styled(rendering.text.cleaned, .bold))  \(title)")
        if !rendering.unknown.isEmpty {
          terminal.warning("the standard has nothing for \(rendering.unknown.joined(separator: " ").cleaned)")
        }
      }
      return 0
    }
  }

  private func rendering(of name: String) throws -> NameRenderer.Rendering {
    guard let standard = standard ?? to.flatMap({ NameStandard.usual(for: name, from: from, to: $0) }) else {
      throw Failure(
        "no standard is known for '\(name.cleaned)' into \(to?.identifier ?? "this language")",
        hint: "name one with --standard; `tolmach names render --help` lists them")
    }
    return try NameRenderer(standard).rendering(of: name, language: from)
  }
}
