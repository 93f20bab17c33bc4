import ArgumentParser
import Tolmach

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Colour the output: auto, always or never", valueName: "when"))
  var color: ColorChoice = .auto

  @Flag(name: .shortAndLong, help: "Say nothing but results and errors")
  var quiet = false

  /// Runs the body of a command with its terminal, and leaves with the status that it returns.
  func run(_ body: (Terminal) throws -> Int32) throws {
    let terminal = Terminal(color: color, isQuiet: quiet)
    let status: Int32
    do { status = try body(terminal) } catch let error as ExitCode { throw error } catch {
      terminal.clearProgress()
      terminal.flush()
      terminal.failure(Failure(error))
      throw ExitCode(2)
    }
    terminal.clearProgress()
    terminal.flush()
    if status != 0 { throw ExitCode(status) }
  }
}

/// Which project's settings hold.
struct ProjectOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Use this project file; by default the nearest tolmach.yml upward", valueName: "file"),
    completion: .file(extensions: ["yml"]))
  var project: String?

  @Flag(help: "Use no project file")
  var noProject = false

  func validate() throws {
    if project != nil, noProject { throw ValidationError("Give either --project or --no-project.") }
  }

  /// The project, or one that says nothing.
  func resolved(_ terminal: Terminal) throws -> Project {
    let warn = { (problem: Problem, path: String) in
      terminal.warning(ProblemText.line(problem, path: path))
    }
    if noProject { return Project() }
    if let project { return try Project(path: project, warn: warn) }
    var nearest = try Project.nearest(to: Environment.folder, warn: warn) ?? Project()
    // Messages are shorter with paths that start here.
    nearest.memory = nearest.memory.map(Environment.relative)
    nearest.glossaries = nearest.glossaries.map(Environment.relative)
    return nearest
  }
}

/// Shows the first problems of each file, and at the end how many more there are.
final class ProblemLines {
  private static let limit = 20

  private let terminal: Terminal
  private var counts: [(path: String, count: Int)] = []

  init(_ terminal: Terminal) { self.terminal = terminal }

  func show(_ problem: Problem, path: String) {
    let place = counts.firstIndex { $0.path == path } ?? counts.endIndex
    if place == counts.endIndex { counts.append((path, 0)) }
    counts[place].count += 1
    if counts[place].count <= Self.limit { terminal.warning(ProblemText.line(problem, path: path)) }
  }

  func finish() {
    for (path, count) in counts where count > Self.limit {
      terminal.warning("\(path.cleaned): \(count - Self.limit) more problems")
    }
    counts = []
  }
}

/// How a problem reads.
enum ProblemText {
  static func line(_ problem: Problem, path: String) -> String {
    let place = problem.position.map { ":\($0)" } ?? problem.offset.map { ": byte \($0)" } ?? ""
    return "\(path)\(place): \(problem.message)".cleaned
  }
}
