import ArgumentParser
import Tolmach

struct TermsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the entries of glossaries",
    discussion: """
      Everything, or what has a word in it:
        tolmach terms list
        tolmach terms list --glossary people.csv lam

      Of one kind, in two languages:
        tolmach terms list --kind title --languages en,ru
      """)

  @Argument(help: ArgumentHelp("Only entries with this in a term or in their id", valueName: "text"))
  var text: String?

  @Option(help: ArgumentHelp("Only entries of this kind: person, title, place, ...", valueName: "word"))
  var kind: String?

  @Option(
    help: ArgumentHelp("The languages to show, with commas; by default all", valueName: "languages"),
    transform: LanguageArgument.list)
  var languages: [LanguageTag]?

  @OptionGroup var memory: MemoryOptions
  @OptionGroup var glossary: GlossaryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let glossary = try glossary.required(
        try project.resolved(terminal), terminal, memory: memory.memory)
      let wanted = text?.lowercased()
      let chosen = glossary.concepts.filter { concept in
        if let kind, concept.kind != kind { return false }
        guard let wanted else { return true }
        return concept.id?.lowercased().contains(wanted) == true
          || concept.languages.contains { $0.terms.contains { $0.text.lowercased().contains(wanted) } }
      }
      TermPrinter(terminal: terminal, language: .undetermined).print(
        entries: chosen, languages: languages ?? glossary.languages)
      terminal.status(Count.of(chosen.count, "entry", "entries"))
      return 0
    }
  }
}
