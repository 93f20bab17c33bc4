public import Bitext
import GRDB

extension MemoryStore {
  /// How much a memory holds.
  public struct Statistics: Hashable, Sendable {
    /// The units.
    public var units: Int
    /// The texts of each language, by tag.
    public var variants: [LanguageTag: Int]
    /// The imports.
    public var imports: Int
    /// Units with fewer than two texts, which no look-up finds.
    public var aside = 0
    /// The characters of the texts of each language.
    public var characters: [LanguageTag: Int] = [:]
    /// How many units come from each file.
    public var sources: [String: Int] = [:]
    /// How many units each person made or changed last.
    public var users: [String: Int] = [:]
    /// Units whose texts another unit has too.
    public var duplicates = 0
    /// The earliest date of a unit.
    public var earliest: Timestamp?
    /// The latest date of a unit.
    public var latest: Timestamp?
    /// The size of the database in bytes.
    public var bytes = 0
  }

  /// Counts what the memory holds.
  ///
  /// Costs a scan; memory grows by 8 bytes a text.
  ///
  /// - Throws: ``MemoryError``.
  public func statistics() throws -> Statistics {
    try read { connection in
      var result = Statistics(
        units: try Int.fetchOne(connection, sql: "SELECT count(*) FROM unit") ?? 0, variants: [:],
        imports: try Int.fetchOne(connection, sql: "SELECT count(*) FROM import") ?? 0,
        aside: try Int.fetchOne(connection, sql: "SELECT count(*) FROM unit_aside") ?? 0,
        bytes: try (Int.fetchOne(connection, sql: "PRAGMA page_count") ?? 0)
          * (Int.fetchOne(connection, sql: "PRAGMA page_size") ?? 0))
      result.duplicates = try Self.duplicates(connection).count
      let sources = try Self.sources(connection)
      let rows = try RawStatement(
        connection, "SELECT texts, import_id, coalesce(changed_by, created_by), created, changed FROM unit")
      try workspaces.withWorkspace { workspace in
        while try rows.step() {
          for variant in rows.withBytes(0, StoredVariant.decode) {
            let language = workspace.tag(variant.language)
            result.variants[language, default: 0] += 1
            result.characters[language, default: 0] += variant.text.unicodeScalars.count
          }
          result.sources[rows.optionalInteger(1).flatMap { sources[$0] } ?? "", default: 0] += 1
          if let user = rows.optionalText(2) { result.users[user, default: 0] += 1 }
          for date in [rows.optionalInteger(3), rows.optionalInteger(4)].compactMap({ $0 }) {
            result.earliest = min(result.earliest ?? Timestamp(seconds: .max), Timestamp(seconds: date))
            result.latest = max(result.latest ?? Timestamp(seconds: .min), Timestamp(seconds: date))
          }
        }
      }
      return result
    }
  }
}
