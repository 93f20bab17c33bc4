import GRDB

/// Holds the sorted runs of a large import until they are merged into one segment of each language.
///
/// The runs lie in a temporary table, so neither memory nor the memory's own file grows with them. A run is one
/// row with its texts, then rows of lists: a feature as the distance from that of the list before, how many texts have
/// it, and those texts, each as the distance from the one before; all in LEB128.
final class RunStore {
  /// A run of one language.
  struct Run {
    fileprivate var firstRow: Int64
    fileprivate var endRow: Int64
    /// How many pairs of feature and text there are.
    var postings: Int
    /// How many texts there are.
    var documents: Int
  }

  private static let pieceSize = 1 << 18

  private let connection: Database
  private let insert: RawStatement
  private let select: RawStatement
  private var nextRow: Int64 = 1
  private(set) var runs: [String: [Run]] = [:]

  init(_ connection: Database) throws {
    self.connection = connection
    try connection.execute(
      sql: "CREATE TEMP TABLE IF NOT EXISTS index_run (id INTEGER PRIMARY KEY, data BLOB NOT NULL)")
    try connection.execute(sql: "DELETE FROM temp.index_run")
    insert = try RawStatement(connection, "INSERT INTO temp.index_run(id, data) VALUES (?, ?)")
    select = try RawStatement(connection, "SELECT data FROM temp.index_run WHERE id = ?")
  }

  /// Writes what a builder collected as a run, and empties it.
  func add(_ builder: SegmentBuilder, language: String) throws {
    let first = nextRow
    var postings = 0
    var documents = 0
    var before: UInt32 = 0
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.pieceSize + 1 << 16)
    try builder.write { texts, _ in
      documents = texts.count
      for text in texts {
        bytes.appendFixed(text.length)
        bytes.appendFixed(text.unit)
        text.signature.append(to: &bytes)
      }
      try put(&bytes)
    } append: { feature, texts in
      Self.append(feature &- before, texts, to: &bytes)
      before = feature
      postings += texts.count
      if bytes.count >= Self.pieceSize { try put(&bytes) }
    }
    try put(&bytes)
    runs[language, default: []].append(
      Run(firstRow: first, endRow: nextRow, postings: postings, documents: documents))
  }

  /// Appends a list, the feature as the distance from the one before.
  private static func append(
    _ distance: UInt32, _ texts: UnsafeBufferPointer<UInt32>, to bytes: inout [UInt8]
  ) {
    bytes.appendNumber(UInt64(distance))
    bytes.appendNumber(UInt64(texts.count))
    let start = bytes.count
    // A number takes five bytes at most.
    bytes.append(contentsOf: repeatElement(0, count: 5 * texts.count))
    let end = bytes.withUnsafeMutableBufferPointer { bytes in
      var place = start
      var last: UInt32 = 0
      for text in texts {
        var value = text &- last
        last = text
        while value >= 0x80 {
          bytes[place] = UInt8(truncatingIfNeeded: value) | 0x80
          place &+= 1
          value >>= 7
        }
        bytes[place] = UInt8(truncatingIfNeeded: value)
        place &+= 1
      }
      return place
    }
    bytes.removeLast(bytes.count - end)
  }

  private func put(_ bytes: inout [UInt8]) throws {
    if bytes.isEmpty { return }
    insert.bind(nextRow, at: 1)
    try bytes.withUnsafeBytes { try insert.run(binding: $0, at: 2) }
    nextRow += 1
    bytes.removeAll(keepingCapacity: true)
  }

  /// The texts of a run, in order.
  func texts(of run: Run) throws -> [IndexedText] {
    try row(run.firstRow).withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: 8 + TextSignature.size).map { offset in
        IndexedText(
          length: bytes.fixed(at: offset), unit: bytes.fixed(at: offset + 4),
          signature: TextSignature(bytes, at: offset + 8))
      }
    }
  }

  /// The lists of a run.
  func lists(of run: Run) throws -> Lists { try Lists(self, run) }

  /// Gives the room back.
  func clear() throws {
    runs = [:]
    try connection.execute(sql: "DELETE FROM temp.index_run")
  }

  private func row(_ number: Int64) throws -> [UInt8] {
    select.bind(number, at: 1)
    guard try select.step() else { return [] }
    defer { select.reset() }
    return select.withBytes(0) { [UInt8]($0) }
  }

  /// The lists of a run, one after another.
  struct Lists: PostingStream {
    private let store: RunStore
    private let endRow: Int64
    private var nextRow: Int64
    private var bytes: [UInt8] = []
    private var offset = 0
    /// How many texts of the list were not read yet.
    private var rest = 0
    private(set) var feature: UInt32?

    fileprivate init(_ store: RunStore, _ run: Run) throws {
      self.store = store
      endRow = run.endRow
      nextRow = run.firstRow + 1
      try advance()
    }

    mutating func advance() throws {
      if rest > 0 {
        var passedOver: [UInt32] = []
        appendTexts(to: &passedOver) { _ in 0 }
      }
      if offset >= bytes.count {
        offset = 0
        bytes = nextRow < endRow ? try store.row(nextRow) : []
        nextRow += 1
      }
      guard !bytes.isEmpty else {
        feature = nil
        return
      }
      let (distance, count) = bytes.withUnsafeBytes { bytes in
        var reader = ByteReader(UnsafeRawBufferPointer(rebasing: bytes[offset...]))
        defer { offset += reader.position }
        return (UInt32(truncatingIfNeeded: reader.number()), Int(truncatingIfNeeded: reader.number()))
      }
      feature = (feature ?? 0) &+ distance
      rest = count
    }

    mutating func appendTexts(to list: inout [UInt32], number: (Int) -> UInt32) {
      let start = list.count
      list.append(contentsOf: repeatElement(0, count: rest))
      offset += bytes.withUnsafeBytes { bytes in
        list.withUnsafeMutableBufferPointer { list in
          var reader = ByteReader(UnsafeRawBufferPointer(rebasing: bytes[offset...]))
          var text = 0
          for place in start..<list.count {
            text &+= Int(truncatingIfNeeded: reader.number())
            list[place] = number(text)
          }
          return reader.position
        }
      }
      rest = 0
    }
  }
}
