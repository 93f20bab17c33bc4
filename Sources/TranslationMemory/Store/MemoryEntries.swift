public import Bitext
import Foundation
import GRDB

/// Where a stored unit came from, for people.
public struct UnitOrigin: Hashable, Sendable {
  /// The name of the file it was first imported from.
  public var source: String
  /// When that was.
  public var importedAt: Timestamp
  /// Who imported it.
  public var importedBy: String?
}

/// A unit as a memory holds it.
public struct MemoryEntry: Hashable, Sendable {
  /// Its number, which it keeps until its texts change.
  public var number: Int64
  /// How often it was changed under this number, from 1.
  public var version: Int64
  /// The unit.
  public var unit: TranslationUnit
  /// The file from which it came.
  public var source: String?
  /// Whether it has fewer than two texts, so that no look-up finds it.
  public var isAside: Bool
}

/// The order in which a memory gives its units.
public enum UnitOrder: String, Hashable, Sendable, CaseIterable {
  /// As they came in; a unit whose texts were changed keeps its place.
  case imported
  /// By their texts, so that equal memories give equal files however they came about.
  case text
}

extension MemoryStore {
  /// Reads all units, in the order in which they came in.
  ///
  /// - Parameters:
  ///   - languages: the languages to read; empty means all. A unit of which fewer than two texts remain is
  ///     passed over.
  ///   - body: is called with each unit.
  /// - Throws: ``MemoryError``, or what `body` throws.
  public func forEachUnit(
    in languages: [LanguageTag] = [], _ body: (TranslationUnit) throws -> Void
  ) throws {
    try forEachEntry { entry in
      var unit = entry.unit
      unit.variants.removeAll { variant in
        variant.content.text.isEmpty
          || !(languages.isEmpty || languages.contains { $0.isServed(by: variant.language) })
      }
      if unit.variants.count >= 2 { try body(unit) }
    }
  }

  /// Reads all units that a filter lets pass, those with fewer than two texts too.
  ///
  /// Memory does not grow with their number.
  ///
  /// - Parameters:
  ///   - filter: which units are wanted.
  ///   - order: their order.
  ///   - body: is called with each.
  /// - Throws: ``MemoryError``, or what `body` throws.
  public func forEachEntry(
    matching filter: UnitFilter = UnitFilter(), order: UnitOrder = .imported,
    _ body: (MemoryEntry) throws -> Void
  ) throws {
    try read { connection in
      // Everything is read, so it is read best from the mapped file.
      try FileMapping.map(connection)
      try forEachEntry(connection, matching: filter, order: order, body)
    }
  }

  func forEachEntry(
    _ connection: Database, matching filter: UnitFilter, order: UnitOrder,
    _ body: (MemoryEntry) throws -> Void
  ) throws {
    let sources = try Self.sources(connection)
    let passesAll = filter.isEmpty
    let duplicates = filter.onlyDuplicates ? try Self.duplicates(connection) : []
    try workspaces.withWorkspace { workspace in
      // Units of a file stand side by side.
      var (lastImport, source): (Int64?, String?)
      try Self.forEachStored(connection, order: order) { stored, isAside in
        if filter.onlyDuplicates, !duplicates.contains(stored.identifier) { return }
        if stored.importIdentifier != lastImport {
          lastImport = stored.importIdentifier
          source = lastImport.flatMap { sources[$0] }
        }
        let entry = MemoryEntry(
          number: stored.identifier, version: stored.version, unit: stored.wholeUnit(workspace.tag),
          source: source, isAside: isAside)
        if try passesAll || filter.matches(entry) { try body(entry) }
      }
    }
  }

  /// The unit of a number; nil where there is none.
  ///
  /// - Throws: ``MemoryError``.
  public func entry(_ number: Int64) throws -> MemoryEntry? {
    try read { connection in
      guard let (stored, isAside) = try Self.stored(connection, number) else { return nil }
      return try workspaces.withWorkspace { workspace in
        MemoryEntry(
          number: number, version: stored.version, unit: stored.wholeUnit(workspace.tag),
          source: try stored.importIdentifier.flatMap { try Self.sources(connection)[$0] }, isAside: isAside)
      }
    }
  }

  /// The languages of the memory, those with most texts first.
  ///
  /// - Throws: ``MemoryError``.
  public func languages() throws -> [LanguageTag] {
    try read { connection in
      try FileMapping.map(connection)
      let rows = try RawStatement(connection, "SELECT texts FROM unit")
      var counts: [String: Int] = [:]
      while try rows.step() {
        rows.withBytes(0) { StoredVariant.forEachLanguage($0) { counts[$0, default: 0] += 1 } }
      }
      return workspaces.withWorkspace { workspace in
        let tags = counts.map { (count: $0.value, tag: workspace.tag($0.key)) }
        return tags.sorted { ($0.count, $1.tag.identifier) > ($1.count, $0.tag.identifier) }.map(\.tag)
      }
    }
  }

  static func stored(_ connection: Database, _ number: Int64) throws -> (unit: StoredUnit, isAside: Bool)? {
    for table in ["unit", "unit_aside"] {
      let row = try RawStatement(connection, "SELECT \(StoredUnit.columns) FROM \(table) WHERE id = ?")
      row.bind(number, at: 1)
      defer { row.reset() }
      if try row.step() { return (StoredUnit(row), table == "unit_aside") }
    }
    return nil
  }

  /// The files that were taken in, by number.
  static func sources(_ connection: Database) throws -> [Int64: String] {
    let rows = try Row.fetchAll(connection, sql: "SELECT id, source FROM import")
    return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
  }

  /// The units whose texts another unit has too.
  static func duplicates(_ connection: Database) throws -> Set<Int64> {
    let rows = try RawStatement(
      connection,
      """
      SELECT digest, unit_id, texts FROM digest JOIN unit ON id = unit_id
      WHERE digest IN (SELECT digest FROM digest GROUP BY digest HAVING count(*) > 1) ORDER BY digest, unit_id
      """)
    var result: Set<Int64> = []
    var group: [(unit: Int64, variants: [StoredVariant])] = []
    var last: Int64?
    while try rows.step() {
      if rows.integer(0) != last { group = [] }
      last = rows.integer(0)
      let variants = rows.withBytes(2, StoredVariant.decode)
      // Hashes can be equal by chance.
      for other in group where UnitWriter.isSame(other.variants, variants) {
        result.formUnion([other.unit, rows.integer(1)])
      }
      group.append((rows.integer(1), variants))
    }
    return result
  }

  static func forEachStored(
    _ connection: Database, order: UnitOrder, _ body: (StoredUnit, _ isAside: Bool) throws -> Void
  ) throws {
    switch order {
    case .imported:
      // Three runs, each in order, side by side: no sorting, whatever the size.
      var runs = try [
        ("unit WHERE position IS NULL ORDER BY id", false),
        ("unit WHERE position IS NOT NULL ORDER BY position, id", false),
        ("unit_aside ORDER BY coalesce(position, id), id", true),
      ].map { clause, isAside in
        try UnitRun(RawStatement(connection, "SELECT \(StoredUnit.columns) FROM \(clause)"), isAside: isAside)
      }
      defer { for run in runs { run.rows.reset() } }
      while true {
        var next = 0
        for run in runs.indices.dropFirst() where runs[run].key < runs[next].key { next = run }
        guard let unit = try runs[next].take() else { break }
        try body(unit, runs[next].isAside)
      }
    case .text:
      let rows = try RawStatement(
        connection,
        """
        SELECT * FROM (
          SELECT \(StoredUnit.columns), 0 FROM unit UNION ALL SELECT \(StoredUnit.columns), 1 FROM unit_aside)
        ORDER BY \(Self.sortKey.name)(texts), texts, name, details, id
        """)
      defer { rows.reset() }
      while try rows.step() { try body(StoredUnit(rows), rows.integer(15) == 1) }
    }
  }

  /// The text of a unit's first variant, for sorting; registered with every connection.
  static let sortKey = DatabaseFunction("unit_text", argumentCount: 1, pure: true) { values in
    guard let data = Data.fromDatabaseValue(values[0]) else { return nil }
    return data.withUnsafeBytes { StoredVariant.decode($0).first?.text }
  }
}

/// Rows of units in order, with a look at the next.
private struct UnitRun {
  let rows: RawStatement
  let isAside: Bool
  private var head: StoredUnit?
  /// Where the next row stands in the order; the last place of all at the end.
  private(set) var key: (Int64, Int64) = (.max, .max)

  init(_ rows: RawStatement, isAside: Bool) throws {
    self.rows = rows
    self.isAside = isAside
    try advance()
  }

  /// Gives the next row and goes on; nil at the end.
  mutating func take() throws -> StoredUnit? {
    guard let unit = head.take() else { return nil }
    try advance()
    return unit
  }

  private mutating func advance() throws {
    guard try rows.step() else {
      key = (.max, .max)
      return
    }
    let unit = StoredUnit(rows)
    key = (unit.position ?? unit.identifier, unit.identifier)
    head = unit
  }
}
