/// For each source boundary, the target boundaries that a search looks at.
///
/// Both ends only rise.
struct Band {
  var low: [Int]
  var high: [Int]

  /// How many cells there are.
  var cellCount: Int {
    var sum = 0
    for row in low.indices { sum += high[row] - low[row] + 1 }
    return sum
  }

  /// The cells within a distance of a path.
  init(around spans: [Span], sourceCount: Int, targetCount: Int, width: Int) {
    low = [Int](repeating: targetCount, count: sourceCount + 1)
    high = [Int](repeating: 0, count: sourceCount + 1)
    include(row: 0, target: 0, width: width, targetCount: targetCount)
    for span in spans {
      let steps = max(1, max(span.source.count, span.target.count))
      for step in 0...steps {
        include(
          row: span.source.lowerBound + span.source.count * step / steps,
          target: span.target.lowerBound + span.target.count * step / steps, width: width,
          targetCount: targetCount)
      }
    }
    widen(rows: 3)
    close(targetCount: targetCount)
  }

  /// A band with given ends, which are made to rise and to hold both corners.
  init(low: [Int], high: [Int], targetCount: Int) {
    self.low = low
    self.high = high
    close(targetCount: targetCount)
  }

  private mutating func include(row: Int, target: Int, width: Int, targetCount: Int) {
    low[row] = min(low[row], max(0, target - width))
    high[row] = max(high[row], min(targetCount, target + width))
  }

  private mutating func widen(rows: Int) {
    let (oldLow, oldHigh) = (low, high)
    for row in low.indices {
      for other in max(0, row - rows)...min(low.count - 1, row + rows) {
        low[row] = min(low[row], oldLow[other])
        high[row] = max(high[row], oldHigh[other])
      }
    }
  }

  private mutating func close(targetCount: Int) {
    low[0] = 0
    high[high.count - 1] = targetCount
    for row in low.indices.dropFirst() { high[row] = max(high[row], high[row - 1]) }
    for row in low.indices.dropLast().reversed() { low[row] = min(low[row], low[row + 1]) }
    // Neighbouring rows must meet.
    for row in low.indices.dropFirst() where low[row] > high[row - 1] { high[row - 1] = low[row] }
  }
}
