import Bitext
import ICU

/// Counts words and characters as translators bill them.
///
/// - A word is a piece between ICU's word boundaries (UAX #29, with dictionaries for Chinese, Japanese, Thai, Khmer,
///   Lao and Burmese) that has a letter or a digit. So `don't` is one word, `2.5` one, `well-known` two, and a
///   Chinese sentence has as many as its dictionary finds.
/// - A character is a Unicode scalar that is no white space.
///
/// Inline codes are not counted.
public struct WordCounter: Sendable {
  private let breaker: TextBreaker

  /// Creates a counter.
  ///
  /// - Throws: ``ICU/ICUError`` where ICU has no rules for words.
  public init() throws { breaker = try TextBreaker(.word) }

  /// The words of a text.
  ///
  /// - Throws: ``ICU/ICUError``.
  public func words(in text: String) throws -> Int { try breaker.pieces(in: text).count { $0.isWord } }

  /// The characters of a text, white space aside.
  public func characters(in text: String) -> Int {
    text.unicodeScalars.count { !$0.properties.isWhitespace }
  }
}
