public import Bitext
import GRDB

/// What is recorded of a file that is taken in.
public struct ImportOrigin: Hashable, Sendable {
  /// The name of the file.
  public var source: String
  /// The short name of its format.
  public var format: String
  /// When it was taken in.
  public var date: Timestamp
  /// Who took it in.
  public var user: String?
  /// The language that was translated from, where the file says so.
  public var sourceLanguage: LanguageTag?

  /// Creates an origin.
  public init(
    source: String, format: String, date: Timestamp, user: String? = nil, sourceLanguage: LanguageTag? = nil
  ) {
    self.source = source
    self.format = format
    self.date = date
    self.user = user
    self.sourceLanguage = sourceLanguage
  }
}

/// What an import did.
public struct ImportCounts: Hashable, Sendable {
  /// Units that are new.
  public var added = 0
  /// Units that were there already, with the same texts; their dates and origins were merged.
  public var merged = 0
  /// Units with fewer than two texts, which a memory cannot use.
  public var skipped = 0

  /// Creates counts of nothing.
  public init() {}
}

extension MemoryStore {
  /// Takes in units, all or none: where `feed` throws, the memory stays as it was.
  ///
  /// Memory does not grow with the number of units.
  ///
  /// - Parameters:
  ///   - origin: where the units come from; kept with each.
  ///   - feed: is called once, and calls its argument with each unit.
  /// - Throws: ``MemoryError``, or what `feed` throws.
  public func importUnits(
    from origin: ImportOrigin, feed: (_ add: (TranslationUnit) throws -> Void) throws -> Void
  ) throws -> ImportCounts {
    try Self.translatingErrors(path) {
      try database.write { connection in
        try connection.execute(
          sql: """
            INSERT INTO import(source, format, imported_at, imported_by, source_language) VALUES (?, ?, ?, ?, ?)
            """,
          arguments: [
            origin.source, origin.format, origin.date.seconds, origin.user, origin.sourceLanguage?.identifier,
          ])
        let writer = try UnitWriter(connection, importIdentifier: connection.lastInsertedRowID)
        try feed { try writer.add($0) }
        try writer.finish()
        return writer.counts
      }
    }
  }
}
