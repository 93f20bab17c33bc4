public import Bitext
import GRDB

/// Glossaries in SQLite: the entries of a project, in the same file as its memory or in one of their own.
///
/// Writing is in transactions; a killed process leaves nothing half done. May be used from several tasks.
///
/// ```swift
/// let store = try TermStore(path: "news.sqlite", mode: .create)
/// try store.add([concept])
/// let finder = TermFinder(try store.glossary(), language: russian)
/// ```
public final class TermStore: Sendable {
  /// How a file is opened.
  public enum Mode: Sendable {
    /// It must exist and hold a glossary; nothing is written.
    case readOnly
    /// It is made where it does not exist.
    case create
  }

  /// What adding did.
  public struct Counts: Hashable, Sendable {
    /// New entries.
    public var added = 0
    /// Entries that took the place of one with the same id.
    public var replaced = 0
    /// Entries that were there just so.
    public var unchanged = 0
  }

  /// The path of the file, or `:memory:`.
  public let path: String
  private let database: DatabaseQueue

  /// Opens the glossary of a file.
  ///
  /// - Throws: ``TermStoreError`` where the file is missing, is of another program, or cannot be opened.
  public init(path: String, mode: Mode) throws {
    self.path = path
    database = try Self.translatingErrors(path) {
      var configuration = Configuration()
      configuration.busyMode = .timeout(10)
      configuration.readonly = mode == .readOnly
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try Self.prepare(queue, mode: mode, path: path)
      return queue
    }
  }

  /// Creates an empty store that lives as long as the object.
  ///
  /// - Throws: ``TermStoreError``.
  public init() throws {
    path = ":memory:"
    database = try Self.translatingErrors(path) {
      let queue = try DatabaseQueue()
      try queue.write { try TermSchema.migrate($0) }
      return queue
    }
  }

  /// Whether a file is there and holds a glossary.
  public static func exists(path: String) -> Bool { (try? TermStore(path: path, mode: .readOnly)) != nil }

  private static func prepare(_ queue: DatabaseQueue, mode: Mode, path: String) throws {
    let (tables, identifier, version) = try queue.read { database in
      (
        try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0,
        try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0, try TermSchema.version(database)
      )
    }
    guard tables == 0 || identifier == TermSchema.applicationIdentifier else {
      throw TermStoreError("is an SQLite database, but not one of Tolmach", path: path)
    }
    guard version <= TermSchema.version else {
      throw TermStoreError("holds a glossary of a newer Tolmach; update this one", path: path)
    }
    if version == TermSchema.version { return }
    guard mode != .readOnly else {
      throw TermStoreError(
        "holds no glossary; `tolmach terms import` puts one there", path: path, isMissing: true)
    }
    // The journal of a memory: readers never wait.
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    try queue.write { try TermSchema.migrate($0) }
  }

  private static func translatingErrors<Result>(_ path: String, _ body: () throws -> Result) throws -> Result
  {
    do { return try body() } catch let error as DatabaseError {
      switch error.resultCode {
      case .SQLITE_NOTADB: throw TermStoreError("is not an SQLite database", path: path)
      case .SQLITE_CORRUPT: throw TermStoreError("is damaged; restore it from a backup", path: path)
      case .SQLITE_READONLY, .SQLITE_PERM: throw TermStoreError("may not be written", path: path)
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        throw TermStoreError("is being written by another process; try again when it is done", path: path)
      case .SQLITE_FULL:
        throw TermStoreError("no space left on the disk; nothing was changed", path: path)
      case .SQLITE_CANTOPEN: throw TermStoreError("cannot be opened", path: path, isMissing: true)
      default:
        throw TermStoreError("\(error.message ?? "SQLite error \(error.resultCode)")", path: path)
      }
    }
  }

  /// Adds entries in one transaction; one that has the id of another takes its place.
  ///
  /// - Parameter feed: is called with a function that takes an entry; what it throws undoes everything.
  /// - Throws: ``TermStoreError``, or what `feed` throws.
  public func add(feed: (_ add: (Concept) throws -> Void) throws -> Void) throws -> Counts {
    try Self.translatingErrors(path) {
      try database.write { database in
        var counts = Counts()
        try feed { concept in
          let known = try Self.known(concept, in: database)
          if let known, known.concept == concept {
            counts.unchanged += 1
            return
          }
          if let known {
            try database.execute(sql: "DELETE FROM concept WHERE id = ?", arguments: [known.id])
            counts.replaced += 1
          } else {
            counts.added += 1
          }
          try StoredConcept.insert(concept, id: known?.id, into: database)
        }
        return counts
      }
    }
  }

  /// Adds entries in one transaction; one that has the id of another takes its place.
  ///
  /// - Throws: ``TermStoreError``.
  @discardableResult
  public func add(_ concepts: some Sequence<Concept>) throws -> Counts {
    try add { add in for concept in concepts { try add(concept) } }
  }

  /// The entry of the same id, or where there is none the same entry.
  private static func known(_ concept: Concept, in database: Database) throws -> (
    id: Int64, concept: Concept
  )? {
    var found: (id: Int64, concept: Concept)?
    if let id = concept.id {
      try StoredConcept.forEach(where: "name = ?", arguments: [id], in: database) { found = ($0, $1) }
    } else if let text = concept.languages.lazy.flatMap(\.terms).first?.text {
      try StoredConcept.forEach(
        where: "name IS NULL AND id IN (SELECT concept_id FROM term WHERE text = ?)", arguments: [text],
        in: database
      ) { if $1 == concept { found = ($0, $1) } }
    }
    return found
  }

  /// Removes the entry of an id; false where there is none.
  ///
  /// - Throws: ``TermStoreError``.
  public func remove(_ id: String) throws -> Bool {
    try Self.translatingErrors(path) {
      try database.write { database in
        try database.execute(sql: "DELETE FROM concept WHERE name = ?", arguments: [id])
        return database.changesCount > 0
      }
    }
  }

  /// Calls with every entry, in the order in which they came in.
  ///
  /// - Throws: ``TermStoreError``, or what `body` throws.
  public func forEachConcept(_ body: (Concept) throws -> Void) throws {
    try Self.translatingErrors(path) {
      try database.read { database in
        try StoredConcept.forEach(in: database) { try body($1) }
      }
    }
  }

  /// All entries.
  ///
  /// - Throws: ``TermStoreError``.
  public func glossary() throws -> Glossary {
    var glossary = Glossary()
    try forEachConcept { glossary.add($0) }
    return glossary
  }

  /// What is wrong with how entries name each other: ids that nobody has, and circles of rank.
  ///
  /// Holds the entries that name others, and no others.
  ///
  /// - Throws: ``TermStoreError``.
  public func relationProblems() throws -> [Problem] {
    try Self.translatingErrors(path) {
      try database.read { database in
        var graph = RelationGraph()
        // The rest of an entry is JSON with its fields in it.
        try StoredConcept.forEach(where: "details LIKE '%\"relations\":[{%'", in: database) { graph.add($1) }
        return try graph.problems {
          try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM concept WHERE name = ?)", arguments: [$0])
            ?? false
        }
      }
    }
  }

  /// The number of entries.
  ///
  /// - Throws: ``TermStoreError``.
  public func count() throws -> Int {
    try Self.translatingErrors(path) {
      try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM concept") ?? 0 }
    }
  }
}
