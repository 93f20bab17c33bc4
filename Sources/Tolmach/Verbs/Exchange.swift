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
  ///   - duplicates: what becomes of units that are like others.
  ///   - user: who imports.
  ///   - date: when.
  ///   - isTrial: whether only the counts are wanted and nothing is kept.
  ///   - progress: is called with the number of units so far, every thousand.
  /// - Throws: ``Formats/FormatError`` where nothing can be read, ``TranslationMemory/MemoryError``.
  public func importFile(
    _ source: InputSource, options: ReadingOptions = ReadingOptions(),
    duplicates: DuplicatePolicy = .byContext, user: String? = nil, date: Timestamp, isTrial: Bool = false,
    registry: FormatRegistry = .standard, progress: (Int) -> Void = { _ in }
  ) throws -> ImportReport {
    try importFile(
      .file(source), options: options, duplicates: duplicates, by: MemoryAuthor(name: user, date: date),
      isTrial: isTrial, registry: registry, progress: progress)
  }

  /// Takes in a file of units, or files that belong together, all of what is readable in one transaction.
  ///
  /// - Parameters:
  ///   - options: the languages of files that do not name them.
  ///   - duplicates: what becomes of units that are like others.
  ///   - author: who imports, and when.
  ///   - isTrial: whether only the counts are wanted and nothing is kept.
  ///   - progress: is called with the number of units so far, every thousand.
  /// - Throws: ``Formats/FormatError`` where nothing can be read, ``TranslationMemory/MemoryError``.
  public func importFile(
    _ input: ImportInput, options: ReadingOptions = ReadingOptions(),
    duplicates: DuplicatePolicy = .byContext, by author: MemoryAuthor, isTrial: Bool = false,
    registry: FormatRegistry = .standard, progress: (Int) -> Void = { _ in }
  ) throws -> ImportReport {
    let units = try input.opened(registry)
    var summary = UnitSummary()
    let origin = ImportOrigin(
      source: Self.fileName(of: input.name), format: units.format.identifier, date: author.date,
      user: author.name, sourceLanguage: options.sourceLanguage)
    func take() throws -> ImportCounts {
      try importUnits(from: origin, duplicates: duplicates, isTrial: isTrial) { add in
        var count = 0
        summary = try units.read(options) { unit in
          try add(unit)
          count += 1
          if count % 1_000 == 0 { progress(count) }
        }
        return summary.header
      }
    }
    let counts = try input.isLarge && !isTrial ? withFirstWriting(take) : take()
    return ImportReport(
      source: input.name, format: units.format.name, counts: counts, dropped: summary.droppedCount,
      problems: summary.problems)
  }

  private static func fileName(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// Writes the memory's units to a sink, and returns how many, with what the format could not hold.
  ///
  /// The header is what the files said from which the units come. A unit that is translated from another
  /// language than the header's says so.
  ///
  /// - Parameters:
  ///   - languages: the languages to write; empty means all. Of units with other languages too, these alone
  ///     are written, where there are two.
  ///   - source: the language that was translated from, for the header; by default what the files say.
  ///   - filter: which units are written.
  ///   - order: their order.
  ///   - progress: is called with the number of units so far, every thousand.
  /// - Throws: ``Formats/FormatError``, ``TranslationMemory/MemoryError``.
  public func exportUnits(
    to sink: ByteSink, format: any Format, languages: [LanguageTag] = [], source: LanguageTag? = nil,
    matching filter: UnitFilter = UnitFilter(), order: UnitOrder = .imported,
    progress: (Int) -> Void = { _ in }
  ) throws -> (count: Int, problems: [Problem]) {
    try exportUnits(
      to: .file(sink, format), languages: languages, source: source, matching: filter, order: order,
      progress: progress)
  }

  /// Writes the memory's units to one file, or to one a language; see ``exportUnits(to:format:languages:source:matching:order:progress:)``.
  ///
  /// - Throws: ``Formats/FormatError``, ``TranslationMemory/MemoryError``.
  public func exportUnits(
    to destination: ExportDestination, languages: [LanguageTag] = [], source: LanguageTag? = nil,
    matching filter: UnitFilter = UnitFilter(), order: UnitOrder = .imported,
    progress: (Int) -> Void = { _ in }
  ) throws -> (count: Int, problems: [Problem]) {
    let used = try imports(inUse: true)
    // Files without units have a header too.
    let imports = (used.isEmpty ? try imports() : used).map(\.origin)
    let origins = filter.sources.isEmpty ? imports : imports.filter { filter.sources.contains($0.source) }
    // To find them, all units are read.
    let columns = languages.isEmpty && destination.namesLanguagesFirst ? try self.languages() : languages
    let header = header(of: origins, source: source, languages: columns)
    let sources = Dictionary(
      origins.map { ($0.source, $0.header?.sourceLanguage ?? $0.sourceLanguage) },
      uniquingKeysWith: { first, _ in first })
    var writer = try destination.writer(header)
    var count = 0
    // Units of a file stand side by side.
    var (lastSource, language): (String?, LanguageTag?)
    try forEachEntry(matching: filter, order: order) { entry in
      var unit = entry.unit
      if !languages.isEmpty {
        unit.variants.removeAll { variant in !languages.contains { $0.isServed(by: variant.language) } }
        if unit.variants.count < 2 { return }
      }
      if entry.source != lastSource {
        lastSource = entry.source
        language = entry.source.flatMap { sources[$0] } ?? nil
      }
      if unit.sourceLanguage == nil, unit.provenance.attributes["srclang"] == nil, let language,
        language != header.sourceLanguage
      {
        unit.sourceLanguage = language
      }
      try writer.write(unit)
      count += 1
      if count % 1_000 == 0 { progress(count) }
    }
    try writer.finish()
    return (count, writer.problems)
  }

  /// What all the files say from which units come.
  private func header(
    of origins: [ImportOrigin], source: LanguageTag?, languages: [LanguageTag]
  ) -> UnitHeader {
    var header = UnitHeader.joined(
      origins.map { origin in
        var header = origin.header ?? UnitHeader()
        header.sourceLanguage = header.sourceLanguage ?? origin.sourceLanguage
        return header
      })
    header.sourceLanguage = source ?? header.sourceLanguage
    let isSource = { (language: LanguageTag) in language == header.sourceLanguage }
    header.languages = languages.filter(isSource) + languages.filter { !isSource($0) }
    return header
  }
}
