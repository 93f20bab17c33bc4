public import Bitext
import GRDB

/// What making a memory small did.
public struct CompactReport: Hashable, Sendable {
  /// The size in bytes before.
  public var before: Int
  /// The size in bytes after.
  public var after: Int
  /// How many operations can no longer be undone, because what they changed was forgotten.
  public var forgotten: Int
}

extension MemoryStore {
  /// Makes the index anew, without what was deleted, and the file as small as it can be.
  ///
  /// Needs room for a second copy of the file. May be stopped at any moment: nothing but time is lost.
  ///
  /// - Parameters:
  ///   - forgettingBefore: also forgets what older operations changed, so that they cannot be undone.
  ///   - isTrial: whether everything stays as it is.
  /// - Throws: ``MemoryError``.
  public func compact(
    forgettingBefore date: Timestamp? = nil, by author: MemoryAuthor, isTrial: Bool = false
  ) throws -> CompactReport {
    let before = try statisticsOfSize()
    let forgotten = try change(.compact, by: author, isTrial: isTrial) { change in
      let forgotten = try date.map { try forget(before: $0, change.connection) } ?? 0
      try rebuildIndex(change.connection)
      return (forgotten, "index made anew\(forgotten > 0 ? ", \(forgotten) operations forgotten" : "")")
    }
    if isTrial { return CompactReport(before: before, after: before, forgotten: forgotten) }
    try Self.translatingErrors(path) {
      try database.writeWithoutTransaction { connection in
        try connection.execute(sql: "VACUUM")
        try connection.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
    }
    return CompactReport(before: before, after: try statisticsOfSize(), forgotten: forgotten)
  }

  private func statisticsOfSize() throws -> Int {
    try read { connection in
      try (Int.fetchOne(connection, sql: "PRAGMA page_count") ?? 0)
        * (Int.fetchOne(connection, sql: "PRAGMA page_size") ?? 0)
    }
  }

  private func forget(before date: Timestamp, _ connection: Database) throws -> Int {
    let old = "SELECT id FROM operation WHERE done_at < \(date.seconds)"
    let count = try Int.fetchOne(
      connection, sql: "SELECT count(DISTINCT journal_id) FROM former WHERE journal_id IN (\(old))")
    try connection.execute(sql: "DELETE FROM former WHERE journal_id IN (\(old))")
    try connection.execute(sql: "DELETE FROM restored WHERE journal_id IN (\(old))")
    try connection.execute(sql: "DELETE FROM unit_import WHERE unit_id NOT IN (SELECT id FROM unit)")
    try connection.execute(
      sql: "UPDATE unit SET operation_id = NULL WHERE operation_id IN (\(old))")
    return count ?? 0
  }

  /// Takes every unit into a new index.
  private func rebuildIndex(_ connection: Database) throws {
    for table in ["segment", "segment_page", "segment_bucket", "segment_list"] {
      try connection.execute(sql: "DELETE FROM \(table)")
    }
    try connection.execute(sql: "UPDATE index_state SET unit_id = 0, deleted = 0")
    // Nothing stands outside the index: the numbers start at 1.
    let index = try IndexWriter(connection, nextUnit: 0)
    let rows = try RawStatement(connection, "SELECT id, texts FROM unit ORDER BY id")
    while try rows.step() { try index.add(rows.withBytes(1, StoredVariant.decode), unit: rows.integer(0)) }
    try index.finish()
  }

  /// Writes a copy of the memory, whole and as small as it can be, while others may use it.
  ///
  /// - Parameter other: the path of the copy, where there must be no file.
  /// - Throws: ``MemoryError``.
  public func backUp(to other: String) throws {
    try Self.translatingErrors(other) {
      try database.writeWithoutTransaction { connection in
        try connection.execute(sql: "VACUUM INTO ?", arguments: [other])
      }
    }
  }

  /// Takes another memory's units in, each with the file that it came from.
  ///
  /// - Parameters:
  ///   - other: the memory; it is only read.
  ///   - filter: which of its units are taken.
  ///   - duplicates: what becomes of units that are like others.
  ///   - isTrial: whether only the counts are wanted.
  ///   - progress: is called with the number of units so far, every thousand.
  /// - Throws: ``MemoryError``.
  public func merge(
    _ other: MemoryStore, matching filter: UnitFilter = UnitFilter(),
    duplicates: DuplicatePolicy = .byContext, by author: MemoryAuthor, isTrial: Bool = false,
    progress: (Int) -> Void = { _ in }
  ) throws -> ImportCounts {
    let origins = try other.imports()
    return try change(
      .merge, subject: other.path, by: author, duplicates: duplicates, isTrial: isTrial
    ) { change in
      var numbers: [String: Int64] = [:]
      var languages: [String: LanguageTag] = [:]
      var count = 0
      try other.forEachEntry(matching: filter) { entry in
        let source = entry.source ?? other.path
        if numbers[source] == nil {
          let origin =
            origins.first { $0.origin.source == source }?.origin
            ?? ImportOrigin(source: source, format: "memory", date: author.date, user: author.name)
          numbers[source] = try Self.record(origin, change.connection)
          languages[source] = origin.sourceLanguage
        }
        change.writer.importIdentifier = numbers[source] ?? 0
        change.writer.sourceLanguage = languages[source]
        try change.writer.add(entry.unit)
        count += 1
        if count % 1_000 == 0 { progress(count) }
      }
      return (change.writer.counts, change.writer.counts.summary)
    }
  }
}
