import GRDB
import Synchronization

/// Maps the file of a memory into the address space once there were some look-ups.
///
/// Of a mapped file pages are read without a copy and a system call each, which many look-ups gain by. But what is not
/// yet in the system's cache is then read in pieces of many pages around each that is touched: a single look-up in a
/// file of 1.5 GB that was not cached read 800 MB mapped, and 54 MB page by page.
final class FileMapping: Sendable {
  /// The most bytes of a file that are mapped.
  private static let limit = 17_179_869_184
  /// After how many look-ups a connection maps the file.
  private static let patience = 8

  private let lookUps = Mutex<[ObjectIdentifier: Int]>([:])

  /// Notes that a connection is used for a look-up.
  func noteLookUp(_ connection: Database) throws {
    let count = lookUps.withLock { counts in
      let count = counts[ObjectIdentifier(connection), default: 0] + 1
      counts[ObjectIdentifier(connection)] = count
      return count
    }
    if count == Self.patience { try Self.map(connection) }
  }

  /// Maps the file of a connection at once.
  static func map(_ connection: Database) throws {
    try connection.execute(sql: "PRAGMA mmap_size = \(limit)")
  }
}
