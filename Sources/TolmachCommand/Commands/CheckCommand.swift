import ArgumentParser
import Tolmach

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find what is not translated on pages, and say what should stand there",
    discussion: """
      What is English on a page that should be English is fine; a Russian line there is a finding:
        tolmach check --to en news.html

      Only strings left over from these languages, suggestions from a memory and glossaries, a whole folder:
        tolmach check --to en --from ru,uk --memory news.sqlite --glossary Glossaries/people.csv public/

      A page to look at in a browser, and a report for a code host:
        tolmach check --to vi --format html -o report.html 'public/vi/**/*.html'
        tolmach check --to vi --format sarif -o report.sarif public/vi

      Only what is new, and only what is certain fails:
        tolmach check --to en --format jsonl public > known.jsonl
        tolmach check --to en --baseline known.jsonl --fail-on error public

      Why a text is a finding stands beside it; why another is none:
        tolmach check --to en --explain news.html

      Exit status: 0 no findings, 1 findings at or above --fail-on, 2 a file could not be checked.
      """)

  @Argument(
    help: ArgumentHelp(
      "Pages, folders with all pages in them, patterns with *, ? and **; - or none is standard input",
      valueName: "file"),
    completion: .file())
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "The language that the pages should be in; by default the project's only target, or what each page declares or is written in",
      valueName: "language"),
    transform: LanguageArgument.one)
  var to: LanguageTag?

  @Option(
    help: ArgumentHelp(
      "The languages that may have been left over, with commas; by default any", valueName: "languages"),
    transform: LanguageArgument.list)
  var from: [LanguageTag]?

  @Option(help: ArgumentHelp("The report: human, jsonl, sarif, junit or html", valueName: "format"))
  var format = "human"

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write the report to; by default standard output", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp("Leave out the findings in this file, which --format jsonl wrote", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var baseline: String?

  @Option(
    help: ArgumentHelp(
      "The same page in the source language: what stands there too was not translated", valueName: "file"),
    completion: .file())
  var reference: String?

  @Flag(help: "Also say of the texts that are no findings why they are none (formats human and jsonl)")
  var explain = false

  @Option(help: ArgumentHelp("The least severity that makes the exit status 1", valueName: "severity"))
  var failOn: FailureLevel = .note

  @Option(
    help: ArgumentHelp("How many pages to check at a time; by default one a processor", valueName: "number"))
  var jobs: Int?

  @Option(help: ArgumentHelp("Run only this rule; may be repeated", valueName: "name"))
  var rule: [String] = []

  @Option(help: ArgumentHelp("The charset of the files, whatever they declare", valueName: "name"))
  var charset: String?

  @OptionGroup var memory: MemoryOptions
  @OptionGroup var glossary: GlossaryOptions
  @OptionGroup var dictionaries: DictionaryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if explain, format != "human", format != "jsonl" {
      throw ValidationError("--explain is for --format human or jsonl.")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs needs a number from 1 up.") }
  }

  func run() throws {
    try common.run { terminal in
      let start = ContinuousClock.now
      let kind = try reportFormat(terminal)
      let project = try project.resolved(terminal)
      let target = to ?? (project.targets.count == 1 ? project.targets.first : nil)
      let sources = from ?? project.sources
      let glossary = try glossary.read(project, terminal)
      let languages = glossary == nil ? [] : sources + [target].compactMap { $0 }
      let checker = try PageChecker(
        target: target, sources: sources, rules: Set(rule), memory: try memory.openedIfPresent(project),
        glossary: glossary, dictionaries: try dictionaries.read(languages, terminal),
        reference: try reference.map { try ReferencePage(.argument($0)) }, explains: explain,
        reading: ReadingOptions(charset: charset))
      let known = try baseline.map { try Baseline(.argument($0)) }
      let sink = try sink(terminal)
      var writer = kind.writer(
        to: sink,
        options: ReportOptions(failingOn: failOn.severity, date: Timestamp(seconds: Environment.now)))
      let site = SiteChecker(
        checker,
        options: SiteChecker.Options(
          jobs: jobs, baseline: known, groups: kind.needsGroups, extracts: kind.needsExtracts))
      let report = try site.check(files.isEmpty ? ["-"] : files) { page in
        tell(page, terminal)
        try writer.write(page)
        if output == nil { try sink.flush() }
      } progress: { progress in
        let counts = "\(progress.done) of \(progress.total) files, \(progress.findings) findings"
        terminal.progress("\(counts): \(progress.page.cleaned)")
      }
      try writer.finish(report)
      try sink.close()
      if !kind.isForPrograms || output != nil {
        CheckSummary(report: report).tell(terminal, seconds: seconds(since: start))
      }
      return Int32(report.outcome(failingOn: failOn.severity).rawValue)
    }
  }

  private func reportFormat(_ terminal: Terminal) throws -> ReportFormat {
    let human = HumanReport.format(isColored: output == nil && terminal.isColored, width: terminal.width)
    let registry = ReportRegistry([human] + ReportRegistry.standard.formats)
    if let kind = registry.format(named: format) { return kind }
    let names = registry.formats.map(\.identifier)
    let near = NearName.nearest(to: format, among: names)
    throw Failure(
      "there is no report '\(format.cleaned)'; the reports are \(names.joined(separator: ", "))",
      hint: near.first.map { "did you mean --format \($0)?" })
  }

  private func sink(_ terminal: Terminal) throws -> ByteSink {
    if let output, output != "-" { return try ByteSink(path: output) }
    return ByteSink(name: "<standard output>") { bytes throws(FormatError) in terminal.write(bytes) }
  }

  /// Says what is wrong with a page itself.
  private func tell(_ page: SitePage, _ terminal: Terminal) {
    switch page.outcome {
    case .success(let report):
      for problem in report.problems { terminal.warning(ProblemText.line(problem, path: page.page)) }
    case .failure(let error): terminal.failure(Failure(error))
    }
  }

  private func seconds(since start: ContinuousClock.Instant) -> Double {
    let parts = (ContinuousClock.now - start).components
    return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
  }
}

/// A severity as an argument.
enum FailureLevel: String, CaseIterable, ExpressibleByArgument {
  case note, warning, error

  var severity: Finding.Severity {
    switch self {
    case .note: .note
    case .warning: .warning
    case .error: .error
    }
  }
}

/// Numbers with their nouns.
enum Count {
  static func of(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }
}
