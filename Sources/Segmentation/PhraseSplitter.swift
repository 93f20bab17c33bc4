import ICU

/// Cuts a sentence where its script changes for a whole phrase.
///
/// A phrase is two words or more of which one is in lower case (so that a name such as `Visual Studio Code`
/// stays in its sentence), or, in scripts without case, four letters or more. A phrase in quotation marks or
/// brackets is a citation and stays too.
enum PhraseSplitter {
  /// The stretches of a part of a text, as UTF-8 byte ranges; one where nothing is cut.
  static func split(_ text: String, within range: Range<Int>) -> [Range<Int>] {
    let utf8 = text.utf8
    let lower = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    let upper = utf8.index(lower, offsetBy: range.count)
    let part = text[lower..<upper]
    guard hasTwoKinds(part.utf8) else { return [range] }
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
  private static func hasTwoKinds(_ bytes: Substring.UTF8View) -> Bool {
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

  private static func runs(in part: Substring) -> [Run] {
    var runs: [Run] = []
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
        if isClosing(scalar), let last = runs.indices.last, isInWord || !runs[last].closesCitation {
          runs[last].closesCitation = runs[last].closesCitation || isInWord
        }
        if !properties.isExtender, !isApostrophe(scalar) { isInWord = false }
        lastNeutral = scalar
        continue
      }
      if runs.last.map({ !isSame($0.script, script) }) ?? true {
        // Glued words (`mediabankRussian`) never change script inside; a change inside a word starts no
        // phrase.
        runs.append(Run(script: script, start: opening ?? offset))
        runs[runs.count - 1].opensCitation = lastNeutral.map(isOpening) ?? false
        isInWord = false
      }
      let last = runs.count - 1
      runs[last].letters += 1
      runs[last].hasCase = runs[last].hasCase || properties.isLowercase || properties.isUppercase
      runs[last].closesCitation = false
      if !isInWord {
        runs[last].words += 1
        if properties.isLowercase { runs[last].hasLowerCaseWord = true }
      }
      isInWord = true
      opening = nil
    }
    return runs
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
