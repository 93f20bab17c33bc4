/// The band of the first search: narrow about a chain of anchors, wider where there are none.
enum CoarseBand {
  private static let leastWidth = 24.0
  private static let mostWidth = 150.0
  /// Up to so many cells the whole rectangle between two anchors is searched.
  private static let smallRectangle = 40_000

  /// The band, `scale` times as wide as usual.
  static func make(_ document: PreparedDocument, chain: [AnchorChain.Point], scale: Double) -> Band {
    let (sourceCount, targetCount) = (document.source.count, document.target.count)
    var low = [Int](repeating: targetCount, count: sourceCount + 1)
    var high = [Int](repeating: 0, count: sourceCount + 1)
    let sourceSums = runningSums(document.source.lengths)
    let targetSums = runningSums(document.target.lengths)
    var corners = [(source: 0, target: 0)]
    for point in chain { corners.append((point.source, point.target)) }
    corners.append((sourceCount, targetCount))
    for (from, to) in zip(corners, corners.dropFirst()) {
      let (across, down) = (to.source - from.source, to.target - from.target)
      guard across >= 0, down >= 0 else { continue }
      let sourceLength = sourceSums[to.source] - sourceSums[from.source]
      let targetLength = targetSums[to.target] - targetSums[from.target]
      let mismatch = abs(targetLength - sourceLength * Double(document.lengths.ratio))
      let meanLength = max(1, targetSums[targetCount] / Double(max(1, targetCount)))
      var width = leastWidth + 0.6 * mismatch / meanLength + 2.5 * Double(min(across, down)).squareRoot()
      width = min(mostWidth, width) * scale
      if across * down <= smallRectangle { width = max(width, Double(down) + leastWidth) }
      // Beyond the corners a band need not reach far.
      let margin = Int(leastWidth * 0.5 * scale)
      var column = from.target
      for row in from.source...to.source {
        let part = sourceLength > 0 ? (sourceSums[row] - sourceSums[from.source]) / sourceLength : 1
        let goal = targetSums[from.target] + part * targetLength
        while column < to.target, targetSums[column] < goal { column += 1 }
        low[row] = min(low[row], max(0, max(from.target - margin, column - Int(width))))
        high[row] = max(high[row], min(targetCount, min(to.target + margin, column + Int(width))))
      }
    }
    return Band(low: low, high: high, targetCount: targetCount)
  }
}
