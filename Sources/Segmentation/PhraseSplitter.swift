import ICU

/// Cuts a sentence where its script changes for a whole phrase.
///
/// A phrase is two words or more of which one is in lower case (so that a name such as `Visual Studio Code`
/// stays in its sentence), or, in scripts without case, four letters or more. A phrase in quotation marks or
/// brackets is a citation and stays too.
enum PhraseSplitter {
  /// The stretches of a part of a text, as UTF-8 byte ranges; one where nothing is cut.
  ///
  /// Costs much more than ``hasTwoKinds(_:)``, and changes nothing where that says no.
  static func split(_ text: String, within range: Range<Int>) -> [Range<Int>] {
    let utf8 = text.utf8
    let lower = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    let upper = utf8.index(lower, offsetBy: range.count)
    let part = text[lower..<upper]
    let runs = runs(in: part)
    guard runs.count > 1, let main = runs.max(by: { $0.letters < $1.letters })?.script else { return [range] }
    var cuts: [Int] = []
    for (index, run) in runs.enumerated() where run.isPhrase && !run.isCitation {
      // A phrase of the main script stands out only next to another phrase.
      if run.script == main, !runs.contains(where: { $0.script != main && $0.isPhrase && !$0.isCitation }) {
        continue
      }
      if index > 0 { cuts.append(run.start) }
      if index + 1 < runs.count { cuts.append(runs[index + 1].start) }
    }
    var result: [Range<Int>] = []
    var start = range.lowerBound
    for cut in Set(cuts).sorted()
    where cut + range.lowerBound > start && cut + range.lowerBound < range.upperBound {
      result.append(start..<cut + range.lowerBound)
      start = cut + range.lowerBound
    }
    result.append(start..<range.upperBound)
    return result
  }

  /// Whether a text may have letters of two scripts, by the first bytes of its characters; most texts have not.
  static func hasTwoKinds(_ bytes: ArraySlice<UInt8>) -> Bool {
    var kind = Kind.none
    var isAfterE1 = false
    for byte in bytes {
      let next: Kind
      if isAfterE1 {
        isAfterE1 = false
        // U+1E00 to U+1EFF are Latin.
        next = (0xB8...0xBB).contains(byte) ? .latin : .unclear
      } else {
        switch byte {
        case 0x41...0x5A, 0x61...0x7A, 0xC3...0xC9: next = .latin
        case 0xE1:
          isAfterE1 = true
          continue
        // Continuation, ASCII, signs of Latin-1, marks, punctuation.
        case 0..<0xC3, 0xCC, 0xCD, 0xE2: continue
        case 0xCE, 0xCF: next = .greek
        case 0xD0...0xD3: next = .cyrillic
        case 0xD8...0xDB: next = .arabic
        case 0xE3...0xED, 0xEF: next = .eastAsian
        default: next = .unclear
        }
      }
      if next == .unclear || kind != .none && kind != next { return true }
      kind = next
    }
    return false
  }

  private enum Kind { case none, latin, greek, cyrillic, arabic, eastAsian, unclear }

  /// A stretch of words in one script.
  private struct Run {
    var script: Script
    /// Where the stretch starts, with the opening punctuation before its first letter.
    var start: Int
    var letters = 0
    var words = 0
    var hasLowerCaseWord = false
    var hasCase = false
    var opensCitation = false
    var closesCitation = false

    var isCitation: Bool { opensCitation && closesCitation }
    var isPhrase: Bool { hasCase ? words >= 2 && hasLowerCaseWord : letters >= 4 }
  }

  /// Letters of one script in one word.
  private struct Fragment {
    var script: Script
    /// Where it starts, with the opening punctuation before it.
    var start: Int
    var letters = 0
    var startsWord: Bool
    var isLowerCase: Bool
    var hasCase = false
    var opensCitation: Bool
    var closesCitation = false
  }

  private static func runs(in part: Substring) -> [Run] {
    var runs: [Run] = []
    for fragment in united(fragments(of: part)) {
      let isNew = runs.last.map { !isSame($0.script, fragment.script) } ?? true
      if isNew {
        runs.append(Run(script: fragment.script, start: fragment.start))
        runs[runs.count - 1].opensCitation = fragment.opensCitation
      }
      let last = runs.count - 1
      runs[last].letters += fragment.letters
      runs[last].hasCase = runs[last].hasCase || fragment.hasCase
      runs[last].closesCitation = fragment.closesCitation
      if isNew || fragment.startsWord {
        runs[last].words += 1
        runs[last].hasLowerCaseWord = runs[last].hasLowerCaseWord || fragment.isLowerCase
      }
    }
    return runs
  }

  /// The fragments with those of a word put together in which a letter stands alone among those of another
  /// script, as look-alikes do: a Latin `o` in a Cyrillic word.
  private static func united(_ fragments: [Fragment]) -> [Fragment] {
    var result: [Fragment] = []
    var index = 0
    while index < fragments.count {
      let end = fragments[(index + 1)...].firstIndex(where: \.startsWord) ?? fragments.count
      let word = fragments[index..<end]
      index = end
      guard word.count > 1, word.contains(where: { $0.letters == 1 }),
        word.allSatisfy({ Script.lookAlikes.contains($0.script) }), var whole = word.first
      else {
        result += word
        continue
      }
      let before = result.last?.script
      let most = word.max { $0.letters < $1.letters }?.script ?? whole.script
      whole.script = before.flatMap { last in word.contains { isSame($0.script, last) } ? last : nil } ?? most
      whole.letters = word.reduce(0) { $0 + $1.letters }
      whole.closesCitation = word.last?.closesCitation ?? false
      result.append(whole)
    }
    return result
  }

  private static func fragments(of part: Substring) -> [Fragment] {
    var result: [Fragment] = []
    var offset = 0
    var isInWord = false
    /// Where the opening punctuation before the next letter starts.
    var opening: Int?
    var lastNeutral: Unicode.Scalar?
    let table = LetterTable.shared
    for scalar in part.unicodeScalars {
      defer { offset += UTF8.width(scalar) }
      let properties = table[scalar]
      let script = properties.isAlphabetic ? properties.script : .common
      guard !script.isNeutral else {
        if isOpening(scalar) { opening = opening ?? offset } else { opening = nil }
        if isInWord, isClosing(scalar) { result[result.count - 1].closesCitation = true }
        if !properties.isExtender, !isApostrophe(scalar) { isInWord = false }
        lastNeutral = scalar
        continue
      }
      if !isInWord || result.last.map({ !isSame($0.script, script) }) ?? true {
        result.append(
          Fragment(
            script: script, start: opening ?? offset, startsWord: !isInWord,
            isLowerCase: properties.isLowercase, opensCitation: lastNeutral.map(isOpening) ?? false))
      }
      let last = result.count - 1
      result[last].letters += 1
      result[last].hasCase = result[last].hasCase || properties.isLowercase || properties.isUppercase
      result[last].closesCitation = false
      isInWord = true
      opening = nil
    }
    return result
  }

  private static let eastAsian: Set<String> = ["Hani", "Hira", "Kana", "Hang", "Bopo"]

  private static func isSame(_ left: Script, _ right: Script) -> Bool {
    left == right || (eastAsian.contains(left.code) && eastAsian.contains(right.code))
  }

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool { scalar == "'" || scalar == "\u{2019}" }

  private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .openPunctuation, .initialPunctuation: true
    default: scalar == "\"" || scalar == "'"
    }
  }

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .closePunctuation, .finalPunctuation: true
    default: scalar == "\"" || scalar == "'" || scalar == "\u{201C}"
    }
  }
}
