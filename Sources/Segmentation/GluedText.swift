import ICU

/// Finds strings that lost the space between them: `trang chủLog in`, `ГлавнаяHome`.
enum GluedText {
  /// The places inside words where two strings touch, as byte offsets in order.
  ///
  /// A place counts where letters of two scripts meet, two or more on each side, or where a word of three
  /// small letters or more is followed by a capital and a small letter. Names such as `JavaScript`, `iPhone`
  /// and `eBay` are none of these; identifiers such as `setTimeout()` are passed over by the signs around
  /// them.
  static func places(in text: ScalarText) -> [Int] {
    var result: [Int] = []
    var offset = 0
    while offset < text.count {
      let (kind, width) = text.sentenceClass(at: offset)
      guard isLetter(kind) else {
        offset += width
        continue
      }
      offset = scanWord(in: text, from: offset, &result)
    }
    return result
  }

  private static func isLetter(_ kind: SentenceClass) -> Bool {
    kind == .lower || kind == .upper || kind == .letter || kind == .extending
  }

  /// Reads a word and adds the places inside it; returns its end.
  private static func scanWord(in text: ScalarText, from start: Int, _ result: inout [Int]) -> Int {
    var offset = start
    var places: [Int] = []
    var script: UInt8 = 0
    var run = 0
    var lowerRun = 0
    var hasUpper = false
    var pending: (place: Int, run: Int)?
    while offset < text.count {
      let (scalar, width) = text.scalar(at: offset)
      let kind = text.table.sentenceClass(scalar)
      guard isLetter(kind) else { break }
      if kind != .extending {
        let next = scriptGroup(scalar)
        if script != 0, next != script {
          pending = run >= 2 ? (offset, 0) : nil
          (run, lowerRun, hasUpper) = (0, 0, false)
        } else if kind == .upper, lowerRun >= 3, !hasUpper, isLower(text, offset + width) {
          places.append(offset)
          (run, lowerRun) = (0, 0)
        }
        script = next
        run += 1
        if let place = pending, run == 2 {
          places.append(place.place)
          pending = nil
        }
        if kind == .upper { hasUpper = true } else { lowerRun += 1 }
      }
      offset += width
    }
    // Identifiers and addresses are one string, whatever their case.
    let before = text.byte(start - 1)
    let after = text.byte(offset)
    let isCode = "_/@#$\\=&".utf8.contains(before) || "_/@(=:\\".utf8.contains(after) || before == 0x2E
    if !isCode { result += places }
    return offset
  }

  private static func isLower(_ text: ScalarText, _ offset: Int) -> Bool {
    offset < text.count && text.sentenceClass(at: offset).value == .lower
  }

  /// Scripts by block: those that share words are one.
  private static func scriptGroup(_ scalar: UInt32) -> UInt8 {
    switch scalar {
    case ..<0x250, 0x1E00..<0x1F00, 0x2C60..<0x2C80, 0xA720..<0xA800: 1
    case 0x370..<0x400, 0x1F00..<0x2000: 2
    case 0x400..<0x530: 3
    case 0x530..<0x590: 4
    case 0x590..<0x600: 5
    case 0x600..<0x780: 6
    case 0x900..<0xE00: 7
    case 0xE00..<0xE80: 8
    case 0x3040..<0xD7B0, 0xF900..<0xFB00: 9
    default: 10
    }
  }
}
