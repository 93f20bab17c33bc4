import GRDB

/// Holds the sorted runs of a large import until they are merged into one segment of each language.
///
/// The runs lie in a temporary table, so neither memory nor the memory's own file grows with them. A run is one
/// row with its texts, then rows of lists: a feature, how many texts have it, and those texts, each as the
/// distance from the one before, in LEB128.
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
    var bytes: [UInt8] = []
    try builder.write { texts, _ in
      documents = texts.count
      for text in texts {
        bytes.appendFixed(text.length)
        bytes.appendFixed(text.unit)
        text.signature.append(to: &bytes)
      }
      try put(&bytes)
    } append: { feature, texts in
      bytes.appendFixed(feature)
      bytes.appendNumber(UInt64(texts.count))
      var last: UInt32 = 0
      for text in texts {
        bytes.appendNumber(UInt64(text &- last))
        last = text
      }
      postings += texts.count
      if bytes.count >= Self.pieceSize { try put(&bytes) }
    }
    try put(&bytes)
    runs[language, default: []].append(
      Run(firstRow: first, endRow: nextRow, postings: postings, documents: documents))
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
    private var texts: [UInt32] = []
    private(set) var feature: UInt32?

    fileprivate init(_ store: RunStore, _ run: Run) throws {
      self.store = store
      endRow = run.endRow
      nextRow = run.firstRow + 1
      try advance()
    }

    mutating func advance() throws {
      if offset >= bytes.count {
        offset = 0
        bytes = nextRow < endRow ? try store.row(nextRow) : []
        nextRow += 1
      }
      texts.removeAll(keepingCapacity: true)
      feature = bytes.isEmpty ? nil : readList()
    }

    func appendTexts(to list: inout [UInt32], number: (Int) -> UInt32) {
      for text in texts { list.append(number(Int(text))) }
    }

    /// Reads the list at the offset, and gives its feature.
    private mutating func readList() -> UInt32 {
      bytes.withUnsafeBytes { bytes in
        let feature = bytes.fixed(at: offset)
        var reader = ByteReader(UnsafeRawBufferPointer(rebasing: bytes[(offset + 4)...]))
        var text: UInt32 = 0
        for _ in 0..<reader.number() {
          text &+= UInt32(truncatingIfNeeded: reader.number())
          texts.append(text)
        }
        offset += 4 + reader.position
        return feature
      }
    }
  }
}
