import ICU

/// The words of a segment as the rule `untranslated` sees them: their script and their shape.
struct SegmentWords {
  /// A stretch of letters.
  struct Word {
    /// In UTF-8 bytes of the segment's text.
    var range: Range<Int>
    /// The script of most of its letters.
    var script: Script
    /// Another script whose letters stand between those, as look-alikes do; nil where there is none.
    var mixedScript: Script?
    /// How many letters it has.
    var letters: Int
    /// Whether it starts in lower case and has no capital inside, as words of running text do and names do not.
    var isPlain: Bool
    /// Whether it has more letters than one, all of them capitals.
    var isCapitals: Bool
    /// Whether it is an acronym, a name in camel case, or a name that stands in texts of all languages.
    var isInternational: Bool
    /// Whether it counts for nothing: code, a URL, a brand.
    var isMasked: Bool

    /// Whether its script is one of those with capitals: Latin, Cyrillic, Greek.
    var hasCase: Bool { Script.lookAlikes.contains(script) }

    /// Whether it has no letters of some scripts.
    func isForeign(to scripts: Set<Script>) -> Bool {
      !scripts.contains(script) && !(mixedScript.map(scripts.contains) ?? false)
    }
  }

  let words: [Word]

  /// Finds the words.
  ///
  /// - Parameters:
  ///   - masked: ranges of the text that count for nothing.
  ///   - leastCapitals: how many short words in capitals, with nothing else, are read as words and not as acronyms; nil
  ///     means that they are acronyms in any number.
  init(in text: String, masked: [Range<Int>], leastCapitals: Int? = nil) {
    var copy = text
    words = copy.withUTF8 { Self.words(in: $0, masked: Self.joined(masked), leastCapitals: leastCapitals) }
  }

  private static func words(
    in bytes: UnsafeBufferPointer<UInt8>, masked: [Range<Int>], leastCapitals: Int?
  ) -> [Word] {
    var nextMasked = 0
    var words: [Word] = []
    var start: Int?
    // The script so far and its letters; a word of several scripts, which is rare, counts them all.
    var (script, count) = (Script.common, 0)
    var counts: [Script: Int] = [:]
    // Letters that are alone among those of another script are no word of their own.
    var hasLoneLetter = false
    /// Whether all words so far are in capitals.
    var isCapitals = true
    var (letters, offset) = (0, 0)
    var (isLower, hasInnerUpper, capitals) = (false, false, 0)
    func finish(at end: Int) {
      guard let begun = start, count > 0 else { return }
      var mixedScript: Script?
      if !counts.isEmpty {
        hasLoneLetter = hasLoneLetter || count == 1
        counts[script, default: 0] += count
        let ranked = counts.sorted { ($0.value, $0.key.code) > ($1.value, $1.key.code) }
        script = ranked[0].key
        if hasLoneLetter, ranked.count > 1, Script.lookAlikes.isSuperset(of: counts.keys) {
          mixedScript = ranked[1].key
        }
      }
      let range = begun..<end
      // Both are in order, so that each masked range is passed once.
      while nextMasked < masked.count, masked[nextMasked].upperBound <= range.lowerBound { nextMasked += 1 }
      let isMasked = nextMasked < masked.count && masked[nextMasked].lowerBound < range.upperBound
      if letters > 1, capitals < letters { isCapitals = false }
      let isAcronym = capitals == letters && letters <= 6 && letters > 1
      let isCamel = hasInnerUpper && capitals < letters
      words.append(
        Word(
          range: range, script: script, mixedScript: mixedScript, letters: letters,
          isPlain: isLower && !hasInnerUpper,
          isCapitals: capitals == letters && letters > 1,
          // No word of the list is without a capital.
          isInternational: script == .latin && capitals > 0
            && (isAcronym || isCamel || InternationalWords.contains(bytes[range])),
          isMasked: isMasked))
    }
    let table = LetterTable.shared
    while offset < bytes.count {
      let first = bytes[offset]
      let isLetter: Bool
      var (isUpper, ownScript, width) = (false, Script.latin, 1)
      var joins = false
      if first < 0x80 {
        isLetter = (first | 0x20) &- 0x61 < 26
        isUpper = first < 0x61
        joins = first == 0x27 || first == 0x2D
      } else {
        let scalar = scalar(bytes, offset)
        let properties = table[scalar]
        (isLetter, isUpper, ownScript) = (properties.isAlphabetic, properties.isUppercase, properties.script)
        joins = properties.isExtender || Self.joins(scalar)
        width = UTF8.width(scalar)
      }
      if isLetter {
        if start == nil {
          start = offset
          letters = 0
          (script, count) = (.common, 0)
          if !counts.isEmpty { (counts, hasLoneLetter) = ([:], false) }
          isLower = !isUpper
          hasInnerUpper = false
          capitals = isUpper ? 1 : 0
        } else if isUpper {
          hasInnerUpper = true
          capitals += 1
        }
        letters += 1
        if ownScript.isNeutral {
          // Says nothing of the word's script.
        } else if ownScript == script {
          count += 1
        } else {
          if count > 0 {
            counts[script, default: 0] += count
            hasLoneLetter = hasLoneLetter || count == 1
          }
          (script, count) = (ownScript, 1)
        }
      } else if start != nil, !joins {
        finish(at: offset)
        start = nil
      }
      offset += width
    }
    finish(at: offset)
    // Where all is in capitals and one word is too long for an acronym, capitals make none.
    if isCapitals,
      words.count > 1 && words.contains(where: { !$0.isInternational && $0.script == .latin })
        || areSpelled(words, bytes, least: leastCapitals)
    {
      for index in words.indices where words[index].isInternational {
        words[index].isInternational = InternationalWords.contains(bytes[words[index].range])
      }
    }
    return words
  }

  /// Whether short words in capitals may be words and not acronyms: as many as asked for, and each with a vowel.
  private static func areSpelled(_ words: [Word], _ bytes: UnsafeBufferPointer<UInt8>, least: Int?) -> Bool {
    guard let least, words.count >= least else { return false }
    return words.allSatisfy { word in
      word.letters >= (words.count == 1 ? 4 : 1)
        && bytes[word.range].contains { $0 >= 0x80 || "AEIOUY".utf8.contains($0) }
    }
  }

  /// The character at an offset of a string's bytes, which are valid UTF-8.
  private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Unicode.Scalar {
    let first = UInt32(bytes[offset])
    let count = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = first & (count == 2 ? 0x1F : count == 3 ? 0x0F : 0x07)
    for index in offset + 1..<min(offset + count, bytes.count) {
      value = value << 6 | UInt32(bytes[index] & 0x3F)
    }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  /// Apostrophes (and hyphens, in ASCII) stand inside words, and so do characters that no one sees: the soft hyphen,
  /// zero-width spaces and joiners.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2019, 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: true
    default: false
    }
  }

  /// Ranges in order, those that overlap joined.
  static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
    guard !ranges.isEmpty else { return [] }
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
