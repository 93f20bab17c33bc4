import GRDB

/// Adds units to the index, inside the transaction that adds them to the memory.
///
/// Few units cost nothing: they stay outside the segments, where look-ups compare them one by one, until
/// there are more than ``tailLimit``. ``SegmentMerger`` keeps the segments few.
final class IndexWriter {
  /// How many units may stay outside the segments.
  static let tailLimit = 256
  /// How many features are held before they are written, 4 bytes each.
  private static let featureLimit = 6_000_000

  private let connection: Database
  private let extractor = FeatureExtractor()
  private var builders: [String: SegmentBuilder] = [:]
  private var featureCount = 0
  private var unitCount = 0
  private var lastUnit: Int64 = 0
  private var tail: [Int64]
  /// The languages that got segments.
  private var written: Set<String> = []

  /// - Parameter nextUnit: the lowest identifier that the transaction will give a unit.
  init(_ connection: Database, nextUnit: Int64) throws {
    self.connection = connection
    tail = try Int64.fetchAll(
      connection, sql: "SELECT id FROM unit WHERE id > (SELECT unit_id FROM index_state) AND id < ?",
      arguments: [nextUnit])
  }

  /// Adds a unit; identifiers ascend.
  func add(_ variants: [StoredVariant], unit: Int64) throws {
    guard unit <= Int64(UInt32.max) else {
      throw DatabaseError(
        resultCode: .SQLITE_TOOBIG, message: "the memory has as many units as its index can number")
    }
    for variant in variants {
      var text = variant.text
      text.withUTF8 { extractor.read($0) }
      let language = String(variant.language.prefix { $0 != "-" })
      let builder: SegmentBuilder
      if let known = builders[language] {
        builder = known
      } else {
        builder = SegmentBuilder(language: language)
        builders[language] = builder
      }
      let before = builder.featureCount
      builder.add(unit: UInt32(unit), from: extractor)
      featureCount += builder.featureCount - before
    }
    unitCount += 1
    lastUnit = unit
    if featureCount > Self.featureLimit { try write() }
  }

  /// Writes what must be written.
  func finish() throws {
    if unitCount + tail.count > Self.tailLimit { try write() }
    let merger = try SegmentMerger(connection)
    for language in written.sorted() { try merger.mergeWhereNeeded(language: language) }
  }

  private func write() throws {
    guard lastUnit > 0 else { return }
    if !tail.isEmpty {
      let old = try IndexWriter(connection, nextUnit: 0)
      let row = try RawStatement(connection, "SELECT texts FROM unit WHERE id = ?")
      for unit in tail {
        row.bind(unit, at: 1)
        if try row.step() {
          try old.add(row.withBytes(0, StoredVariant.decode), unit: unit)
          row.reset()
        }
      }
      tail = []
      try old.write()
      written.formUnion(old.written)
    }
    for (language, builder) in builders.sorted(by: { $0.key < $1.key }) where !builder.isEmpty {
      try builder.write(to: connection)
      written.insert(language)
    }
    featureCount = 0
    unitCount = 0
    try connection.execute(sql: "UPDATE index_state SET unit_id = ?", arguments: [lastUnit])
  }
}
