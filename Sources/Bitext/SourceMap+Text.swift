extension SourceMap {
  /// The text that came from a range of the file; nil where none did.
  ///
  /// The inverse of ``source(of:)`` for texts that stand in the order of the file. Costs O(log text · log runs).
  public func text(of source: Range<Int>) -> Range<Int>? {
    let count = textCount
    let start = firstOffset(in: count) { self.source(of: $0..<$0 + 1).upperBound > source.lowerBound }
    let end = firstOffset(in: count) { self.source(of: $0..<$0 + 1).lowerBound >= source.upperBound }
    guard start < end, self.source(of: start..<end).overlaps(source) else { return nil }
    return start..<end
  }

  private func firstOffset(in count: Int, where isReached: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isReached(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
