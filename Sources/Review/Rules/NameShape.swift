import Bitext
import Languages

/// Whether a short text looks like the names of persons, which stand as they are in texts of every language.
enum NameShape {
  /// The most words of a name.
  private static let mostWords = 4

  /// Small words inside names.
  private static let particles: Set<String> = [
    "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "i", "ibn",
    "la",
    "le", "ten", "ter", "van", "von", "y", "zu",
  ]

  /// Languages in which labels and titles are often written with a capital at each word, or nouns are.
  ///
  /// In the strings of VLC, GTK, Okular, KMail, HomeBank and Tux Paint one label of several words in three to seven is
  /// written so; in 27 other languages one in twenty to two hundred.
  private static let capitalizing: Set<String> = ["en", "de", "id", "ms", "tr", "pt", "ro", "lb"]

  /// Whether words may be a name: few, each with a capital and small letters, but for particles between them.
  static func mayBeName(_ words: some Collection<SegmentWords.Word>, in text: String) -> Bool {
    guard let first = words.first, words.count <= mostWords + 1, isCapitalized(first) else { return false }
    var (names, last) = (0, false)
    for word in words {
      last = isCapitalized(word)
      if last { names += 1 } else if !particles.contains(text.slice(utf8: word.range)) { return false }
    }
    return last && names <= mostWords
  }

  /// Whether words that may be a name are one, by lists of names and by how labels are written.
  ///
  /// - Parameter language: what the words were taken for.
  static func isName(
    _ words: some Collection<SegmentWords.Word>, in text: String, takenFor language: LanguageTag
  ) -> Bool {
    guard words.count > 1, mayBeName(words, in: text) else { return false }
    let kinds = words.filter(isCapitalized).map { PersonalNames(of: text.slice(utf8: $0.range)) }
    guard kinds.count > 1 else { return false }
    if !capitalizing.contains(language.commonLanguage) { return kinds.contains { !$0.isEmpty } }
    return kinds.contains { $0.contains(.given) } && kinds.allSatisfy { !$0.isEmpty }
  }

  /// Whether words that may be a name hold one that is listed; the language they were taken for decides for labels where
  /// only the first word has a capital.
  static func isListed(
    _ words: some Collection<SegmentWords.Word>, in text: String, takenFor language: LanguageTag? = nil
  ) -> Bool {
    if words.count > 1, let language, !capitalizing.contains(language.commonLanguage) { return true }
    return words.contains { isCapitalized($0) && !PersonalNames(of: text.slice(utf8: $0.range)).isEmpty }
  }

  private static func isCapitalized(_ word: SegmentWords.Word) -> Bool {
    !word.isPlain && (word.letters == 1 || !word.isCapitals) && word.hasCase
  }
}
