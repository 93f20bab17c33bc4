public import Bitext

/// A word and a rendering of it.
public struct LexiconEntry: Hashable, Sendable {
  /// One word or a few, in the source language.
  public var source: String
  /// One word or a few, in the target language.
  public var target: String
  /// How often the source is rendered so, from 0 to 1.
  public var probability: Double

  /// Creates an entry.
  public init(source: String, target: String, probability: Double = 0.3) {
    self.source = source
    self.target = target
    self.probability = probability
  }
}

/// What knows renderings of words: a glossary, a memory, a dictionary.
public protocol AlignmentLexicon: Sendable {
  /// Entries that may occur in texts with these words.
  ///
  /// - Parameters:
  ///   - words: the source side's words in small letters, each once and whole; a lexicon that is large
  /// answers
  ///     for these only, a small one may answer with all it has.
  ///   - source: the language of the words.
  ///   - target: the language of the renderings.
  func entries(for words: [String], from source: LanguageTag, to target: LanguageTag) throws -> [LexiconEntry]
}

/// A lexicon that holds its entries in memory.
public struct ListedLexicon: AlignmentLexicon {
  /// The entries.
  public var listed: [LexiconEntry]

  /// Creates a lexicon.
  public init(_ entries: [LexiconEntry]) { listed = entries }

  /// All the entries.
  public func entries(for words: [String], from source: LanguageTag, to target: LanguageTag) -> [LexiconEntry]
  {
    listed
  }
}
