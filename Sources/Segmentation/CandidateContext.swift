import ICU

/// What stands around a candidate, read once and shared by the rules and the learned figures.
struct CandidateContext {
  let candidate: Candidate
  /// The word before the mark, and the one before that.
  let left: ContextWord
  let beforeLeft: ContextWord
  let leftKind: LanguageWords.Kind
  /// What the next sentence would open with: 0 a word, 1 an opening bracket, 2 a quotation mark, 3 a dash, 4
  /// other.
  let opener: UInt32
  /// The first word after the boundary, and the one after that.
  let right: ContextWord
  let afterRight: ContextWord
  /// Whether the first word after the boundary is one that opens sentences and is no name.
  let isStarter: Bool
  /// The first scalar after the boundary.
  let next: UInt32
  /// 0 for nothing, 1 one space, 2 more, 3 a line end, 4 an empty line.
  let spacing: UInt32

  init(_ candidate: Candidate, in text: ScalarText, words: LanguageWords) {
    self.candidate = candidate
    left = text.word(endingAt: candidate.markStart)
    var gap = left.range.lowerBound
    let floor = max(candidate.state.start, gap - 4)
    while gap > floor, text.byte(gap - 1) == 0x20 { gap -= 1 }
    beforeLeft = text.word(endingAt: gap)
    leftKind = candidate.mark == .fullStop ? words.kind(of: left) : .none
    next = candidate.position < text.count ? text.scalar(at: candidate.position).value : 0
    let start: Int
    (opener, start) = Self.opener(at: candidate.position, in: text)
    right = text.word(startingAt: start)
    isStarter = right.isCapitalised && words.isStarter(right)
    var after = right.range.upperBound
    while after < text.count, after - right.range.upperBound < 3, text.byte(after) <= 0x2E,
      text.byte(after) != 0x0A
    { after += 1 }
    afterRight = text.word(startingAt: after)
    let width = candidate.position - candidate.markEnd
    spacing = candidate.lineEnds > 1 ? 4 : candidate.lineEnds == 1 ? 3 : width > 1 ? 2 : width == 1 ? 1 : 0
  }

  /// Mixed into the hash of each feature, for the figures that languages of one script share.
  var scriptKey: UInt32 {
    let scalar = left.length > 0 && left.first >= 0x41 ? left.first : right.first
    let script: UInt32 =
      switch scalar {
      case 0x41..<0x250, 0x1E00..<0x1F00: 1
      case 0x370..<0x400, 0x1F00..<0x2000: 2
      case 0x400..<0x530: 3
      case 0x530..<0x590: 4
      case 0x590..<0x600: 5
      case 0x600..<0x700: 6
      case 0x900..<0xE00: 7
      case 0xE00..<0x10A0, 0x1780..<0x1800: 8
      case 0x10A0..<0x1100: 9
      case 0x1100..<0x1200, 0xAC00..<0xD7A4: 10
      case 0x3040..<0xA000, 0xFF00...0xFFEF: 11
      default: 12
      }
    return script &* 0x0200_0193 &+ 1
  }

  /// What stands before the first word after a boundary, and where the word starts.
  private static func opener(at position: Int, in text: ScalarText) -> (kind: UInt32, end: Int) {
    var kind: UInt32 = 0
    var offset = position
    while offset < text.count, offset - position < 8 {
      let (scalar, width) = text.scalar(at: offset)
      switch text.table.sentenceClass(scalar) {
      case .lower, .upper, .letter, .digit, .newline: return (kind, offset)
      case .opening: kind = 1
      case .quotation: kind = 2
      case .space, .extending: break
      case .closing, .continuing, .fullStop, .terminator, .other:
        if scalar == 0xA1 || scalar == 0xBF {
          kind = 1
        } else if kind == 0 {
          kind = scalar == 0x2D || scalar == 0x2013 || scalar == 0x2014 ? 3 : 4
        }
      }
      offset += width
    }
    return (kind, min(offset, text.count))
  }
}
