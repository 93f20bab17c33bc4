import Bitext

/// A block, with what every rule has to know of it; found once, whatever the number of its segments.
///
/// A class, as every segment refers to it.
final class ReviewedBlock: Sendable {
  let block: Block
  /// Parts that no one translates (URLs, code, titles of works) or that the page protects, in order, without overlap.
  let untouchable: [Range<Int>]
  /// Links and the like that touch the text around them without a space, or follow the end of a sentence at
  /// the end of the block: they are read as texts of their own.
  ///
  /// In order, without overlap.
  let standingAlone: [Range<Int>]

  init(_ block: Block) {
    self.block = block
    let ranges =
      Untranslatable.ranges(in: block.content.text) + block.protected + Self.titles(in: block.content)
    untouchable = ranges.isEmpty ? [] : SegmentWords.joined(ranges)
    standingAlone = Self.elementsStandingAlone(in: block.content)
  }

  /// Whether a segment is the whole block, or an element that stands alone in it.
  func standsAlone(_ segment: Segment) -> Bool {
    segment.range.count == block.content.text.utf8.count
      || !standingAlone.isEmpty && Self.ranges(standingAlone, touching: segment.range).contains(segment.range)
  }

  /// A segment, parted where an element stands alone in it.
  func pieces(of segment: Segment) -> [Segment] {
    guard !standingAlone.isEmpty else { return [segment] }
    let cuts = Self.ranges(standingAlone, touching: segment.range)
      .flatMap { [$0.lowerBound, $0.upperBound] }
      .filter { $0 > segment.range.lowerBound && $0 < segment.range.upperBound }
    guard !cuts.isEmpty else { return [segment] }
    let ends = cuts + [segment.range.upperBound]
    return zip([segment.range.lowerBound] + cuts, ends).filter { $0 < $1 }.map { start, end in
      Segment(
        content: block.content[start..<end], range: start..<end, place: block.map.source(of: start..<end))
    }
  }

  /// The titles of works (`cite`), which stay as they are where the work was not translated.
  private static func titles(in content: MarkedText) -> [Range<Int>] {
    var opened: (id: String?, offset: Int)?
    var titles: [Range<Int>] = []
    for placed in content.codes {
      if placed.code.kind == .open, opened == nil, case .native(let tag) = placed.code.content.first,
        tag.hasPrefix("<cite")
      {
        opened = (placed.code.id, placed.offset)
      } else if placed.code.kind == .close, let start = opened, placed.code.id == start.id {
        if start.offset < placed.offset { titles.append(start.offset..<placed.offset) }
        opened = nil
      }
    }
    return titles
  }

  private static func elementsStandingAlone(in content: MarkedText) -> [Range<Int>] {
    guard content.codes.contains(where: { isElementThatMayStandAlone($0.code) }) else { return [] }
    var text = content.text
    return text.withUTF8 { elementsStandingAlone(in: $0, codes: content.codes) }
  }

  private static func isElementThatMayStandAlone(_ code: InlineCode) -> Bool {
    guard code.kind == .open, case .native(let tag) = code.content.first else { return false }
    return tag.hasPrefix("<a ") || tag.hasPrefix("<a>") || tag.hasPrefix("<span")
  }

  private static func elementsStandingAlone(
    in text: UnsafeBufferPointer<UInt8>, codes: [MarkedText.PlacedCode]
  ) -> [Range<Int>] {
    func byte(at offset: Int) -> UInt8? { text.indices.contains(offset) ? text[offset] : nil }
    /// What is open; elements nest, so the one that closes is near the end.
    var opened: [(id: String, offset: Int)] = []
    var all: [Range<Int>] = []
    var result: [Range<Int>] = []
    for placed in codes {
      guard let id = placed.code.id else { continue }
      if placed.code.kind == .open {
        if isElementThatMayStandAlone(placed.code) { opened.append((id, placed.offset)) }
        continue
      }
      guard placed.code.kind == .close, let index = opened.lastIndex(where: { $0.id == id }) else { continue }
      let start = opened.remove(at: index).offset
      guard start < placed.offset else { continue }
      let range = start..<placed.offset
      // Letters in elements of their own, as for effects, are parts of a word.
      if UTF8.width(ofLead: text[start]) >= range.count { continue }
      if all.last.map({ $0.upperBound <= start }) ?? true { all.append(range) }
      let isGlued =
        byte(at: start - 1).map { $0 > 0x20 && $0 != UInt8(ascii: "(") && $0 < 0x80 } ?? true
      let isOpenAfter =
        byte(at: range.upperBound).map { $0 <= 0x20 || $0 >= 0x80 || ($0 | 0x20) >= 0x61 } ?? true
      guard isGlued, isOpenAfter, range.count < text.count,
        result.last.map({ $0.upperBound <= start }) ?? true
      else {
        continue
      }
      result.append(range)
    }
    return all.count > 1 && isParted(text, by: all) ? all : result
  }

  /// Whether nothing but space and separators stands between elements, as between the links of a menu.
  private static func isParted(_ text: UnsafeBufferPointer<UInt8>, by elements: [Range<Int>]) -> Bool {
    var (offset, next) = (0, 0)
    for byte in text {
      defer { offset += 1 }
      while next < elements.count, elements[next].upperBound <= offset { next += 1 }
      if next < elements.count, elements[next].lowerBound <= offset { continue }
      // Letters and digits part no links, nor does what joins them to a sentence.
      let isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0xC3 && byte != 0xE2
      if isLetter || (0x30...0x39).contains(byte) || byte == UInt8(ascii: ",") { return false }
    }
    return true
  }

  /// The untouchable parts of a segment, as ranges of the segment.
  ///
  /// Costs O(log parts + parts of the segment).
  func untouchable(in segment: Range<Int>) -> [Range<Int>] {
    untouchable.isEmpty
      ? []
      : Self.ranges(untouchable, touching: segment).map {
        max(0, $0.lowerBound - segment.lowerBound)..<min($0.upperBound, segment.upperBound)
          - segment.lowerBound
      }
  }

  /// Those of some ranges in order that overlap another; costs O(log ranges + found).
  private static func ranges(_ all: [Range<Int>], touching other: Range<Int>) -> ArraySlice<Range<Int>> {
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].upperBound <= other.lowerBound { low = middle + 1 } else { high = middle }
    }
    return all[low...].prefix { $0.lowerBound < other.upperBound }
  }
}
