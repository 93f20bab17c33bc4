public import Bitext
public import Formats
public import Terminology

/// What taking a glossary file into a store did.
public struct GlossaryImportReport: Hashable, Sendable {
  /// The file's name.
  public var source: String
  /// What came in.
  public var counts: TermStore.Counts
  /// Entries that the reader had to leave out.
  public var dropped: Int
  /// What was wrong, each with its place.
  public var problems: [Problem]

  /// Whether something was lost.
  public var hasErrors: Bool { problems.contains { $0.severity == .error } }
}

extension TermStore {
  /// Takes in a glossary of any format that holds entries, all of what is readable in one transaction.
  ///
  /// - Throws: ``Formats/FormatError`` where nothing can be read, ``Terminology/TermStoreError``.
  public func importFile(
    _ path: String, options: ReadingOptions = ReadingOptions(), registry: FormatRegistry = .standard,
    progress: (Int) -> Void = { _ in }
  ) throws -> GlossaryImportReport {
    var summary = UnitSummary()
    var checks = EntryChecks(consequence: "the later took the place of the earlier")
    let counts = try add { add in
      var count = 0
      summary = try Glossary.read(.argument(path), path: path, options: options, registry: registry) {
        concept in
        checks.add(concept)
        try add(concept)
        count += 1
        if count % 1_000 == 0 { progress(count) }
      }
    }
    return GlossaryImportReport(
      source: path, counts: counts, dropped: summary.droppedCount,
      problems: summary.problems + checks.repeated)
  }
}

extension Glossary {
  /// Writes the entries to a sink, and returns what the format could not hold.
  ///
  /// - Parameter languages: the columns, for formats that have columns; empty means all, in order of their tags.
  /// - Throws: ``Formats/FormatError``.
  public func export(
    to sink: ByteSink, format: any Format, languages: [LanguageTag] = []
  ) throws -> [Problem] {
    var columns = GlossaryColumns()
    for concept in concepts { columns.add(concept) }
    return try columns.write(to: sink, format: format, languages: languages) { write in
      for concept in concepts { try write(concept) }
    }
  }
}

extension GlossarySource {
  /// Writes the entries to a sink, and returns their number and what the format could not hold.
  ///
  /// The sources are read twice, first for their columns; no entry is held.
  ///
  /// - Parameters:
  ///   - languages: the columns, for formats that have columns; empty means all, in order of their tags.
  ///   - report: is called with what is wrong in a source that could be read.
  /// - Throws: ``Formats/FormatError``, ``Terminology/TermStoreError``.
  public func export(
    to sink: ByteSink, format: any Format, languages: [LanguageTag] = [],
    report: (Problem, _ path: String) -> Void = { _, _ in }
  ) throws -> (count: Int, problems: [Problem]) {
    var columns = GlossaryColumns()
    try forEachConcept(report: report) { columns.add($0) }
    var count = 0
    let problems = try columns.write(to: sink, format: format, languages: languages) { write in
      try forEachConcept {
        try write($0)
        count += 1
      }
    }
    return (count, problems)
  }

  /// The languages in which there are terms, by tag.
  ///
  /// - Throws: ``Formats/FormatError``, ``Terminology/TermStoreError``.
  public func languages() throws -> [LanguageTag] {
    var columns = GlossaryColumns()
    try forEachConcept { columns.add($0) }
    return columns.sortedLanguages
  }
}

/// The columns that a table of some entries has.
private struct GlossaryColumns {
  private var languages: Set<LanguageTag> = []
  private var types: [String] = []
  private var known: Set<String> = []

  var sortedLanguages: [LanguageTag] { languages.sorted { $0.identifier < $1.identifier } }

  mutating func add(_ concept: Concept) {
    for level in concept.languages { languages.insert(level.language) }
    for property in concept.properties where known.insert(property.type).inserted {
      types.append(property.type)
    }
  }

  func write(
    to sink: ByteSink, format: any Format, languages: [LanguageTag],
    feed: (_ write: (Concept) throws -> Void) throws -> Void
  ) throws -> [Problem] {
    var writer = try format.conceptWriter(
      to: sink,
      header: UnitHeader(
        sourceLanguage: languages.first, languages: languages.isEmpty ? sortedLanguages : languages,
        columns: types))
    try feed { try writer.write($0) }
    try writer.finish()
    return writer.problems
  }
}
