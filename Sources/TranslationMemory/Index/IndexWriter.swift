import Bitext
import GRDB

/// Adds units to the index, inside the transaction that adds them to the memory.
///
/// Few units cost nothing: they stay outside the segments, where look-ups compare them one by one, until
/// there are more than ``tailLimit``. ``SegmentMerger`` keeps the segments few.
final class IndexWriter {
  /// How many units may stay outside the segments.
  static let tailLimit = 256
  /// How many features are held before they are written, 4 bytes each and up to 8 more for sorting.
  static let featureLimit = 4_000_000

  private let connection: Database
  private let featureLimit: Int
  private let extractor = FeatureExtractor()
  private let sorter = PairSorter()
  /// By language without script and region.
  private var builders: [String: SegmentBuilder] = [:]
  /// The same by whole identifier, so that a text costs one look at a short string.
  private var buildersByIdentifier: [String: SegmentBuilder] = [:]
  private var featureCount = 0
  private var unitCount = 0
  private var lastUnit: Int64 = 0
  private var tail: [Int64]
  /// What a large import has put aside.
  private var runs: RunStore?
  /// The languages that got segments.
  private var written: Set<String> = []

  /// - Parameters:
  ///   - nextUnit: the lowest identifier that the transaction will give a unit.
  ///   - featureLimit: how many features are held in memory.
  init(_ connection: Database, nextUnit: Int64, featureLimit: Int = featureLimit) throws {
    self.connection = connection
    self.featureLimit = featureLimit
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
    addTexts(of: variants, unit: unit)
    unitCount += 1
    lastUnit = unit
    if featureCount > featureLimit { try writeRuns() }
  }

  private func addTexts(of variants: [StoredVariant], unit: Int64) {
    for variant in variants {
      var text = variant.text
      text.withUTF8 { extractor.read($0) }
      let builder = builder(for: variant.language)
      let before = builder.featureCount
      builder.add(unit: UInt32(unit), from: extractor)
      featureCount += builder.featureCount - before
    }
  }

  private func builder(for identifier: String) -> SegmentBuilder {
    if let known = buildersByIdentifier[identifier] { return known }
    let language = LanguageTag.commonLanguage(of: String(identifier.prefix { $0 != "-" }))
    let builder = builders[language] ?? SegmentBuilder(sorter: sorter)
    builders[language] = builder
    buildersByIdentifier[identifier] = builder
    return builder
  }

  /// Writes what must be written.
  func finish() throws {
    if runs != nil || unitCount + tail.count > Self.tailLimit { try write() }
    let merger = try SegmentMerger(connection)
    for language in written.sorted() { try merger.mergeWhereNeeded(language: language) }
  }

  /// Puts what was collected aside: a segment of each language is made of it at the end.
  private func writeRuns() throws {
    try takeTail()
    let store = try runs ?? RunStore(connection)
    runs = store
    for (language, builder) in builders.sorted(by: { $0.key < $1.key }) where !builder.isEmpty {
      try store.add(builder, language: language)
    }
    featureCount = 0
    unitCount = 0
  }

  private func write() throws {
    guard lastUnit > 0 else { return }
    if runs != nil {
      try writeRuns()
    } else {
      try takeTail()
    }
    if let runs {
      // Nothing more comes, and merging needs room itself.
      (builders, buildersByIdentifier) = ([:], [:])
      sorter.clear()
      let merger = try SegmentMerger(connection)
      for (language, own) in runs.runs.sorted(by: { $0.key < $1.key }) {
        try merger.merge(own, of: runs, language: language)
        written.insert(language)
      }
      try runs.clear()
    } else {
      for (language, builder) in builders.sorted(by: { $0.key < $1.key }) where !builder.isEmpty {
        try writeSegment(builder, language: language)
        written.insert(language)
      }
    }
    featureCount = 0
    unitCount = 0
    try connection.execute(sql: "UPDATE index_state SET unit_id = ?", arguments: [lastUnit])
  }

  private func writeSegment(_ builder: SegmentBuilder, language: String) throws {
    var writer: SegmentWriter?
    try builder.write { texts, postings in
      writer = try SegmentWriter(
        connection, language: language, count: texts.count, text: { texts[$0] }, postings: postings)
    } append: { feature, texts in
      try writer?.append(feature: feature, texts: texts)
    }
    try writer?.finish()
  }

  /// Adds the units that earlier transactions left outside the segments.
  private func takeTail() throws {
    let row = try RawStatement(connection, "SELECT texts FROM unit WHERE id = ?")
    for unit in tail {
      row.bind(unit, at: 1)
      if try row.step() {
        addTexts(of: row.withBytes(0, StoredVariant.decode), unit: unit)
        row.reset()
      }
    }
    tail = []
  }
}
