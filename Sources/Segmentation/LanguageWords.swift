/// The words of a language that matter where a sentence may end, by the hash of the word in lower case.
final class LanguageWords: Sendable {
  /// How an abbreviation behaves before a break.
  enum Kind: UInt32, Sendable {
    /// No known abbreviation.
    case none
    /// A name follows.
    case title
    /// A number follows.
    case reference
    /// Something always follows.
    case never
    /// May end a sentence.
    case plain
  }

  private let kinds: [UInt32: Kind]
  private let months: Set<UInt32>
  private let starters: Set<UInt32>

  private init(
    _ lists: [String: [UInt32: Kind]], months: Set<UInt32>, starters: Set<UInt32>, language: String
  ) {
    kinds = (lists[language] ?? [:]).merging(lists["*"] ?? [:]) { own, _ in own }
    self.months = months
    self.starters = starters
  }

  /// The words of a language; for one without any, those that all languages share.
  static func words(of language: String) -> LanguageWords {
    var lists: [String: [UInt32: Kind]] = [:]
    var (months, starters): (Set<UInt32>, Set<UInt32>) = ([], [])
    for lines in SegmentationData.wordLists() {
      for line in lines.split(separator: "\n")
      where line.hasPrefix(language + " ") || line.hasPrefix("* ") {
        let columns = line.split(separator: " ", maxSplits: 2)
        guard columns.count == 3 else { continue }
        for word in columns[2].split(separator: " ") {
          let hash = ScalarText(String(word)).word(endingAt: word.utf8.count).hash
          switch columns[1] {
          case "month": months.insert(hash)
          case "starter": starters.insert(hash)
          default:
            // The first kind that names a word is the stronger one.
            let list = String(columns[0])
            lists[list, default: [:]][hash] = lists[list]?[hash] ?? kind(columns[1])
          }
        }
      }
    }
    return LanguageWords(lists, months: months, starters: starters, language: language)
  }

  private static func kind(_ name: Substring) -> Kind {
    switch name {
    case "title": .title
    case "reference": .reference
    case "never": .never
    default: .plain
    }
  }

  func kind(of word: ContextWord) -> Kind { word.length == 0 ? .none : kinds[word.hash] ?? .none }
  func isMonth(_ word: ContextWord) -> Bool { !months.isEmpty && months.contains(word.hash) }
  func isStarter(_ word: ContextWord) -> Bool {
    !starters.isEmpty && starters.contains(word.hash) && kind(of: word) == .none
  }
}
