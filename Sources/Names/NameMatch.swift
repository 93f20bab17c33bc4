/// A name of the glossary, and the other ways in which the glossary writes it.
public struct NameEntry: Hashable, Sendable {
  /// The name as it is to be shown.
  public var name: String
  /// Other spellings, in any script: a query that is spelled so finds the name.
  public var spellings: [String]

  /// Creates an entry.
  public init(_ name: String, spellings: [String] = []) {
    self.name = name
    self.spellings = spellings
  }
}

/// A name that a text may stand for: a suggestion, never a certainty.
public struct NameMatch: Hashable, Sendable {
  /// Two words that stand for each other.
  public struct WordPair: Hashable, Sendable {
    /// The word looked up.
    public var query: String
    /// The word of the name.
    public var name: String
  }

  /// The entry's number, from 0, in the order in which the finder was given them.
  public var entry: Int
  /// The entry's name.
  public var name: String
  /// The spelling that agrees with the query; often the name itself.
  public var spelling: String
  /// The probability that this is the name, from 0 to 1.
  ///
  /// Measured on names that the tables have not seen, with as many absent names as present ones, in glossaries of 500.
  public var confidence: Double
  /// Whether the confidence is above the threshold of the script: at it, one of twenty names that are in no entry still
  /// brings a wrong one.
  public var isLikely: Bool
  /// Whether the glossary has the query letter by letter, but for case and accents.
  public var isSame: Bool
  /// Which words stand for each other, in the order of the query; empty where the words do not part alike.
  public var words: [WordPair]
  /// Whether the words stand in another order: family name first, given name first.
  public var isReordered: Bool
}
