import Bitext

/// A block, with what every rule has to know of it; found once, whatever the number of its segments.
struct ReviewedBlock {
  let block: Block
  /// Parts that no one translates (URLs, code) or that the page protects, in order, without overlap.
  let untouchable: [Range<Int>]
  /// Links and the like that touch the text around them without a space, or follow the end of a sentence at
  /// the end of the block: they are read as texts of their own.
  ///
  /// In order, without overlap.
  let standingAlone: [Range<Int>]

  init(_ block: Block) {
    self.block = block
    untouchable = SegmentWords.joined(Untranslatable.ranges(in: block.content.text) + block.protected)
    standingAlone = Self.elementsStandingAlone(in: block.content)
  }

  /// Whether a segment is the whole block, or an element that stands alone in it.
  func standsAlone(_ segment: Segment) -> Bool {
    segment.range.count == block.content.text.utf8.count
      || Self.ranges(standingAlone, touching: segment.range).contains(segment.range)
  }

  /// A segment, parted where an element stands alone in it.
  func pieces(of segment: Segment) -> [Segment] {
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

  private static func elementsStandingAlone(in content: MarkedText) -> [Range<Int>] {
    guard content.codes.count > 1 else { return [] }
    let text = content.text.utf8
    func byte(before offset: Int) -> UInt8? {
      offset > 0 ? text[text.index(text.startIndex, offsetBy: offset - 1)] : nil
    }
    func byte(at offset: Int) -> UInt8? {
      offset < text.count ? text[text.index(text.startIndex, offsetBy: offset)] : nil
    }
    var opened: [String: Int] = [:]
    var all: [Range<Int>] = []
    var result: [Range<Int>] = []
    for placed in content.codes {
      guard let id = placed.code.id else { continue }
      if placed.code.kind == .open {
        let native = placed.code.native
        if native.hasPrefix("<a ") || native.hasPrefix("<a>") || native.hasPrefix("<span") {
          opened[id] = placed.offset
        }
        continue
      }
      guard placed.code.kind == .close, let start = opened.removeValue(forKey: id), start < placed.offset
      else { continue }
      let range = start..<placed.offset
      if all.last.map({ $0.upperBound <= start }) ?? true { all.append(range) }
      let isGlued = byte(before: start).map { $0 > 0x20 && $0 != UInt8(ascii: "(") && $0 < 0x80 } ?? true
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
  private static func isParted(_ text: String.UTF8View, by elements: [Range<Int>]) -> Bool {
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
    Self.ranges(untouchable, touching: segment).map {
      max(0, $0.lowerBound - segment.lowerBound)..<min($0.upperBound, segment.upperBound) - segment.lowerBound
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
