public import Bitext
import GRDB

/// An entry of a memory's log: something that changed it.
public struct MemoryOperation: Hashable, Sendable {
  /// What was done.
  public enum Kind: String, Hashable, Sendable {
    /// A file was taken in.
    case importing = "import"
    /// Another memory was taken in.
    case merge
    /// A unit was changed.
    case edit
    /// Units were deleted.
    case delete
    /// Units that are alike were joined.
    case dedupe
    /// An earlier operation was taken back.
    case undo
    /// The file was made small.
    case compact
  }

  /// Its number in the log.
  public var number: Int64
  /// What was done, as the log has it; a kind of a newer version is no ``Kind``.
  public var kindName: String
  /// When.
  public var date: Timestamp
  /// By whom.
  public var user: String?
  /// To what or from what, such as the name of a file.
  public var subject: String?
  /// What came of it, for people.
  public var counts: String
  /// The operation that took it back.
  public var undoneBy: Int64?

  /// What was done.
  public var kind: Kind? { Kind(rawValue: kindName) }
}

extension MemoryStore {
  /// What was done to the memory, the latest first.
  ///
  /// - Parameter limit: the most entries.
  /// - Throws: ``MemoryError``.
  public func operations(limit: Int = .max) throws -> [MemoryOperation] {
    try read { try Self.operations($0, "ORDER BY id DESC LIMIT \(limit)") }
  }

  static func operation(_ connection: Database, _ number: Int64) throws -> MemoryOperation? {
    try operations(connection, "WHERE id = \(number)").first
  }

  static func operations(_ connection: Database, _ clause: String) throws -> [MemoryOperation] {
    let rows = try Row.fetchAll(
      connection,
      sql: "SELECT id, kind, done_at, done_by, subject, counts, undone_by FROM operation \(clause)")
    return rows.map { row in
      MemoryOperation(
        number: row[0], kindName: row[1], date: Timestamp(seconds: row[2]), user: row[3], subject: row[4],
        counts: row[5], undoneBy: row[6])
    }
  }
}
