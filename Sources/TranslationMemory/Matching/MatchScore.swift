import Bitext

/// How close a remembered text is to the one looked up, and why.
///
/// 101 is the same text with the same inline codes between the same neighbours, 100 the same text and codes.
/// Where only codes differ it is 99; where only case, width or white space do, 97 + C; where only numbers do,
/// 96 + C (the last two if the lengths differ by no more than half). Everything else is below 96: with
///
/// - C, the characters: 1 minus the normalised Indel distance (insertions and deletions over both lengths)
///   of the scalars; three quarters of the texts as they are, one quarter without case, width and accents;
/// - W, the words: the share of the query's words (see ``FeatureExtractor``; in scripts without spaces,
///   pairs of characters) that the remembered text has, each weighted by how rare it is in the memory: twice
///   the binary logarithm of (texts + 2) / (texts with it + 1), rounded down, at least 1 (so a weight changes
///   at every factor of 1.4, and when the index is renewed only);
/// - V, the same share of words and letter groups together;
/// - n, the count of the query's scalars,
///
/// the similarity is S = C * (1 - 0.3 * (1 - W)), and the score 100 * (1 - (1 - S) * (1 + 5 / (n + 5))),
/// because the same share of differences is harder to mend in a short text; less 1 where the numbers differ,
/// and less 1 where the codes do; and at most 59 where V is below 0.3. Above 90 only 0.6 of what goes beyond
/// counts, which keeps the order and the room.
///
/// So a match that shares the rare words goes before one that shares as many letters of common ones, and one
/// that is too long or too short loses by C. All languages are scored alike. How it was tuned and what it
/// gains: see the benchmarks.
public struct MatchScore: Hashable, Sendable, Comparable {
  /// The score, from 0 to 101.
  public var value: Double
  /// The similarity of the characters, from 0 to 100.
  public var characters: Double
  /// The weighted share of the query's words that the remembered text has, from 0 to 100.
  public var words: Double
  /// What keeps the score from being what the similarities give, for people; nil where nothing does.
  public var limit: String?

  /// Lower is less.
  public static func < (left: MatchScore, right: MatchScore) -> Bool { left.value < right.value }

  /// A sentence for people that says how the score came about.
  public var explanation: String {
    let parts =
      "characters \(Self.rounded(characters)) %, words by rarity \(Self.rounded(words)) %, score \(Self.rounded(value))"
    return limit.map { "\(parts): \($0)" } ?? parts
  }

  private static func rounded(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  /// Scores that are given outright.
  enum Fixed {
    static let context = 101.0
    static let same = 100.0
    static let codes = 99.0
    static let form = 97.0
    static let numbers = 96.0
  }

  /// How much missing words can take away.
  static let wordShare = 0.3
  /// The share of words and letter groups below which a text is no match.
  static let leastShare = 0.3
  /// The highest score of a text that is no match.
  static let noMatch = 59.0
  /// What differing numbers, and differing codes, take away.
  static let penalty = 1.0
  /// The similarity of lengths from which only form or only numbers may differ.
  static let leastLengthSimilarity = 0.8

  /// The score of two similarities, from 0 to 1 each, without penalties; grows with both.
  @inline(__always)
  static func combined(characters: Double, words: Double, isMatch: Bool, count: Int) -> Double {
    let similarity = characters * (1 - wordShare * (1 - words))
    var value = 100 * (1 - (1 - similarity) * (1 + 5 / Double(count + 5)))
    if value > 90 { value = 90 + 0.6 * (value - 90) }
    return max(0, isMatch ? value : min(noMatch, value))
  }

  /// The highest similarity of characters that two lengths allow.
  @inline(__always)
  static func lengthSimilarity(_ left: Int, _ right: Int) -> Double {
    left + right == 0 ? 1 : 2 * Double(min(left, right)) / Double(left + right)
  }
}
