import ICU

/// The words of a segment as the rule `untranslated` sees them: their script and their shape.
struct SegmentWords {
  /// A stretch of letters.
  struct Word {
    /// In UTF-8 bytes of the segment's text.
    var range: Range<Int>
    /// The script of most of its letters.
    var script: Script
    /// How many letters it has.
    var letters: Int
    /// Whether it starts in lower case and has no capital inside, as words of running text do and names do not.
    var isPlain: Bool
    /// Whether it is an acronym, a name in camel case, or a name that stands in texts of all languages.
    var isInternational: Bool
    /// Whether it counts for nothing: code, a URL, a brand.
    var isMasked: Bool
  }

  let words: [Word]

  /// Finds the words.
  ///
  /// - Parameter masked: ranges of the text that count for nothing.
  init(in text: String, masked: [Range<Int>]) {
    let masked = Self.joined(masked)
    var nextMasked = 0
    var words: [Word] = []
    var start: Int?
    // The script so far and its letters; a word of several scripts, which is rare, counts them all.
    var (script, count) = (Script.common, 0)
    var counts: [Script: Int] = [:]
    var (letters, offset) = (0, 0)
    var (isLower, hasInnerUpper, capitals) = (false, false, 0)
    func finish(at end: Int) {
      guard let begun = start, count > 0 else { return }
      if !counts.isEmpty {
        counts[script, default: 0] += count
        script = counts.max { ($0.value, $0.key.code) < ($1.value, $1.key.code) }?.key ?? script
      }
      let range = begun..<end
      // Both are in order, so that each masked range is passed once.
      while nextMasked < masked.count, masked[nextMasked].upperBound <= range.lowerBound { nextMasked += 1 }
      let isMasked = nextMasked < masked.count && masked[nextMasked].lowerBound < range.upperBound
      let isAcronym = capitals == letters && letters <= 6 && letters > 1
      let isCamel = hasInnerUpper && capitals < letters
      words.append(
        Word(
          range: range, script: script, letters: letters, isPlain: isLower && !hasInnerUpper,
          // No word of the list is without a capital.
          isInternational: script == .latin && capitals > 0
            && (isAcronym || isCamel || InternationalWords.contains(text.slice(utf8: range))),
          isMasked: isMasked))
    }
    let table = LetterTable.shared
    for scalar in text.unicodeScalars {
      let properties = table[scalar]
      if properties.isAlphabetic {
        if start == nil {
          start = offset
          letters = 0
          (script, count) = (.common, 0)
          if !counts.isEmpty { counts = [:] }
          isLower = !properties.isUppercase
          hasInnerUpper = false
          capitals = properties.isUppercase ? 1 : 0
        } else if properties.isUppercase {
          hasInnerUpper = true
          capitals += 1
        }
        letters += 1
        if properties.script.isNeutral {
          // Says nothing of the word's script.
        } else if properties.script == script {
          count += 1
        } else {
          if count > 0 { counts[script, default: 0] += count }
          (script, count) = (properties.script, 1)
        }
      } else if start != nil, !properties.isExtender, !Self.joins(scalar) {
        finish(at: offset)
        start = nil
      }
      offset += UTF8.width(scalar)
    }
    finish(at: offset)
    self.words = words
  }

  /// Apostrophes and hyphens stand inside words, and so do characters that no one sees: the soft hyphen, zero-width
  /// spaces and joiners.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x27, 0x2019, 0x2D, 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: true
    default: false
    }
  }

  /// Ranges in order, those that overlap joined.
  static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }
}
