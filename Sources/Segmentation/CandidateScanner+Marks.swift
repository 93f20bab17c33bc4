import ICU

extension CandidateScanner {
  /// Notes whether a sentence opens with the marker of a list item.
  mutating func startSentence(_ position: Int) {
    var start = position
    while start < text.count, start - position < 8 {
      let (scalar, width) = text.scalar(at: start)
      let kind = text.table.sentenceClass(scalar)
      guard
        kind == .space || kind == .newline || (kind == .other && scalar >= 0x2000) || scalar == 0x2D
          || kind == .opening
      else { break }
      start += width
    }
    if let marker = text.listMarker(at: start) {
      listMarker = marker
      markerEnd = marker.end
    } else {
      markerEnd = -1
    }
  }

  /// Whether the paragraph around a line end ends with a mark; read once a paragraph.
  mutating func readParagraph(from start: Int) {
    guard start >= paragraphEnd else { return }
    var end = start
    var isBlank = false
    while end < text.count {
      if text.bytes[end] == 0x0A {
        if isBlank { break }
        isBlank = true
      } else if !(text.bytes[end] == 0x20 || text.bytes[end] == 0x09 || text.bytes[end] == 0x0D) {
        isBlank = false
      }
      end += 1
    }
    paragraphEnd = max(end, start + 1)
    while end > start, isSpace(text.start(before: end)) { end = text.start(before: end) }
    while end > start {
      let previous = text.start(before: end)
      let kind = text.sentenceClass(at: previous).value
      if kind == .fullStop || kind == .terminator {
        isProse = true
        return
      }
      guard kind == .closing || kind == .quotation else { break }
      end = previous
    }
    isProse = false
  }

  func describeMark(_ candidate: inout Candidate) {
    var end = candidate.markEnd
    let floor = candidate.markStart >= 0 ? candidate.markStart : max(0, end - 8)
    // What closes the mark.
    while end > floor {
      let start = text.start(before: end)
      let kind = text.sentenceClass(at: start).value
      guard kind == .closing || kind == .quotation else { break }
      candidate.closers |= kind == .closing ? 2 : 1
      end = start
    }
    if candidate.markStart >= 0 {
      candidate.mark = mark(from: candidate.markStart, to: end)
      return
    }
    guard end > 0 else {
      candidate.markStart = end
      return
    }
    let start = text.start(before: end)
    let (scalar, _) = text.scalar(at: start)
    switch text.table.sentenceClass(scalar) {
    case .lower, .upper, .letter, .extending:
      candidate.mark = candidate.closers == 0 ? .none : candidate.closers == 1 ? .quotation : .bracket
    case .digit: candidate.mark = .digit
    default:
      switch scalar {
      case 0x3A: candidate.mark = .colon
      case 0x3B, 0xB7, 0x387: candidate.mark = .semicolon
      case 0x2C, 0x60C, 0x3001: candidate.mark = .comma
      case 0x2D, 0x2013, 0x2014: candidate.mark = .dash
      default: candidate.mark = .symbol
      }
      candidate.markStart = start
      return
    }
    candidate.markStart = end
  }

  private func mark(from start: Int, to end: Int) -> Candidate.Mark {
    var (stops, question, exclamation, foreign, ellipsis) = (0, false, false, false, false)
    var offset = start
    var first: UInt32 = 0
    while offset < end {
      let (scalar, width) = text.scalar(at: offset)
      if offset == start { first = scalar }
      switch scalar {
      case 0x2E: stops += 1
      case 0x21, 0xFF01: exclamation = true
      case 0x3F, 0xFF1F, 0x61F: question = true
      case 0x2026: ellipsis = true
      default: if text.table.sentenceClass(scalar) != .extending { foreign = true }
      }
      offset += width
    }
    if question { return .question }
    if exclamation { return .exclamation }
    if foreign, first != 0x3A, first != 0x3B { return .foreign }
    if ellipsis || stops > 1 { return .ellipsis }
    if first == 0x3A { return .colon }
    if first == 0x3B { return .question }
    return foreign ? .foreign : .fullStop
  }
}
