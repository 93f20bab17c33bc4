import Bitext
import GRDB

/// Writes units inside one transaction.
final class UnitWriter {
  private(set) var counts = ImportCounts()
  /// The import that units are written down to.
  var importIdentifier: Int64
  /// The language that units are translated from which do not say so themselves.
  var sourceLanguage: LanguageTag?
  private let connection: Database
  private let journal: UnitJournal
  private let policy: DuplicatePolicy
  private let index: IndexWriter
  private let tags = Workspace()
  private var nextUnit: Int64
  private let digests: DigestTable
  private let insertOrigin: RawStatement
  private let insertUnit: RawStatement
  private let insertAside: RawStatement
  private var bytes: [UInt8] = []
  /// The units that have a text in a language, by hash; made when the policy first asks.
  private var sources: [Int64: [Int64]]?

  init(
    _ connection: Database, journal: UnitJournal, importIdentifier: Int64 = 0,
    policy: DuplicatePolicy = .byContext, featureLimit: Int = IndexWriter.featureLimit
  ) throws {
    self.connection = connection
    self.journal = journal
    self.importIdentifier = importIdentifier
    self.policy = policy
    nextUnit = try Int64.fetchOne(connection, sql: "SELECT next_unit FROM sequence") ?? 1
    index = try IndexWriter(connection, nextUnit: nextUnit, featureLimit: featureLimit)
    digests = try DigestTable(connection)
    let insert = { (table: String) in
      try RawStatement(
        connection,
        """
        INSERT INTO \(table)(
          name, source_language, created, created_by, changed, changed_by, previous, next, details, version,
          operation_id, id, import_id, position, texts)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    }
    insertUnit = try insert("unit")
    insertAside = try insert("unit_aside")
    insertOrigin = try RawStatement(
      connection,
      """
      INSERT OR IGNORE INTO unit_import(unit_id, import_id)
      SELECT id, ?2 FROM unit WHERE id = ?1 AND import_id IS NOT ?2
      """)
  }

  /// Takes in a unit, by the policy.
  func add(_ unit: TranslationUnit) throws {
    let variants = try Self.stored(unit)
    guard variants.count >= 2 else {
      try insert(unit, variants)
      counts.aside += 1
      return
    }
    let digest = TextDigest.digest(of: variants)
    if policy != .keepAll, let known = try duplicate(of: unit, variants, digest) {
      try merge(unit, into: known)
      return
    }
    if policy == .keepNewest, let rival = try rival(of: unit, variants) {
      let old = rival.wholeUnit(tags.tag)
      guard UnitMerging.date(of: unit) ?? .distantPast >= UnitMerging.date(of: old) ?? .distantPast else {
        counts.older += 1
        return
      }
      try replace(rival, isAside: false, with: unit)
      counts.replaced += 1
      return
    }
    try insert(unit, variants, digest: digest)
    counts.added += 1
  }

  func finish() throws {
    try digests.write()
    try index.finish()
    try connection.execute(sql: "UPDATE sequence SET next_unit = ?", arguments: [nextUnit])
  }

  // MARK: - Single units

  /// Adds a unit as it is, and gives its number.
  ///
  /// - Parameters:
  ///   - position: where it stands in the order; nil means at the end.
  ///   - operation: the operation that it is written down to; nil means this one.
  @discardableResult
  func insert(
    _ unit: TranslationUnit, _ variants: [StoredVariant]? = nil, digest: Int64? = nil, position: Int64? = nil,
    operation: Int64? = nil, version: Int64 = 1
  ) throws -> Int64 {
    let identifier = nextUnit
    nextUnit += 1
    let variants = try variants ?? Self.stored(unit)
    let isAside = variants.count < 2
    let statement = isAside ? insertAside : insertUnit
    try bind(unit, version: version, operation: operation ?? journal.operation, to: statement)
    statement.bind(identifier, at: 12)
    statement.bind(importIdentifier, at: 13)
    statement.bind(position, at: 14)
    try run(statement, texts: variants, at: 15)
    guard !isAside else { return identifier }
    try digests.add(digest ?? TextDigest.digest(of: variants), unit: identifier)
    try index.add(variants, unit: identifier)
    if sources != nil { remember(variants, unit: identifier) }
    return identifier
  }

  /// Changes what is known of a unit whose texts stay as they are.
  func update(_ stored: StoredUnit, to unit: TranslationUnit, operation: Int64? = nil, version: Int64? = nil)
    throws
  {
    try journal.keep(stored.identifier)
    let statement = try RawStatement(
      connection,
      """
      UPDATE unit SET name = ?, source_language = ?, created = ?, created_by = ?, changed = ?, changed_by = ?,
        previous = ?, next = ?, details = ?, version = ?, operation_id = ?, texts = ? WHERE id = ?
      """)
    try bind(
      unit, version: version ?? stored.version + 1, operation: operation ?? journal.operation, to: statement)
    statement.bind(stored.identifier, at: 13)
    try run(statement, texts: try Self.stored(unit), at: 12)
  }

  /// Puts a unit in the place of another, and gives its number.
  @discardableResult
  func replace(_ old: StoredUnit, isAside: Bool, with unit: TranslationUnit) throws -> Int64 {
    let position = old.position ?? old.identifier
    try delete(old, isAside: isAside, replacement: nextUnit)
    return try insert(unit, position: position)
  }

  /// Deletes a unit.
  func delete(_ stored: StoredUnit, isAside: Bool, replacement: Int64 = 0) throws {
    try journal.keep(stored.identifier, isAside: isAside, replacement: replacement)
    try connection.execute(
      sql: "DELETE FROM \(isAside ? "unit_aside" : "unit") WHERE id = ?", arguments: [stored.identifier])
    guard !isAside else { return }
    try digests.remove(TextDigest.digest(of: stored.variants), unit: stored.identifier)
    // Look-ups pass over units that are gone; merging leaves them out.
    try connection.execute(sql: "UPDATE index_state SET deleted = deleted + 1")
  }

  /// Joins a unit with one that has the same texts.
  private func merge(_ unit: TranslationUnit, into known: StoredUnit) throws {
    let old = known.wholeUnit(tags.tag)
    let merged = UnitMerging.merged(old, with: unit)
    if merged != old { try update(known, to: merged) }
    insertOrigin.bind(known.identifier, at: 1)
    insertOrigin.bind(importIdentifier, at: 2)
    try insertOrigin.run()
    counts.merged += 1
  }

  // MARK: - Parts

  private static func stored(_ unit: TranslationUnit) throws -> [StoredVariant] {
    var variants: [StoredVariant] = []
    variants.reserveCapacity(unit.variants.count)
    for index in unit.variants.indices where !unit.variants[index].content.text.isEmpty {
      variants.append(try StoredVariant(unit.variants[index]))
    }
    return variants
  }

  /// Binds the first eleven parameters.
  private func bind(_ unit: TranslationUnit, version: Int64, operation: Int64, to statement: RawStatement)
    throws
  {
    statement.bind(unit.id, at: 1)
    statement.bind(unit.sourceLanguage?.original, at: 2)
    statement.bind(unit.provenance.created?.seconds, at: 3)
    statement.bind(unit.provenance.createdBy, at: 4)
    statement.bind(unit.provenance.changed?.seconds, at: 5)
    statement.bind(unit.provenance.changedBy, at: 6)
    statement.bind(unit.context?.previous, at: 7)
    statement.bind(unit.context?.next, at: 8)
    statement.bind(try Self.details(of: unit), at: 9)
    statement.bind(version, at: 10)
    statement.bind(operation, at: 11)
  }

  private static func details(of unit: TranslationUnit) throws -> String? {
    var details = StoredDetails()
    if !unit.properties.isEmpty { details.properties = unit.properties }
    if !unit.notes.isEmpty { details.notes = unit.notes }
    if !unit.provenance.attributes.isEmpty { details.attributes = unit.provenance.attributes }
    for place in unit.variants.indices where unit.variants[place].content.text.isEmpty {
      details.emptyVariants =
        (details.emptyVariants ?? []) + [EmptyVariant(unit.variants[place], place: place)]
    }
    return try details.encoded()
  }

  private func run(_ statement: RawStatement, texts: [StoredVariant], at index: Int32) throws {
    bytes.removeAll(keepingCapacity: true)
    StoredVariant.encode(texts, into: &bytes)
    try bytes.withUnsafeBytes { try statement.run(binding: $0, at: index) }
  }

  /// The unit that has the same texts in the same languages, and may be one with this.
  private func duplicate(of unit: TranslationUnit, _ variants: [StoredVariant], _ digest: Int64) throws
    -> StoredUnit?
  {
    for identifier in try digests.units(of: digest) {
      guard let (stored, _) = try MemoryStore.stored(connection, identifier),
        Self.isSame(stored.variants, variants),
        UnitMerging.mayMerge(stored.unit, unit, policy: policy)
      else { continue }
      return stored
    }
    return nil
  }

  /// Whether units have the same languages, texts and codes, whatever their order.
  static func isSame(_ left: [StoredVariant], _ right: [StoredVariant]) -> Bool {
    left.count == right.count
      && Set(left.map { [$0.language, $0.text, $0.codes] })
        == Set(right.map { [$0.language, $0.text, $0.codes] })
  }

  /// The unit that renders the same source text in the same languages.
  private func rival(of unit: TranslationUnit, _ variants: [StoredVariant]) throws -> StoredUnit? {
    let language = (unit.sourceLanguage ?? sourceLanguage)?.identifier
    guard let source = variants.first(where: { $0.language == language }) ?? variants.first else {
      return nil
    }
    for identifier in try knownSources()[TextDigest.digest(ofTextOf: source)] ?? [] {
      guard let (stored, isAside) = try MemoryStore.stored(connection, identifier), !isAside,
        stored.variants.contains(where: { $0.language == source.language && $0.text == source.text }),
        Set(stored.variants.map(\.language)) == Set(variants.map(\.language))
      else { continue }
      return stored
    }
    return nil
  }

  private func knownSources() throws -> [Int64: [Int64]] {
    if let sources { return sources }
    sources = [:]
    let rows = try RawStatement(connection, "SELECT id, texts FROM unit ORDER BY id")
    while try rows.step() { remember(rows.withBytes(1, StoredVariant.decode), unit: rows.integer(0)) }
    return sources ?? [:]
  }

  private func remember(_ variants: [StoredVariant], unit: Int64) {
    for variant in variants { sources?[TextDigest.digest(ofTextOf: variant), default: []].append(unit) }
  }
}

extension Timestamp {
  /// Before every date that a file can name.
  fileprivate static let distantPast = Timestamp(seconds: .min)
}
