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
      // A damaged count must not fill the memory.
      let count = min(Int(bucket.fixed(at: entry + 4)), segment.documents)
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
      var row = bytes.withUnsafeBytes {
        max(0, Self.lowerBound($0, start: list.start, count: rows, of: range.lowerBound + 1) - 1)
      }
      listRows.bind(list.row &+ Int64(row), at: 1)
      defer { listRows.reset() }
      while row < rows, bytes.withUnsafeBytes({ $0.threeBytes(at: list.start + 3 * row) }) < range.upperBound
      {
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
  func contains(_ list: List, _ text: Int) throws -> Bool {
    var isThere = true
    try forEachMissing(in: list, count: 1, text: { _ in text }, { _ in isThere = false })
    return isThere
  }

  /// Calls `body` with the place of each of some texts that is not in a list.
  ///
  /// - Parameters:
  ///   - count: how many texts are asked for; where they ascend, a row of the list is read once.
  ///   - text: gives each of them.
  @inline(__always)
  func forEachMissing(
    in list: List, count: Int, text: (_ place: Int) -> Int, _ body: (_ place: Int) -> Void
  ) throws {
    guard list.row != 0, list.count > 1 else {
      for place in 0..<count {
        let wanted = text(place)
        let isThere =
          list.count > 1
          ? bytes.withUnsafeBytes { Self.contains($0, start: list.start, count: list.count, wanted) }
          : list.count == 1 && list.only == wanted
        if !isThere { body(place) }
      }
      return
    }
    var current = -1
    var isRow = false
    defer { listRow.reset() }
    for place in 0..<count {
      let wanted = text(place)
      let row =
        bytes.withUnsafeBytes {
          Self.lowerBound($0, start: list.start, count: Self.rows(list.count), of: wanted + 1)
        } - 1
      if row >= 0, row != current {
        listRow.reset()
        listRow.bind(list.row &+ Int64(row), at: 1)
        isRow = try listRow.step()
        current = row
      }
      let isThere =
        row >= 0 && isRow
        && listRow.withBytes(0) {
          Self.contains($0, start: 0, count: min($0.count / 3, Self.size(of: row, count: list.count)), wanted)
        }
      if !isThere { body(place) }
    }
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
    var offset = 3 * Self.lowerBound(bytes, start: 0, count: count, of: range.lowerBound)
    while offset < 3 * count {
      let found = bytes.threeBytes(at: offset)
      if found >= range.upperBound { return }
      // In a damaged list texts are out of order; nobody may get one that is out of the range.
      if found >= range.lowerBound { body(found) }
      offset += 3
    }
  }

  private static func contains(_ bytes: UnsafeRawBufferPointer, start: Int, count: Int, _ wanted: Int) -> Bool
  {
    let place = lowerBound(bytes, start: start, count: count, of: wanted)
    return place < count && bytes.threeBytes(at: start + 3 * place) == wanted
  }

  /// The first of the numbers from `start` on that is not below the one wanted.
  private static func lowerBound(_ bytes: UnsafeRawBufferPointer, start: Int, count: Int, of wanted: Int)
    -> Int
  {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if bytes.threeBytes(at: start + 3 * middle) < wanted { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
