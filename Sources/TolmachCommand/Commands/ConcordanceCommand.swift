import ArgumentParser
import Tolmach

struct ConcordanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "concordance",
    abstract: "Show where a phrase occurs in a memory, and its renderings",
    discussion: """
      Whole words, whatever their case and accents:
        tolmach concordance --in en 'trade turnover'

      Any ending, or one letter; in what one translator made this year:
        tolmach concordance --in ru 'торгов* оборот?' --user anna --since 2026-01-01

      Where a word was rendered in one way:
        tolmach concordance --in en --to ru turnover --rendered товарооборот

      A part of words, with Vietnamese renderings only:
        tolmach concordance --memory news.sqlite --in ru --to vi --substring товарооборот
      """)

  @Argument(help: ArgumentHelp("The phrase", valueName: "phrase"))
  var phrase: [String]

  @Option(
    name: .customLong("in"),
    help: ArgumentHelp(
      "The language to search; by default the project's first source language", valueName: "language"),
    transform: LanguageArgument.one)
  var language: LanguageTag?

  @Option(
    help: ArgumentHelp(
      "The languages of the renderings, with commas; by default all", valueName: "languages"),
    transform: LanguageArgument.list)
  var to: [LanguageTag]?

  @Flag(help: "Find the phrase inside words too; slower")
  var substring = false

  @Option(
    help: ArgumentHelp(
      "Only where a rendering has this phrase; with wildcards as the phrase", valueName: "phrase"))
  var rendered: String?

  @Option(help: ArgumentHelp("Only units of this domain; the property domain", valueName: "name"))
  var domain: String?

  @Option(help: ArgumentHelp("The most hits", valueName: "count"))
  var limit = 20

  @OptionGroup var origins: OriginOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
  }

  func run() throws {
    try common.run { terminal in
      let project = try project.resolved(terminal)
      guard let language = language ?? project.languages.first else {
        throw Failure("the language to search is not named", hint: "pass --in, for example --in en")
      }
      var filter = origins.filter()
      if let domain { filter.properties.append(("domain", domain)) }
      let hits = try memory.opened(project).concordance(
        ConcordanceQuery(
          phrase.joined(separator: " "), in: language, mode: substring ? .substring : .words,
          targets: to ?? [],
          rendering: rendered, filter: filter, limit: limit))
      ConcordancePrinter(terminal: terminal).print(hits)
      let more = hits.count == limit ? "; there may be more, see --limit" : ""
      terminal.status(
        "\(Count.of(hits.count, "hit")) in \(LanguageCatalogue.englishName(of: language))\(more)")
      return 0
    }
  }
}
