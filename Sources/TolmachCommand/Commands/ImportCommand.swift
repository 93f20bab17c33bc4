import ArgumentParser
import Tolmach

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take translations from files into a memory",
    discussion: """
      Into the memory of the project, or one that is made:
        tolmach import news.tmx
        tolmach import news.tmx site.tmx --memory news.sqlite

      Pairs without a header need their languages:
        tolmach import pairs.tsv --from ru --to en --memory news.sqlite

      Each file comes in whole or not at all; what is there already is merged.
      """)

  @Argument(
    help: ArgumentHelp("The files: TMX, CSV, TSV; - is standard input", valueName: "file"),
    completion: .file())
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "The language of the first column, where the file does not say", valueName: "language"),
    transform: LanguageArgument.one)
  var from: LanguageTag?

  @Option(
    help: ArgumentHelp(
      "The language of the second column, where the file does not say", valueName: "language"),
    transform: LanguageArgument.one)
  var to: LanguageTag?

  @Option(help: ArgumentHelp("The charset of the files, whatever they declare", valueName: "name"))
  var charset: String?

  @OptionGroup var memory: MemoryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  /// The most problems of a file that are shown one by one.
  private static let shownProblems = 20

  func run() throws {
    try common.run { terminal in
      let project = try project.resolved(terminal)
      let path = try memory.path(project)
      // A file that is missing must not leave an empty memory behind.
      var readable: [InputSource] = []
      var status: Int32 = 0
      for file in files {
        let source = InputSource.argument(file)
        do {
          if file != "-" { _ = try source.open() }
          readable.append(source)
        } catch {
          terminal.failure(Failure(error))
          status = 2
        }
      }
      guard !readable.isEmpty else { return status }
      let store = try MemoryStore(path: path, mode: .create)
      // A project with one language on each side says what pairs without a header are.
      let sourceLanguage = from ?? (project.sources.count == 1 ? project.sources.first : nil)
      let targetLanguage = to ?? (project.targets.count == 1 ? project.targets.first : nil)
      for source in readable {
        do {
          let report = try store.importFile(
            source,
            options: ReadingOptions(
              sourceLanguage: sourceLanguage, targetLanguage: targetLanguage, charset: charset),
            user: Environment.user, date: Timestamp(seconds: Environment.now)
          ) { count in terminal.progress("\(source.name.cleaned): \(count) units") }
          show(report, terminal)
          if report.hasErrors { status = 2 }
        } catch {
          terminal.clearProgress()
          terminal.failure(Failure(error))
          status = 2
        }
      }
      return status
    }
  }

  private func show(_ report: ImportReport, _ terminal: Terminal) {
    for problem in report.problems.prefix(Self.shownProblems) {
      terminal.warning(ProblemText.line(problem, path: report.source))
    }
    if report.problems.count > Self.shownProblems {
      terminal.warning(
        "\(report.source.cleaned): \(report.problems.count - Self.shownProblems) more problems")
    }
    var parts = ["\(report.counts.added) added", "\(report.counts.merged) merged"]
    if report.counts.skipped > 0 { parts.append("\(report.counts.skipped) skipped (fewer than two texts)") }
    if report.dropped > 0 { parts.append("\(report.dropped) dropped (not readable)") }
    terminal.status("\(report.source.cleaned): \(report.format): \(parts.joined(separator: ", "))")
  }
}
