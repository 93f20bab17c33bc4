import ICU

/// Finds the words of a text by ICU, in any language, for the index and for comparing.
final class Words: Sendable {
  private let breaker: TextBreaker

  init() throws { breaker = try TextBreaker(.word) }

  /// The folded words of a text, in order: lower case, compatibility forms, no punctuation.
  func folded(in text: String) throws -> [String] {
    let folded = try TextKey.folded(text)
    return try tokens(of: folded).filter(\.isWord).map { String($0.text) }
  }

  /// A piece of a text: a word, a stretch of white space, or one punctuation mark.
  struct Token: Hashable {
    var text: Substring
    var range: Range<Int>
    var isWord: Bool
  }

  /// The pieces of a text; joined, they are the text.
  func tokens(of text: String) throws -> [Token] {
    let utf8 = text.utf8
    var start = utf8.startIndex
    return try breaker.pieces(in: text).map { piece in
      let end = utf8.index(start, offsetBy: piece.range.count)
      defer { start = end }
      return Token(text: text[start..<end], range: piece.range, isWord: piece.isWord)
    }
  }
}
