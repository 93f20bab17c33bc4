import GRDB

/// Makes one segment of several of a language, or of the runs of an import.
///
/// Reads its sources side by side in the order of their features, so memory holds one list and some 20 bytes a
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

  /// Merges segments of a language where too many of similar size stand side by side.
  func mergeWhereNeeded(language: String) throws {
    while let chosen = Self.crowd(try IndexSegment.all(connection, language: language)) {
      try merge(chosen, language: language)
    }
  }

  /// Neighbours of similar size, more than may be; nil where there are none.
  private static func crowd(_ segments: [IndexSegment]) -> [IndexSegment]? {
    for last in segments.indices.reversed() {
      var documents = 0
      var first = last + 1
      while first > 0 {
        let next = segments[first - 1].documents
        guard documents == 0 || next < 4 * documents, documents + next <= IndexSegment.documentLimit else {
          break
        }
        documents += next
        first -= 1
      }
      if last + 1 - first > segmentLimit { return Array(segments[first...last]) }
    }
    return nil
  }

  private func merge(_ segments: [IndexSegment], language: String) throws {
    let texts = try segments.map(self.texts)
    let streams = try segments.map { try SegmentLists($0, bucketRow, listRow) }
    try merge(
      texts.map(\.texts), streams, language: language, hasSignatures: texts.allSatisfy(\.hasSignatures),
      mayMiss: true, postings: segments.reduce(0) { $0 + $1.postings })
    for segment in segments { try remove(segment) }
  }

  /// Merges runs into segments, one if they fit.
  func merge(_ runs: [RunStore.Run], of store: RunStore, language: String) throws {
    var rest = runs[...]
    while !rest.isEmpty {
      var documents = 0
      let chosen = rest.prefix { run in
        documents += run.documents
        return documents <= IndexSegment.documentLimit
      }
      let group = chosen.isEmpty ? rest.prefix(1) : chosen
      try merge(
        group.map { try store.texts(of: $0) }, group.map { try store.lists(of: $0) }, language: language,
        hasSignatures: true, mayMiss: false, postings: group.reduce(0) { $0 + $1.postings })
      rest = rest.dropFirst(group.count)
    }
  }

  /// - Parameter mayMiss: whether texts can be gone, or be named that are not there.
  private func merge(
    _ texts: [[IndexedText]], _ sources: [some PostingStream], language: String, hasSignatures: Bool,
    mayMiss: Bool, postings: Int
  ) throws {
    let (numbers, order) = Self.renumbered(texts)
    let writer = try SegmentWriter(
      connection, language: language, count: order.count,
      text: { texts[Int(order[$0] >> 24 & 0xFFFF)][Int(order[$0] & 0xFF_FFFF)] },
      hasSignatures: hasSignatures,
      postings: postings)
    var streams = sources
    // In place: a stream that is taken out of its array is copied.
    try streams.withUnsafeMutableBufferPointer { streams in
      var list: [UInt32] = []
      var room: [UInt32] = []
      var heads = streams.map { $0.feature.map(UInt64.init) ?? .max }
      while let feature = heads.min(), feature != .max {
        list.removeAll(keepingCapacity: true)
        for number in streams.indices where heads[number] == feature {
          let start = list.count
          try numbers[number].withUnsafeBufferPointer { numbers in
            try streams[number].appendTexts(to: &list) { $0 < numbers.count ? numbers[$0] : .max }
          }
          if mayMiss, list[start...].contains(.max) { list[start...].sort() }
          Self.mergeTail(of: &list, from: start, room: &room)
          try streams[number].advance()
          heads[number] = streams[number].feature.map(UInt64.init) ?? .max
        }
        while list.last == .max { list.removeLast() }
        if !list.isEmpty {
          try list.withUnsafeBufferPointer { try writer.append(feature: UInt32(feature), texts: $0) }
        }
      }
    }
    try writer.finish()
  }

  /// New numbers for all texts by length, texts whose unit is gone get none; and where the text of each number
  /// is: its source in the bits from 24 on, its place there in those below.
  ///
  /// Lengths ascend in every source, so each keeps its order and only the sequences are interleaved.
  private static func renumbered(_ texts: [[IndexedText]]) -> (numbers: [[UInt32]], order: [UInt64]) {
    var order: [UInt64] = []
    order.reserveCapacity(texts.reduce(0) { $0 + $1.count })
    for (number, source) in texts.enumerated() {
      for (place, text) in source.enumerated() where text.unit != 0 {
        order.append(UInt64(text.length) << 40 | UInt64(number) << 24 | UInt64(place))
      }
    }
    order.sort()
    var numbers = texts.map { [UInt32](repeating: .max, count: $0.count) }
    for (new, key) in order.enumerated() {
      numbers[Int(key >> 24 & 0xFFFF)][Int(key & 0xFF_FFFF)] = UInt32(new)
    }
    return (numbers, order)
  }

  /// Merges the sorted parts before and from a place.
  private static func mergeTail(of list: inout [UInt32], from start: Int, room: inout [UInt32]) {
    guard start > 0, start < list.count, list[start - 1] > list[start] else { return }
    room.removeAll(keepingCapacity: true)
    room.append(contentsOf: list[start...])
    let count = list.count
    list.withUnsafeMutableBufferPointer { list in
      room.withUnsafeBufferPointer { room in
        var (left, right, end) = (start - 1, room.count - 1, count - 1)
        while right >= 0 {
          if left >= 0, list[left] > room[right] {
            list[end] = list[left]
            left -= 1
          } else {
            list[end] = room[right]
            right -= 1
          }
          end -= 1
        }
      }
    }
  }

  /// The texts of a segment, and whether their signatures are known.
  private func texts(of segment: IndexSegment) throws -> (texts: [IndexedText], hasSignatures: Bool) {
    let units = try page(of: segment, from: 0, to: IndexSegment.firstSignaturePage)
    let signatures = try page(of: segment, from: IndexSegment.firstSignaturePage, to: 1 << 32)
    let find = try RawStatement(connection, "SELECT 1 FROM unit WHERE id = ?")
    let mayMiss = try Int.fetchOne(connection, sql: "SELECT deleted FROM index_state") ?? 0 > 0
    var texts = units.withUnsafeBytes { units in
      signatures.withUnsafeBytes { signatures in
        (0..<segment.documents).map { text in
          IndexedText(
            length: UInt32(segment.length(of: text)), unit: units.fixed(at: 4 * text),
            signature: TextSignature(signatures, at: TextSignature.size * text))
        }
      }
    }
    if mayMiss {
      for index in texts.indices {
        find.bind(Int64(texts[index].unit), at: 1)
        if try find.step() { find.reset() } else { texts[index].unit = 0 }
      }
    }
    return (texts, signatures.count >= TextSignature.size * segment.documents)
  }

  /// The bytes of a segment's pages one after another.
  private func page(of segment: IndexSegment, from first: Int64, to end: Int64) throws -> [UInt8] {
    let pages = try RawStatement(
      connection, "SELECT data FROM segment_page WHERE id >= ? AND id < ? ORDER BY id")
    pages.bind(segment.identifier << 32 + first, at: 1)
    pages.bind(segment.identifier << 32 + end, at: 2)
    var bytes: [UInt8] = []
    while try pages.step() { pages.withBytes(0) { bytes.append(contentsOf: $0) } }
    return bytes
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
