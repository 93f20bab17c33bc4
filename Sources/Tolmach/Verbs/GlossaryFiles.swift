public import Bitext
public import Formats
import Foundation
import Terminology

extension Glossary {
  /// Reads glossaries: files of any format that holds them, and memories that hold one.
  ///
  /// - Parameters:
  ///   - names: the files; `*` and `?` in a name stand for any files that fit.
  ///   - registry: the formats to choose from.
  ///   - report: is called with what is wrong in a file that could be read.
  /// - Throws: ``Formats/FormatError`` or ``Terminology/TermStoreError`` where a file cannot be read at all.
  public init(
    files names: [String], registry: FormatRegistry = .standard,
    report: (Problem, _ path: String) -> Void = { _, _ in }
  ) throws {
    self.init()
    let paths = Self.files(named: names)
    for path in paths {
      let known = problems.count
      let summary = try Self.read(.argument(path), path: path, registry: registry) { add($0) }
      for problem in summary.problems + problems[known...] { report(problem, path) }
    }
    // Entries may name each other across files.
    for problem in relationProblems() { report(problem, paths.count == 1 ? paths[0] : "the glossaries") }
  }

  /// The files that names with `*` and `?` in their last part stand for, in order; a name that fits none stays as it is.
  public static func files(named names: [String]) -> [String] {
    names.flatMap { name -> [String] in
      guard GlobPattern.isPattern(name), !FileManager.default.fileExists(atPath: name) else { return [name] }
      let start = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
      let (folder, pattern) = (String(name[..<start]), Array(name[start...]))
      let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
      let found = all.filter { GlobPattern.matches($0, pattern) }.sorted().map { folder + $0 }
      return found.isEmpty ? [name] : found
    }
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
