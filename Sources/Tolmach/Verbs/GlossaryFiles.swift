public import Formats
public import Terminology

extension Glossary {
  /// Reads glossary files: CSV or TSV with a column a language.
  ///
  /// - Parameters:
  ///   - paths: the files.
  ///   - registry: the formats to choose from.
  ///   - report: is called with what is wrong in a file that could be read.
  /// - Throws: ``Formats/FormatError`` where a file cannot be read at all.
  public init(
    files paths: [String], registry: FormatRegistry = .standard,
    report: (Problem, _ path: String) -> Void = { _, _ in }
  ) throws {
    self.init()
    for path in paths {
      let source = InputSource.argument(path)
      let stream = try source.open()
      // A header alone, or one column, is a glossary too.
      let detected = try registry.format(of: source, stream: stream, ability: .readsUnits)
      let format: any Format =
        detected.description.abilities.contains(.readsUnits) ? detected : TableFormat.csv
      let known = problems.count
      let summary = try format.readUnits(from: stream, options: ReadingOptions()) { add($0) }
      for problem in summary.problems + problems[known...] { report(problem, source.name) }
    }
  }
}
