import Bitext
import GRDB

/// What taking back an operation did.
public struct UndoReport: Hashable, Sendable {
  /// The operation that was taken back.
  public var operation: MemoryOperation
  /// Units that it had added, and that are gone again.
  public var removed = 0
  /// Units that it had deleted, and that are back.
  public var restored = 0
  /// Units that it had changed, and that are as before.
  public var reverted = 0
  /// Units that were changed since by something else, and were left as they are.
  public var left = 0

  /// The counts for people.
  public var summary: String {
    var parts = ["\(removed) removed", "\(restored) restored", "\(reverted) reverted"]
    if left > 0 { parts.append("\(left) left as they are (changed since)") }
    return parts.joined(separator: ", ")
  }
}

extension MemoryStore {
  /// Takes back an operation: what it added goes, what it changed or deleted comes back.
  ///
  /// What other operations changed since is left as it is, and counted. To undo is an operation too, and can be
  /// undone.
  ///
  /// - Parameters:
  ///   - number: the operation; nil means the last that was not undone and is no undo.
  ///   - isTrial: whether nothing is kept.
  /// - Throws: ``MemoryError`` of the kind `conflict` where there is no such operation, or it is undone.
  public func undo(_ number: Int64? = nil, by author: MemoryAuthor, isTrial: Bool = false) throws
    -> UndoReport
  {
    let wanted = try read { connection in
      if let number { return try Self.operation(connection, number) }
      return try Self.operations(
        connection, "WHERE undone_by IS NULL AND kind NOT IN ('undo', 'compact') ORDER BY id DESC LIMIT 1"
      ).first
    }
    guard let wanted else {
      throw MemoryError(
        .conflict,
        number.map { "there is no operation \($0); see `tolmach memory log`" } ?? "there is nothing to undo",
        path: path)
    }
    return try change(
      .undo, subject: "operation \(wanted.number) (\(wanted.kindName))", by: author, duplicates: .keepAll,
      isTrial: isTrial
    ) { change in
      // Asked again inside the transaction: another process may have undone it.
      guard let operation = try Self.operation(change.connection, wanted.number), operation.undoneBy == nil
      else {
        throw MemoryError(.conflict, "operation \(wanted.number) is undone already", path: path)
      }
      guard operation.kind != .compact else {
        throw MemoryError(.conflict, "compacting changed no unit; there is nothing to undo", path: path)
      }
      var run = try UndoRun(change, operation)
      let report = try run.run()
      try change.connection.execute(
        sql: "UPDATE operation SET undone_by = ? WHERE id = ?",
        arguments: [change.journal.operation, operation.number])
      return (report, report.summary)
    }
  }
}

/// Takes back one operation.
private struct UndoRun {
  private let change: MemoryChange
  private let operation: MemoryOperation
  private let tags = Workspace()
  private var report: UndoReport
  /// Units that the operation, an undo, brought back, with the operations that they were written down to.
  private var restored: [Int64: Int64?] = [:]

  init(_ change: MemoryChange, _ operation: MemoryOperation) throws {
    self.change = change
    self.operation = operation
    report = UndoReport(operation: operation)
    let rows = try Row.fetchAll(
      change.connection, sql: "SELECT unit_id, operation_id FROM restored WHERE journal_id = ?",
      arguments: [operation.number])
    for row in rows { restored[row[0]] = row[1] as Int64? }
  }

  /// Whether nothing else has changed a unit since.
  private func isUntouched(_ unit: StoredUnit) -> Bool {
    unit.operation == operation.number || restored[unit.identifier].map { $0 == unit.operation } ?? false
  }

  mutating func run() throws -> UndoReport {
    // What the operation added stands in no former row of its own.
    var added = try Int64.fetchAll(
      change.connection,
      sql: """
        SELECT id FROM (
          SELECT id, operation_id FROM unit UNION ALL SELECT id, operation_id FROM unit_aside)
        WHERE operation_id = ?1 AND id NOT IN (SELECT unit_id FROM former WHERE journal_id = ?1)
        """, arguments: [operation.number])
    let former = try formerUnits()
    let changed = Set(former.map(\.unit.identifier))
    added += restored.keys.filter { !changed.contains($0) }.sorted()
    report.left += try changedSince()
    var gone = Set<Int64>()
    for number in added {
      guard let (stored, isAside) = try MemoryStore.stored(change.connection, number), isUntouched(stored)
      else { continue }
      try change.writer.delete(stored, isAside: isAside)
      gone.insert(number)
      report.removed += 1
    }
    for (unit, replacement) in former { try restore(unit, replacement: replacement, gone: gone) }
    if operation.kind == .undo {
      try change.connection.execute(
        sql: "UPDATE operation SET undone_by = NULL WHERE undone_by = ?", arguments: [operation.number])
    }
    return report
  }

  /// How many of the units that the operation added are there in another form now.
  private func changedSince() throws -> Int {
    try Int.fetchOne(
      change.connection,
      sql: """
        SELECT count(DISTINCT later.unit_id) FROM former AS later
        WHERE later.operation_id = ?1 AND later.journal_id > ?1
          AND later.journal_id IN (SELECT id FROM operation WHERE undone_by IS NULL)
          AND NOT EXISTS (SELECT 1 FROM former WHERE journal_id = ?1 AND unit_id = later.unit_id)
          AND EXISTS (
            SELECT 1 FROM unit WHERE id IN (later.unit_id, later.replacement) AND operation_id IS NOT ?1)
        """, arguments: [operation.number]) ?? 0
  }

  private func formerUnits() throws -> [(unit: StoredUnit, replacement: Int64)] {
    let rows = try RawStatement(
      change.connection,
      """
      SELECT unit_id, \(StoredUnit.columnsAfterIdentifier), replacement FROM former
      WHERE journal_id = ? ORDER BY unit_id
      """)
    rows.bind(operation.number, at: 1)
    var result: [(StoredUnit, Int64)] = []
    while try rows.step() { result.append((StoredUnit(rows), rows.integer(15))) }
    return result
  }

  private mutating func restore(_ old: StoredUnit, replacement: Int64, gone: Set<Int64>) throws {
    let unit = old.wholeUnit(tags.tag)
    if let (now, isAside) = try MemoryStore.stored(change.connection, old.identifier) {
      guard isUntouched(now), !isAside else {
        report.left += 1
        return
      }
      // The version goes on, so that whoever read it before the undo is told.
      try change.writer.update(now, to: unit, operation: old.operation, version: now.version + 1)
      try remember(old.identifier, old.operation)
      report.reverted += 1
      return
    }
    // What took the unit's place was changed since; of several that were joined, the one that stayed was
    // there before.
    if replacement != 0, !gone.contains(replacement), operation.kind != .dedupe {
      report.left += 1
      return
    }
    change.writer.importIdentifier = old.importIdentifier ?? 0
    let number = try change.writer.insert(
      unit, position: old.position ?? old.identifier, operation: old.operation, version: old.version)
    try change.connection.execute(
      sql: "UPDATE OR IGNORE unit_import SET unit_id = ? WHERE unit_id = ?",
      arguments: [number, old.identifier])
    try remember(number, old.operation)
    report.restored += 1
  }

  private func remember(_ unit: Int64, _ operation: Int64?) throws {
    try change.connection.execute(
      sql: "INSERT INTO restored(journal_id, unit_id, operation_id) VALUES (?, ?, ?)",
      arguments: [change.journal.operation, unit, operation])
  }
}
