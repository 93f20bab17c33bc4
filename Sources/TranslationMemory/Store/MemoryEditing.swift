public import Bitext
import GRDB

extension MemoryStore {
  /// Deletes units; numbers that no unit has are passed over.
  ///
  /// Costs what the units cost, not what the memory does. All or none are deleted.
  ///
  /// - Parameter numbers: the numbers that ``MemoryMatch/unitNumber`` gives.
  /// - Returns: how many were deleted.
  /// - Throws: ``MemoryError``.
  @discardableResult
  public func deleteUnits(_ numbers: [Int64]) throws -> Int {
    try Self.translatingErrors(path) {
      try database.write { connection in
        try numbers.reduce(0) { count, number in try count + (Self.delete(number, connection) == nil ? 0 : 1)
        }
      }
    }
  }

  /// Replaces a unit by another, which gets a new number and keeps the file the old one came from.
  ///
  /// - Returns: false where there is no such unit; then nothing is changed.
  /// - Throws: ``MemoryError``.
  @discardableResult
  public func replaceUnit(_ number: Int64, with unit: TranslationUnit) throws -> Bool {
    try Self.translatingErrors(path) {
      try database.write { connection in
        guard let origin = try Self.delete(number, connection) else { return false }
        let writer = try UnitWriter(connection, importIdentifier: origin)
        try writer.add(unit)
        try writer.finish()
        return true
      }
    }
  }

  /// Deletes a unit and gives the import it came from; nil where there is no such unit.
  private static func delete(_ number: Int64, _ connection: Database) throws -> Int64? {
    let row = try RawStatement(connection, "SELECT \(StoredUnit.columns) FROM unit WHERE id = ?")
    row.bind(number, at: 1)
    guard try row.step() else { return nil }
    let unit = StoredUnit(row)
    row.reset()
    try connection.execute(
      sql: "DELETE FROM digest WHERE digest = ? AND unit_id = ?",
      arguments: [UnitWriter.digest(of: unit.variants), number])
    try connection.execute(sql: "DELETE FROM unit_import WHERE unit_id = ?", arguments: [number])
    try connection.execute(sql: "DELETE FROM unit WHERE id = ?", arguments: [number])
    // Look-ups pass over units that are gone; merging leaves them out.
    try connection.execute(sql: "UPDATE index_state SET deleted = deleted + 1")
    return unit.importIdentifier ?? 0
  }
}
