public import Bitext

/// What every word of a text says of every language in question, for asking about parts of the text.
///
/// ```swift
/// let words = WordLikelihoods(of: block, detector: detector)
/// words.logLikelihoods(in: 12..<40)[german]
/// ```
///
/// Reads the text once. Keeps 4 bytes a word and language of the word's script, so give it a block, not a book.
public struct WordLikelihoods: Sendable {
  private let path: LanguagePath

  /// Reads a text.
  public init(of text: String, detector: LanguageDetector) {
    var copy = text
    path = copy.withUTF8 { LanguagePath(detector: detector, bytes: $0, range: 0..<$0.count) }
  }

  /// The UTF-8 ranges of the words; acronyms, numbers and code are none.
  public var ranges: [Range<Int>] { path.wordRanges }

  /// The sum over the words inside a range of UTF-8 bytes of the logarithm (in nats) of each language's share.
  ///
  /// Higher is likelier; 0 is certain. A word counts -9 at the least, or -12 in a language not written in its script. Empty
  /// where the range has no word. The difference between two languages is what the words say for one against the other.
  /// Costs one addition a word and language.
  public func logLikelihoods(in range: Range<Int>) -> [LanguageTag: Double] { path.logLikelihoods(in: range) }
}

extension LanguageDetector {
  /// The same over a whole text, for one question only.
  public func logLikelihoods(of text: String) -> [LanguageTag: Double] {
    WordLikelihoods(of: text, detector: self).logLikelihoods(in: 0..<text.utf8.count)
  }
}
