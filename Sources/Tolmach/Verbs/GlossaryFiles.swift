public import Bitext
public import Formats
import Terminology

extension Glossary {
  /// Reads glossaries: files of any format that holds them, and memories that hold one.
  ///
  /// - Parameters:
  ///   - paths: the files.
  ///   - registry: the formats to choose from.
  ///   - report: is called with what is wrong in a file that could be read.
  /// - Throws: ``Formats/FormatError`` or ``Terminology/TermStoreError`` where a file cannot be read at all.
  public init(
    files paths: [String], registry: FormatRegistry = .standard,
    report: (Problem, _ path: String) -> Void = { _, _ in }
  ) throws {
    self.init()
    for path in paths {
      let known = problems.count
      let summary = try Self.read(.argument(path), path: path, registry: registry) { add($0) }
      for problem in summary.problems + problems[known...] { report(problem, path) }
    }
    // Entries may name each other across files.
    for problem in relationProblems() { report(problem, paths.count == 1 ? paths[0] : "the glossaries") }
  }

  /// Reads a file, entry by entry; the summary counts entries as units.
  static func read(
    _ source: InputSource, path: String, options: ReadingOptions = ReadingOptions(), registry: FormatRegistry,
    body: (Concept) throws -> Void
  ) throws -> UnitSummary {
    let stream = try source.open()
    if try stream.peek(16).elementsEqual("SQLite format 3\0".utf8) {
      var summary = UnitSummary()
      try TermStore(path: path, mode: .readOnly).forEachConcept {
        summary.unitCount += 1
        try body($0)
      }
      return summary
    }
    // A header alone, or one column, is a glossary too.
    let detected = try registry.format(of: source, stream: stream, ability: .readsConcepts)
    let format: any Format =
      detected.description.abilities.contains(.readsConcepts) ? detected : TableFormat.csv
    return try format.readConcepts(from: stream, options: options, body: body)
  }
}
