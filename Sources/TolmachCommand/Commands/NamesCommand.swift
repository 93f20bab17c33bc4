import ArgumentParser
import Tolmach

/// `tolmach names`: finds names across scripts, and renders them.
struct NamesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "names",
    abstract: "Find which name of the glossaries a name in another script is, or render it by a standard",
    subcommands: [FindNamesCommand.self, RenderNameCommand.self],
    defaultSubcommand: FindNamesCommand.self)
}

struct FindNamesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: "Find which name of the glossaries a name is",
    discussion: """
      The name need not be in the glossary in its own script:
        tolmach names --glossary Glossaries/people.csv --to en 'Владимир Путин'
        tolmach names --glossary Glossaries/people.csv --to vi 'То Лам'

      A JSON object a line in, one out, for other programs:
        echo '{"id": 1, "text": "プーチン"}' | tolmach names --from ja --to en --jsonl
      """)

  @Argument(
    help: ArgumentHelp("The name; - or none reads a name a line from standard input", valueName: "name"))
  var name: [String] = []

  @Option(
    help: ArgumentHelp(
      "The language of the name, which tells Japanese from Chinese; the script decides the rest",
      valueName: "language"),
    transform: LanguageArgument.one)
  var from: LanguageTag?

  @Option(
    help: ArgumentHelp(
      "The language of the suggestions; by default the project's first target language", valueName: "language"
    ),
    transform: LanguageArgument.one)
  var to: LanguageTag?

  @Option(help: ArgumentHelp("The most suggestions", valueName: "count"))
  var limit = 5

  @OptionGroup var records: RecordOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var glossary: GlossaryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
  }

  func run() throws {
    try common.run { terminal in
      let project = try project.resolved(terminal)
      let glossary = try glossary.required(project, terminal, memory: memory.memory)
      guard let target = to ?? project.targets.first else {
        throw Failure("the language --to is not named", hint: "pass --to, for example --to en")
      }
      let names = try GlossaryNames(glossary, from: from, to: target)
      if names.isEmpty { terminal.warning("the glossaries have no term in \(target)") }
      if records.jsonl {
        return try records.stream(terminal) {
          NamesRecord(id: $0.id, suggestions: try names.suggestions(for: $0.text, limit: limit))
        }
      }
      let printer = NamePrinter(terminal: terminal)
      try records.forEachText(name, terminal, prompt: "names> ") { name in
        printer.print(try names.suggestions(for: name, limit: limit), for: name)
      }
      return 0
    }
  }
}
