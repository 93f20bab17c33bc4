import Bitext

/// The words of texts, and the phrases in them.
struct PhraseCounter {
  /// A word of a text.
  struct Word {
    /// Its number in the vocabulary.
    var number: Int
    var range: Range<Int>
    var startsUpper: Bool
    /// Whether it opens a sentence.
    var isFirst: Bool
    /// Whether punctuation parts it from the word before.
    var startsPhrase: Bool
  }

  /// A phrase at a place.
  struct Phrase {
    var key: UInt64
    var words: Range<Int>
    /// Whether every word of it that is no function word has a capital.
    var isName: Bool
    /// Whether no word with a capital stands beside it.
    var isWhole: Bool
  }

  static let longestPhrase = 5
  private(set) var texts: [String] = []
  private(set) var words: [[Word]] = []
  private var vocabulary = Vocabulary()
  private let forms: WordForms

  init(language: LanguageTag) { forms = WordForms(language: language.language) }

  mutating func add(_ text: String) {
    var text = text
    var found: [Word] = []
    text.withUTF8 { bytes in
      var tokens = TermTokens(bytes)
      var (startsPhrase, isFirst) = (true, true)
      while let token = tokens.next() {
        guard token.kind == .letter || token.kind == .unspaced else {
          // A hyphen joins; what ends a sentence starts another.
          if token.kind == .punctuation, tokens.word != [0x2D] { startsPhrase = true }
          if let mark = tokens.word.first, [0x2E, 0x21, 0x3F, 0x3A, 0x22].contains(mark) { isFirst = true }
          continue
        }
        found.append(
          Word(
            number: vocabulary.number(of: tokens.word, hash: token.hash), range: token.start..<token.end,
            startsUpper: token.startsUpper, isFirst: isFirst, startsPhrase: startsPhrase))
        (startsPhrase, isFirst) = (false, false)
      }
    }
    vocabulary.count(found.map { ($0.number, $0.startsUpper && !$0.isFirst) })
    texts.append(text)
    words.append(found)
  }

  /// Joins the forms of words, and finds the words that are in so many units that they name nothing; after the last text.
  mutating func finish() { vocabulary.finish(forms: forms, units: texts.count) }

  /// Calls with every phrase of a unit that neither starts nor ends with a function word.
  func forEachPhrase(of unit: Int, _ body: (Phrase) -> Void) {
    let words = words[unit]
    for start in words.indices where !vocabulary.isFunctionWord(words[start].number) {
      var key = TermHash.start
      var (isName, hasInnerCapital) = (true, false)
      for end in start..<min(start + Self.longestPhrase, words.count) {
        if end > start, words[end].startsPhrase { break }
        key = Self.extend(key, vocabulary.group(words[end].number))
        let isFunctionWord = vocabulary.isFunctionWord(words[end].number)
        if !isFunctionWord { isName = isName && words[end].startsUpper }
        if words[end].startsUpper, !words[end].isFirst { hasInnerCapital = true }
        if isFunctionWord { continue }
        let follows = start > 0 && !words[start].startsPhrase && words[start - 1].startsUpper
        let goesOn = end + 1 < words.count && !words[end + 1].startsPhrase && words[end + 1].startsUpper
        body(
          Phrase(
            key: key, words: start..<end + 1, isName: isName && hasInnerCapital, isWhole: !follows && !goesOn)
        )
      }
    }
  }

  /// Calls with the key of every shorter phrase inside a phrase.
  func forEachPart(of phrase: Phrase, unit: Int, _ body: (UInt64) -> Void) {
    for start in phrase.words {
      var key = TermHash.start
      for end in start..<phrase.words.upperBound {
        key = Self.extend(key, vocabulary.group(words[unit][end].number))
        if end + 1 - start < phrase.words.count { body(key) }
      }
    }
  }

  private static func extend(_ key: UInt64, _ group: Int) -> UInt64 { TermHash.extend(key, UInt32(group)) }

  /// The text of a phrase, and how much it looks like the dictionary form.
  func text(of phrase: Range<Int>, unit: Int) -> (text: String, rank: Int) {
    let found = words[unit][phrase]
    guard let first = found.first, let last = found.last else { return ("", 0) }
    let utf8 = texts[unit].utf8
    let start = utf8.index(utf8.startIndex, offsetBy: first.range.lowerBound)
    let end = utf8.index(utf8.startIndex, offsetBy: last.range.upperBound)
    return (String(texts[unit][start..<end]), found.reduce(0) { $0 + vocabulary.reach($1.number) })
  }
}
