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
    // Out of the object while it grows: each access of a property in a closure would be checked.
    var features: [UInt32] = []
    swap(&features, &self.features)
    extractor.forEachFeature { number, _, _, _ in features.append(number) }
    swap(&features, &self.features)
  }

  /// Gives all that was collected, by feature, and forgets it.
  ///
  /// - Parameters:
  ///   - start: gets the texts by length, and about how many pairs will come.
  ///   - append: gets each feature, in order, with its texts.
  func write(
    start: (_ texts: [IndexedText], _ postings: Int) throws -> Void,
    append: (_ feature: UInt32, _ texts: [UInt32]) throws -> Void
  ) throws {
    guard !isEmpty else { return }
    let order = documentOrder()
    try start(order.map { texts[$0] }, features.count)
    var list: [UInt32] = []
    try features.withUnsafeBufferPointer { features in
      try sorter.sort(features: features) { add in
        for (local, document) in order.enumerated() {
          let end = document + 1 < starts.count ? starts[document + 1] : features.count
          for index in starts[document]..<end { add(features[index], UInt32(truncatingIfNeeded: local)) }
        }
      } _: { pairs in
        try Self.forEachList(pairs, list: &list, append)
      }
    }
    texts.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    features.removeAll(keepingCapacity: true)
  }

  /// Takes pairs apart into lists; a pair may come twice.
  private static func forEachList(
    _ pairs: UnsafeBufferPointer<UInt64>, list: inout [UInt32],
    _ append: (UInt32, [UInt32]) throws -> Void
  ) throws {
    list.removeAll(keepingCapacity: true)
    var feature: UInt32 = 0
    for pair in pairs {
      let next = UInt32(truncatingIfNeeded: pair >> 32)
      let text = UInt32(truncatingIfNeeded: pair)
      if next != feature, !list.isEmpty {
        try append(feature, list)
        list.removeAll(keepingCapacity: true)
      }
      feature = next
      if list.last != text { list.append(text) }
    }
    if !list.isEmpty { try append(feature, list) }
  }

  /// The texts by length, equal ones as they came.
  private func documentOrder() -> [Int] {
    var keys = texts.enumerated().map { UInt64($0.element.length) << 32 | UInt64($0.offset) }
    keys.sort()
    return keys.map { Int($0 & 0xFFFF_FFFF) }
  }
}
