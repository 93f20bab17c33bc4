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

      Moses files, a language each, line by line:
        tolmach import news.en news.ru --memory news.sqlite

      Each file comes in whole or not at all; what is there already is merged, see --duplicates. What an import
      did can be taken back: `tolmach memory undo`.
      """)

  @Argument(
    help: ArgumentHelp("The files: TMX, JSON Lines, CSV, TSV, Moses; - is standard input", valueName: "file"),
    completion: .file())
  var files: [String]

  @OptionGroup var pairs: PairOptions
  @OptionGroup var duplicates: DuplicateOptions
  @OptionGroup var trial: TrialOptions
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
      var readable: [ImportInput] = []
      var status: Int32 = 0
      for input in ImportInput.grouped(files) {
        do {
          try input.test()
          readable.append(input)
        } catch {
          terminal.failure(Failure(error))
          status = 2
        }
      }
      guard !readable.isEmpty else { return status }
      let isNew = trial.dryRun && !FileIdentity.exists(path)
      let store = try isNew ? MemoryStore() : MemoryStore(path: path, mode: .create)
      // A project with one language on each side says what pairs without a header are.
      let sourceLanguage = pairs.from ?? (project.sources.count == 1 ? project.sources.first : nil)
      let targetLanguage = pairs.to ?? (project.targets.count == 1 ? project.targets.first : nil)
      for input in readable {
        do {
          let report = try store.importFile(
            input,
            options: ReadingOptions(
              sourceLanguage: sourceLanguage, targetLanguage: targetLanguage, charset: pairs.charset),
            duplicates: duplicates.duplicates, by: Environment.author, isTrial: trial.dryRun
          ) { count in terminal.progress("\(input.name.cleaned): \(count) units") }
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
    var parts = [report.counts.summary]
    if report.dropped > 0 { parts.append("\(report.dropped) dropped (not readable)") }
    terminal.status(
      "\(report.source.cleaned): \(report.format): \(parts.joined(separator: ", "))\(trial.remark)")
  }
}
