/// A sequence prepared for finding its longest common subsequence with many others.
///
/// Bit-parallel: 64 elements of the pattern a step, so a comparison costs about `n * m / 64` operations.
///
/// Source: Hyyrö, "Bit-Parallel LCS-length Computation Revisited" (2004).
struct SubsequencePattern {
  /// The count of elements.
  let count: Int
  private let words: Int
  /// One row of bits an element that occurs; row 0 is empty.
  private var masks: [UInt64]
  /// The rows of elements below 128.
  private var low: [Int32]
  private var high: [UInt32: Int32] = [:]

  init(_ pattern: [UInt32]) {
    count = pattern.count
    words = (pattern.count + 63) / 64
    masks = [UInt64](repeating: 0, count: words)
    low = [Int32](repeating: 0, count: 128)
    var rows: Int32 = 1
    for (position, element) in pattern.enumerated() {
      var row = self.row(of: element)
      if row == 0 {
        row = rows
        rows += 1
        masks.append(contentsOf: repeatElement(0, count: words))
        if element < 128 { low[Int(element)] = row } else { high[element] = row }
      }
      masks[Int(row) * words + position / 64] |= 1 << UInt64(position % 64)
    }
  }

  @inline(__always)
  private func row(of element: UInt32) -> Int32 {
    element < 128 ? low[Int(element)] : high[element] ?? 0
  }

  /// The length of the longest common subsequence of the pattern and another sequence.
  ///
  /// - Parameter state: room that is reused.
  func commonLength(with other: [UInt32], state: inout [UInt64]) -> Int {
    guard words > 0 else { return 0 }
    if words == 1 { return commonLengthOfShort(with: other) }
    state.removeAll(keepingCapacity: true)
    state.append(contentsOf: repeatElement(.max, count: words))
    return masks.withUnsafeBufferPointer { masks in
      state.withUnsafeMutableBufferPointer { state in
        for element in other {
          let row = Int(row(of: element)) * words
          if row == 0 { continue }
          var carry: UInt64 = 0
          for word in 0..<words {
            let current = state[word]
            let mask = masks[row + word]
            let (partial, first) = current.addingReportingOverflow(current & mask)
            let (sum, second) = partial.addingReportingOverflow(carry)
            carry = first || second ? 1 : 0
            state[word] = sum | (current & ~mask)
          }
        }
        var length = 0
        for word in 0..<words { length += bits(of: state[word], word: word) }
        return length
      }
    }
  }

  private func commonLengthOfShort(with other: [UInt32]) -> Int {
    var current = UInt64.max
    masks.withUnsafeBufferPointer { masks in
      for element in other {
        let mask = masks[Int(row(of: element))]
        current = (current &+ (current & mask)) | (current & ~mask)
      }
    }
    return bits(of: current, word: 0)
  }

  @inline(__always)
  private func bits(of state: UInt64, word: Int) -> Int {
    let used = min(64, count - word * 64)
    let relevant: UInt64 = used == 64 ? .max : (1 << UInt64(used)) - 1
    return (~state & relevant).nonzeroBitCount
  }
}
