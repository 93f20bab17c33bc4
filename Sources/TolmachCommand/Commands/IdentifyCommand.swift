import ArgumentParser
import Tolmach

struct IdentifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "identify",
    abstract: "Name the language of texts, and why",
    discussion: """
      Of three languages in question only one is written so:
        tolmach identify --candidates en,ru,vi 'Заголовок открываемого материала'

      The stretches of a text in one language each:
        tolmach identify --spans 'The word толмач means interpreter'

      A JSON object a line in, one out, for other programs:
        echo '{"id": 1, "text": "Ελληνικά"}' | tolmach identify --jsonl
      """)

  @Argument(
    help: ArgumentHelp("The text; - or none reads a text a line from standard input", valueName: "text"))
  var text: [String] = []

  @Option(
    help: ArgumentHelp("The languages in question, with commas; by default any", valueName: "languages"),
    transform: LanguageArgument.list)
  var candidates: [LanguageTag]?

  @Flag(help: "Name the language of each stretch of the text")
  var spans = false

  @OptionGroup var records: RecordOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let verb = TextLanguage(candidates: candidates ?? [])
      if records.jsonl {
        return spans
          ? try records.stream(terminal) { SpansRecord(id: $0.id, spans: verb.spans(in: $0.text)) }
          : try records.stream(terminal) { LanguageRecord(id: $0.id, evidence: verb.evidence(for: $0.text)) }
      }
      try records.forEachText(text, terminal, prompt: "identify> ") { text in
        guard spans else { return show(verb.evidence(for: text), terminal) }
        for span in verb.spans(in: text) {
          terminal.line(
            "\(span.range.lowerBound)..<\(span.range.upperBound)  \(String(text.bytes(span.range)).cleaned)")
          show(span.evidence, terminal)
        }
      }
      return 0
    }
  }

  private func show(_ evidence: LanguageEvidence, _ terminal: Terminal) {
    let name = terminal.styled(LanguageCatalogue.englishName(of: evidence.language), .bold)
    let confidence =
      evidence.language.isUndetermined ? "" : ", \(Int((evidence.confidence * 100).rounded())) % sure"
    terminal.line("\(name) (\(evidence.language))\(confidence)")
    for reason in evidence.reasons { terminal.line("  " + terminal.styled(reason.cleaned, .dim)) }
    if evidence.language.isUndetermined, evidence.candidates.count > 1 {
      terminal.line("  possible: " + evidence.candidates.prefix(10).map(\.identifier).joined(separator: ", "))
    }
  }
}
