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

  /// Opens the memory for changes; it must exist.
  func openedForChange(_ project: Project) throws -> MemoryStore {
    try MemoryStore(path: path(project), mode: .readWrite)
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
      "A glossary, or a memory that holds one; may be repeated; by default the project's", valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "tbx", "sqlite"]))
  var glossary: [String] = []

  /// Reads the glossaries, or gives nil where there are none.
  ///
  /// Problems in them go to standard error.
  ///
  /// - Parameter memory: a memory that the user named, whose glossary is meant.
  func read(_ project: Project, _ terminal: Terminal, memory: String? = nil) throws -> Glossary? {
    let files = files(project, memory: memory)
    guard !files.isEmpty else { return nil }
    let problems = ProblemLines(terminal)
    defer { problems.finish() }
    return try Glossary(files: files, report: problems.show)
  }

  private func files(_ project: Project, memory: String?) -> [String] {
    let named = glossary + (memory.map { [$0] } ?? [])
    guard named.isEmpty else { return named }
    return project.glossaryFiles() + [project.memory].compactMap { $0 }.filter(TermStore.exists)
  }

  /// The entries of the glossaries, one by one.
  ///
  /// - Throws: ``Failure`` where there is no glossary.
  func source(_ project: Project, memory: String?) throws -> GlossarySource {
    let files = files(project, memory: memory)
    guard !files.isEmpty else { throw Self.missing }
    return try GlossarySource(files: files)
  }

  /// Reads the glossaries, and adds the built-in one in some languages.
  ///
  /// - Throws: ``Failure`` where there is none at all.
  func required(
    _ project: Project, _ terminal: Terminal, memory: String? = nil, builtInLanguages: [LanguageTag] = []
  ) throws -> Glossary {
    var glossary = try read(project, terminal, memory: memory)
    if !builtInLanguages.isEmpty {
      let builtIn = try Glossary.builtIn(languages: builtInLanguages)
      // The user's own entries come first.
      glossary = Glossary((glossary?.concepts ?? []) + builtIn.concepts)
    }
    if let glossary { return glossary }
    throw Self.missing
  }

  private static let missing = Failure(
    "no glossary is named",
    hint:
      "pass --glossary FILE, name glossaries in tolmach.yml (`tolmach init`), or take some into the memory"
      + " (`tolmach terms import`)")
}
