import GRDB

/// Reads the lists of the index for one look-up.
final class PostingReader {
  /// The texts of a segment that have a feature, in order.
  struct List {
    /// How many there are.
    var count = 0
    fileprivate var only = 0
    /// Where the three-byte numbers start in the reader's bytes, or those of the first texts of the rows.
    fileprivate var start = 0
    /// The first row; 0 where the list is not in rows.
    fileprivate var row: Int64 = 0
  }

  private let bucketRow: RawStatement
  private let listRow: RawStatement
  private let listRows: RawStatement
  private let pageRow: RawStatement
  private var bytes: [UInt8] = []
  private var chunks: [Int64: Int] = [:]

  init(_ connection: Database) throws {
    bucketRow = try RawStatement(connection, "SELECT data FROM segment_bucket WHERE id = ?")
    listRow = try RawStatement(connection, "SELECT data FROM segment_list WHERE id = ?")
    listRows = try RawStatement(connection, "SELECT data, id FROM segment_list WHERE id >= ? ORDER BY id")
    pageRow = try RawStatement(connection, "SELECT data FROM segment_page WHERE id = ?")
  }

  /// The list of a feature.
  func list(of feature: UInt32, in segment: IndexSegment) throws -> List {
    let bucket = segment.bucketBits == 0 ? 0 : Int64(feature >> (32 - segment.bucketBits))
    bucketRow.bind(segment.identifier << 32 | bucket, at: 1)
    guard try bucketRow.step() else { return List() }
    defer { bucketRow.reset() }
    return bucketRow.withBytes(0) { bucket in
      let features = Int(bucket.fixed(at: 0))
      var low = 0
      var high = features
      while low < high {
        let middle = (low + high) / 2
        if bucket.fixed(at: 4 + 12 * middle) < feature { low = middle + 1 } else { high = middle }
      }
      let entry = 4 + 12 * low
      guard low < features, bucket.fixed(at: entry) == feature else { return List() }
      let count = Int(bucket.fixed(at: entry + 4))
      let value = Int(bucket.fixed(at: entry + 8))
      if count == 1 { return List(count: 1, only: value) }
      let offset = 4 + 12 * features + value
      let start = bytes.count
      if count <= IndexSegment.inlineLimit {
        append(bucket, from: offset, count: 3 * count)
        return List(count: count, start: start)
      }
      let row = Int64(bucket.fixed(at: offset)) | Int64(bucket.fixed(at: offset + 4)) << 32
      append(bucket, from: offset + 8, count: 3 * Self.rows(count))
      return List(count: count, start: start, row: row)
    }
  }

  /// Calls `body` with each text of a list that is in a range.
  @inline(__always)
  func forEachText(_ list: List, in range: Range<Int>, _ body: (Int) -> Void) throws {
    if list.count == 1 {
      if range.contains(list.only) { body(list.only) }
    } else if list.row == 0 {
      bytes.withUnsafeBytes { bytes in
        scan(
          UnsafeRawBufferPointer(rebasing: bytes[list.start..<list.start + 3 * list.count]),
          count: list.count,
          range, body)
      }
    } else if list.count > 0 {
      let rows = Self.rows(list.count)
      // The row before the first that starts in the range may reach into it.
      var row = max(0, lowerBound(start: list.start, count: rows, of: range.lowerBound + 1) - 1)
      listRows.bind(list.row &+ Int64(row), at: 1)
      defer { listRows.reset() }
      while row < rows, text(at: list.start + 3 * row) < range.upperBound {
        // The rows of a list follow each other. Read in place: most are read once.
        guard try listRows.step() else { return }
        let place = listRows.integer(1) &- list.row
        guard (0..<Int64(rows)).contains(place) else { return }
        row = Int(place)
        listRows.withBytes(0) { scan($0, count: Self.size(of: row, count: list.count), range, body) }
        row += 1
      }
    }
  }

  /// Whether a text is in a list.
  func contains(_ list: List, _ wanted: Int) throws -> Bool {
    if list.count <= 1 { return list.count == 1 && list.only == wanted }
    var start = list.start
    var count = list.count
    if list.row != 0 {
      let row = lowerBound(start: list.start, count: Self.rows(list.count), of: wanted + 1) - 1
      if row < 0 { return false }
      start = try chunk(list.row &+ Int64(row))
      count = Self.size(of: row, count: list.count)
    }
    let place = lowerBound(start: start, count: count, of: wanted)
    return place < count && text(at: start + 3 * place) == wanted
  }

  /// The texts that have all of some features, in order.
  func texts(withAll features: [UInt32], in segment: IndexSegment) throws -> [Int] {
    let lists = try features.map { try list(of: $0, in: segment) }.sorted { $0.count < $1.count }
    guard let rarest = lists.first, rarest.count > 0 else { return [] }
    var texts: [Int] = []
    try forEachText(rarest, in: 0..<segment.documents) { texts.append($0) }
    for list in lists.dropFirst() { texts = try texts.filter { try contains(list, $0) } }
    return texts
  }

  /// The unit of a text.
  func unit(of text: Int, in segment: IndexSegment) throws -> Int64 {
    pageRow.bind(segment.identifier << 32 | Int64(text / IndexSegment.unitsPerPage), at: 1)
    guard try pageRow.step() else { return 0 }
    defer { pageRow.reset() }
    return pageRow.withBytes(0) { Int64($0.fixed(at: 4 * (text % IndexSegment.unitsPerPage))) }
  }

  /// Appends a page of signatures; false where there is none.
  func appendSignatures(ofPage page: Int, in segment: IndexSegment, to bytes: inout [UInt8]) throws -> Bool {
    pageRow.bind(segment.identifier << 32 + IndexSegment.firstSignaturePage + Int64(page), at: 1)
    guard try pageRow.step() else { return false }
    pageRow.withBytes(0) { bytes.append(contentsOf: $0) }
    pageRow.reset()
    return true
  }

  private static func rows(_ count: Int) -> Int {
    (count + IndexSegment.chunkSize - 1) / IndexSegment.chunkSize
  }

  private static func size(of row: Int, count: Int) -> Int {
    min(IndexSegment.chunkSize, count - row * IndexSegment.chunkSize)
  }

  /// Where the bytes of a row of `segment_list` start.
  private func chunk(_ row: Int64) throws -> Int {
    if let known = chunks[row] { return known }
    let start = bytes.count
    listRow.bind(row, at: 1)
    if try listRow.step() {
      listRow.withBytes(0) { append($0, from: 0, count: $0.count) }
      listRow.reset()
    }
    // A damaged row is read as zeros.
    let missing = start + 3 * IndexSegment.chunkSize - bytes.count
    if missing > 0 { bytes.append(contentsOf: repeatElement(0, count: missing)) }
    chunks[row] = start
    return start
  }

  private func append(_ source: UnsafeRawBufferPointer, from offset: Int, count: Int) {
    let end = min(source.count, offset + count)
    if offset < end { bytes.append(contentsOf: source[offset..<end]) }
    let missing = count - max(0, end - offset)
    if missing > 0 { bytes.append(contentsOf: repeatElement(0, count: missing)) }
  }

  /// Calls `body` with those of some numbers of three bytes that are in a range.
  @inline(__always)
  private func scan(_ bytes: UnsafeRawBufferPointer, count: Int, _ range: Range<Int>, _ body: (Int) -> Void) {
    let count = min(count, bytes.count / 3)
    func text(_ index: Int) -> Int {
      let offset = 3 * index
      return Int(bytes[offset]) | Int(bytes[offset + 1]) << 8 | Int(bytes[offset + 2]) << 16
    }
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if text(middle) < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    while low < count {
      let found = text(low)
      if found >= range.upperBound { return }
      // In a damaged list texts are out of order; nobody may get one that is out of the range.
      if found >= range.lowerBound { body(found) }
      low += 1
    }
  }

  @inline(__always)
  private func text(at offset: Int) -> Int {
    Int(bytes[offset]) | Int(bytes[offset + 1]) << 8 | Int(bytes[offset + 2]) << 16
  }

  /// The first of the numbers from `start` on that is not below the one wanted.
  private func lowerBound(start: Int, count: Int, of wanted: Int) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if text(at: start + 3 * middle) < wanted { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
