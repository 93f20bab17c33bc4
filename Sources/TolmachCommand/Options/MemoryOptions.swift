import ArgumentParser
import Tolmach

/// Which memory is meant.
struct MemoryOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The translation memory; by default the project's", valueName: "file"),
    completion: .file())
  var memory: String?

  /// The path, from the option or the project.
  ///
  /// - Throws: ``Failure`` where neither names one.
  func path(_ project: Project) throws -> String {
    if let path = memory ?? project.memory { return path }
    throw Failure(
      "no memory is named",
      hint: "pass --memory FILE, or run `tolmach init` here to write a project file that names one")
  }

  /// Opens the memory for reading.
  func opened(_ project: Project) throws -> MemoryStore {
    try MemoryStore(path: path(project), mode: .readOnly)
  }

  /// Opens the memory where there is one; a project's that was not made yet is passed over.
  func openedIfPresent(_ project: Project) throws -> MemoryStore? {
    if let memory { return try MemoryStore(path: memory, mode: .readOnly) }
    guard let path = project.memory else { return nil }
    do { return try MemoryStore(path: path, mode: .readOnly) } catch let error as MemoryError
      where error.code == .notFound
    { return nil }
  }
}

/// Which glossaries are meant.
struct GlossaryOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A glossary in CSV or TSV; may be repeated; by default the project's", valueName: "file"),
    completion: .file(extensions: ["csv", "tsv"]))
  var glossary: [String] = []

  /// Reads the glossaries, or gives nil where there are none.
  ///
  /// Problems in them go to standard error.
  func read(_ project: Project, _ terminal: Terminal) throws -> Glossary? {
    let files = glossary.isEmpty ? project.glossaryFiles() : glossary
    guard !files.isEmpty else { return nil }
    return try Glossary(files: files) { problem, path in
      terminal.warning(ProblemText.line(problem, path: path))
    }
  }
}
