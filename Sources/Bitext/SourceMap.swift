/// Where each byte of a decoded text stood in the file it came from.
///
/// A text differs from its file by character references (`&amp;`), charset conversion and dropped bytes. The map is a list
/// of runs; in a run every piece of `textWidth` bytes of text came from `sourceWidth` bytes of the file. Plain
/// stretches are one run of width 1, an entity is one piece, a stretch of Cyrillic from windows-1251 is one
/// run of width 2 to 1.
///
/// All offsets are UTF-8 bytes in the text and bytes in the file. Looking up costs O(log runs).
public struct SourceMap: Hashable, Sendable {
  /// A stretch in which every piece has the same widths.
  public struct Run: Hashable, Sendable {
    /// The first byte of the stretch in the text.
    public var textStart: Int
    /// The first byte of the stretch in the source.
    public var sourceStart: Int
    /// How many pieces there are.
    public var count: Int
    /// The bytes of a piece in the text.
    public var textWidth: Int
    /// The bytes of a piece in the source.
    public var sourceWidth: Int

    var textEnd: Int { textStart + count * textWidth }
    var sourceEnd: Int { sourceStart + count * sourceWidth }
  }

  /// The runs, in the order of the text, without gaps in it.
  public private(set) var runs: [Run] = []
  /// The runs of a second step, from what this map calls the source to the file itself.
  private var outer: [Run] = []

  /// Creates an empty map, to append to.
  public init() {}

  /// Creates the map of a text that stands in the file byte for byte.
  public init(identityFrom sourceStart: Int, count: Int) {
    append(count: count, textWidth: 1, sourceStart: sourceStart, sourceWidth: 1)
  }

  /// The length of the text that is mapped, in UTF-8 bytes.
  public var textCount: Int { runs.last?.textEnd ?? 0 }

  /// Adds the next stretch of text; joins it to the last run where both have the same widths and touch.
  public mutating func append(count: Int, textWidth: Int, sourceStart: Int, sourceWidth: Int) {
    guard count > 0, textWidth > 0 else { return }
    if let last = runs.last, last.textWidth == textWidth, last.sourceWidth == sourceWidth,
      last.sourceEnd == sourceStart
    {
      runs[runs.count - 1].count += count
    } else {
      runs.append(
        Run(
          textStart: textCount, sourceStart: sourceStart, count: count, textWidth: textWidth,
          sourceWidth: sourceWidth))
    }
  }

  /// The same map, whose sources are themselves mapped by `next`: text to decoded file to file.
  public func followed(by next: SourceMap) -> SourceMap {
    var result = self
    result.outer = next.runs
    return result
  }

  /// The bytes of the file from which a range of the text came; a piece that is touched counts whole.
  public func source(of range: Range<Int>) -> Range<Int> {
    let inner = Self.map(range, through: runs)
    return outer.isEmpty ? inner : Self.map(inner, through: outer)
  }

  private static func map(_ range: Range<Int>, through runs: [Run]) -> Range<Int> {
    guard let first = runs.first, let last = runs.last else { return range }
    if range.lowerBound >= last.textEnd { return last.sourceEnd..<last.sourceEnd }
    let start = run(at: max(range.lowerBound, first.textStart), in: runs)
    let startPiece = (max(range.lowerBound, start.textStart) - start.textStart) / start.textWidth
    let lower = start.sourceStart + startPiece * start.sourceWidth
    guard !range.isEmpty else { return lower..<lower }
    let lastByte = min(range.upperBound, last.textEnd) - 1
    let end = run(at: lastByte, in: runs)
    let upper = end.sourceStart + ((lastByte - end.textStart) / end.textWidth + 1) * end.sourceWidth
    // Text that was moved (HTML's foster parenting) can come from before its neighbour.
    return lower <= upper ? lower..<upper : upper..<lower
  }

  /// The last run that starts at or before the offset.
  private static func run(at offset: Int, in runs: [Run]) -> Run {
    var low = 0
    var high = runs.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if runs[middle].textStart <= offset { low = middle } else { high = middle - 1 }
    }
    return runs[low]
  }
}
