public import Bitext
import GRDB

/// A translation memory: one SQLite file that holds units in any number of languages.
///
/// Any language can be looked up and any other be the answer. Writing is in transactions (WAL), so that
/// readers never wait and a killed process leaves nothing half done. May be used from several tasks.
///
/// ```swift
/// let memory = try MemoryStore(path: "news.sqlite", mode: .create)
/// let matches = try memory.matches(for: "Log in", from: english, to: russian)
/// ```
public final class MemoryStore: Sendable {
  /// How a memory is opened.
  public enum Mode: Sendable {
    /// It must exist; nothing is written.
    case readOnly
    /// It must exist.
    case readWrite
    /// It is made where it does not exist.
    case create
  }

  /// The path of the file, or `:memory:`.
  public let path: String
  let database: any DatabaseWriter
  let workspaces = WorkspacePool()

  /// Opens a memory.
  ///
  /// - Throws: ``MemoryError`` where the file is missing, is no memory, is newer than this program, or
  ///   cannot be opened.
  public init(path: String, mode: Mode) throws {
    self.path = path
    database = try Self.translatingErrors(path) {
      var configuration = Configuration()
      configuration.foreignKeysEnabled = true
      configuration.busyMode = .timeout(10)
      configuration.readonly = mode == .readOnly
      configuration.maximumReaderCount = 4
      configuration.prepareDatabase { connection in
        // Pages are read from the mapped file, without a copy and a system call each.
        try connection.execute(sql: "PRAGMA mmap_size = 17179869184")
      }
      if mode != .create, !Self.isReadable(path) {
        throw MemoryError(.notFound, "no such memory; `tolmach import` makes one", path: path)
      }
      // A read-only WAL database still needs one connection only.
      let database: any DatabaseWriter =
        mode == .readOnly
        ? try DatabaseQueue(path: path, configuration: configuration)
        : try DatabasePool(path: path, configuration: configuration)
      try Self.prepare(database, mode: mode, path: path)
      return database
    }
  }

  /// Creates an empty memory that lives as long as the object.
  ///
  /// - Throws: ``MemoryError``.
  public init() throws {
    path = ":memory:"
    database = try Self.translatingErrors(path) {
      let database = try DatabaseQueue()
      try MemorySchema.migrator.migrate(database)
      return database
    }
  }

  private static func isReadable(_ path: String) -> Bool {
    // Opening read-only tells whether the file is there without making it.
    var configuration = Configuration()
    configuration.readonly = true
    do {
      try DatabaseQueue(path: path, configuration: configuration).close()
      return true
    } catch let error as DatabaseError { return error.resultCode != .SQLITE_CANTOPEN } catch { return false }
  }

  private static func prepare(_ database: any DatabaseWriter, mode: Mode, path: String) throws {
    let (tables, identifier, isSuperseded, isCurrent) = try database.read { connection in
      (
        try Int.fetchOne(connection, sql: "SELECT count(*) FROM sqlite_schema") ?? 0,
        try Int.fetchOne(connection, sql: "PRAGMA application_id") ?? 0,
        try MemorySchema.migrator.hasBeenSuperseded(connection),
        try MemorySchema.migrator.hasCompletedMigrations(connection)
      )
    }
    guard tables == 0 || identifier == MemorySchema.applicationIdentifier else {
      throw MemoryError(.notAMemory, "is an SQLite database, but not a Tolmach memory", path: path)
    }
    if isSuperseded { throw MemoryError(.newer, "was made by a newer Tolmach; update this one", path: path) }
    if isCurrent { return }
    guard mode != .readOnly else {
      throw MemoryError(
        .notAMemory, "is empty or older than this Tolmach; open it for writing once", path: path)
    }
    try MemorySchema.migrator.migrate(database)
  }

  /// Runs work and says in people's words what SQLite refuses.
  static func translatingErrors<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as DatabaseError {
      switch error.resultCode {
      case .SQLITE_NOTADB:
        throw MemoryError(.notAMemory, "is not a Tolmach memory (not an SQLite database)", path: path)
      case .SQLITE_CORRUPT: throw MemoryError(.damaged, "is damaged; restore it from a backup", path: path)
      case .SQLITE_READONLY, .SQLITE_PERM: throw MemoryError(.readOnly, "may not be written", path: path)
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        throw MemoryError(.busy, "is being written by another process; try again when it is done", path: path)
      case .SQLITE_FULL:
        throw MemoryError(.full, "no space left on the disk; nothing was changed", path: path)
      case .SQLITE_CANTOPEN:
        throw MemoryError(
          .notFound, "cannot be opened; is it a directory, or is the folder missing?", path: path)
      default:
        throw MemoryError(.failed, "\(error.message ?? "SQLite error \(error.resultCode)")", path: path)
      }
    }
  }

  func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try Self.translatingErrors(path) { try database.read(body) }
  }

  /// How much a memory holds.
  public struct Statistics: Hashable, Sendable {
    /// The units.
    public var units: Int
    /// The texts of each language, by tag.
    public var variants: [LanguageTag: Int]
    /// The imports.
    public var imports: Int
  }

  /// Counts what the memory holds.
  ///
  /// Costs a scan.
  ///
  /// - Throws: ``MemoryError``.
  public func statistics() throws -> Statistics {
    try read { connection in
      var variants: [LanguageTag: Int] = [:]
      let rows = try RawStatement(connection, "SELECT texts FROM unit")
      try workspaces.withWorkspace { workspace in
        while try rows.step() {
          for variant in rows.withBytes(0, StoredVariant.decode) {
            variants[workspace.tag(variant.language), default: 0] += 1
          }
        }
      }
      return Statistics(
        units: try Int.fetchOne(connection, sql: "SELECT count(*) FROM unit") ?? 0, variants: variants,
        imports: try Int.fetchOne(connection, sql: "SELECT count(*) FROM import") ?? 0)
    }
  }
}
