import Bitext

/// How close a remembered text is to the one looked up, and why.
///
/// 100 is the same text with the same inline codes. Otherwise the score is the mean of two similarities in percent, that of
/// the characters and that of the words (both 1 minus the normalised Indel distance, letters compared without regard to
/// case), and at most 99 where only the codes differ, 98 where only case, width or white space do, 97 where anything else does.
public struct MatchScore: Hashable, Sendable, Comparable {
  /// The score, from 0 to 100.
  public var value: Double
  /// The similarity of the characters, from 0 to 100.
  public var characters: Double
  /// The similarity of the words, from 0 to 100.
  public var words: Double
  /// What keeps the score below what the similarities give, for people; nil where nothing does.
  public var limit: String?

  /// Lower is less.
  public static func < (left: MatchScore, right: MatchScore) -> Bool { left.value < right.value }

  /// A text as it is compared, made once a query and once a candidate.
  struct Prepared {
    var content: MarkedText
    var folded: String
    var characters: [UInt32]
    var words: [String]

    init(_ content: MarkedText, words finder: Words) throws {
      self.content = content
      folded = try TextKey.folded(content.text)
      characters = folded.unicodeScalars.map(\.value)
      words = try finder.folded(in: content.text)
    }
  }

  /// Compares the text looked up with a remembered one.
  init(_ query: Prepared, _ candidate: Prepared) {
    if query.content.text == candidate.content.text {
      characters = 100
      words = 100
      let sameCodes = query.content.codes == candidate.content.codes
      value = sameCodes ? 100 : 99
      limit = sameCodes ? nil : "the inline codes differ"
      return
    }
    characters = 100 * CommonSubsequence.similarity(query.characters, candidate.characters)
    words = 100 * CommonSubsequence.similarity(query.words, candidate.words)
    if query.folded == candidate.folded {
      value = 98
      limit = "only case, width or white space differs"
      return
    }
    let mean = query.words.isEmpty && candidate.words.isEmpty ? characters : (characters + words) / 2
    value = min(97, mean)
    limit = mean > 97 ? "the texts differ" : nil
  }
}
