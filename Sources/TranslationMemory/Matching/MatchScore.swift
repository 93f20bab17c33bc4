import Bitext

/// How close a remembered text is to the one looked up, and why.
///
/// 101 is the same text with the same inline codes between the same neighbours, 100 the same text and codes,
/// 99 the same text with other codes. Everything else follows from
///
/// - n, the count of the query's scalars;
/// - C, the characters: 1 minus the normalised Indel distance (insertions and deletions over both lengths) of the
///   scalars;
/// - K, the known: the mean of two shares, that of the query's words (see ``FeatureExtractor``; in scripts without
///   spaces, pairs of characters) that the remembered text has, and that of its words and letter groups together; each
///   word and group weighted by how rare it is in the memory: twice the binary logarithm of
///   (texts + 2) / (texts with it + 1), rounded down, at least 1 (so a weight changes at every factor of 1.4, and when
///   the index is renewed only); those that no text has, of which nothing can be remembered, by a fifth of that,
///   rounded down, at least 1; where there is no word, the second share alone.
///
/// Where only case, width or white space differ, the score is 99 - 80 * (1 - C), but at least 75 - 60 / n; where
/// only numbers do, 98 - 80 * (1 - C); both if the lengths differ by no more than half. For all others, with the
/// similarity S = C * (1 - 0.4 * n / (n + 4) * U), where U is the mean of 1 - K and its square, it is V = 100 * S /
/// (S + (1 - S) * (1 + 30 / (n + 30))), because the same share of differences is harder to mend in a short text;
/// less 1 each where the numbers differ, where the codes do, and where only one of the texts has a negation
/// (``NegationWords``). Of V only 0.6 of what goes beyond 90 counts, which keeps the order, and makes 96 the most.
///
/// So a match that shares the rare words goes before one that shares as many letters of common ones, and one that
/// is too long or too short loses by C. The square is there because where a word or two are missing, the characters
/// say better how much the renderings differ, and where most are, that characters are alike is chance. The unknown
/// counts less in a text of a word or two, where one letter (`Sound` and `Sounds`, `_Help` and `Help`) makes all
/// words unknown. All languages are scored alike. How it was tuned and what it gains: see Documentation/memory.md.
public struct MatchScore: Hashable, Sendable, Comparable {
  /// The score, from 0 to 101.
  public var value: Double
  /// The similarity of the characters, from 0 to 100.
  public var characters: Double
  /// The weighted share of the query's words and letter groups that the remembered text has, from 0 to 100.
  public var words: Double
  /// What keeps the score from being what the similarities give, for people; nil where nothing does.
  public var limit: String?
  /// What was taken away, each with its reason.
  public var penalties: [Penalty] = []

  /// Points that a difference takes away.
  public struct Penalty: Hashable, Sendable {
    /// The difference, for people.
    public var reason: String
    /// How much it takes away.
    public var points: Double
  }

  /// Lower is less.
  public static func < (left: MatchScore, right: MatchScore) -> Bool { left.value < right.value }

  /// How the score came about, a line each, for people.
  public var explanation: [String] {
    var lines = [
      "\(Self.rounded(characters)) % of the characters are the same and in the same order",
      "\(Self.rounded(words)) % of the words and letter groups are there, the rare ones counting more",
    ]
    if penalties.isEmpty, let limit { lines.append("score \(Self.rounded(value)): \(limit)") }
    guard !penalties.isEmpty else { return lines }
    let taken = penalties.reduce(0) { $0 + $1.points }
    lines.append("together, by the length of the text: \(Self.rounded(value + taken))")
    lines += penalties.map { "less \(Self.rounded($0.points)): \($0.reason)" }
    return lines
  }

  private static func rounded(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  /// Scores that are given outright, or from which differences take away.
  enum Fixed {
    static let context = 101.0
    static let same = 100.0
    static let codes = 99.0
    static let form = 99.0
    static let numbers = 98.0
    /// What a text that differs in form only has at least where it counts as the same.
    static let sameForm = 97.0
  }

  /// What differing numbers, codes and negations take away each.
  static let penalty = 1.0
  /// The similarity of lengths from which only form or only numbers may differ.
  static let leastLengthSimilarity = 0.8

  /// The score of a text that differs in form only.
  static func ofForm(characters: Double, count: Int) -> Double {
    max(Fixed.form - 80 * (1 - characters), 75 - 60 / Double(max(1, count)))
  }

  /// The score of a text that differs in numbers only.
  static func ofNumbers(characters: Double) -> Double { Fixed.numbers - 80 * (1 - characters) }

  /// How much more differences count in a short text.
  @inline(__always)
  private static func hardness(_ count: Int) -> Double { 1 + 30 / Double(count + 30) }

  /// How much missing words and letter groups can take away from a text of so many characters.
  static func knownShare(_ count: Int) -> Double { 0.4 * Double(count) / Double(count + 4) }

  /// The score of two similarities, from 0 to 1 each, without penalties; grows with both.
  @inline(__always)
  static func combined(characters: Double, known: Double, count: Int) -> Double {
    let similarity = max(0, similarity(characters: characters, known: known, share: knownShare(count)))
    let value = 100 * similarity / (similarity + (1 - similarity) * hardness(count))
    return value > 90 ? 90 + 0.6 * (value - 90) : value
  }

  /// The similarity of both together.
  ///
  /// - Parameter share: see ``knownShare(_:)``.
  @inline(__always)
  static func similarity(characters: Double, known: Double, share: Double) -> Double {
    let unknown = 1 - known
    return characters * (1 - 0.5 * share * unknown * (1 + unknown))
  }

  /// How much may be unknown for a part of the similarity of characters to be kept.
  ///
  /// - Returns: a share; above 1 where all may be unknown, below 0 where the part cannot be kept.
  static func mostUnknown(keeping part: Double, share: Double) -> Double {
    guard part <= 1 else { return -1 }
    return share > 0 ? 0.5 * ((1 + 8 * (1 - part) / share).squareRoot() - 1) : 2
  }

  /// The lowest similarity with which a score is reached.
  static func neededSimilarity(for value: Double, count: Int) -> Double {
    let plain = value > 90 ? 90 + (value - 90) / 0.6 : value
    // No similarity gives more than 100.
    guard plain < 100 else { return plain > 100 + 1e-6 ? 2 : 1 }
    let share = plain / 100
    let hardness = hardness(count)
    return share * hardness / (1 - share + share * hardness)
  }

  /// The lowest similarity of characters with which a score is reached; the inverse of
  /// ``combined(characters:known:count:)``.
  static func neededCharacters(for value: Double, known: Double, count: Int) -> Double {
    neededSimilarity(for: value, count: count)
      / similarity(characters: 1, known: known, share: knownShare(count))
  }

  /// The highest similarity of characters that two lengths allow.
  @inline(__always)
  static func lengthSimilarity(_ left: Int, _ right: Int) -> Double {
    left + right == 0 ? 1 : 2 * Double(min(left, right)) / Double(left + right)
  }
}
