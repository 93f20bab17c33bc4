public import Bitext
import GRDB
import ICU

/// What is looked for in a memory.
public struct ConcordanceQuery: Sendable {
  /// How a phrase is looked for.
  public enum Mode: String, Sendable, CaseIterable {
    /// As whole words, one after another; `*` stands for any letters of a word, `?` for one.
    case words
    /// Anywhere, inside words too.
    case substring
  }

  /// One or more words.
  public var phrase: String
  /// The language to search.
  public var language: LanguageTag
  /// How it is looked for.
  public var mode: Mode
  /// The languages of the renderings; empty means all others.
  public var targets: [LanguageTag]
  /// A phrase that a rendering must have, in the same mode; nil means any rendering.
  public var rendering: String?
  /// Which units are searched.
  public var filter: UnitFilter
  /// The most hits.
  public var limit: Int

  /// Creates a query.
  public init(
    _ phrase: String, in language: LanguageTag, mode: Mode = .words, targets: [LanguageTag] = [],
    rendering: String? = nil, filter: UnitFilter = UnitFilter(), limit: Int = 20
  ) {
    self.phrase = phrase
    self.language = language
    self.mode = mode
    self.targets = targets
    self.rendering = rendering
    self.filter = filter
    self.limit = limit
  }
}

/// A remembered text in which a phrase occurs, with its renderings.
public struct ConcordanceHit: Hashable, Sendable {
  /// A rendering of the text.
  public struct Rendering: Hashable, Sendable {
    /// The text.
    public var variant: Variant
    /// Where in its UTF-8 bytes the phrase asked for stands, or what most likely renders the phrase; nil where that
    /// is not known.
    public var range: Range<Int>?
  }

  /// The text in which the phrase occurs.
  public var source: Variant
  /// Where it occurs, in UTF-8 bytes of the text.
  public var ranges: [Range<Int>]
  /// The texts of the same unit in the languages asked for.
  public var renderings: [Rendering]
  /// Who made the unit, and when.
  public var provenance: Provenance
  /// The file from which it came.
  public var origin: UnitOrigin?
  /// The number of the unit in its memory.
  public var unitNumber: Int64
}

extension MemoryStore {
  /// Remembered texts in which a phrase occurs, whatever its case and diacritics; those with the phrase as it
  /// is written go first, then the shorter ones.
  ///
  /// Whole words are found through the index, as long as one of them has no wildcard. Everything else costs a
  /// scan of the language's texts.
  ///
  /// - Throws: ``MemoryError``.
  public func concordance(_ query: ConcordanceQuery) throws -> [ConcordanceHit] {
    guard query.limit > 0, !query.phrase.isEmpty else { return [] }
    return try read { connection in
      try workspaces.withWorkspace { workspace in
        let search = try ConcordanceSearch(query, connection: connection, workspace: workspace)
        return try search.run()
      }
    }
  }
}
