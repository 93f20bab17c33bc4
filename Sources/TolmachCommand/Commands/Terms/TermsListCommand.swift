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

  @OptionGroup var selection: GlossarySelection
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let source = try selection.source(terminal)
      let languages = try selection.languages ?? source.languages()
      let printer = TermPrinter(terminal: terminal, language: .undetermined)
      let problems = ProblemLines(terminal)
      let wanted = text?.lowercased()
      var count = 0
      var page: [Concept] = []
      try source.forEachConcept(report: problems.show) { concept in
        guard isWanted(concept, text: wanted) else { return }
        count += 1
        page.append(concept)
        // Columns are aligned a page at a time, so that a list may be of any length.
        if page.count == Self.pageLength {
          printer.print(entries: page, languages: languages)
          page = []
        }
      }
      printer.print(entries: page, languages: languages)
      problems.finish()
      terminal.status(Count.of(count, "entry", "entries"))
      return 0
    }
  }

  private static let pageLength = 1_000

  private func isWanted(_ concept: Concept, text: String?) -> Bool {
    if let kind, concept.kind != kind { return false }
    guard let text else { return true }
    return concept.id?.lowercased().contains(text) == true
      || concept.languages.contains { $0.terms.contains { $0.text.lowercased().contains(text) } }
  }
}
