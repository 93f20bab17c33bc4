import ArgumentParser
import Tolmach

struct TermsExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Propose entries from what was translated before",
    discussion: """
      From the project's memory, as a table to review and then to import:
        tolmach terms extract --from en --to ru -o proposals.csv

      From files, only what is in five units or more:
        tolmach terms extract news.tmx --from en --to ru --minimum 5

      What the glossaries have is not proposed again. Every row is marked as unreviewed.
      """)

  @Argument(
    help: ArgumentHelp("Files of units; by default the memory", valueName: "file"), completion: .file())
  var files: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The table to write; by default standard output", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("In how many units a term must be", valueName: "number"))
  var minimum = 2

  @Option(
    help: ArgumentHelp("How closely a rendering must go with its term, in percent", valueName: "number"))
  var association = 40

  @Option(help: ArgumentHelp("The most entries", valueName: "number"))
  var limit = 500

  @OptionGroup var languages: LanguagePairOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var glossary: GlossaryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if minimum < 2 {
      throw ValidationError("--minimum is 2 or more: what is there once goes with everything.")
    }
    if !(1...100).contains(association) { throw ValidationError("--association is from 1 to 100.") }
  }

  func run() throws {
    try common.run { terminal in
      let project = try project.resolved(terminal)
      let (source, target) = try languages.pair(project)
      let known = try glossary.read(project, terminal) ?? Glossary()
      var verb = TermProposals(source: source, target: target, glossary: known)
      if files.isEmpty {
        try verb.add(try memory.opened(project))
      }
      for file in files {
        for problem in try verb.add(.argument(file)) {
          terminal.warning(ProblemText.line(problem, path: file))
        }
      }
      let concepts = verb.concepts(
        minimumCount: minimum, minimumAssociation: Double(association) / 100, limit: limit)
      let sink =
        try output.map { try $0 == "-" ? .standardOutput() : ByteSink(path: $0) } ?? .standardOutput()
      _ = try Glossary(concepts).export(to: sink, format: TableFormat.csv, languages: [source, target])
      terminal.status(
        "\(Count.of(concepts.count, "proposal")) from \(Count.of(verb.count, "unit")) with both languages")
      return 0
    }
  }
}
