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
    var seen: Set<String> = []
    var repeated: [Problem] = []
    let counts = try add { add in
      var count = 0
      summary = try Glossary.read(.argument(path), path: path, options: options, registry: registry) {
        concept in
        if let id = concept.id, !seen.insert(id).inserted {
          repeated.append(
            Problem(.warning, "two entries have the id '\(id)'; the later took the place of the earlier"))
        }
        try add(concept)
        count += 1
        if count % 1_000 == 0 { progress(count) }
      }
    }
    return GlossaryImportReport(
      source: path, counts: counts, dropped: summary.droppedCount, problems: summary.problems + repeated)
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
    let columns = languages.isEmpty ? self.languages : languages
    var types: [String] = []
    var known: Set<String> = []
    for property in concepts.flatMap(\.properties) where known.insert(property.type).inserted {
      types.append(property.type)
    }
    var writer = try format.conceptWriter(
      to: sink,
      header: UnitHeader(sourceLanguage: languages.first, languages: columns, columns: types))
    for concept in concepts { try writer.write(concept) }
    try writer.finish()
    return writer.problems
  }
}
