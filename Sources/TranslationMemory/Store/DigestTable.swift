import GRDB

/// The table `digest`, which finds the units of a digest, as one transaction sees and changes it.
///
/// Digests have no order that the units have, so single rows would touch a page of the table each. Rows are therefore
/// held back and written many at a time, in order; and once that begins, a Bloom filter tells for most digests
/// that nothing has them. Both have a fixed size.
///
/// Source: Bloom, "Space/Time Trade-offs in Hash Coding with Allowable Errors" (1970).
final class DigestTable {
  /// Bits of the filter: at 3 million digests one in ten is looked for in vain.
  private static let filterBits: UInt64 = 1 << 24

  private let connection: Database
  /// How many rows are held back.
  private let pendingLimit: Int
  private let find: RawStatement
  private let insert: RawStatement
  private let delete: RawStatement
  /// The first unit of each digest that is held back, and further ones.
  private var pending: [Int64: Int64] = [:]
  private var further: [(digest: Int64, unit: Int64)] = []
  private var filter: [UInt64]?
  /// Whether the table itself has no row.
  private var isEmpty: Bool

  init(_ connection: Database, pendingLimit: Int = 1 << 18) throws {
    self.connection = connection
    self.pendingLimit = pendingLimit
    find = try RawStatement(connection, "SELECT unit_id FROM digest WHERE digest = ? ORDER BY unit_id")
    insert = try RawStatement(connection, "INSERT INTO digest(digest, unit_id) VALUES (?, ?)")
    delete = try RawStatement(connection, "DELETE FROM digest WHERE digest = ? AND unit_id = ?")
    isEmpty = try Int.fetchOne(connection, sql: "SELECT 1 FROM digest LIMIT 1") == nil
  }

  /// The units of a digest, the earliest first.
  func units(of digest: Int64) throws -> [Int64] {
    var units: [Int64] = []
    if mayHave(digest) {
      find.bind(digest, at: 1)
      while try find.step() { units.append(find.integer(0)) }
    }
    if let unit = pending[digest] {
      units.append(unit)
      units += further.filter { $0.digest == digest }.map(\.unit)
    }
    return units
  }

  /// Adds a unit, which is later than those that are there.
  func add(_ digest: Int64, unit: Int64) throws {
    if pending[digest] == nil {
      pending[digest] = unit
    } else {
      further.append((digest, unit))
    }
    if pending.count >= pendingLimit || further.count > 256 { try write() }
  }

  /// Removes a unit.
  func remove(_ digest: Int64, unit: Int64) throws {
    if pending[digest] != nil { try write() }
    delete.bind(digest, at: 1)
    delete.bind(unit, at: 2)
    try delete.run()
  }

  /// Writes what is held back.
  func write() throws {
    if pending.isEmpty, further.isEmpty { return }
    if filter == nil, isEmpty || pending.count >= pendingLimit { try fillFilter() }
    further += pending.map { ($0.key, $0.value) }
    further.sort { ($0.digest, $0.unit) < ($1.digest, $1.unit) }
    isEmpty = false
    for (digest, unit) in further {
      insert.bind(digest, at: 1)
      insert.bind(unit, at: 2)
      try insert.run()
      note(digest)
    }
    pending.removeAll(keepingCapacity: true)
    further.removeAll(keepingCapacity: true)
  }

  // MARK: - Filter

  private static let emptyFilter = [UInt64](repeating: 0, count: Int(filterBits / 64))

  private func fillFilter() throws {
    filter = Self.emptyFilter
    if isEmpty { return }
    let rows = try RawStatement(connection, "SELECT digest FROM digest")
    while try rows.step() { note(rows.integer(0)) }
  }

  /// Two bits of one word of the filter for a digest, which is a good hash itself.
  private static func bits(of digest: Int64) -> (word: Int, bits: UInt64) {
    let value = UInt64(bitPattern: digest)
    return (Int(value >> 32 & (filterBits / 64 - 1)), 1 << (value & 63) | 1 << (value >> 6 & 63))
  }

  private func mayHave(_ digest: Int64) -> Bool {
    if isEmpty { return false }
    guard let filter else { return true }
    let (word, bits) = Self.bits(of: digest)
    return filter[word] & bits == bits
  }

  private func note(_ digest: Int64) {
    guard filter != nil else { return }
    let (word, bits) = Self.bits(of: digest)
    filter?[word] |= bits
  }
}
