import ArgumentParser
import Tolmach

struct TermsImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take glossaries into a memory",
    discussion: """
      Into the memory of the project, or one that is made:
        tolmach terms import Glossaries/*.csv
        tolmach terms import people.csv places.tsv --memory news.sqlite

      Each file comes in whole or not at all. An entry with the id of another takes its place.
      """)

  @Argument(
    help: ArgumentHelp("The files; `tolmach formats` lists what is read", valueName: "file"),
    completion: .file())
  var files: [String]

  @OptionGroup var pairs: PairOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let path = try memory.path(try project.resolved(terminal))
      // A file that is missing must not leave an empty memory behind.
      if let missing = files.first(where: { $0 != "-" && (try? InputSource.file($0).open()) == nil }) {
        _ = try InputSource.file(missing).open()
      }
      let store = try TermStore(path: path, mode: .create)
      let problems = ProblemLines(terminal)
      var status: Int32 = 0
      for file in files {
        do {
          let report = try store.importFile(
            file, options: pairs.reading
          ) { terminal.progress("\(file.cleaned): \($0) entries") }
          for problem in report.problems { problems.show(problem, path: file) }
          problems.finish()
          let dropped = report.dropped > 0 ? ", \(report.dropped) dropped (not readable)" : ""
          let counts = report.counts
          terminal.status(
            "\(file.cleaned): \(counts.added) added, \(counts.replaced) replaced, \(counts.unchanged) unchanged\(dropped)"
          )
          if report.hasErrors { status = 2 }
        } catch {
          terminal.clearProgress()
          terminal.failure(Failure(error))
          status = 2
        }
      }
      for problem in try store.relationProblems() { problems.show(problem, path: path) }
      problems.finish()
      return status
    }
  }
}
