import GRDB

/// Writes one segment of the index: see ``IndexSegment`` for its form.
final class SegmentWriter {
  private let insertSegment: RawStatement
  private let insertBucket: RawStatement
  private let insertList: RawStatement
  private let segment: Int64
  private let bucketBits: UInt32
  private let groups: [UInt8]
  private let firstList: Int64
  private var nextList: Int64
  private var postings: Int64 = 0

  private var bucket: UInt32 = 0
  /// Three numbers for each feature.
  private var directory: [UInt32] = []
  private var data: [UInt8] = []
  private var bytes: [UInt8] = []

  /// - Parameters:
  ///   - count: how many texts there are.
  ///   - text: gives each text; their lengths must ascend.
  ///   - hasSignatures: whether the signatures of all texts are known.
  ///   - postings: about how many pairs of feature and text will come.
  init(
    _ connection: Database, language: String, count: Int, text: (Int) -> IndexedText,
    hasSignatures: Bool = true,
    postings: Int
  ) throws {
    var bits: UInt32 = 0
    while bits < 20, postings >> (bits + 1) > IndexSegment.postingsPerBucket { bits += 1 }
    bucketBits = bits
    segment = try Int64.fetchOne(connection, sql: "SELECT coalesce(max(id), 0) + 1 FROM segment") ?? 1
    firstList = try Int64.fetchOne(connection, sql: "SELECT coalesce(max(id), 0) + 1 FROM segment_list") ?? 1
    nextList = firstList
    insertBucket = try RawStatement(connection, "INSERT INTO segment_bucket(id, data) VALUES (?, ?)")
    insertList = try RawStatement(connection, "INSERT INTO segment_list(id, data) VALUES (?, ?)")
    var groups: [UInt8] = []
    var last: UInt32?
    for index in 0..<count {
      let length = text(index).length
      if length != last {
        groups.appendFixed(length)
        groups.appendFixed(UInt32(index))
      }
      last = length
    }
    self.groups = groups
    insertSegment = try RawStatement(
      connection,
      """
      INSERT INTO segment(id, language, documents, bucket_bits, lengths, first_list, end_list, postings)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
    insertSegment.bind(segment, at: 1)
    insertSegment.bind(language, at: 2)
    insertSegment.bind(Int64(count), at: 3)
    insertSegment.bind(Int64(bits), at: 4)
    try writePages(connection, count: count, size: IndexSegment.unitsPerPage, first: 0) {
      bytes.appendFixed(text($0).unit)
    }
    guard hasSignatures else { return }
    try writePages(
      connection, count: count, size: IndexSegment.signaturesPerPage, first: IndexSegment.firstSignaturePage
    ) { text($0).signature.append(to: &bytes) }
  }

  /// Writes rows of `segment_page`, `size` texts in each.
  private func writePages(
    _ connection: Database, count: Int, size: Int, first: Int64, append: (Int) -> Void
  ) throws {
    let insertPage = try RawStatement(connection, "INSERT INTO segment_page(id, data) VALUES (?, ?)")
    for start in stride(from: 0, to: count, by: size) {
      bytes.removeAll(keepingCapacity: true)
      for index in start..<min(start + size, count) { append(index) }
      insertPage.bind(segment << 32 | (first + Int64(start / size)), at: 1)
      try bytes.withUnsafeBytes { try insertPage.run(binding: $0, at: 2) }
    }
  }

  /// Writes what remains.
  func finish() throws {
    try finishBucket()
    insertSegment.bind(firstList, at: 6)
    insertSegment.bind(nextList, at: 7)
    insertSegment.bind(postings, at: 8)
    try groups.withUnsafeBytes { try insertSegment.run(binding: $0, at: 5) }
  }

  /// Appends a feature that is higher than those before, with its texts in order.
  func append(feature: UInt32, texts list: UnsafeBufferPointer<UInt32>) throws {
    let target = bucketBits == 0 ? 0 : feature >> (32 - bucketBits)
    if target != bucket {
      try finishBucket()
      bucket = target
    }
    directory.append(feature.littleEndian)
    directory.append(UInt32(list.count).littleEndian)
    postings += Int64(list.count)
    if list.count == 1 {
      directory.append(list[0].littleEndian)
    } else {
      // Relative to the data, which starts after the directory.
      directory.append(UInt32(data.count).littleEndian)
      if list.count <= IndexSegment.inlineLimit {
        data.appendThreeBytes(list)
      } else {
        try writeChunks(list)
      }
    }
  }

  private func writeChunks(_ list: UnsafeBufferPointer<UInt32>) throws {
    data.appendFixed(UInt32(truncatingIfNeeded: nextList))
    data.appendFixed(UInt32(truncatingIfNeeded: nextList >> 32))
    var start = 0
    while start < list.count {
      let end = min(start + IndexSegment.chunkSize, list.count)
      data.appendThreeBytes(UnsafeBufferPointer(rebasing: list[start..<start + 1]))
      bytes.removeAll(keepingCapacity: true)
      bytes.appendThreeBytes(UnsafeBufferPointer(rebasing: list[start..<end]))
      insertList.bind(nextList, at: 1)
      try bytes.withUnsafeBytes { try insertList.run(binding: $0, at: 2) }
      nextList += 1
      start = end
    }
  }

  private func finishBucket() throws {
    guard !directory.isEmpty else { return }
    bytes.removeAll(keepingCapacity: true)
    bytes.appendFixed(UInt32(directory.count / 3))
    directory.withUnsafeBytes { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: data)
    insertBucket.bind(segment << 32 | Int64(bucket), at: 1)
    try bytes.withUnsafeBytes { try insertBucket.run(binding: $0, at: 2) }
    directory.removeAll(keepingCapacity: true)
    data.removeAll(keepingCapacity: true)
  }
}

extension [UInt8] {
  /// Four bytes, the lowest first.
  mutating func appendFixed(_ value: UInt32) {
    append(UInt8(truncatingIfNeeded: value))
    append(UInt8(truncatingIfNeeded: value >> 8))
    append(UInt8(truncatingIfNeeded: value >> 16))
    append(UInt8(truncatingIfNeeded: value >> 24))
  }

  /// The three lower bytes of each value, the lowest first.
  mutating func appendThreeBytes(_ values: UnsafeBufferPointer<UInt32>) {
    let start = count
    append(contentsOf: repeatElement(0, count: 3 * values.count))
    withUnsafeMutableBufferPointer { bytes in
      var place = start
      for value in values {
        bytes[place] = UInt8(truncatingIfNeeded: value)
        bytes[place &+ 1] = UInt8(truncatingIfNeeded: value >> 8)
        bytes[place &+ 2] = UInt8(truncatingIfNeeded: value >> 16)
        place &+= 3
      }
    }
  }
}
