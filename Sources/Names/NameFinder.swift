public import Bitext
import ICU
import Synchronization

/// Finds which names of a glossary a name in any script most likely is.
///
/// ```swift
/// let finder = try NameFinder([NameEntry("Vladimir Putin"), NameEntry("Tô Lâm")])
/// try finder.matches(for: "То Лам")  // Tô Lâm
/// ```
///
/// All names become Latin letters; how likely one spelling stands for another, a learned table of the script says.
/// Family and given names may stand in either order; initials, particles and patronymics may miss on one side; names of
/// scripts without spaces are compared as wholes too. A Vietnamese name in Russian letters is found by its syllables.
/// Look-up passes once over the distinct words of the glossary (about 5 ns a letter) and compares some hundreds closely.
public struct NameFinder: Sendable {
  /// One way in which an entry is spelled.
  struct Spelling: Sendable {
    var entry: Int
    var text: String
    var kind: SpellingTable.Kind
    var words: [Int]
    var lightWords: UInt16
    var initials: UInt16
  }

  /// How many words are compared closely after the quick look; more find a little more and take longer.
  public var closeComparisons = 600

  let letters: NameLetters
  let tables: SpellingTables
  let entries: [NameEntry]
  private(set) var spellings: [Spelling] = []
  /// Words, and names of several words written as one, by the kind of their script.
  private(set) var words: [SpellingTable.Kind: SpelledWords] = [:]
  private(set) var wholes: [SpellingTable.Kind: SpelledWords] = [:]
  /// By key: names in Latin letters that can be Vietnamese; a word, or -1 for the name as a whole.
  private(set) var vietnamese: [String: [SpelledWords.Owner]] = [:]
  private(set) var sameTexts: [String: [Int]] = [:]

  /// Makes the index.
  ///
  /// - Throws: ``ICU/ICUError`` where ICU cannot romanise names.
  public init(_ entries: [NameEntry]) throws {
    letters = try NameLetters()
    tables = SpellingTables()
    self.entries = entries
    for (number, entry) in entries.enumerated() {
      var seen: Set<String> = []
      for text in [entry.name] + entry.spellings where seen.insert(text).inserted {
        try add(text, entry: number)
      }
    }
  }

  private mutating func add(_ text: String, entry: Int) throws {
    let parts = try NameParts(text, letters: letters)
    guard !parts.words.isEmpty else { return }
    let kind = NameScript.kind(of: text)
    let number = spellings.count
    var (light, initials): (UInt16, UInt16) = (0, 0)
    var own: [Int] = []
    for (place, word) in parts.words.enumerated() {
      if word.isLight { light |= 1 << UInt16(place) }
      if word.isInitial { initials |= 1 << UInt16(place) }
      own.append(words[kind, default: SpelledWords()].add(word.letters, spelling: number, word: place))
      if kind == .any, let key = VietnameseSpelling.key(vietnamese: word.text) {
        vietnamese[key, default: []].append(.init(spelling: Int32(number), word: Int32(place)))
      }
    }
    if parts.words.count > 1 {
      for whole in parts.wholes {
        wholes[kind, default: SpelledWords()].add(whole, spelling: number, word: -1)
      }
      if kind == .any,
        let key = VietnameseSpelling.key(vietnamese: parts.words.map(\.text).joined(separator: " "))
      {
        vietnamese[key, default: []].append(.init(spelling: Int32(number), word: -1))
      }
    }
    spellings.append(
      Spelling(entry: entry, text: text, kind: kind, words: own, lightWords: light, initials: initials))
    sameTexts[try Self.folded(text), default: []].append(number)
  }

  /// The text without case and accents, as far as both matter little.
  static func folded(_ text: String) throws(ICUError) -> String {
    try Normalization.normalize(text, to: .nfkcCasefold).split(whereSeparator: \.isWhitespace).joined(
      separator: " ")
  }

  /// The names that a text most likely stands for, the likeliest first.
  ///
  /// - Parameters:
  ///   - name: a name in any script.
  ///   - language: its language, which tells Japanese from Chinese.
  ///   - limit: the most names.
  /// - Throws: ``ICU/ICUError`` where ICU cannot romanise the name.
  public func matches(for name: String, language: LanguageTag? = nil, limit: Int = 5) throws -> [NameMatch] {
    guard limit > 0 else { return [] }
    var search = try NameSearch(self, name: name, language: language)
    return try search.matches(limit: limit)
  }
}

/// The tables, each read when it is first needed.
final class SpellingTables: Sendable {
  private let tables = Mutex<[SpellingTable.Kind: SpellingTable]>([:])

  subscript(kind: SpellingTable.Kind) -> SpellingTable {
    tables.withLock { tables in
      if let table = tables[kind] { return table }
      let table = SpellingTable(kind)
      tables[kind] = table
      return table
    }
  }
}
