public import Formats
public import TranslationMemory

/// What taking a file into a memory did.
public struct ImportReport: Hashable, Sendable {
  /// The file's name.
  public var source: String
  /// The name of its format, for people.
  public var format: String
  /// What came in.
  public var counts: ImportCounts
  /// Units that the reader had to leave out.
  public var dropped: Int
  /// What was wrong, each with its place.
  public var problems: [Problem]

  /// Whether something was lost.
  public var hasErrors: Bool { problems.contains { $0.severity == .error } }
}

extension MemoryStore {
  /// Takes in a file of units, all of what is readable in one transaction.
  ///
  /// Memory does not grow with the file.
  ///
  /// - Parameters:
  ///   - options: the languages of files that do not name them.
  ///   - user: who imports.
  ///   - date: when.
  ///   - progress: is called with the number of units so far, every thousand.
  /// - Throws: ``Formats/FormatError`` where nothing can be read, ``TranslationMemory/MemoryError``.
  public func importFile(
    _ source: InputSource, options: ReadingOptions = ReadingOptions(), user: String? = nil, date: Timestamp,
    registry: FormatRegistry = .standard, progress: (Int) -> Void = { _ in }
  ) throws -> ImportReport {
    let stream = try source.open()
    let format = try registry.format(of: source, stream: stream, ability: .readsUnits)
    var summary = UnitSummary()
    let origin = ImportOrigin(
      source: Self.fileName(of: source.name), format: format.description.identifier, date: date, user: user,
      sourceLanguage: options.sourceLanguage)
    let counts = try importUnits(from: origin) { add in
      var count = 0
      summary = try format.readUnits(from: stream, options: options) { unit in
        try add(unit)
        count += 1
        if count % 1_000 == 0 { progress(count) }
      }
    }
    return ImportReport(
      source: source.name, format: format.description.name, counts: counts, dropped: summary.droppedCount,
      problems: summary.problems)
  }

  private static func fileName(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// Writes the memory's units to a sink, and returns how many, with what the format could not hold.
  ///
  /// - Parameters:
  ///   - languages: the languages to write; empty means all.
  ///   - source: the language that was translated from, for the header.
  ///   - progress: is called with the number of units so far, every thousand.
  /// - Throws: ``Formats/FormatError``, ``TranslationMemory/MemoryError``.
  public func exportUnits(
    to sink: ByteSink, format: any Format, languages: [LanguageTag] = [], source: LanguageTag? = nil,
    progress: (Int) -> Void = { _ in }
  ) throws -> (count: Int, problems: [Problem]) {
    let columns = languages.isEmpty ? try self.languages() : languages
    let ordered = columns.filter { $0 == source } + columns.filter { $0 != source }
    var writer = try format.unitWriter(
      to: sink, header: UnitHeader(sourceLanguage: source, languages: ordered))
    var count = 0
    try forEachUnit(in: languages) { unit in
      try writer.write(unit)
      count += 1
      if count % 1_000 == 0 { progress(count) }
    }
    try writer.finish()
    return (count, writer.problems)
  }
}
