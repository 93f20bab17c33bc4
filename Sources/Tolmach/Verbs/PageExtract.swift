public import Formats

/// A block of a page's text in which findings stand, with a little of what stands around it.
public struct PageExtract: Hashable, Sendable {
  /// A finding in the text.
  public struct Mark: Hashable, Sendable {
    /// The finding's index in the page's report.
    public var finding: Int
    /// Where it stands, in UTF-8 bytes of the text.
    public var range: Range<Int>
  }

  /// What the block is in its page: `text`, `heading 2`, `attribute alt`, ...
  public var context: String
  /// The text, cut to what is near the findings.
  public var text: String
  /// Whether text was cut away before and after.
  public var isCutBefore = false
  /// Whether text was cut away after.
  public var isCutAfter = false
  /// The findings, in the order of the text.
  public var marks: [Mark]
  /// The start of the block before; empty where that is an extract too, or there is none.
  public var before = ""
  /// The start of the block after; empty where that is an extract too, or there is none.
  public var after = ""
}

extension PageChecker {
  /// The blocks of a page in which the findings of its report stand.
  ///
  /// Reads the page once more; memory grows with the number of findings, not with the page, and stops at `limit`. Findings
  /// without a block (text that HTML's rules move elsewhere) come with their line instead.
  ///
  /// - Parameters:
  ///   - report: what ``check(_:)`` said of the page.
  ///   - source: the page, which can be opened again.
  ///   - limit: the most findings that are shown.
  /// - Throws: ``Formats/FormatError``.
  public func extracts(of report: Report, in source: InputSource, limit: Int = 500) throws -> [PageExtract] {
    guard !report.findings.isEmpty, let format = registry.format(named: report.format) else { return [] }
    var collector = ExtractCollector(findings: report.findings, limit: limit)
    _ = try format.readDocument(from: try source.open(), options: reading) { collector.add($0) }
    return collector.finish()
  }
}

/// Takes blocks and keeps those with findings.
private struct ExtractCollector {
  /// Bytes of text that are shown around a finding, of a finding, and of the blocks around.
  private static let margin = 300
  private static let longestMark = 2_000
  private static let neighbour = 160

  private let findings: [PageChecker.LocatedFinding]
  private let limit: Int
  private var isShown: [Bool]
  private var shownCount = 0
  private var extracts: [PageExtract] = []
  private var previous = ""
  private var awaitsNext = false

  init(findings: [PageChecker.LocatedFinding], limit: Int) {
    self.findings = findings
    self.limit = min(limit, findings.count)
    isShown = Array(repeating: false, count: findings.count)
  }

  mutating func add(_ block: Block) {
    guard shownCount < limit || awaitsNext else { return }
    let text = block.content.text
    let marks = marks(in: block)
    if marks.isEmpty {
      let start = String(text.bytes(0..<Self.neighbour))
      let shortened = start.utf8.count < text.utf8.count ? start + "…" : start
      if awaitsNext { extracts[extracts.count - 1].after = shortened }
      previous = shortened
    } else {
      let first = extracts.count
      append(marks, of: block)
      extracts[first].before = previous
      previous = ""
    }
    awaitsNext = !marks.isEmpty
  }

  /// The findings in a block, in the order of its text, without those that are within others.
  private mutating func marks(in block: Block) -> [PageExtract.Mark] {
    let place = block.place
    var low = 0
    var high = findings.count
    while low < high {
      let middle = (low + high) / 2
      if findings[middle].finding.place.lowerBound >= place.lowerBound {
        high = middle
      } else {
        low = middle + 1
      }
    }
    var marks: [PageExtract.Mark] = []
    while low < findings.count, findings[low].finding.place.lowerBound < place.upperBound, shownCount < limit
    {
      defer { low += 1 }
      guard !isShown[low], let range = block.map.text(of: findings[low].finding.place) else { continue }
      isShown[low] = true
      shownCount += 1
      marks.append(PageExtract.Mark(finding: low, range: range))
    }
    return marks.sorted {
      ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
    }
  }

  /// Cuts the block into stretches around its findings.
  private mutating func append(_ marks: [PageExtract.Mark], of block: Block) {
    let text = block.content.text
    let size = text.utf8.count
    var rest = marks[...]
    while let first = rest.first {
      var end = first.range.upperBound
      let group = rest.prefix { mark in
        guard mark.range.lowerBound <= end + 2 * Self.margin,
          mark.range.lowerBound - first.range.lowerBound < 4_000
        else {
          return false
        }
        end = max(end, mark.range.upperBound)
        return true
      }
      rest = rest.dropFirst(group.count)
      let lower = text.boundary(max(0, first.range.lowerBound - Self.margin))
      let lastStart = group.last?.range.lowerBound ?? first.range.lowerBound
      let upper = text.boundary(min(size, min(end, lastStart + Self.longestMark) + Self.margin))
      let cut = group.map { mark in
        let start = text.boundary(mark.range.lowerBound)
        return PageExtract.Mark(
          finding: mark.finding,
          range: start - lower..<max(start, min(upper, text.boundary(mark.range.upperBound))) - lower)
      }
      extracts.append(
        PageExtract(
          context: block.kind.name, text: String(text.bytes(lower..<upper)), isCutBefore: lower > 0,
          isCutAfter: upper < size, marks: Array(cut)))
    }
  }

  /// The extracts, followed by the lines of findings that stand in no block.
  mutating func finish() -> [PageExtract] {
    for index in findings.indices where !isShown[index] && shownCount < limit {
      shownCount += 1
      let excerpt = findings[index].excerpt
      extracts.append(
        PageExtract(
          context: findings[index].finding.context, text: excerpt.line, isCutBefore: excerpt.isCut.before,
          isCutAfter: excerpt.isCut.after, marks: [PageExtract.Mark(finding: index, range: excerpt.range)]))
    }
    return extracts
  }
}
