import ICU

/// Finds the places where sentences may end, from left to right in one pass.
///
/// After each candidate the caller says whether the sentence ends there, as later candidates are judged by
/// the length and the shape of the sentence they stand in.
struct CandidateScanner {
  let text: ScalarText
  let language: LanguageTraits

  var offset = 0
  var state = SentenceState()
  var markStart = -1
  var markEnd = -1
  /// Whether the characters since the last white space are an address.
  var isAddress = false
  var lineStart = 0
  var markerEnd = -1
  /// The marker of the list item that the text is in.
  var listMarker: ListMarker?
  /// Whether the paragraph ends with a mark, and where it ends.
  var isProse = false
  var paragraphEnd = -1
  /// The full stops of the spaced ellipsis before the next candidate.
  var ellipsisStops = 0
  /// The end of an ellipsis that opens a sentence; no sentence ends there.
  var ellipsisEnd = -1

  init(_ text: ScalarText, language: LanguageTraits) {
    self.text = text
    self.language = language
  }

  /// Calls `decide` for each candidate in order.
  mutating func scan(_ decide: (Candidate) -> Bool) {
    let count = text.count
    startSentence(0)
    while offset < count {
      let (scalar, width) = text.scalar(at: offset)
      switch text.table.sentenceClass(scalar) {
      case .space, .newline:
        scanGap(decide)
      case .fullStop, .terminator:
        scanMark(decide)
      case .opening:
        state.brackets = min(3, state.brackets + 1)
        offset += width
      case .closing:
        state.brackets -= state.brackets > 0 ? 1 : 0
        offset += width
      case .quotation:
        note(quotation: scalar)
        offset += width
      case .continuing, .other:
        if scalar == 0x3A, text.has("://", at: offset) { isAddress = true }
        if language.endsSentence(scalar) { scanMark(decide) } else { offset += width }
        if scalar == 0x40 { isAddress = true }
      default:
        offset += width
      }
    }
  }

  private mutating func note(quotation scalar: UInt32) {
    switch scalar {
    case 0x22: state.isQuoted.toggle()
    case 0x201E, 0xAB, 0x2018, 0x201A: state.isCited = scalar != 0x2018 || state.isCited
    case 0x201C: state.isCited.toggle()
    case 0x201D, 0xBB: state.isCited = false
    default: break
    }
  }

  /// Reads a run of marks with what closes it; a candidate follows where no white space does.
  private mutating func scanMark(_ decide: (Candidate) -> Bool) {
    if scanSpacedEllipsis(decide) { return }
    let start = offset
    while offset < text.count {
      let (scalar, width) = text.scalar(at: offset)
      let kind = text.table.sentenceClass(scalar)
      guard kind == .fullStop || kind == .terminator || language.endsSentence(scalar) || kind == .extending
      else { break }
      offset += width
    }
    let end = offset
    scanClosers()
    markStart = start
    markEnd = offset
    guard offset < text.count else { return }
    let next = text.sentenceClass(at: offset).value
    if next == .space || next == .newline { return }
    if isInnerCandidate(markStart: start, markEnd: end, next: next) {
      offer(at: offset, lineEnds: 0, decide)
    } else if end < offset {
      // The quotation mark opens the next word instead.
      return
    }
  }

  /// Reads an ellipsis written with spaces, `. . .`; true where there was one.
  private mutating func scanSpacedEllipsis(_ decide: (Candidate) -> Bool) -> Bool {
    guard text.has(". .", at: offset) else { return false }
    let isAttached = offset > 0 && !isSpace(text.start(before: offset))
    let first = offset
    var stops = 1
    var end = offset + 1
    while stops < 16, text.byte(end) == 0x20, text.byte(end + 1) == 0x2E {
      stops += 1
      end += 2
    }
    guard stops > 2, text.byte(end) != 0x2E else { return false }
    if isAttached, stops > 3 {
      // The first full stop is the sentence's own; the ellipsis opens the next sentence.
      var next = end
      while text.byte(next) == 0x20 { next += 1 }
      if next < text.count, text.sentenceClass(at: next).value == .upper {
        (markStart, markEnd) = (first, first + 1)
        ellipsisStops = stops
        offer(at: first + 2, lineEnds: 0, decide)
      }
      offset = end
      ellipsisEnd = end
      return true
    }
    offset = end
    scanClosers()
    (markStart, markEnd) = (first, offset)
    ellipsisStops = stops
    return true
  }

  private mutating func scanClosers() {
    while offset < text.count {
      let (scalar, width) = text.scalar(at: offset)
      switch text.table.sentenceClass(scalar) {
      case .closing:
        state.brackets -= state.brackets > 0 ? 1 : 0
      case .quotation:
        // A straight quotation mark that none is open for opens the next sentence.
        if scalar == 0x22, !state.isQuoted, offset + 1 < text.count, !isSpace(offset + 1) { return }
        if scalar == 0xAB || scalar == 0x201E, !isSpace(offset + width) { return }
        if scalar == 0x201C, !state.isCited, !isSpace(offset + width) { return }
        note(quotation: scalar)
      default: return
      }
      offset += width
    }
  }

  /// Reads white space; a candidate follows where the words around it allow one.
  private mutating func scanGap(_ decide: (Candidate) -> Bool) {
    let start = offset
    var lineEnds = 0
    while offset < text.count {
      let (scalar, width) = text.scalar(at: offset)
      let kind = text.table.sentenceClass(scalar)
      guard kind == .space || kind == .newline || kind == .extending else { break }
      if kind == .newline, !(scalar == 0x0A && text.byte(offset - 1) == 0x0D) { lineEnds += 1 }
      offset += width
    }
    isAddress = false
    guard start > 0, offset < text.count else { return }
    state.words += 1
    if lineEnds > 0 { (state.brackets, state.isQuoted, state.isCited) = (0, false, false) }
    if markEnd != start { markStart = -1 }
    if markStart >= 0 || lineEnds > 0 || start != ellipsisEnd && isGapCandidate(start) {
      offer(at: offset, markEnd: start, lineEnds: lineEnds, decide)
    }
    if text.sentenceClass(at: offset).value == .lower { state.lowerWords += 1 }
    if lineEnds > 0 { lineStart = offset }
    if text.has("www.", at: offset) { isAddress = true }
  }

  private mutating func offer(
    at position: Int, markEnd: Int? = nil, lineEnds: Int, _ decide: (Candidate) -> Bool
  ) {
    var candidate = Candidate(
      position: position, markStart: markStart, markEnd: markEnd ?? self.markEnd, mark: .none,
      lineEnds: lineEnds,
      state: state)
    describeMark(&candidate)
    if lineEnds == 1 {
      readParagraph(from: position)
      candidate.isProse = isProse
    }
    candidate.lineStart = lineStart
    candidate.isAfterListMarker = candidate.markEnd == markerEnd
    if let listMarker, let next = text.listMarker(at: position), next.follows(listMarker) {
      candidate.continuesList = true
    }
    if ellipsisStops > 0 {
      candidate.mark = .spacedEllipsis
      candidate.ellipsisStops = ellipsisStops
    }
    if decide(candidate) {
      state.start = position
      state.words = 0
      state.lowerWords = 0
      startSentence(position)
    }
    ellipsisStops = 0
  }
}
