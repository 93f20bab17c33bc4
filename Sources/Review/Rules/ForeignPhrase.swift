import ICU
import Languages

/// A run of words in scripts that a language does not use, with none of the language's own scripts between them.
struct ForeignPhrase {
  private(set) var words: [SegmentWords.Word]

  /// From the first word to the last, in UTF-8 bytes of the segment's text.
  var range: Range<Int> {
    (words.first?.range.lowerBound ?? 0)..<(words.last?.range.upperBound ?? 0)
  }

  private var letters: Int { words.reduce(0) { $0 + $1.letters } }

  /// The runs of a segment, in order.
  static func phrases(in words: [SegmentWords.Word], ownScripts: Set<Script>) -> [ForeignPhrase] {
    var result: [ForeignPhrase] = []
    var current: [SegmentWords.Word] = []
    for word in words where !word.isMasked {
      if word.isForeign(to: ownScripts) {
        current.append(word)
      } else if !current.isEmpty {
        result.append(ForeignPhrase(words: current))
        current = []
      }
    }
    if !current.isEmpty { result.append(ForeignPhrase(words: current)) }
    return result
  }

  /// Whether all its words are in Latin letters.
  var isLatin: Bool { words.allSatisfy { $0.script == .latin } }

  /// How sure it is that the phrase was left over, or nil where it may well stand as it is.
  ///
  /// - Parameter isAll: whether the segment has no other words.
  func confidence(isAll: Bool) -> Double? {
    guard isLatin else {
      // A letter or two are a symbol; a word inside a sentence can be a mention.
      let isIdeographic = words.contains { LanguageScripts.writtenTogether(with: $0.script).count > 1 }
      guard letters >= (isIdeographic ? 2 : 3) else { return nil }
      return isAll
        ? (words.count > 1 || isIdeographic ? 0.97 : 0.85) : words.count > 1 ? 0.9 : 0.6
    }
    // Latin names and technical words stand in texts of every script.
    let plain = words.filter { $0.isPlain && $0.letters > 1 }.count
    if isAll { return words.count >= 2 && plain >= 1 && letters >= 4 ? 0.9 : nil }
    guard words.count >= 5, plain >= 2 else { return nil }
    return words.count >= 8 && plain >= 4 ? 0.9 : 0.75
  }
}
