import ArgumentParser
import Tolmach

struct LookupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup",
    abstract: "Look up how a text, or one close to it, was translated before",
    discussion: """
      With the project's languages and memory:
        tolmach lookup 'Заголовок открываемого материала'

      With all named, and close texts down to half:
        tolmach lookup --memory news.sqlite --from en --to ru --threshold 50 'Vladimir Putin arrives in Hanoi'

      A JSON object a line in, one out, for other programs:
        echo '{"id": 1, "text": "Go to the mediabank"}' | tolmach lookup --from en --to ru --jsonl
      """)

  @Argument(
    help: ArgumentHelp("The text; - or none reads a text a line from standard input", valueName: "text"))
  var text: [String] = []

  @Option(help: ArgumentHelp("The lowest score, from 0 to 100", valueName: "score"))
  var threshold = 70.0

  @Option(help: ArgumentHelp("The most matches", valueName: "count"))
  var limit = 5

  @OptionGroup var languages: LanguagePairOptions
  @OptionGroup var records: RecordOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var glossary: GlossaryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (0...100).contains(threshold) else { throw ValidationError("--threshold must be from 0 to 100.") }
    guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
  }

  func run() throws {
    try common.run { terminal in
      let project = try project.resolved(terminal)
      let (source, target) = try languages.pair(project)
      let store = try memory.opened(project)
      let matches = { (text: String) in
        try store.matches(
          for: MarkedText(text), from: source, to: target, threshold: threshold, limit: limit)
      }
      if records.jsonl {
        return try records.stream(terminal) { MatchesRecord(id: $0.id, matches: try matches($0.text)) }
      }
      let glossary = try glossary.read(project, terminal).map { try GlossaryTerms($0, language: source) }
      let printer = MatchPrinter(terminal: terminal)
      try records.forEachText(text, terminal, prompt: "\(source) to \(target)> ") { text in
        let found = try matches(text)
        for (number, match) in found.enumerated() {
          try printer.print(match, number: number + 1, query: text)
        }
        if found.isEmpty {
          terminal.status(
            "nothing like this is remembered from \(source) to \(target) with a score of \(Int(threshold)) or more"
          )
        }
        if let terms = try glossary?.terms(in: text), !terms.isEmpty {
          terminal.line("Terms:")
          TermPrinter(terminal: terminal, language: source).print(terms, indent: "", languages: [target])
        }
      }
      return 0
    }
  }
}
