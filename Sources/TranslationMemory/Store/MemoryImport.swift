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
  /// What the file says of all its units.
  public var header: UnitHeader?

  /// Creates an origin.
  public init(
    source: String, format: String, date: Timestamp, user: String? = nil, sourceLanguage: LanguageTag? = nil,
    header: UnitHeader? = nil
  ) {
    self.source = source
    self.format = format
    self.date = date
    self.user = user
    self.sourceLanguage = sourceLanguage
    self.header = header
  }
}

/// What an import did.
public struct ImportCounts: Hashable, Sendable {
  /// Units that are new.
  public var added = 0
  /// Units that were there already, with the same texts; what is known of both was joined.
  public var merged = 0
  /// Units that took the place of an older rendering of the same text.
  public var replaced = 0
  /// Units that were left out because a newer rendering of the same text is there.
  public var older = 0
  /// Units with fewer than two texts: kept for export, found by no look-up.
  public var aside = 0

  /// Creates counts of nothing.
  public init() {}

  /// The counts for people: `5 added, 2 merged`.
  public var summary: String {
    var parts = ["\(added) added", "\(merged) merged"]
    if replaced > 0 { parts.append("\(replaced) replaced by newer") }
    if older > 0 { parts.append("\(older) left out (a newer rendering is there)") }
    if aside > 0 { parts.append("\(aside) set aside (fewer than two texts)") }
    return parts.joined(separator: ", ")
  }
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
    try importUnits(from: origin, featureLimit: IndexWriter.featureLimit, feed: feed)
  }

  /// - Parameter featureLimit: see ``IndexWriter``.
  func importUnits(
    from origin: ImportOrigin, featureLimit: Int,
    feed: (_ add: (TranslationUnit) throws -> Void) throws -> Void
  ) throws -> ImportCounts {
    try importUnits(from: origin, duplicates: .byContext, isTrial: false, featureLimit: featureLimit) {
      (writer: UnitWriter) in
      try feed { try writer.add($0) }
      return nil
    }
  }

  /// Takes in units, all or none: where `feed` throws, the memory stays as it was.
  ///
  /// - Parameters:
  ///   - origin: where the units come from; kept with each.
  ///   - duplicates: what becomes of units that are like others.
  ///   - isTrial: whether only the counts are wanted and nothing is kept.
  ///   - feed: is called once, calls its argument with each unit, and gives what the file says of them all.
  /// - Throws: ``MemoryError``, or what `feed` throws.
  public func importUnits(
    from origin: ImportOrigin, duplicates: DuplicatePolicy, isTrial: Bool,
    feed: (_ add: (TranslationUnit) throws -> Void) throws -> UnitHeader?
  ) throws -> ImportCounts {
    try importUnits(from: origin, duplicates: duplicates, isTrial: isTrial) { (writer: UnitWriter) in
      try feed { try writer.add($0) }
    }
  }

  private func importUnits(
    from origin: ImportOrigin, duplicates: DuplicatePolicy, isTrial: Bool,
    featureLimit: Int = IndexWriter.featureLimit, into body: (UnitWriter) throws -> UnitHeader?
  ) throws -> ImportCounts {
    try change(
      .importing, subject: origin.source, by: MemoryAuthor(name: origin.user, date: origin.date),
      duplicates: duplicates, isTrial: isTrial, featureLimit: featureLimit
    ) { change in
      let writer = change.writer
      writer.importIdentifier = try Self.record(origin, change.connection)
      writer.sourceLanguage = origin.sourceLanguage
      if let header = try body(writer) {
        try change.connection.execute(
          sql: "UPDATE import SET details = ?, source_language = ? WHERE id = ?",
          arguments: [
            StoredJSON.encode(header), (header.sourceLanguage ?? origin.sourceLanguage)?.identifier,
            writer.importIdentifier,
          ])
      }
      return (writer.counts, writer.counts.summary)
    }
  }

  /// Writes down a file that is taken in, and gives its number.
  static func record(_ origin: ImportOrigin, _ connection: Database) throws -> Int64 {
    try connection.execute(
      sql: """
        INSERT INTO import(source, format, imported_at, imported_by, source_language, details)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        origin.source, origin.format, origin.date.seconds, origin.user, origin.sourceLanguage?.identifier,
        try origin.header.map(StoredJSON.encode),
      ])
    return connection.lastInsertedRowID
  }

  /// The files that were taken in, by number, the earliest first.
  ///
  /// - Parameter inUse: whether only those are wanted from which units came that are still there.
  /// - Throws: ``MemoryError``.
  public func imports(inUse: Bool = false) throws -> [(number: Int64, origin: ImportOrigin)] {
    try read { connection in
      var rows = try Row.fetchAll(
        connection,
        sql: """
          SELECT id, source, format, imported_at, imported_by, source_language, details
          FROM import ORDER BY id
          """)
      if inUse {
        let used = try Self.importsInUse(connection, of: rows.count)
        rows.removeAll { !used.contains($0[0]) }
      }
      return rows.map { row in
        let (language, details): (String?, String?) = (row[5], row[6])
        return (
          row[0],
          ImportOrigin(
            source: row[1], format: row[2], date: Timestamp(seconds: row[3]), user: row[4],
            sourceLanguage: language.flatMap { try? LanguageTag($0) },
            header: details.flatMap { StoredJSON.decode(UnitHeader.self, from: $0) })
        )
      }
    }
  }

  /// The numbers of the files from which units came that are there.
  ///
  /// - Parameter count: how many files there are; once all are seen, no more is read.
  private static func importsInUse(_ connection: Database, of count: Int) throws -> Set<Int64> {
    var used: Set<Int64> = []
    for source in [
      "unit", "unit_aside", "unit_import WHERE unit_id IN (SELECT id FROM unit)",
    ] where used.count < count {
      let rows = try RawStatement(connection, "SELECT import_id FROM \(source)")
      defer { rows.reset() }
      var last: Int64?
      while used.count < count, try rows.step() {
        let number = rows.integer(0)
        // Units of a file stand side by side. Number 0 is no file.
        if number != last, number != 0 { used.insert(number) }
        last = number
      }
    }
    return used
  }
}
