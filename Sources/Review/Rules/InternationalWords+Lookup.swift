extension InternationalWords {
  private static let words = Set(list.split(whereSeparator: \.isWhitespace).map(String.init))

  /// Whether a word stands untranslated in texts of many languages.
  static func contains(_ word: String) -> Bool { words.contains(word) }
}
