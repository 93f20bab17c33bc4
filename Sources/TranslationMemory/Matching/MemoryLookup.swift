public import Bitext
import GRDB

/// A remembered rendering of a text, or of one close to it.
public struct MemoryMatch: Hashable, Sendable {
  /// How close it is.
  public var score: MatchScore
  /// The remembered text in the language looked up.
  public var source: Variant
  /// Its rendering.
  public var target: Variant
  /// The name that its file gives the unit.
  public var unitName: String?
  /// Who made the unit, and when.
  public var provenance: Provenance
  /// The file from which it came.
  public var origin: UnitOrigin?
  /// How many units have this text and this rendering.
  public var occurrences: Int
  /// The number of the unit in its memory, the newest of those.
  public var unitNumber: Int64
  /// The rendering with what differs replaced; nil where that was not asked for or cannot be done.
  public var repair: MatchRepair?
}

extension MemoryStore {
  /// Remembered renderings of a text, the closest first.
  ///
  /// The answer is exactly what comparing the text with every unit would give; from a threshold of 60 the
  /// index finds it without doing so. Matches of equal scores are ordered by what speaks for them: the
  /// same neighbours, how many units have the rendering, and how new it is; and of the eight best, those less than
  /// a point below the best of them by how much their renderings agree with those of the eight, and so on with the rest.
  ///
  /// - Parameters:
  ///   - content: the text, with its codes where it has any.
  ///   - source: the language of the text.
  ///   - target: the language of the renderings.
  ///   - threshold: the lowest score, from 0 to 101.
  ///   - limit: the most matches.
  ///   - previous: the text before it, for context matches.
  ///   - next: the text after it.
  ///   - repairer: replaces numbers, months, names and terms that differ; the order of the matches stays that
  ///     of their own scores.
  ///   - exhaustive: compares with every unit instead of asking the index; for checking the index.
  /// - Throws: ``MemoryError``.
  public func matches(
    for content: MarkedText, from source: LanguageTag, to target: LanguageTag, threshold: Double = 60,
    limit: Int = 5, previous: String? = nil, next: String? = nil, exhaustive: Bool = false,
    repairer: MatchRepairer? = nil
  ) throws -> [MemoryMatch] {
    guard limit > 0, !content.text.isEmpty else { return [] }
    return try read { connection in
      try mapping.noteLookUp(connection)
      return try workspaces.withWorkspace { workspace in
        var collector = MatchCollector(limit: limit, threshold: threshold)
        let request = UnitSearch.Request(
          content: content, source: source, target: target, previous: previous, next: next,
          isExhaustive: exhaustive)
        var search = try UnitSearch(connection, workspace: workspace, request: request)
        try search.run(into: &collector)
        var found = try matches(collector.best, connection, workspace)
        if let repairer {
          for index in found.indices { found[index].repair = try search.repair(found[index], by: repairer) }
        }
        return found
      }
    }
  }

  /// Remembered renderings of exactly this text, whatever its case and white space, in any other language.
  ///
  /// - Parameters:
  ///   - source: the language of the text; nil means any.
  ///   - target: the language of the renderings.
  /// - Throws: ``MemoryError``.
  public func exactMatches(
    for text: String, from source: LanguageTag? = nil, to target: LanguageTag
  ) throws -> [MemoryMatch] {
    guard !text.isEmpty else { return [] }
    return try read { connection in
      try workspaces.withWorkspace { workspace in
        var collector = MatchCollector(limit: 20, threshold: MatchScore.Fixed.sameForm)
        for language in try source.map({ [$0] }) ?? sourceLanguages(connection, workspace, except: target) {
          var search = try UnitSearch(
            connection, workspace: workspace,
            request: UnitSearch.Request(
              content: MarkedText(text), source: language, target: target, countsFormAsSame: true))
          try search.run(into: &collector)
        }
        return try matches(collector.best, connection, workspace)
      }
    }
  }

  /// Whether a text is remembered in a language, whatever its case and white space.
  ///
  /// - Throws: ``MemoryError``.
  public func contains(_ text: String, in language: LanguageTag) throws -> Bool {
    guard !text.isEmpty else { return false }
    return try read { connection in
      try workspaces.withWorkspace { workspace in
        var collector = MatchCollector(limit: 1, threshold: MatchScore.Fixed.sameForm)
        var search = try UnitSearch(
          connection, workspace: workspace,
          request: UnitSearch.Request(
            content: MarkedText(text), source: language, target: nil, countsFormAsSame: true))
        try search.run(into: &collector)
        return !collector.isEmpty
      }
    }
  }

  /// The languages other than one that the memory holds, without regions.
  private func sourceLanguages(
    _ connection: Database, _ workspace: Workspace, except target: LanguageTag
  ) throws -> [LanguageTag] {
    var languages = Set(try String.fetchAll(connection, sql: "SELECT DISTINCT language FROM segment"))
    let tail = try RawStatement(
      connection, "SELECT texts FROM unit WHERE id > (SELECT unit_id FROM index_state)")
    while try tail.step() {
      for variant in tail.withBytes(0, StoredVariant.decode) {
        languages.insert(String(variant.language.prefix { $0 != "-" }))
      }
    }
    return languages.subtracting([target.language]).sorted().map(workspace.tag)
  }

  private func matches(
    _ entries: [MatchCollector.Entry], _ connection: Database, _ workspace: Workspace
  ) throws -> [MemoryMatch] {
    try entries.map { entry in
      MemoryMatch(
        score: entry.score, source: entry.source.variant(language: workspace.tag(entry.source.language)),
        target: entry.target.variant(language: workspace.tag(entry.target.language)),
        unitName: entry.unit.name,
        provenance: entry.unit.provenance, origin: try Self.origin(connection, entry.unit),
        occurrences: entry.occurrences, unitNumber: entry.unit.identifier)
    }
  }

  static func origin(_ connection: Database, _ unit: StoredUnit) throws -> UnitOrigin? {
    guard let identifier = unit.importIdentifier else { return nil }
    let row = try RawStatement(connection, "SELECT source, imported_at, imported_by FROM import WHERE id = ?")
    row.bind(identifier, at: 1)
    guard try row.step() else { return nil }
    defer { row.reset() }
    return UnitOrigin(
      source: row.optionalText(0) ?? "", importedAt: Timestamp(seconds: row.integer(1)),
      importedBy: row.optionalText(2))
  }
}
