public import Bitext
import GRDB

extension MemoryStore {
  /// Deletes units; numbers that no unit has are passed over.
  ///
  /// Costs what the units cost, not what the memory does. All or none are deleted.
  ///
  /// - Parameters:
  ///   - numbers: the numbers that ``MemoryMatch/unitNumber`` gives.
  ///   - author: who deletes them, for the log.
  /// - Returns: how many were deleted.
  /// - Throws: ``MemoryError``.
  @discardableResult
  public func deleteUnits(_ numbers: [Int64], by author: MemoryAuthor = MemoryAuthor()) throws -> Int {
    var filter = UnitFilter()
    filter.numbers = Set(numbers)
    return numbers.isEmpty ? 0 : try deleteUnits(matching: filter, by: author)
  }

  /// Deletes the units that a filter lets pass.
  ///
  /// - Parameters:
  ///   - subject: what was meant, for the log.
  ///   - isTrial: whether they are only counted.
  /// - Returns: how many were deleted.
  /// - Throws: ``MemoryError``.
  @discardableResult
  public func deleteUnits(
    matching filter: UnitFilter, subject: String? = nil, by author: MemoryAuthor, isTrial: Bool = false
  ) throws -> Int {
    try change(.delete, subject: subject, by: author, isTrial: isTrial) { change in
      var numbers: [Int64] = []
      if filter.isNumbersOnly {
        numbers = filter.numbers.sorted()
      } else {
        try forEachEntry(change.connection, matching: filter, order: .imported) { numbers.append($0.number) }
      }
      var count = 0
      for number in numbers {
        guard let (stored, isAside) = try Self.stored(change.connection, number) else { continue }
        try change.writer.delete(stored, isAside: isAside)
        count += 1
      }
      return (count, "\(count) deleted")
    }
  }

  /// Replaces a unit by another, which keeps its place and the file it came from.
  ///
  /// - Returns: false where there is no such unit; then nothing is changed.
  /// - Throws: ``MemoryError``.
  @discardableResult
  public func replaceUnit(
    _ number: Int64, with unit: TranslationUnit, by author: MemoryAuthor = MemoryAuthor()
  ) throws -> Bool {
    do {
      _ = try editUnit(number, by: author) { $0 = unit }
      return true
    } catch let error as MemoryError where error.code == .conflict { return false }
  }

  /// Changes a unit, unless somebody else changed it in the meantime.
  ///
  /// A unit whose texts change gets a new number, because its number stands for them in the index.
  ///
  /// - Parameters:
  ///   - version: the version that was read; nil takes whatever is there.
  ///   - isTrial: whether nothing is kept.
  ///   - edit: changes the unit.
  /// - Returns: the number and version that the unit has now.
  /// - Throws: ``MemoryError`` of the kind `conflict` where the unit is gone or has another version; what
  ///   `edit` throws.
  public func editUnit(
    _ number: Int64, version: Int64? = nil, by author: MemoryAuthor, isTrial: Bool = false,
    _ edit: (inout TranslationUnit) throws -> Void
  ) throws -> (number: Int64, version: Int64) {
    try change(.edit, subject: "unit \(number)", by: author, isTrial: isTrial) { change in
      guard let (stored, isAside) = try Self.stored(change.connection, number) else {
        throw try gone(number, change.connection)
      }
      if let version, version != stored.version {
        let who = try whoDid(stored.operation, change.connection)
        throw MemoryError(
          .conflict,
          "unit \(number) has version \(stored.version), not \(version): it was written\(who) since it was read; read it again",
          path: path)
      }
      let old = workspaces.withWorkspace { stored.wholeUnit($0.tag) }
      var unit = old
      try edit(&unit)
      if unit == old { return ((number, stored.version), "nothing changed") }
      let variants = try unit.variants.filter { !$0.content.text.isEmpty }.map(StoredVariant.init)
      if !isAside, UnitWriter.isSame(stored.variants, variants) {
        try change.writer.update(stored, to: unit)
        return ((number, stored.version + 1), "1 changed")
      }
      change.writer.importIdentifier = stored.importIdentifier ?? 0
      return (
        (try change.writer.replace(stored, isAside: isAside, with: unit), 1), "1 changed, with new texts"
      )
    }
  }

  private func gone(_ number: Int64, _ connection: Database) throws -> MemoryError {
    let row = try Row.fetchOne(
      connection,
      sql: "SELECT journal_id, replacement FROM former WHERE unit_id = ? ORDER BY journal_id DESC LIMIT 1",
      arguments: [number])
    guard let row else { return MemoryError(.conflict, "there is no unit \(number)", path: path) }
    let replacement: Int64 = row[1]
    let who = try whoDid(row[0], connection)
    return MemoryError(
      .conflict,
      replacement == 0
        ? "unit \(number) was deleted\(who)" : "unit \(number) was replaced by unit \(replacement)\(who)",
      path: path)
  }

  /// The author and the date of an operation, as the end of a sentence.
  private func whoDid(_ operation: Int64?, _ connection: Database) throws -> String {
    guard let operation = try operation.flatMap({ try Self.operation(connection, $0) }) else { return "" }
    return
      "\(operation.user.map { " by \($0)" } ?? "") on \(operation.date.date) (operation \(operation.number))"
  }
}

extension UnitFilter {
  /// Whether only numbers decide, so that nothing needs to be read.
  fileprivate var isNumbersOnly: Bool {
    var rest = self
    rest.numbers = []
    return rest.isEmpty && !numbers.isEmpty
  }
}
