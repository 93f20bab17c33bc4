/// Collects the features of one language's texts and gives them by feature.
///
/// Costs 4 bytes a feature until it is written.
final class SegmentBuilder {
  private var texts: [IndexedText] = []
  /// Where the features of each text start.
  private var starts: [Int] = []
  private var features: [UInt32] = []

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
    // Sorts in parts, so that the room for sorting stays small.
    var histogram = [Int](repeating: 0, count: 256)
    for feature in features { histogram[Int(feature >> 24)] += 1 }
    var first = 0
    var pairs: [UInt64] = []
    var room: [UInt64] = []
    var list: [UInt32] = []
    while first < 256 {
      var last = first
      var count = histogram[first]
      while last < 255, count + histogram[last + 1] <= Self.partSize {
        last += 1
        count += histogram[last]
      }
      if count > 0 {
        collect(first..<last + 1, count: count, order: order, into: &pairs)
        Self.sortByFeature(&pairs, room: &room)
        // A feature lies in one part, so each part ends with a whole list.
        try Self.forEachList(pairs, list: &list, append)
      }
      first = last + 1
    }
    texts.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    features.removeAll(keepingCapacity: true)
  }

  /// Takes pairs apart into lists; a pair may come twice.
  private static func forEachList(
    _ pairs: [UInt64], list: inout [UInt32], _ append: (UInt32, [UInt32]) throws -> Void
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

  private static let partSize = 1 << 20

  /// The texts by length, equal ones as they came.
  private func documentOrder() -> [Int] {
    var keys = texts.enumerated().map { UInt64($0.element.length) << 32 | UInt64($0.offset) }
    keys.sort()
    return keys.map { Int($0 & 0xFFFF_FFFF) }
  }

  /// Gathers the features whose first byte is in a range, by text.
  private func collect(_ range: Range<Int>, count: Int, order: [Int], into pairs: inout [UInt64]) {
    pairs.removeAll(keepingCapacity: true)
    pairs.reserveCapacity(count)
    let (low, high) = (UInt32(range.lowerBound), UInt32(range.upperBound - 1))
    features.withUnsafeBufferPointer { features in
      for (local, document) in order.enumerated() {
        let end = document + 1 < starts.count ? starts[document + 1] : features.count
        for index in starts[document]..<end {
          let top = features[index] >> 24
          if top >= low, top <= high { pairs.append(UInt64(features[index]) << 32 | UInt64(local)) }
        }
      }
    }
  }

  /// Sorts by the upper half; equal ones keep their order.
  private static func sortByFeature(_ pairs: inout [UInt64], room: inout [UInt64]) {
    if room.count < pairs.count { room = [UInt64](repeating: 0, count: pairs.count) }
    let count = pairs.count
    pairs.withUnsafeMutableBufferPointer { pairs in
      room.withUnsafeMutableBufferPointer { room in
        guard var from = pairs.baseAddress, var to = room.baseAddress else { return }
        for shift in [UInt64(32), 40, 48, 56] {
          var offsets = [Int](repeating: 0, count: 256)
          for index in 0..<count { offsets[Int(from[index] >> shift & 0xFF)] += 1 }
          var sum = 0
          for digit in 0..<256 {
            let here = offsets[digit]
            offsets[digit] = sum
            sum += here
          }
          offsets.withUnsafeMutableBufferPointer { offsets in
            for index in 0..<count {
              let digit = Int(from[index] >> shift & 0xFF)
              to[offsets[digit]] = from[index]
              offsets[digit] += 1
            }
          }
          // An even number of passes ends where it began.
          swap(&from, &to)
        }
      }
    }
  }
}
