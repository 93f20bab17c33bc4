public import Bitext
import GRDB

/// How a phrase was rendered.
public struct PhraseRendering: Hashable, Sendable {
  /// The rendering as it stands in the memory most often.
  public var text: String
  /// In how many of the units it is.
  public var occurrences: Int
  /// How many units with the phrase were looked at.
  public var units: Int
}

/// A part of a text that the memory has.
public struct SubsegmentMatch: Hashable, Sendable {
  /// The phrase as it stands in the text.
  public var text: String
  /// Where, in UTF-8 bytes of the text.
  public var range: Range<Int>
  /// Its likely renderings, the most frequent first; they are found by statistics and may be wrong.
  public var renderings: [PhraseRendering]
}

extension MemoryStore {
  /// The longest parts of a text that stand in the memory, without overlap, in the order of the text.
  ///
  /// Phrases of two words or more count; of words that nearly every text has, such as `of the`, only with others.
  /// Costs about two index searches a word, and the reading of some hundred units a phrase.
  ///
  /// - Parameters:
  ///   - text: the text; at most its first 200 words are looked at.
  ///   - limit: the most phrases, the longest going first.
  /// - Throws: ``MemoryError``.
  public func subsegments(
    of text: String, from source: LanguageTag, to target: LanguageTag, limit: Int = 5
  ) throws -> [SubsegmentMatch] {
    try read { connection in
      try workspaces.withWorkspace { workspace in
        let finder = try SubsegmentFinder(
          text, connection: connection, workspace: workspace, source: source, target: target)
        return try finder.phrases(limit: limit).map { range in
          let phrase = String(text.slice(range))
          let association = try Association(
            of: phrase, from: source, to: target, connection: connection, workspace: workspace)
          return SubsegmentMatch(text: phrase, range: range, renderings: try association.renderings(limit: 3))
        }
      }
    }
  }

  /// Where in a match's rendering the words stand that most likely render what the remembered source has and the text
  /// looked up has not, in UTF-8 bytes.
  ///
  /// - Throws: ``MemoryError``.
  public func changedRanges(in match: MemoryMatch, for text: String) throws -> [Range<Int>] {
    let difference = try TextDifference(from: match.source.content.text, to: text)
    return try read { connection in
      try workspaces.withWorkspace { workspace in
        var ranges: [Range<Int>] = []
        for case .removed(let removed) in difference.parts.prefix(40) {
          let words = try Words().tokens(of: removed).filter(\.isWord)
          guard let first = words.first, let last = words.last else { continue }
          let phrase = String(removed.slice(first.range.lowerBound..<last.range.upperBound))
          let association = try Association(
            of: phrase, from: match.source.language, to: match.target.language, connection: connection,
            workspace: workspace)
          // Of fewer units every word of the rendering seems to go with the phrase.
          guard association.count >= 3, let range = try association.range(in: match.target.content.text)
          else {
            continue
          }
          if !ranges.contains(range) { ranges.append(range) }
        }
        return ranges
      }
    }
  }
}

/// Finds the longest phrases of a text that stand in a memory.
private struct SubsegmentFinder {
  private static let wordLimit = 200
  /// How many units with all words of a phrase are looked at for one with the phrase itself.
  private static let tryLimit = 200

  private let search: PhraseSearch
  private let target: LanguageTag
  private let words: Words
  private let tokens: [Words.Token]
  private let folded: [String]
  private let features: [[UInt32]]
  /// Whether so many texts have a word that it alone means nothing.
  private let isCommon: [Bool]

  init(
    _ text: String, connection: Database, workspace: Workspace, source: LanguageTag, target: LanguageTag
  ) throws {
    search = PhraseSearch(connection: connection, workspace: workspace, language: source)
    self.target = target
    words = try Words()
    tokens = Array(try words.tokens(of: text).filter(\.isWord).prefix(Self.wordLimit))
    folded = try tokens.map { try WordPattern.folded(String($0.text)) }
    features = folded.map { workspace.extractor.phraseFeatures(of: $0) }
    let segments = try workspace.segments(connection, language: source.commonLanguage)
    let documents = segments.reduce(0) { $0 + $1.documents }
    let reader = try PostingReader(connection)
    isCommon = try features.map { features in
      let counts = try features.map { feature in
        try segments.reduce(0) { $0 + (try reader.list(of: feature, in: $1).count) }
      }
      return documents > 1_000 && counts.min() ?? 0 > documents / 25
    }
  }

  /// The bytes of the longest phrases, without overlap, in order.
  func phrases(limit: Int) throws -> [Range<Int>] {
    var found: [Range<Int>] = []
    var end = 0
    for start in tokens.indices {
      let before = end
      end = max(end, start + 1)
      while end < tokens.count, try exists(start..<end + 1) { end += 1 }
      // One that ends where the last ended is part of it.
      let isMeant = isCommon[start..<end].contains(false)
      if end > before, end - start >= 2, isMeant { found.append(start..<end) }
    }
    var chosen: [Range<Int>] = []
    for phrase in found.sorted(by: { ($0.count, $1.lowerBound) > ($1.count, $0.lowerBound) })
    where chosen.count < limit && !chosen.contains(where: { $0.overlaps(phrase) }) {
      chosen.append(phrase)
    }
    return chosen.sorted { $0.lowerBound < $1.lowerBound }.map {
      tokens[$0.lowerBound].range.lowerBound..<tokens[$0.upperBound - 1].range.upperBound
    }
  }

  /// Whether a unit with a rendering has some of the words one after another.
  private func exists(_ range: Range<Int>) throws -> Bool {
    let wanted = folded[range]
    let features = Set(features[range].joined()).sorted()
    if features.isEmpty { return false }
    var isFound = false
    var tries = 0
    try search.forEachUnit(withAll: features) { row in
      tries += 1
      let variants = row.withBytes(1, StoredVariant.decode)
      let tags = variants.map { search.workspace.tag($0.language) }
      guard tags.contains(where: { target.isServed(by: $0) }) else { return tries < Self.tryLimit }
      for (variant, tag) in zip(variants, tags) where search.language.isServed(by: tag) {
        let own = try words.tokens(of: variant.text).filter(\.isWord).map {
          try WordPattern.folded(String($0.text))
        }
        if own.count >= wanted.count,
          (0...own.count - wanted.count).contains(where: { own[$0...].starts(with: wanted) })
        {
          isFound = true
        }
      }
      return !isFound && tries < Self.tryLimit
    }
    return isFound
  }
}
