import ArgumentParser
import Tolmach

struct TermsAnnotateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate",
    abstract: "Find the names and terms of glossaries in a text",
    discussion: """
      The names in a sentence, in any of their forms, with their renderings:
        tolmach terms annotate --glossary people.csv --lang ru 'встреча с То Ламом'

      A text a line from a file, with the renderings in one language:
        tolmach terms annotate --lang en --to vi --file news.txt

      In every answer the offsets are UTF-8 bytes, and match is exact, folded or inflected.
      """)

  @Argument(
    help: ArgumentHelp("The text; - or none reads a text a line from standard input", valueName: "text"))
  var text: [String] = []

  @Option(help: ArgumentHelp("Read a text a line from this file", valueName: "file"), completion: .file())
  var file: String?

  @Option(
    name: [.customLong("lang"), .customLong("from")],
    help: ArgumentHelp(
      "The language of the text; by default the project's first source language", valueName: "language"),
    transform: LanguageArgument.one)
  var lang: LanguageTag?

  @Option(
    help: ArgumentHelp(
      "The languages of the renderings, with commas; by default all that the glossaries have",
      valueName: "languages"),
    transform: LanguageArgument.list)
  var to: [LanguageTag]?

  @Flag(help: "Use CLDR's names of countries, cities, languages, currencies, months and weekdays too")
  var builtin = false

  @OptionGroup var records: RecordOptions
  @OptionGroup var glossary: GlossaryOptions
  @OptionGroup var dictionaries: DictionaryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let project = try project.resolved(terminal)
      guard let language = lang ?? project.languages.first else {
        throw Failure("the language of the text is not named", hint: "pass --lang, for example --lang en")
      }
      let named = to ?? project.languages
      let languages = [language] + (named.isEmpty ? [try LanguageTag("en")] : named).filter { $0 != language }
      let verb = GlossaryTerms(
        try glossary.required(project, terminal, builtInLanguages: builtin ? languages : []),
        language: language, dictionaries: try dictionaries.read([language], terminal))
      if records.jsonl {
        return try records.stream(terminal) { TermsRecord(id: $0.id, terms: verb.terms(in: $0.text)) }
      }
      let printer = TermPrinter(terminal: terminal, language: language)
      let show = { (text: String) in
        let terms = verb.terms(in: text)
        printer.print(text, terms: terms)
        printer.print(terms, indent: "", languages: to ?? [])
        if terms.isEmpty { terminal.status("no term of the glossaries is in this text") }
      }
      if let file {
        let lines = try LineReader(.argument(file))
        while let line = try lines.next() {
          guard case .bytes(let bytes) = line else { continue }
          let text = String(decoding: bytes, as: UTF8.self)
          if !text.allSatisfy(\.isWhitespace) { show(text) }
        }
      } else {
        try records.forEachText(text, terminal, prompt: "terms> ", body: show)
      }
      return 0
    }
  }
}
