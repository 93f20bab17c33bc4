import Foundation
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
  let mapping = FileMapping()

  /// How many seconds one process waits for another.
  private static let patience = 30

  /// Opens a memory.
  ///
  /// - Throws: ``MemoryError`` where the file is missing, is no memory, is newer than this program, or
  ///   cannot be opened.
  public init(path: String, mode: Mode) throws {
    self.path = path
    database = try Self.translatingErrors(path) {
      if mode != .create, !FileManager.default.fileExists(atPath: path) {
        throw MemoryError(.notFound, "no such memory; `tolmach import` makes one", path: path)
      }
      var configuration = Configuration()
      configuration.foreignKeysEnabled = true
      let patience = mode == .readOnly && Self.isBeingFilled(path) ? 1 : Self.patience
      configuration.busyMode = .timeout(TimeInterval(patience))
      configuration.readonly = mode == .readOnly
      configuration.maximumReaderCount = 4
      configuration.prepareDatabase { connection in
        // The lists and buckets of the index fit a page of this size, so they are read in place. Only a file
        // that is being made takes the size.
        try connection.execute(sql: "PRAGMA page_size = 8192")
        if mode != .readOnly { try FileMapping.map(connection) }
        Self.addFunctions(to: connection)
      }
      // A read-only WAL database still needs one connection only.
      let database: any DatabaseWriter =
        mode == .readOnly
        ? try Self.openedForReading(path, configuration)
        : try Self.openedForWriting(path, configuration)
      try Self.prepare(database, mode: mode, path: path)
      return database
    }
  }

  /// Opens a file that may lie where nothing can be written.
  private static func openedForReading(_ path: String, _ configuration: Configuration) throws -> DatabaseQueue
  {
    do {
      do { return try connected(path, configuration) } catch DatabaseError.SQLITE_READONLY_ROLLBACK {
        // A killed process left the file half written, and its journal: whoever may write takes that back.
        var writing = configuration
        writing.readonly = false
        _ = try connected(path, writing)
        return try connected(path, configuration)
      }
    } catch let error as DatabaseError
      where error.resultCode == .SQLITE_CANTOPEN || error.resultCode == .SQLITE_READONLY
    {
      // Readers of a WAL database write beside it, which a read-only folder does not allow. Nobody can change
      // the file there either, so it is read as it stands, unless changes wait beside it.
      var isFolder: ObjCBool = false
      guard FileManager.default.isReadableFile(atPath: path),
        FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue
      else { throw error }
      for ending in ["-wal", "-journal"] {
        let waiting = try? FileManager.default.attributesOfItem(atPath: path + ending)[.size] as? Int
        if waiting ?? 0 > 0 {
          throw MemoryError(
            .readOnly,
            "has changes that wait in \(path)\(ending), and its folder may not be written; copy both files to one that may",
            path: path)
        }
      }
      let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
      return try DatabaseQueue(path: "file:\(escaped)?immutable=1", configuration: configuration)
    }
  }

  /// Opens a file to write, and waits for a first import by another process, as long as writers wait.
  ///
  /// That import keeps a rollback journal, and who opens the file meanwhile makes it a WAL again: SQLite refuses that at
  /// once and asks no busy handler, because two who hold a lock to read and want one to write would wait for ever.
  private static func openedForWriting(_ path: String, _ configuration: Configuration) throws -> DatabasePool
  {
    let end = ContinuousClock.now + .seconds(patience)
    while true {
      do { return try DatabasePool(path: path, configuration: configuration) } catch let error
        as DatabaseError
        where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < end
      { Thread.sleep(forTimeInterval: 0.02) }
    }
  }

  private static func connected(_ path: String, _ configuration: Configuration) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
    return queue
  }

  /// Creates an empty memory that lives as long as the object.
  ///
  /// - Throws: ``MemoryError``.
  public init() throws {
    path = ":memory:"
    database = try Self.translatingErrors(path) {
      var configuration = Configuration()
      configuration.prepareDatabase { Self.addFunctions(to: $0) }
      let database = try DatabaseQueue(configuration: configuration)
      try MemorySchema.migrator.migrate(database)
      return database
    }
  }

  private static func prepare(_ database: any DatabaseWriter, mode: Mode, path: String) throws {
    let (tables, identifier, isSuperseded, isCurrent) = try database.read { connection in
      (
        // A process that is just making a memory has made the list of its versions first.
        try Int.fetchOne(
          connection, sql: "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> 'grdb_migrations'") ?? 0,
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
    // Processes that make a memory at once all begin; one that comes too late goes on where the others are.
    for _ in MemorySchema.migrator.migrations {
      do { return try MemorySchema.migrator.migrate(database) } catch let error as DatabaseError
        where error.resultCode == .SQLITE_ERROR || error.resultCode == .SQLITE_CONSTRAINT
      { continue }
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
      case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
        throw MemoryError(.readOnly, "may not be written; nothing was changed", path: path)
      case .SQLITE_BUSY where isBeingFilled(path):
        throw MemoryError(
          .busy,
          "is being filled for the first time by another process, and holds nothing yet; try again when it is done",
          path: path)
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        throw MemoryError(.busy, "is being written by another process; try again when it is done", path: path)
      case .SQLITE_FULL:
        throw MemoryError(.full, "no space left on the disk; nothing was changed", path: path)
      case .SQLITE_IOERR where isFolder(path):
        throw MemoryError(.notAMemory, "is a folder; name a file", path: path)
      case .SQLITE_IOERR:
        throw MemoryError(
          .full,
          "cannot be written or read: the disk failed, or a limit on the size of files was reached; nothing was changed",
          path: path)
      case .SQLITE_CANTOPEN where FileManager.default.fileExists(atPath: path) && !isFolder(path):
        throw MemoryError(
          .readOnly, "may not be written: the file or its folder is read-only; nothing was changed",
          path: path)
      case .SQLITE_CANTOPEN:
        throw MemoryError(
          .notFound, "cannot be opened; is it a directory, or is the folder missing?", path: path)
      default:
        throw MemoryError(.failed, "\(error.message ?? "SQLite error \(error.resultCode)")", path: path)
      }
    }
  }

  private static func addFunctions(to connection: Database) {
    for function in [sortKey] + MemorySchema.functions { connection.add(function: function) }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try Self.translatingErrors(path) { try database.read(body) }
  }
}
