/// The length of the longest common subsequence of two sequences, and the similarity that follows from it.
///
/// Bit-parallel: 64 positions of the shorter sequence a step, so it costs about `n * m / 64` operations.
///
/// Source: Hyyrö, "Bit-Parallel LCS-length Computation Revisited" (2004).
enum CommonSubsequence {
  /// The length of the longest common subsequence.
  static func length<Element: Hashable>(_ left: [Element], _ right: [Element]) -> Int {
    let (pattern, text) = left.count <= right.count ? (left, right) : (right, left)
    guard !pattern.isEmpty else { return 0 }
    let words = (pattern.count + 63) / 64
    var masks: [Element: [UInt64]] = [:]
    for (index, element) in pattern.enumerated() {
      masks[element, default: Array(repeating: 0, count: words)][index / 64] |= 1 << UInt64(index % 64)
    }
    var state = [UInt64](repeating: .max, count: words)
    for element in text {
      guard let mask = masks[element] else { continue }
      var carry: UInt64 = 0
      for word in 0..<words {
        let matched = state[word] & mask[word]
        let (partial, overflow) = state[word].addingReportingOverflow(matched)
        let (sum, carried) = partial.addingReportingOverflow(carry)
        carry = overflow || carried ? 1 : 0
        state[word] = sum | (state[word] & ~mask[word])
      }
    }
    var length = 0
    for (word, bits) in state.enumerated() {
      let used = min(64, pattern.count - word * 64)
      let relevant: UInt64 = used == 64 ? .max : (1 << UInt64(used)) - 1
      length += (~bits & relevant).nonzeroBitCount
    }
    return length
  }

  /// Twice the common length over both lengths, from 0 to 1: 1 minus the normalised Indel distance.
  static func similarity<Element: Hashable>(_ left: [Element], _ right: [Element]) -> Double {
    let total = left.count + right.count
    return total == 0 ? 1 : 2 * Double(length(left, right)) / Double(total)
  }
}
