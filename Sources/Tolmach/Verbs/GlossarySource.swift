public import Bitext
public import Formats

/// Where the entries of glossaries come from: files of any format that holds them, and memories that hold one.
///
/// Entries pass one by one; none is held.
public struct GlossarySource: Sendable {
  /// The most bytes of standard input that are held, since it can be read once only.
  private static let standardInputLimit = 256 * 1_048_576

  /// The paths, with patterns resolved.
  public let paths: [String]
  private let inputs: [InputSource]
  private let registry: FormatRegistry

  /// Creates a source.
  ///
  /// - Parameter names: the files; `*` and `?` in a name stand for any files that fit.
  /// - Throws: ``Formats/FormatError`` where standard input is named and cannot be held.
  public init(files names: [String], registry: FormatRegistry = .standard) throws {
    paths = Glossary.files(named: names)
    inputs = try paths.map {
      let input = InputSource.argument($0)
      return $0 == "-" ? try input.rereadable(limit: Self.standardInputLimit) : input
    }
    self.registry = registry
  }

  /// Calls with every entry, in order.
  ///
  /// - Parameter report: is called with what is wrong in a file that could be read, and with entries.
  /// - Throws: ``Formats/FormatError`` or ``Terminology/TermStoreError`` where a file cannot be read at all, and what `body` throws.
  public func forEachConcept(
    report: (Problem, _ path: String) -> Void = { _, _ in }, _ body: (Concept) throws -> Void
  ) throws {
    var checks = EntryChecks(consequence: "both were kept")
    for (path, input) in zip(paths, inputs) {
      let known = checks.repeated.count
      let summary = try Glossary.read(input, path: path, registry: registry) {
        checks.add($0)
        try body($0)
      }
      for problem in summary.problems + checks.repeated[known...] { report(problem, path) }
    }
    // Entries may name each other across files.
    for problem in checks.relationProblems { report(problem, paths.count == 1 ? paths[0] : "the glossaries") }
  }
}
