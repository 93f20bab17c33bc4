import GRDB

/// Collects the features of one language's texts and writes them as one segment of the index.
///
/// Costs 4 bytes a feature until it is written.
final class SegmentBuilder {
  private let language: String
  private var units: [UInt32] = []
  private var lengths: [UInt32] = []
  /// Where the features of each text start.
  private var starts: [Int] = []
  private var features: [UInt32] = []

  init(language: String) { self.language = language }

  var featureCount: Int { features.count }
  var isEmpty: Bool { units.isEmpty }

  /// Adds the text that the extractor read last.
  func add(unit: UInt32, from extractor: FeatureExtractor) {
    units.append(unit)
    lengths.append(UInt32(truncatingIfNeeded: extractor.scalars.count))
    starts.append(features.count)
    // Out of the object while it grows: each access of a property in a closure would be checked.
    var features: [UInt32] = []
    swap(&features, &self.features)
    extractor.forEachFeature { number, _, _, _ in features.append(number) }
    swap(&features, &self.features)
  }

  /// Writes the segment and forgets what was collected.
  func write(to connection: Database) throws {
    guard !isEmpty else { return }
    let order = documentOrder()
    let writer = try SegmentWriter(
      connection, language: language, lengths: order.map { lengths[$0] }, units: order.map { units[$0] },
      postings: features.count)
    // Sorts in parts, so that the room for sorting stays small.
    var histogram = [Int](repeating: 0, count: 256)
    for feature in features { histogram[Int(feature >> 24)] += 1 }
    var first = 0
    var pairs: [UInt64] = []
    var room: [UInt64] = []
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
        try writer.append(pairs)
      }
      first = last + 1
    }
    try writer.finish()
    units.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    features.removeAll(keepingCapacity: true)
  }

  private static let partSize = 1 << 20

  /// The texts by length, equal ones as they came.
  private func documentOrder() -> [Int] {
    var keys = lengths.enumerated().map { UInt64($0.element) << 32 | UInt64($0.offset) }
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
