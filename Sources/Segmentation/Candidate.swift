/// A place where a sentence may end.
struct Candidate {
  /// What stands before the place.
  enum Mark: UInt32 {
    case none, fullStop, exclamation, question, ellipsis, colon, semicolon, comma, dash, digit, symbol,
      foreign, bracket
    case quotation, spacedEllipsis
  }

  /// The boundary: after the mark, what closes it, and white space.
  var position: Int
  /// Where the mark starts; the word before it ends here.
  var markStart: Int
  /// Where the mark with its closing quotes and brackets ends, and white space starts.
  var markEnd: Int
  /// The mark.
  var mark: Mark
  /// The number of line ends in the white space.
  var lineEnds = 0
  /// Quotes and brackets after the mark: 1 a quote, 2 a bracket, 3 both.
  var closers: UInt32 = 0
  /// The state of the sentence so far.
  var state: SentenceState
  /// The full stops of a spaced ellipsis.
  var ellipsisStops = 0
  /// Where the line starts in which the mark stands.
  var lineStart = 0
  /// Whether the paragraph ends with a mark, so that its lines are lines of prose.
  var isProse = false
  /// Whether nothing but the number or letter of a list item stands before.
  var isAfterListMarker = false
  /// Whether the number or letter of the next item of a list follows.
  var continuesList = false
}

/// What the splitter remembers of the sentence it is in.
struct SentenceState {
  /// Where the sentence starts.
  var start = 0
  /// Words so far.
  var words = 0
  /// Words so far that start in lower case.
  var lowerWords = 0
  /// Open brackets since the last line end, at most 3.
  var brackets: UInt32 = 0
  /// Whether a straight quotation mark is open.
  var isQuoted = false
  /// Whether a curly or angled quotation mark is open.
  var isCited = false
}

/// The number or letter of an item of a list: `2.`, `3)`, `b)`.
struct ListMarker: Equatable {
  /// 0 for numbers, 1 for letters.
  var kind: UInt8
  /// The number, or the letter's place in the alphabet.
  var value: Int
  /// The signs after it: `.`, `)` or both.
  var tail: UInt8
  /// Where it ends.
  var end: Int

  /// Whether this is the marker that comes after another.
  func follows(_ other: ListMarker) -> Bool {
    kind == other.kind && tail == other.tail && value == other.value + 1
  }
}

extension ScalarText {
  /// The marker that starts at an offset, with white space after it.
  func listMarker(at offset: Int) -> ListMarker? {
    var end = offset
    var value = 0
    while end - offset < 3, (0x30...0x39).contains(byte(end)) {
      value = value * 10 + Int(byte(end) - 0x30)
      end += 1
    }
    var kind: UInt8 = 0
    if end == offset {
      guard (0x61...0x7A).contains(byte(end) | 0x20), byte(end) < 0x80 else { return nil }
      kind = 1
      value = Int((byte(end) | 0x20) - 0x60)
      end += 1
    }
    var tail: UInt8 = 0
    if byte(end) == 0x2E {
      tail |= 1
      end += 1
    }
    if byte(end) == 0x29 {
      tail |= 2
      end += 1
    }
    guard tail != 0, byte(end) == 0x20 || byte(end) == 0x09 || byte(end) == 0xC2 else { return nil }
    return ListMarker(kind: kind, value: value, tail: tail, end: end)
  }
}
