import Bitext
import GRDB

/// Writes units inside one transaction.
final class UnitWriter {
  private(set) var counts = ImportCounts()
  private let connection: Database
  private let importIdentifier: Int64
  private let index: IndexWriter
  private var nextUnit: Int64
  private let findDigest: RawStatement
  private let findTexts: RawStatement
  private let insertUnit: RawStatement
  private let insertDigest: RawStatement
  private let insertOrigin: Statement
  private let mergeUnit: Statement
  private var bytes: [UInt8] = []

  init(_ connection: Database, importIdentifier: Int64) throws {
    self.connection = connection
    self.importIdentifier = importIdentifier
    // Identifiers of deleted units are not given again where the index may still know them.
    nextUnit =
      try Int64.fetchOne(
        connection,
        sql: "SELECT max(coalesce((SELECT max(id) FROM unit), 0), (SELECT unit_id FROM index_state)) + 1")
      ?? 1
    index = try IndexWriter(connection, nextUnit: nextUnit)
    findDigest = try RawStatement(connection, "SELECT unit_id FROM digest WHERE digest = ?")
    findTexts = try RawStatement(connection, "SELECT texts FROM unit WHERE id = ?")
    insertUnit = try RawStatement(
      connection,
      """
      INSERT INTO unit(
        id, import_id, texts, name, source_language, created, created_by, changed, changed_by, previous, next, details)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    insertDigest = try RawStatement(connection, "INSERT INTO digest(digest, unit_id) VALUES (?, ?)")
    insertOrigin = try connection.makeStatement(
      sql: """
        INSERT OR IGNORE INTO unit_import(unit_id, import_id)
        SELECT id, ?2 FROM unit WHERE id = ?1 AND import_id IS NOT ?2
        """)
    mergeUnit = try connection.makeStatement(
      sql: """
        UPDATE unit SET
          created = min(coalesce(created, ?1), coalesce(?1, created)),
          created_by = coalesce(created_by, ?2),
          changed_by = CASE WHEN ?3 > coalesce(changed, 0) THEN ?4 ELSE changed_by END,
          changed = max(coalesce(changed, ?3), coalesce(?3, changed)),
          previous = coalesce(previous, ?5), next = coalesce(next, ?6), name = coalesce(name, ?7)
        WHERE id = ?8
        """)
  }

  func add(_ unit: TranslationUnit) throws {
    let variants = try unit.variants.filter { !$0.content.text.isEmpty }.map(StoredVariant.init)
    guard variants.count >= 2 else {
      counts.skipped += 1
      return
    }
    let digest = Self.digest(of: variants)
    if let identifier = try duplicate(of: variants, digest: digest) {
      let provenance = unit.provenance
      try mergeUnit.execute(arguments: [
        provenance.created?.seconds, provenance.createdBy, provenance.changed?.seconds, provenance.changedBy,
        unit.context?.previous, unit.context?.next, unit.id, identifier,
      ])
      try insertOrigin.execute(arguments: [identifier, importIdentifier])
      counts.merged += 1
      return
    }
    let identifier = nextUnit
    nextUnit += 1
    try insert(unit, variants, identifier: identifier)
    insertDigest.bind(digest, at: 1)
    insertDigest.bind(identifier, at: 2)
    try insertDigest.run()
    try index.add(variants, unit: identifier)
    counts.added += 1
  }

  func finish() throws { try index.finish() }

  private func insert(_ unit: TranslationUnit, _ variants: [StoredVariant], identifier: Int64) throws {
    insertUnit.bind(identifier, at: 1)
    insertUnit.bind(importIdentifier, at: 2)
    insertUnit.bind(unit.id, at: 4)
    insertUnit.bind(unit.sourceLanguage?.identifier, at: 5)
    insertUnit.bind(unit.provenance.created?.seconds, at: 6)
    insertUnit.bind(unit.provenance.createdBy, at: 7)
    insertUnit.bind(unit.provenance.changed?.seconds, at: 8)
    insertUnit.bind(unit.provenance.changedBy, at: 9)
    insertUnit.bind(unit.context?.previous, at: 10)
    insertUnit.bind(unit.context?.next, at: 11)
    insertUnit.bind(
      try StoredDetails(
        properties: unit.properties, notes: unit.notes, attributes: unit.provenance.attributes
      ).encoded(), at: 12)
    bytes.removeAll(keepingCapacity: true)
    StoredVariant.encode(variants, into: &bytes)
    try bytes.withUnsafeBytes { try insertUnit.run(binding: $0, at: 3) }
  }

  /// The unit that has the same texts in the same languages.
  private func duplicate(of variants: [StoredVariant], digest: Int64) throws -> Int64? {
    findDigest.bind(digest, at: 1)
    var identifiers: [Int64] = []
    while try findDigest.step() { identifiers.append(findDigest.integer(0)) }
    for identifier in identifiers {
      findTexts.bind(identifier, at: 1)
      guard try findTexts.step() else { continue }
      let stored = findTexts.withBytes(0, StoredVariant.decode)
      findTexts.reset()
      let own = variants.map { [$0.language, $0.text, $0.codes] }
      if stored.count == own.count, Set(stored.map { [$0.language, $0.text, $0.codes] }) == Set(own) {
        return identifier
      }
    }
    return nil
  }

  /// A hash of the languages, texts and codes, whatever their order.
  static func digest(of variants: [StoredVariant]) -> Int64 {
    variants.reduce(0) { sum, variant in
      let text = TextKey.hash(variant.text.utf8)
      let language = TextKey.hash(variant.language.utf8, seed: UInt64(bitPattern: text))
      return sum &+ TextKey.hash((variant.codes ?? "").utf8, seed: UInt64(bitPattern: language))
    }
  }
}
