public import Bitext
import GRDB

/// What is recorded of a file that is taken in.
public struct ImportOrigin: Hashable, Sendable {
  /// The name of the file.
  public var source: String
  /// The short name of its format.
  public var format: String
  /// When it was taken in.
  public var date: Timestamp
  /// Who took it in.
  public var user: String?
  /// The language that was translated from, where the file says so.
  public var sourceLanguage: LanguageTag?

  /// Creates an origin.
  public init(
    source: String, format: String, date: Timestamp, user: String? = nil, sourceLanguage: LanguageTag? = nil
  ) {
    self.source = source
    self.format = format
    self.date = date
    self.user = user
    self.sourceLanguage = sourceLanguage
  }
}

/// What an import did.
public struct ImportCounts: Hashable, Sendable {
  /// Units that are new.
  public var added = 0
  /// Units that were there already, with the same texts; their dates and origins were merged.
  public var merged = 0
  /// Units with fewer than two texts, which a memory cannot use.
  public var skipped = 0

  /// Creates counts of nothing.
  public init() {}
}

extension MemoryStore {
  /// Takes in units, all or none: where `feed` throws, the memory stays as it was.
  ///
  /// Memory does not grow with the number of units.
  ///
  /// - Parameters:
  ///   - origin: where the units come from; kept with each.
  ///   - feed: is called once, and calls its argument with each unit.
  /// - Throws: ``MemoryError``, or what `feed` throws.
  public func importUnits(
    from origin: ImportOrigin, feed: (_ add: (TranslationUnit) throws -> Void) throws -> Void
  ) throws -> ImportCounts {
    try Self.translatingErrors(path) {
      try database.write { connection in
        try connection.execute(
          sql: """
            INSERT INTO import(source, format, imported_at, imported_by, source_language) VALUES (?, ?, ?, ?, ?)
            """,
          arguments: [
            origin.source, origin.format, origin.date.seconds, origin.user, origin.sourceLanguage?.identifier,
          ])
        let writer = try UnitInserter(connection, importIdentifier: connection.lastInsertedRowID)
        try feed { try writer.add($0) }
        return writer.counts
      }
    }
  }
}

/// Writes units inside one transaction.
private final class UnitInserter {
  private(set) var counts = ImportCounts()
  private let connection: Database
  private let importIdentifier: Int64
  private let words: Words
  private var wordStatements: [String: Statement] = [:]
  private let findDigest: Statement
  private let findVariants: Statement
  private let insertUnit: Statement
  private let insertVariant: Statement
  private let insertOrigin: Statement
  private let mergeUnit: Statement

  init(_ connection: Database, importIdentifier: Int64) throws {
    self.connection = connection
    self.importIdentifier = importIdentifier
    words = try Words()
    findDigest = try connection.makeStatement(sql: "SELECT id FROM unit WHERE digest = ?")
    findVariants = try connection.makeStatement(
      sql: "SELECT language, text, codes FROM variant WHERE unit_id = ? ORDER BY id")
    insertUnit = try connection.makeStatement(
      sql: """
        INSERT INTO unit(digest, name, source_language, created, created_by, changed, changed_by, previous, next, details)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    insertVariant = try connection.makeStatement(
      sql: """
        INSERT INTO variant(unit_id, language, text, key, codes, created, created_by, changed, changed_by, details)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    insertOrigin = try connection.makeStatement(
      sql: "INSERT OR IGNORE INTO unit_import(unit_id, import_id) VALUES (?, ?)")
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
    let variants = try unit.variants.filter { !$0.content.text.isEmpty }.map(VariantRow.init)
    guard variants.count >= 2 else {
      counts.skipped += 1
      return
    }
    let digest = VariantRow.digest(of: variants)
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
    try insertUnit.execute(arguments: [
      digest, unit.id, unit.sourceLanguage?.identifier, unit.provenance.created?.seconds,
      unit.provenance.createdBy, unit.provenance.changed?.seconds, unit.provenance.changedBy,
      unit.context?.previous, unit.context?.next,
      try StoredDetails(
        properties: unit.properties, notes: unit.notes, attributes: unit.provenance.attributes
      ).encoded(),
    ])
    let identifier = connection.lastInsertedRowID
    for variant in variants { try add(variant, to: identifier) }
    try insertOrigin.execute(arguments: [identifier, importIdentifier])
    counts.added += 1
  }

  private func add(_ row: VariantRow, to unit: Int64) throws {
    let provenance = row.variant.provenance
    try insertVariant.execute(arguments: [
      unit, row.variant.language.identifier, row.variant.content.text, row.key, row.codes,
      provenance.created?.seconds, provenance.createdBy, provenance.changed?.seconds, provenance.changedBy,
      row.details,
    ])
    let identifier = connection.lastInsertedRowID
    let found = try words.folded(in: row.variant.content.text)
    try wordStatement(for: row.variant.language.language).execute(arguments: [
      identifier, found.joined(separator: " "),
    ])
  }

  /// The unit that has the same texts in the same languages.
  private func duplicate(of variants: [VariantRow], digest: Int64) throws -> Int64? {
    for identifier in try Int64.fetchAll(findDigest, arguments: [digest]) {
      let stored = try Row.fetchAll(findVariants, arguments: [identifier]).map { row -> [String?] in
        [row[0], row[1], row[2]]
      }
      let own = variants.map { [$0.variant.language.identifier, $0.variant.content.text, $0.codes] }
      if stored.count == own.count, Set(stored) == Set(own) { return identifier }
    }
    return nil
  }

  private func wordStatement(for language: String) throws -> Statement {
    if let statement = wordStatements[language] { return statement }
    let table = MemorySchema.wordTable(for: language)
    try MemorySchema.createWordTable(table, in: connection)
    let statement = try connection.makeStatement(sql: "INSERT INTO \(table)(rowid, words) VALUES (?, ?)")
    wordStatements[language] = statement
    return statement
  }
}

/// A variant with what is stored beside it.
private struct VariantRow {
  var variant: Variant
  var key: Int64
  var codes: String?
  var details: String?

  init(_ variant: Variant) throws {
    self.variant = variant
    key = try TextKey.key(of: variant.content.text)
    codes = try variant.content.codes.isEmpty ? nil : StoredJSON.encode(variant.content.codes)
    details = try StoredDetails(
      properties: variant.properties, notes: variant.notes, attributes: variant.provenance.attributes
    ).encoded()
  }

  /// A hash of the languages, texts and codes, whatever their order.
  static func digest(of rows: [VariantRow]) -> Int64 {
    rows.reduce(0) { sum, row in
      let text = TextKey.hash(row.variant.content.text.utf8)
      let language = TextKey.hash(row.variant.language.identifier.utf8, seed: UInt64(bitPattern: text))
      return sum &+ TextKey.hash((row.codes ?? "").utf8, seed: UInt64(bitPattern: language))
    }
  }
}
