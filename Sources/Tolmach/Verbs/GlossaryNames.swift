public import Bitext
public import Names

/// Finds which names of glossaries a name in another script is.
public struct GlossaryNames: Sendable {
  /// A suggestion, and the entry that it comes from.
  public struct Suggestion: Sendable {
    /// How name and entry agree.
    public var match: NameMatch
    /// The entry.
    public var concept: Concept
  }

  private let finder: NameFinder
  private let concepts: [Concept]
  private let source: LanguageTag?

  /// Creates the verb.
  ///
  /// Suggestions are terms of the target language; what an entry says in other languages counts as spellings of it.
  ///
  /// - Parameters:
  ///   - glossary: the names.
  ///   - source: the language of the names that are looked up, where it is known.
  ///   - target: the language of the suggestions.
  /// - Throws: ``ICU/ICUError`` where ICU cannot romanise names.
  public init(_ glossary: Glossary, from source: LanguageTag?, to target: LanguageTag) throws {
    self.source = source
    var entries: [NameEntry] = []
    var concepts: [Concept] = []
    for concept in glossary.concepts {
      guard let name = concept.rendering(in: target) else { continue }
      let others = concept.languages.flatMap { $0.terms.map(\.text) }
      entries.append(NameEntry(name, spellings: others))
      concepts.append(concept)
    }
    finder = try NameFinder(entries)
    self.concepts = concepts
  }

  /// Whether no entry has a term in the target language.
  public var isEmpty: Bool { concepts.isEmpty }

  /// The names that a name may stand for, the likeliest first.
  ///
  /// - Throws: ``ICU/ICUError``.
  public func suggestions(for name: String, limit: Int) throws -> [Suggestion] {
    try finder.matches(for: name, language: source, limit: limit).map {
      Suggestion(match: $0, concept: concepts[$0.entry])
    }
  }
}
