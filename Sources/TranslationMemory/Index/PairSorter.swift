/// Sorts pairs of a feature and a text; keeps its room from one use to the next.
///
/// A first pass deals the pairs out by the upper byte of the feature, in memory; each of those 256 parts is then sorted
/// where it fits the processor's cache. Pairs of one feature keep the order in which they came.
///
/// Source: Knuth, "The Art of Computer Programming", volume 3, 5.2.5 (radix sorting).
final class PairSorter {
  private var pairs: [UInt64] = []
  private var part: [UInt64] = []

  /// Gives pairs by feature: the feature in the upper half, the text in the lower.
  ///
  /// - Parameters:
  ///   - features: all features that will come.
  ///   - forEachPair: calls its argument with each pair, in the order of the texts.
  ///   - body: gets the pairs of some features, in order; all pairs of a feature come at once.
  func sort(
    features: UnsafeBufferPointer<UInt32>, forEachPair: (_ add: (UInt32, UInt32) -> Void) -> Void,
    _ body: (UnsafeBufferPointer<UInt64>) throws -> Void
  ) rethrows {
    var ends = [Int](repeating: 0, count: 257)
    for feature in features { ends[Int(feature >> 24) + 1] += 1 }
    for digit in 0..<256 { ends[digit + 1] += ends[digit] }
    Self.grow(&pairs, to: features.count)
    Self.grow(&part, to: (0..<256).map { ends[$0 + 1] - ends[$0] }.max() ?? 0)
    try pairs.withUnsafeMutableBufferPointer { pairs in
      try part.withUnsafeMutableBufferPointer { part in
        // From here on each is where the next pair of its digit goes, and so at last where those of the next begin.
        ends.withUnsafeMutableBufferPointer { next in
          forEachPair { feature, text in
            let digit = Int(feature >> 24)
            pairs[next[digit]] = UInt64(feature) << 32 | UInt64(text)
            next[digit] &+= 1
          }
        }
        var start = 0
        for digit in 0..<256 {
          let slice = UnsafeMutableBufferPointer(rebasing: pairs[start..<ends[digit]])
          start = ends[digit]
          if slice.isEmpty { continue }
          Self.sort(slice, room: part)
          try body(UnsafeBufferPointer(slice))
        }
      }
    }
  }

  /// Gives the room back.
  func clear() {
    pairs = []
    part = []
  }

  private static func grow(_ array: inout [UInt64], to count: Int) {
    if array.count >= count { return }
    // Nothing of the old is wanted, so it is not copied.
    array = []
    array = [UInt64](repeating: 0, count: count)
  }

  /// Sorts pairs whose upper bytes are equal.
  private static func sort(
    _ pairs: UnsafeMutableBufferPointer<UInt64>, room: UnsafeMutableBufferPointer<UInt64>
  ) {
    if pairs.count < 64 {
      var few = pairs
      return few.sort()
    }
    guard var from = pairs.baseAddress, var to = room.baseAddress else { return }
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 4_096) { offsets in
      for shift in [UInt64(32), 44] {
        offsets.update(repeating: 0)
        for index in 0..<pairs.count { offsets[Int(from[index] >> shift & 0xFFF)] &+= 1 }
        var sum = 0
        for digit in 0..<4_096 {
          let here = offsets[digit]
          offsets[digit] = sum
          sum &+= here
        }
        for index in 0..<pairs.count {
          let digit = Int(from[index] >> shift & 0xFFF)
          to[offsets[digit]] = from[index]
          offsets[digit] &+= 1
        }
        // Two passes end where they began.
        swap(&from, &to)
      }
    }
  }
}
