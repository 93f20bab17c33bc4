import ArgumentParser
import Tolmach

struct TermsCheckCommand: ParsableCommand {
  /// How findings are written.
  enum Output: String, ExpressibleByArgument, CaseIterable {
    case human
    case jsonl
  }

  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check that translations use the terms of the glossaries",
    discussion: """
      A file of units:
        tolmach terms check news.tmx --glossary Glossaries/people.csv --from en --to ru

      Pairs from another program:
        echo '{"source": "To Lam spoke.", "target": "Лам выступил."}' | tolmach terms check - --from en --to ru

      It reports terms whose rendering is missing, terms that must not or should no longer be used, what was translated though it
      stays as it is, and one name with two renderings in a file. Exit status 1 where something was found.
      """)

  @Argument(
    help: ArgumentHelp("The files: TMX, CSV, TSV, JSON Lines; - is standard input", valueName: "file"),
    completion: .file())
  var files: [String]

  @Option(help: ArgumentHelp("Write findings as human or jsonl", valueName: "name"))
  var format: Output = .human

  @Flag(help: "Check CLDR's names of countries, cities, languages, currencies, months and weekdays too")
  var builtin = false

  @OptionGroup var languages: LanguagePairOptions
  @OptionGroup var glossary: GlossaryOptions
  @OptionGroup var dictionaries: DictionaryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let project = try project.resolved(terminal)
      let (source, target) = try languages.pair(project)
      let checker = TermChecker(
        try glossary.required(project, terminal, builtInLanguages: builtin ? [source, target] : []),
        source: source, target: target, dictionaries: try dictionaries.read([source, target], terminal))
      let printer = TermFindingPrinter(terminal: terminal)
      var (pairs, findings) = (0, 0)
      var hasFailed = false
      for file in files {
        do {
          let report = try checker.check(.argument(file)) { found, text in
            switch format {
            case .human: printer.print(found, in: text, file: file)
            case .jsonl:
              var writer = JSONWriter()
              TermFindingRecord(found, in: text, file: file).write(to: &writer)
              writer.endLine()
              terminal.write(writer.bytes)
            }
          }
          pairs += report.pairs
          findings += report.findings
          for problem in report.problems {
            terminal.warning(ProblemText.line(problem, path: file))
            if problem.severity == .error { hasFailed = true }
          }
        } catch {
          terminal.failure(Failure(error))
          hasFailed = true
        }
      }
      terminal.status("\(Count.of(findings, "finding")) in \(Count.of(pairs, "pair")) of texts")
      if pairs == 0, !hasFailed {
        terminal.warning("no unit has a text in \(source) and one in \(target)")
      }
      return hasFailed ? 2 : findings > 0 ? 1 : 0
    }
  }
}
