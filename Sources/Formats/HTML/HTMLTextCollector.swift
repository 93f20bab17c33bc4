import Bitext
import HTML

/// Gathers the text of one block: collapses white space, keeps the place of every byte, and the codes.
struct HTMLTextCollector {
  private(set) var text: [UInt8] = []
  private var map = SourceMap()
  private(set) var codes: [MarkedText.PlacedCode] = []
  private var protected: [Range<Int>] = []
  private var pendingSpace: Int?
  private(set) var hasText = false

  /// Adds text; runs of white space become one space, none at the start of the block or of a line.
  ///
  /// Source: CSS Text Module Level 3, section 4.1.1, "Collapsing and Transformation".
  mutating func append(_ bytes: [UInt8], pieces: [HTMLPiece], isProtected: Bool) {
    let start = text.count
    var offset = 0
    for piece in pieces {
      let count = piece.count * piece.textWidth
      if piece.textWidth == 1, piece.sourceWidth == 1 {
        appendPlain(bytes, offset..<offset + count, source: piece.sourceStart)
      } else if count == 1, Self.isSpace(bytes[offset]) {
        appendSpace(source: piece.sourceStart, width: piece.sourceWidth)
      } else {
        flushSpace()
        text.append(contentsOf: bytes[offset..<offset + count])
        map.append(
          count: piece.count, textWidth: piece.textWidth, sourceStart: piece.sourceStart,
          sourceWidth: piece.sourceWidth)
        hasText = true
      }
      offset += count
    }
    if isProtected { protect(start..<text.count) }
  }

  private mutating func appendPlain(_ bytes: [UInt8], _ range: Range<Int>, source: Int) {
    var index = range.lowerBound
    let end = range.upperBound
    while index < end {
      if Self.isSpace(bytes[index]) {
        appendSpace(source: source + index - range.lowerBound, width: 1)
        index += 1
        continue
      }
      let start = index
      // A single space between words changes nothing, so it does not end the run.
      while index < end {
        if !Self.isSpace(bytes[index]) {
          index += 1
        } else if bytes[index] == 0x20, index + 1 < end, !Self.isSpace(bytes[index + 1]) {
          index += 2
        } else {
          break
        }
      }
      flushSpace()
      text.append(contentsOf: bytes[start..<index])
      map.append(
        count: index - start, textWidth: 1, sourceStart: source + start - range.lowerBound, sourceWidth: 1)
      hasText = true
    }
  }

  private mutating func appendSpace(source: Int, width: Int) {
    if pendingSpace == nil, let last = text.last, last != 0x20, last != 0x0A {
      pendingSpace = source
      pendingWidth = width
    }
  }

  private var pendingWidth = 1

  private mutating func flushSpace() {
    guard let source = pendingSpace else { return }
    text.append(0x20)
    map.append(count: 1, textWidth: 1, sourceStart: source, sourceWidth: pendingWidth)
    pendingSpace = nil
  }

  /// Adds a line break that stands for a tag.
  mutating func appendLineBreak(source: Range<Int>) {
    pendingSpace = nil
    guard let last = text.last else { return }
    if last == 0x20 { return replaceLastSpace(source: source) }
    text.append(0x0A)
    map.append(count: 1, textWidth: 1, sourceStart: source.lowerBound, sourceWidth: source.count)
  }

  private mutating func replaceLastSpace(source: Range<Int>) {
    // The space before the tag gives its place in the text to the break.
    text[text.count - 1] = 0x0A
  }

  private mutating func protect(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    if let last = protected.last, last.upperBound == range.lowerBound {
      protected[protected.count - 1] = last.lowerBound..<range.upperBound
    } else {
      protected.append(range)
    }
  }

  /// Adds a code at the end of the text, and says where it is in the list.
  mutating func append(_ code: InlineCode) -> Int {
    flushSpace()
    codes.append(MarkedText.PlacedCode(offset: text.count, code: code))
    return codes.count - 1
  }

  /// Marks a code whose end stands outside the block.
  mutating func isolate(_ index: Int) { codes[index].code.kind = .isolatedOpen }

  /// The block's content, and starts anew; nil where there is no text.
  mutating func take(fileMap: SourceMap?) -> (content: MarkedText, map: SourceMap, protected: [Range<Int>])? {
    defer {
      text.removeAll(keepingCapacity: true)
      map = SourceMap()
      codes.removeAll()
      protected.removeAll()
      pendingSpace = nil
      hasText = false
    }
    guard hasText else { return nil }
    while let last = text.last, last == 0x20 || last == 0x0A { text.removeLast() }
    let count = text.count
    var kept = protected
    if let last = kept.last, last.upperBound > count {
      kept.removeLast()
      if last.lowerBound < count { kept.append(last.lowerBound..<count) }
    }
    let content = MarkedText(String(decoding: text, as: UTF8.self), codes: codes)
    return (content, fileMap.map { map.followed(by: $0) } ?? map, kept)
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte &- 0x09 < 5 && byte != 0x0B) }
}
