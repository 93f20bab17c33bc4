/// Adds up how much of a query's features each text of a segment has.
///
/// The lists of the features are read one after another, and then gone through side by side, a block of texts at a
/// time: the sums of a block stay in the processor's cache, where those of all texts would not.
struct ShareSums {
  private struct List {
    /// The next of its texts.
    var place: Int
    let end: Int
    let share: UInt32
    let isFurther: Bool
  }

  /// How many texts a block has at most.
  static let blockSize = 1 << 14

  /// The texts of all lists, one list after another; as much of it as is in use.
  private var texts: [UInt32] = []
  private var used = 0
  private var lists: [List] = []
  /// By text of a block; zero between blocks.
  private var sums: [UInt32] = []
  private var touched: [UInt32] = []

  /// How many texts of lists there are.
  var count: Int { used }

  mutating func removeAll() {
    used = 0
    lists.removeAll(keepingCapacity: true)
  }

  /// Takes in the texts of a list.
  ///
  /// - Parameters:
  ///   - share: what a text has by being in the list; above 0.
  ///   - isFurther: whether the list is of interest for texts only that a list before has, too.
  ///   - limit: how many texts come at most.
  ///   - forEachText: calls its argument with each text, in order.
  @inline(__always)
  mutating func append(
    share: Int, isFurther: Bool, limit: Int, _ forEachText: (_ add: (Int) -> Void) throws -> Void
  ) rethrows {
    let start = used
    let limit = start + limit
    if texts.count < limit { texts.append(contentsOf: repeatElement(0, count: limit - texts.count)) }
    var end = start
    try texts.withUnsafeMutableBufferPointer { texts in
      try forEachText { text in
        guard end < limit else { return }
        texts[end] = UInt32(truncatingIfNeeded: text)
        end &+= 1
      }
    }
    used = end
    lists.append(List(place: start, end: end, share: UInt32(share), isFurther: isFurther))
  }

  /// Calls `body` with texts of a block and their sums.
  ///
  /// - Parameters:
  ///   - block: not before the blocks of earlier calls; no longer than ``blockSize``.
  ///   - least: what the sum must be at least.
  ///   - countsAll: whether texts that no list has come, too.
  @inline(__always)
  mutating func forEachSum(
    in block: Range<Int>, least: Int, countsAll: Bool, _ body: (_ text: Int, _ sum: Int) -> Void
  ) {
    let start = UInt32(truncatingIfNeeded: block.lowerBound)
    let size = UInt32(truncatingIfNeeded: min(block.count, Self.blockSize))
    if sums.isEmpty {
      sums = [UInt32](repeating: 0, count: Self.blockSize)
      touched = [UInt32](repeating: 0, count: Self.blockSize + 1)
    }
    sums.withUnsafeMutableBufferPointer { sums in
      touched.withUnsafeMutableBufferPointer { touched in
        let count = Self.add(&lists, texts, from: start, size: size, to: sums, touched)
        if countsAll {
          for index in 0..<Int(size) {
            let sum = Int(sums[index])
            sums[index] = 0
            if sum >= least { body(block.lowerBound &+ index, sum) }
          }
          return
        }
        for place in 0..<count {
          let index = Int(touched[place])
          let sum = Int(sums[index])
          sums[index] = 0
          if sum >= least { body(block.lowerBound &+ index, sum) }
        }
      }
    }
  }

  /// Adds up the shares of a block and gives the count of texts that were touched.
  private static func add(
    _ lists: inout [List], _ texts: [UInt32], from start: UInt32, size: UInt32,
    to sums: UnsafeMutableBufferPointer<UInt32>, _ touched: UnsafeMutableBufferPointer<UInt32>
  ) -> Int {
    var count = 0
    texts.withUnsafeBufferPointer { texts in
      lists.withUnsafeMutableBufferPointer { lists in
        for number in lists.indices {
          let (end, share, isFurther) = (lists[number].end, lists[number].share, lists[number].isFurther)
          var place = lists[number].place
          while place < end {
            let index = texts[place] &- start
            if index >= size {
              // In a damaged list texts are out of order; those of blocks before are passed over.
              if texts[place] >= start { break }
            } else if isFurther {
              let sum = sums[Int(index)]
              sums[Int(index)] = sum == 0 ? 0 : sum &+ share
            } else {
              let sum = sums[Int(index)]
              // Written always and kept where it is new, which costs less than a branch that is hard to foretell. Only
              // a damaged list, in which texts come again and again, could have more of them than there is room for.
              touched[count] = index
              if sum == 0, count < touched.count - 1 { count &+= 1 }
              sums[Int(index)] = sum &+ share
            }
            place &+= 1
          }
          lists[number].place = place
        }
      }
    }
    return count
  }
}
