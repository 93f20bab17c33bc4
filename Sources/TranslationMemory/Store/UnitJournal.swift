import Bitext
import GRDB

/// Writes down what an operation does, inside its transaction, so that it can be shown and undone.
final class UnitJournal {
  let operation: Int64
  private let connection: Database
  private let keepUnit: RawStatement
  private let keepAside: RawStatement
  private let replace: RawStatement

  /// Starts the record of an operation.
  init(_ connection: Database, _ kind: MemoryOperation.Kind, subject: String?, author: MemoryAuthor) throws {
    self.connection = connection
    try connection.execute(
      sql: "INSERT INTO operation(kind, done_at, done_by, subject) VALUES (?, ?, ?, ?)",
      arguments: [kind.rawValue, author.date.seconds, author.name, subject])
    operation = connection.lastInsertedRowID
    let keep = { (table: String) in
      try RawStatement(
        connection,
        """
        INSERT INTO former(journal_id, replacement, unit_id, \(StoredUnit.columnsAfterIdentifier))
        SELECT ?2, ?3, id, \(StoredUnit.columnsAfterIdentifier) FROM \(table) WHERE id = ?1 AND operation_id IS NOT ?2
        """)
    }
    keepUnit = try keep("unit")
    keepAside = try keep("unit_aside")
    replace = try RawStatement(
      connection, "UPDATE former SET replacement = ?3 WHERE unit_id = ?1 AND journal_id = ?2")
  }

  /// Keeps a unit as it is now, before it is changed or deleted.
  ///
  /// A unit that the operation changes twice is kept as it was at first, one that it added is not kept.
  func keep(_ unit: Int64, isAside: Bool = false, replacement: Int64 = 0) throws {
    for statement in [isAside ? keepAside : keepUnit, replace] {
      statement.bind(unit, at: 1)
      statement.bind(operation, at: 2)
      statement.bind(replacement, at: 3)
      try statement.run()
      if replacement == 0 { return }
    }
  }

  /// Ends the record.
  ///
  /// - Parameter counts: what was done, for people, such as `5 added`.
  func finish(counts: String) throws {
    try connection.execute(
      sql: "UPDATE operation SET counts = ? WHERE id = ?", arguments: [counts, operation])
  }
}
