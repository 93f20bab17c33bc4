import GRDB
import GRDBSQLite

/// A prepared statement without GRDB's cost for each row; used where hundreds of thousands of rows pass.
///
/// Bytes that a row lends are valid inside the closure that gets them only.
struct RawStatement {
  private let statement: Statement
  private let handle: OpaquePointer

  init(_ connection: Database, _ sql: String) throws {
    statement = try connection.cachedStatement(sql: sql)
    handle = statement.sqliteStatement
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  /// Binds a number to a parameter, counted from 1.
  func bind(_ value: Int64?, at index: Int32) {
    if let value { sqlite3_bind_int64(handle, index, value) } else { sqlite3_bind_null(handle, index) }
  }

  /// Binds a text; SQLite copies it.
  func bind(_ value: String?, at index: Int32) {
    guard let value else {
      sqlite3_bind_null(handle, index)
      return
    }
    let count = Int32(value.utf8.count)
    value.withCString { _ = sqlite3_bind_text(handle, index, $0, count, Self.transient) }
  }

  /// Binds bytes and runs the statement while they are there.
  func run(binding bytes: UnsafeRawBufferPointer, at index: Int32) throws {
    sqlite3_bind_blob(handle, index, bytes.baseAddress, Int32(bytes.count), nil)
    defer { sqlite3_bind_null(handle, index) }
    try run()
  }

  /// Runs a statement that gives no rows.
  func run() throws {
    let code = sqlite3_step(handle)
    sqlite3_reset(handle)
    guard code == SQLITE_DONE || code == SQLITE_ROW else { throw failure(code) }
  }

  /// Goes to the next row; false at the end, where the statement is ready for the next run.
  func step() throws -> Bool {
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    sqlite3_reset(handle)
    guard code == SQLITE_DONE else { throw failure(code) }
    return false
  }

  /// Makes the statement ready for the next run before its rows are at an end.
  func reset() { sqlite3_reset(handle) }

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func optionalInteger(_ column: Int32) -> Int64? {
    sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : sqlite3_column_int64(handle, column)
  }

  func optionalText(_ column: Int32) -> String? {
    guard sqlite3_column_type(handle, column) != SQLITE_NULL else { return nil }
    let count = Int(sqlite3_column_bytes(handle, column))
    guard let base = sqlite3_column_text(handle, column) else { return nil }
    return String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
  }

  /// Lends the bytes of a column.
  func withBytes<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
    -> Result
  {
    let base = sqlite3_column_blob(handle, column)
    let count = Int(sqlite3_column_bytes(handle, column))
    return try body(UnsafeRawBufferPointer(start: base, count: base == nil ? 0 : count))
  }

  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  private func failure(_ code: Int32) -> any Error {
    let message = sqlite3_db_handle(handle).flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
    return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
  }
}
