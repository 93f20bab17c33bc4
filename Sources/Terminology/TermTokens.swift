import ICU

/// Parts texts and terms into words and punctuation, the same way for both.
struct TermTokens: Sendable {
  /// A word or a punctuation mark.
  struct Token: Sendable {
    /// As the text writes it.
    var text: String
    /// For comparing: NFKC, case folded.
    var folded: String
    /// In UTF-8 bytes of the text.
    var range: Range<Int>
    /// Whether white space stands before it.
    var followsSpace: Bool

    var startsUpperCase: Bool {
      text.unicodeScalars.first.map {
        $0.properties.isUppercase || $0.properties.generalCategory == .titlecaseLetter
      }
        ?? false
    }
  }

  private let breaker: TextBreaker

  init() throws { breaker = try TextBreaker(.word) }

  /// The words and punctuation marks of a text.
  ///
  /// Words are parted at apostrophes, so that `Hanoi's` holds `Hanoi`.
  func tokens(of text: String) throws -> [Token] {
    var result: [Token] = []
    let utf8 = text.utf8
    var position = utf8.startIndex
    var followsSpace = false
    for piece in try breaker.pieces(in: text) {
      let end = utf8.index(position, offsetBy: piece.range.count)
      let part = text[position..<end]
      var start = piece.range.lowerBound
      position = end
      if part.allSatisfy(\.isWhitespace) {
        followsSpace = true
        continue
      }
      for word in Self.partedAtApostrophes(part) {
        let range = start..<start + word.utf8.count
        start = range.upperBound
        result.append(
          Token(text: String(word), folded: try Self.folded(word), range: range, followsSpace: followsSpace))
        followsSpace = false
      }
    }
    return result
  }

  private static func folded(_ word: Substring) throws -> String {
    if word.utf8.allSatisfy({ $0 < 0x80 }) { return word.lowercased() }
    return try Normalization.normalize(String(word), to: .nfkcCasefold)
  }

  private static func partedAtApostrophes(_ word: Substring) -> [Substring] {
    var result: [Substring] = []
    var start = word.startIndex
    for index in word.unicodeScalars.indices
    where word.unicodeScalars[index] == "'" || word.unicodeScalars[index] == "\u{2019}" {
      let after = word.unicodeScalars.index(after: index)
      if start < index { result.append(word[start..<index]) }
      result.append(word[index..<after])
      start = after
    }
    if start < word.endIndex { result.append(word[start...]) }
    return result
  }

  private static let spacelessScripts = Set(
    ["Hani", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr"].compactMap { Script(code: $0) })

  /// Whether a character is of a script that is written without spaces between words.
  static func isSpaceless(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x0E00 && spacelessScripts.contains(Script(of: scalar))
  }
}
