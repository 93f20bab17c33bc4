/// Collects the features of one language's texts and gives them by feature.
///
/// Costs 4 bytes a feature until it is written.
final class SegmentBuilder {
  private var texts: [IndexedText] = []
  /// Where the features of each text start.
  private var starts: [Int] = []
  private var features: [UInt32] = []
  private let sorter: PairSorter

  /// - Parameter sorter: what builders that take turns can share.
  init(sorter: PairSorter) { self.sorter = sorter }

  var featureCount: Int { features.count }
  var isEmpty: Bool { texts.isEmpty }

  /// Adds the text that the extractor read last.
  func add(unit: UInt32, from extractor: FeatureExtractor) {
    texts.append(
      IndexedText(
        length: UInt32(truncatingIfNeeded: extractor.scalars.count), unit: unit,
        signature: extractor.signature))
    starts.append(features.count)
    extractor.appendFeatures(to: &features)
  }

  /// Gives all that was collected, by feature, and forgets it.
  ///
  /// - Parameters:
  ///   - start: gets the texts by length, and about how many pairs will come.
  ///   - append: gets each feature, in order, with its texts.
  func write(
    start: (_ texts: [IndexedText], _ postings: Int) throws -> Void,
    append: (_ feature: UInt32, _ texts: UnsafeBufferPointer<UInt32>) throws -> Void
  ) throws {
    guard !isEmpty else { return }
    let order = documentOrder()
    try start(order.map { texts[$0] }, features.count)
    var room: [UInt32] = []
    try features.withUnsafeBufferPointer { features in
      try sorter.sort(features: features) { add in
        for (local, document) in order.enumerated() {
          let end = document + 1 < starts.count ? starts[document + 1] : features.count
          for index in starts[document]..<end { add(features[index], UInt32(truncatingIfNeeded: local)) }
        }
      } _: { pairs in
        try Self.forEachList(pairs, room: &room, append)
      }
    }
    texts.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    features.removeAll(keepingCapacity: true)
  }

  /// Takes pairs apart into lists; a pair may come twice.
  ///
  /// - Parameter room: where a list is gathered.
  private static func forEachList(
    _ pairs: UnsafeBufferPointer<UInt64>, room: inout [UInt32],
    _ append: (UInt32, UnsafeBufferPointer<UInt32>) throws -> Void
  ) throws {
    if room.count < pairs.count { room = [UInt32](repeating: 0, count: pairs.count) }
    try room.withUnsafeMutableBufferPointer { list in
      var index = 0
      while index < pairs.count {
        let feature = pairs[index] >> 32
        // No text has this number.
        var last = UInt32.max
        var count = 0
        while index < pairs.count, pairs[index] >> 32 == feature {
          let text = UInt32(truncatingIfNeeded: pairs[index])
          list[count] = text
          count &+= text == last ? 0 : 1
          last = text
          index &+= 1
        }
        try append(UInt32(feature), UnsafeBufferPointer(rebasing: list[..<count]))
      }
    }
  }

  /// The texts by length, equal ones as they came.
  private func documentOrder() -> [Int] {
    var keys = texts.enumerated().map { UInt64($0.element.length) << 32 | UInt64($0.offset) }
    keys.sort()
    return keys.map { Int($0 & 0xFFFF_FFFF) }
  }
}
