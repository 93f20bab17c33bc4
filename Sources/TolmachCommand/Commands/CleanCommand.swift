import ArgumentParser
import Tolmach

/// `tolmach clean`: keeps units out that are not fit for a memory.
struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Keep bad translations out of a memory: wrong language, lost numbers, damage",
    discussion: """
      What would be kept out, and why:
        tolmach clean news.tmx --dry-run

      The good units in one file, the others with their reasons in another:
        tolmach clean news.tmx -o clean.tmx --rejected rejected.tsv

      Two rules only; all but one:
        tolmach clean news.tmx -o clean.tmx --rule language,numbers
        tolmach clean news.tmx -o clean.tmx --skip tags

      The rules:
      \(CleaningRule.allCases.map { "  \($0.rawValue.padded(to: 10)) \($0.summary)" }.joined(separator: "\n"))

      Exit status: 0 cleaned, 1 with --dry-run: something would be kept out, 2 the file could not be read.
      """)

  @Argument(
    help: ArgumentHelp("TMX, CSV or TSV; - is standard input", valueName: "file"), completion: .file())
  var file: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file for the good units; - is standard output, as TMX", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("The file for the others, each with its reason", valueName: "file"))
  var rejected: String?

  @Flag(help: "Count only, and write nothing")
  var dryRun = false

  @Option(
    help: ArgumentHelp("The rules to apply, with commas; by default all", valueName: "rules"),
    transform: CleanCommand.rules)
  var rule: [CleaningRule]?

  @Option(
    help: ArgumentHelp("Rules not to apply, with commas", valueName: "rules"), transform: CleanCommand.rules)
  var skip: [CleaningRule]?

  @Option(
    help: ArgumentHelp("How many times as long as the other a side may be", valueName: "number"))
  var mostRatio = 3.0

  @OptionGroup var pairs: PairOptions
  @OptionGroup var common: CommonOptions

  private static let shownProblems = 20

  func validate() throws {
    guard dryRun != (output != nil || rejected != nil) else {
      throw ValidationError(
        dryRun
          ? "--dry-run writes no files; leave out -o and --rejected."
          : "Name a file with -o, or pass --dry-run.")
    }
    guard mostRatio >= 1 else { throw ValidationError("--most-ratio needs a number from 1 up.") }
    if rule?.isEmpty == true { throw ValidationError("--rule needs the name of a rule.") }
  }

  func run() throws {
    try common.run { terminal in
      let rules = Set(rule ?? CleaningRule.allCases).subtracting(skip ?? [])
      let cleaner = FileCleaner(
        UnitCleaner.Options(rules: rules, mostRatio: mostRatio),
        reading: pairs.reading)
      let source = InputSource.argument(file)
      let report = try cleaner.clean(
        source, kept: output.map(Self.target), rejected: rejected.map(Self.target)
      ) {
        terminal.progress("\(source.name.cleaned): \($0) units")
      }
      show(report, source.name, terminal)
      if report.problems.contains(where: { $0.severity == .error }) { return report.unitCount == 0 ? 2 : 0 }
      return dryRun && report.rejectedCount > 0 ? 1 : 0
    }
  }

  private func show(_ report: CleaningReport, _ name: String, _ terminal: Terminal) {
    for problem in report.problems.prefix(Self.shownProblems) {
      terminal.warning(ProblemText.line(problem, path: name))
    }
    if report.problems.count > Self.shownProblems {
      terminal.warning("\(name.cleaned): \(report.problems.count - Self.shownProblems) more problems")
    }
    let say = { (text: String) in if dryRun { terminal.line(text) } else { terminal.status(text) } }
    for rule in CleaningRule.allCases {
      guard let count = report.counts[rule] else { continue }
      say(
        "\(rule.rawValue.padded(to: 10)) \("\(count)".padded(to: 8)) \(example(of: rule, report, terminal))")
    }
    let verb = dryRun ? "would be kept" : "kept"
    let unreadable = report.droppedCount > 0 ? ", \(report.droppedCount) not readable" : ""
    say(
      "\(name.cleaned): \(Count.of(report.unitCount, "unit")): \(report.keptCount) \(verb), "
        + "\(Count.of(report.rejectedCount, "pair")) out\(unreadable)")
  }

  private func example(of rule: CleaningRule, _ report: CleaningReport, _ terminal: Terminal) -> String {
    guard let example = report.examples[rule] else { return "" }
    let texts = example.unit.variants.map(\.content.text.cleaned).joined(separator: " | ")
    let text = "\(example.reason.detail.cleaned): \(texts)"
    return TextWrapper.lines(of: text, width: max(30, terminal.width - 22)).first.map {
      $0 == text ? $0 : $0 + " …"
    } ?? ""
  }

  private static func target(_ path: String) throws -> (sink: ByteSink, format: any Format) {
    let sink = try path == "-" ? .standardOutput() : ByteSink(path: path)
    let ending = path.split(separator: ".").last.map { $0.lowercased() }
    let writers = FormatRegistry.standard.formats.filter { $0.description.abilities.contains(.writesUnits) }
    guard let format = writers.first(where: { $0.description.fileExtensions.contains(ending ?? "") }) else {
      if path == "-" || !path.contains(".") { return (sink, TMXFormat()) }
      throw Failure(
        "no format that can be written has the ending .\(ending ?? "")",
        hint: "there are \(writers.map(\.description.identifier).joined(separator: ", "))")
    }
    return (sink, format)
  }

  private static func rules(_ text: String) throws -> [CleaningRule] {
    try text.split(whereSeparator: { $0 == "," || $0 == " " }).map { name in
      if let rule = CleaningRule(rawValue: name.lowercased()) { return rule }
      let names = CleaningRule.allCases.map(\.rawValue)
      let near = NearName.nearest(to: String(name), among: names).first.map { "did you mean \($0)? " } ?? ""
      throw ValidationError(
        "There is no rule '\(name)'; \(near)the rules are \(names.joined(separator: ", ")).")
    }
  }
}
