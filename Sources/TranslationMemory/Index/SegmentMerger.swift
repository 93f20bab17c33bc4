import GRDB

/// Makes one segment of several of a language.
///
/// Reads the segments side by side in the order of their features, so memory holds one list and 4 bytes a
/// text.
struct SegmentMerger {
  /// How many segments of similar size may stand side by side.
  private static let segmentLimit = 3

  private let connection: Database
  private let bucketRow: RawStatement
  private let listRow: RawStatement

  init(_ connection: Database) throws {
    self.connection = connection
    bucketRow = try RawStatement(
      connection, "SELECT id, data FROM segment_bucket WHERE id >= ? AND id < ? ORDER BY id LIMIT 1")
    listRow = try RawStatement(connection, "SELECT data FROM segment_list WHERE id = ?")
  }

  /// Merges the newest segments of a language where too many of similar size stand side by side.
  func mergeWhereNeeded(language: String) throws {
    let segments = try IndexSegment.all(connection, language: language)
    var chosen: [IndexSegment] = []
    var documents = 0
    for segment in segments.reversed() {
      let isSimilar = chosen.isEmpty || segment.documents < 4 * documents
      guard isSimilar, documents + segment.documents <= IndexSegment.documentLimit else { break }
      chosen.append(segment)
      documents += segment.documents
    }
    if chosen.count > Self.segmentLimit { try merge(chosen.reversed(), language: language) }
  }

  private func merge(_ segments: [IndexSegment], language: String) throws {
    let units = try segments.map(self.units)
    // Lengths ascend in every segment, so each keeps its order and only the sequences are interleaved.
    var order: [UInt64] = []
    for (number, segment) in segments.enumerated() {
      for text in 0..<segment.documents where units[number][text] != 0 {
        order.append(UInt64(segment.length(of: text)) << 40 | UInt64(number) << 24 | UInt64(text))
      }
    }
    order.sort()
    var numbers = segments.map { [UInt32](repeating: .max, count: $0.documents) }
    var (lengths, newUnits): ([UInt32], [UInt32]) = ([], [])
    for (new, key) in order.enumerated() {
      let (number, text) = (Int(key >> 24 & 0xFFFF), Int(key & 0xFF_FFFF))
      numbers[number][text] = UInt32(new)
      lengths.append(UInt32(key >> 40))
      newUnits.append(units[number][text])
    }
    order = []
    let writer = try SegmentWriter(
      connection, language: language, lengths: lengths, units: newUnits,
      postings: segments.reduce(0) { $0 + $1.postings })
    var streams = try segments.map { try FeatureStream($0, bucketRow) }
    var list: [UInt32] = []
    while let feature = streams.compactMap(\.feature).min() {
      list.removeAll(keepingCapacity: true)
      var runs = 0
      for number in streams.indices where streams[number].feature == feature {
        try streams[number].texts(listRow) { text in
          let new = text < numbers[number].count ? numbers[number][text] : .max
          if new != .max { list.append(new) }
        }
        runs += 1
        try streams[number].advance(bucketRow)
      }
      if runs > 1 { list.sort() }
      if !list.isEmpty { try writer.append(feature: feature, texts: list) }
    }
    try writer.finish()
    for segment in segments { try remove(segment) }
  }

  /// The units of a segment's texts; 0 where the unit is gone.
  private func units(of segment: IndexSegment) throws -> [UInt32] {
    let pages = try RawStatement(
      connection, "SELECT data FROM segment_page WHERE id >= ? AND id < ? ORDER BY id")
    pages.bind(segment.identifier << 32, at: 1)
    pages.bind((segment.identifier + 1) << 32, at: 2)
    var units: [UInt32] = []
    while try pages.step() {
      pages.withBytes(0) { page in
        for offset in stride(from: 0, to: page.count, by: 4) { units.append(page.fixed(at: offset)) }
      }
    }
    while units.count < segment.documents { units.append(0) }
    guard try Int.fetchOne(connection, sql: "SELECT deleted FROM index_state") ?? 0 > 0 else { return units }
    let find = try RawStatement(connection, "SELECT 1 FROM unit WHERE id = ?")
    for index in units.indices {
      find.bind(Int64(units[index]), at: 1)
      if try find.step() { find.reset() } else { units[index] = 0 }
    }
    return units
  }

  private func remove(_ segment: IndexSegment) throws {
    let range: StatementArguments = [segment.identifier << 32, (segment.identifier + 1) << 32]
    try connection.execute(sql: "DELETE FROM segment_bucket WHERE id >= ? AND id < ?", arguments: range)
    try connection.execute(sql: "DELETE FROM segment_page WHERE id >= ? AND id < ?", arguments: range)
    try connection.execute(
      sql: "DELETE FROM segment_list WHERE id >= ? AND id < ?",
      arguments: [segment.listRows.lowerBound, segment.listRows.upperBound])
    try connection.execute(sql: "DELETE FROM segment WHERE id = ?", arguments: [segment.identifier])
  }
}

/// The features of a segment in order, each with its texts.
private struct FeatureStream {
  private let end: Int64
  private var nextBucket: Int64
  private var bucket: [UInt8] = []
  private var index = 0
  private var count = 0

  init(_ segment: IndexSegment, _ bucketRow: RawStatement) throws {
    nextBucket = segment.identifier << 32
    end = (segment.identifier + 1) << 32
    try load(bucketRow)
  }

  /// The feature on which the stream stands; nil at the end.
  var feature: UInt32? { index < count ? fixed(4 + 12 * index) : nil }

  mutating func advance(_ bucketRow: RawStatement) throws {
    index += 1
    if index == count { try load(bucketRow) }
  }

  private mutating func load(_ bucketRow: RawStatement) throws {
    index = 0
    count = 0
    bucketRow.bind(nextBucket, at: 1)
    bucketRow.bind(end, at: 2)
    guard try bucketRow.step() else { return }
    nextBucket = bucketRow.integer(0) + 1
    bucketRow.withBytes(1) { bytes in
      bucket.removeAll(keepingCapacity: true)
      bucket.append(contentsOf: bytes)
    }
    bucketRow.reset()
    count = Int(fixed(0))
  }

  /// Calls `body` with each text of the feature, in order.
  @inline(__always)
  func texts(_ listRow: RawStatement, _ body: (Int) -> Void) throws {
    let entry = 4 + 12 * index
    let size = Int(fixed(entry + 4))
    let value = Int(fixed(entry + 8))
    if size == 1 {
      body(value)
      return
    }
    let offset = 4 + 12 * count + value
    if size <= IndexSegment.inlineLimit {
      bucket.withUnsafeBytes { $0.forEachThreeBytes(from: offset, count: size, body) }
      return
    }
    let first = Int64(fixed(offset)) | Int64(fixed(offset + 4)) << 32
    for row in 0..<(size + IndexSegment.chunkSize - 1) / IndexSegment.chunkSize {
      listRow.bind(first + Int64(row), at: 1)
      guard try listRow.step() else { continue }
      listRow.withBytes(0) { $0.forEachThreeBytes(from: 0, count: $0.count / 3, body) }
      listRow.reset()
    }
  }

  private func fixed(_ offset: Int) -> UInt32 { bucket.withUnsafeBytes { $0.fixed(at: offset) } }
}

extension UnsafeRawBufferPointer {
  /// Calls `body` with numbers of three bytes, as far as there are bytes.
  @inline(__always)
  fileprivate func forEachThreeBytes(from offset: Int, count: Int, _ body: (Int) -> Void) {
    for index in 0..<Swift.max(0, Swift.min(count, (self.count - offset) / 3)) {
      let place = offset + 3 * index
      body(Int(self[place]) | Int(self[place + 1]) << 8 | Int(self[place + 2]) << 16)
    }
  }
}
