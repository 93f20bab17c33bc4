import ArgumentParser
import Tolmach

struct TermsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terms",
    abstract: "Find the names and terms of glossaries in a text",
    discussion: """
      The names in a sentence, with their renderings:
        tolmach terms --glossary Glossaries/people.csv --lang en 'Vladimir Putin arrived in Hanoi'

      A text a line from a file:
        tolmach terms --lang en --file news.txt

      A JSON object a line in, one out, for other programs:
        echo '{"id": 1, "text": "To Lam"}' | tolmach terms --glossary people.csv --lang en --jsonl
      """)

  @Argument(
    help: ArgumentHelp("The text; - or none reads a text a line from standard input", valueName: "text"))
  var text: [String] = []

  @Option(help: ArgumentHelp("Read a text a line from this file", valueName: "file"), completion: .file())
  var file: String?

  @Option(
    help: ArgumentHelp(
      "The language of the text; by default the project's first source language", valueName: "language"),
    transform: LanguageArgument.one)
  var lang: LanguageTag?

  @OptionGroup var records: RecordOptions
  @OptionGroup var glossary: GlossaryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let project = try project.resolved(terminal)
      guard let glossary = try glossary.read(project, terminal) else {
        throw Failure(
          "no glossary is named",
          hint: "pass --glossary FILE.csv, or name glossaries in tolmach.yml (`tolmach init`)")
      }
      guard let language = lang ?? project.languages.first else {
        throw Failure("the language of the text is not named", hint: "pass --lang, for example --lang en")
      }
      let verb = try GlossaryTerms(glossary, language: language)
      if records.jsonl {
        return try records.stream(terminal) { TermsRecord(id: $0.id, terms: try verb.terms(in: $0.text)) }
      }
      let printer = TermPrinter(terminal: terminal, language: language)
      let show = { (text: String) in
        let terms = try verb.terms(in: text)
        printer.print(text, terms: terms)
        printer.print(terms, indent: "")
        if terms.isEmpty { terminal.status("no term of the glossaries is in this text") }
      }
      if let file {
        let lines = try LineReader(.argument(file))
        while let line = try lines.next() {
          guard case .bytes(let bytes) = line else { continue }
          let text = String(decoding: bytes, as: UTF8.self)
          if !text.allSatisfy(\.isWhitespace) { try show(text) }
        }
      } else {
        try records.forEachText(text, terminal, prompt: "terms> ", body: show)
      }
      return 0
    }
  }
}
