import Foundation
import GRDB

extension MemoryStore {
  /// Fills a memory to which nothing was ever written so that each page is written once.
  ///
  /// A WAL holds all that a transaction writes until it is copied into the file. Where the file is empty, a journal of
  /// what was there before holds next to nothing, and takes back what a killed process began just as well. Whoever
  /// opens it for reading meanwhile is told so, and would find nothing yet. Where another process has the memory open, and in every
  /// other memory, writing is as always.
  ///
  /// Source: SQLite's documentation, "Atomic Commit in SQLite" and "Write-Ahead Logging".
  ///
  /// - Parameter body: takes in units; it must not read the memory besides.
  package func withFirstWriting<Result>(_ body: () throws -> Result) throws -> Result {
    let isNew = "SELECT NOT EXISTS (SELECT 1 FROM operation) AND NOT EXISTS (SELECT 1 FROM unit)"
    guard let pool = database as? DatabasePool, try read({ try Bool.fetchOne($0, sql: isNew) }) == true else {
      return try body()
    }
    pool.invalidateReadOnlyConnections()
    // Refused where another process has the memory open: then the WAL stays.
    try? pool.writeWithoutTransaction { connection in
      try connection.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL")
    }
    defer {
      // Where another process reads just now, the next that opens the memory for writing does it.
      try? pool.writeWithoutTransaction { connection in
        try connection.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
        // Makes the WAL, without which the pool's readers cannot open the file.
        try connection.execute(sql: "UPDATE index_state SET deleted = deleted")
      }
    }
    return try body()
  }

  /// Whether a memory is filled for the first time just now, or was when its process was killed: at no other time it
  /// has a journal of this kind.
  static func isBeingFilled(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "-journal")
  }
}
