/// The lists of a segment, one after another.
struct SegmentLists: PostingStream {
  private let end: Int64
  private let bucketRow: RawStatement
  private let listRow: RawStatement
  private var nextBucket: Int64
  private var bucket: [UInt8] = []
  private var index = 0
  private var count = 0
  private(set) var feature: UInt32?

  /// - Parameters:
  ///   - bucketRow: gives the number and data of the first bucket of a range of numbers.
  ///   - listRow: gives the data of a row of `segment_list`.
  init(_ segment: IndexSegment, _ bucketRow: RawStatement, _ listRow: RawStatement) throws {
    self.bucketRow = bucketRow
    self.listRow = listRow
    nextBucket = segment.identifier << 32
    end = (segment.identifier + 1) << 32
    try load()
  }

  mutating func advance() throws {
    index += 1
    if index == count { try load() } else { feature = fixed(4 + 12 * index) }
  }

  private mutating func load() throws {
    index = 0
    count = 0
    feature = nil
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
    if count > 0 { feature = fixed(4) }
  }

  func appendTexts(to list: inout [UInt32], number: (Int) -> UInt32) throws {
    let entry = 4 + 12 * index
    let size = Int(fixed(entry + 4))
    let value = Int(fixed(entry + 8))
    if size == 1 {
      list.append(number(value))
      return
    }
    let offset = 4 + 12 * count + value
    if size <= IndexSegment.inlineLimit {
      bucket.withUnsafeBytes {
        $0.forEachThreeBytes(from: offset, count: size) { list.append(number($0)) }
      }
      return
    }
    let first = Int64(fixed(offset)) | Int64(fixed(offset + 4)) << 32
    for row in 0..<(size + IndexSegment.chunkSize - 1) / IndexSegment.chunkSize {
      listRow.bind(first + Int64(row), at: 1)
      guard try listRow.step() else { continue }
      listRow.withBytes(0) {
        $0.forEachThreeBytes(from: 0, count: $0.count / 3) { list.append(number($0)) }
      }
      listRow.reset()
    }
  }

  private func fixed(_ offset: Int) -> UInt32 { bucket.withUnsafeBytes { $0.fixed(at: offset) } }
}
