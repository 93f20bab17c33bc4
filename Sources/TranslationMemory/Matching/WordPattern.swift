import ICU

/// A phrase that is looked for word by word, whatever its case and accents; `*` stands for any letters of a word,
/// `?` for one.
struct WordPattern {
  /// One word of a phrase.
  enum Part: Hashable {
    case word(String)
    case wildcard([Character])
  }

  let parts: [Part]
  private let finder: Words

  init(_ phrase: String, finder: Words) throws {
    self.finder = finder
    var parts: [Part] = []
    for piece in phrase.split(whereSeparator: \.isWhitespace) {
      if piece.contains(where: { $0 == "*" || $0 == "?" }) {
        let folded = try Self.folded(String(piece))
        parts.append(.wildcard(folded.filter { $0.isLetter || $0.isNumber || $0 == "*" || $0 == "?" }))
      } else {
        parts += try finder.folded(in: String(piece)).map { .word(try TextKey.withoutMarks($0)) }
      }
    }
    self.parts = parts.filter { $0 != .wildcard([]) }
  }

  /// The words without wildcards, in runs.
  var literals: [String] {
    var runs: [[String]] = [[]]
    for part in parts {
      if case .word(let word) = part { runs[runs.count - 1].append(word) } else { runs.append([]) }
    }
    return runs.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
  }

  /// The features that every text has in which the phrase occurs; none where only wildcards are asked for.
  func features(_ extractor: FeatureExtractor) -> [UInt32] {
    Array(
      Set(
        parts.flatMap { part -> [UInt32] in
          if case .word(let word) = part { return extractor.phraseFeatures(of: word) }
          return []
        })
    ).sorted()
  }

  /// Where the phrase occurs in a text, in UTF-8 bytes; occurrences do not overlap.
  ///
  /// White space and punctuation between the words do not count.
  func ranges(in text: String) throws -> [Range<Int>] {
    let words = try finder.tokens(of: text).filter(\.isWord)
    guard !parts.isEmpty, words.count >= parts.count else { return [] }
    let folded = try words.map { try Self.folded(String($0.text)) }
    return ranges(of: words.map(\.range), folded: folded)
  }

  /// Where the phrase occurs among words that are folded.
  func ranges(of words: [Range<Int>], folded: [String]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    while start + parts.count <= words.count {
      if (0..<parts.count).allSatisfy({ Self.matches(parts[$0], folded[start + $0]) }) {
        found.append(words[start].lowerBound..<words[start + parts.count - 1].upperBound)
        start += parts.count
      } else {
        start += 1
      }
    }
    return found
  }

  static func folded(_ word: String) throws -> String { try TextKey.withoutMarks(TextKey.folded(word)) }

  private static func matches(_ part: Part, _ word: String) -> Bool {
    switch part {
    case .word(let wanted): return wanted == word
    case .wildcard(let pattern): return matches(pattern, Array(word))
    }
  }

  /// Goes back to the last `*` only, which suffices and takes no more than pattern times word steps.
  private static func matches(_ pattern: [Character], _ word: [Character]) -> Bool {
    var (place, index) = (0, 0)
    var star: (place: Int, index: Int)?
    while index < word.count {
      if place < pattern.count, pattern[place] == "*" {
        star = (place, index)
        place += 1
      } else if place < pattern.count, pattern[place] == "?" || pattern[place] == word[index] {
        place += 1
        index += 1
      } else if let last = star {
        star = (last.place, last.index + 1)
        place = last.place + 1
        index = last.index + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }
}
