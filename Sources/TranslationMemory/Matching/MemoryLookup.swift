public import Bitext
import GRDB

/// A remembered rendering of a text, or of one close to it.
public struct MemoryMatch: Hashable, Sendable {
  /// How close it is.
  public var score: MatchScore
  /// The remembered text in the language looked up.
  public var source: Variant
  /// Its rendering.
  public var target: Variant
  /// The name that its file gives the unit.
  public var unitName: String?
  /// Who made the unit, and when.
  public var provenance: Provenance
  /// The file from which it came.
  public var origin: UnitOrigin?
}

extension MemoryStore {
  /// How many candidates are compared in full.
  private static let candidateLimit = 400
  /// How many of the query's rarest words are looked for.
  private static let wordLimit = 12

  /// Remembered renderings of a text, the closest first.
  ///
  /// Candidates share at least one of the query's rarer words; each is then compared in full.
  ///
  /// - Parameters:
  ///   - content: the text, with its codes where it has any.
  ///   - source: the language of the text.
  ///   - target: the language of the renderings.
  ///   - threshold: the lowest score, from 0 to 100.
  ///   - limit: the most matches.
  /// - Throws: ``MemoryError``.
  public func matches(
    for content: MarkedText, from source: LanguageTag, to target: LanguageTag, threshold: Double = 70,
    limit: Int = 5
  ) throws -> [MemoryMatch] {
    guard limit > 0, !content.text.isEmpty else { return [] }
    let words = try Words()
    let query = try MatchScore.Prepared(content, words: words)
    return try read { connection in
      var identifiers = try Int64.fetchAll(
        connection, sql: "SELECT id FROM variant WHERE key = ?", arguments: [TextKey.hash(query.folded.utf8)])
      if identifiers.count < limit {
        identifiers += try Self.candidates(connection, words: query.words, language: source)
      }
      return try best(
        connection, candidates: identifiers, query: query, words: words, source: source, target: target,
        threshold: threshold, limit: limit)
    }
  }

  /// Remembered renderings of exactly this text, whatever its case and white space, in any other language.
  ///
  /// - Parameters:
  ///   - source: the language of the text; nil means any.
  ///   - target: the language of the renderings.
  /// - Throws: ``MemoryError``.
  public func exactMatches(
    for text: String, from source: LanguageTag? = nil, to target: LanguageTag
  ) throws -> [MemoryMatch] {
    let words = try Words()
    let query = try MatchScore.Prepared(MarkedText(text), words: words)
    return try read { connection in
      let identifiers = try Int64.fetchAll(
        connection, sql: "SELECT id FROM variant WHERE key = ?", arguments: [TextKey.hash(query.folded.utf8)])
      guard !identifiers.isEmpty else { return [] }
      return try best(
        connection, candidates: identifiers, query: query, words: words, source: source, target: target,
        threshold: 98, limit: 20)
    }
  }

  /// Whether a text is remembered in a language, whatever its case and white space.
  ///
  /// - Throws: ``MemoryError``.
  public func contains(_ text: String, in language: LanguageTag) throws -> Bool {
    let folded = try TextKey.folded(text)
    return try read { connection in
      let rows = try Row.fetchAll(
        connection, sql: "SELECT language, text FROM variant WHERE key = ?", arguments: [TextKey.hash(folded.utf8)])
      return try rows.contains { row in
        guard let tag = try? LanguageTag(row[0]), language.isServed(by: tag) else { return false }
        return try TextKey.folded(row[1]) == folded
      }
    }
  }

  /// Variants that share rare words with the query.
  private static func candidates(
    _ connection: Database, words: [String], language: LanguageTag
  ) throws -> [Int64] {
    let table = MemorySchema.wordTable(for: language.language)
    guard !words.isEmpty, try connection.tableExists(table) else { return [] }
    let frequency = try connection.cachedStatement(sql: "SELECT doc FROM \(table)_vocabulary WHERE term = ?")
    let known = try Set(words).compactMap { word -> (word: String, count: Int)? in
      // The index stores words without diacritics, so a word that is not there as it is may still be found.
      let count = try Int.fetchOne(frequency, arguments: [word])
      return (word, count ?? 0)
    }
    let rarest = known.sorted { ($0.count, $0.word) < ($1.count, $1.word) }.prefix(wordLimit).map(\.word)
    let query = rarest.map(quoted).joined(separator: " OR ")
    return try Int64.fetchAll(
      connection, sql: "SELECT rowid FROM \(table) WHERE \(table) MATCH ? ORDER BY rank LIMIT ?",
      arguments: [query, candidateLimit])
  }

  static func quoted(_ word: String) -> String {
    "\"" + word.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  private static let variantColumns = ["language", "text", "codes", "created", "created_by", "changed", "changed_by", "details"]

  private func best(
    _ connection: Database, candidates: [Int64], query: MatchScore.Prepared, words: Words,
    source: LanguageTag?, target: LanguageTag, threshold: Double, limit: Int
  ) throws -> [MemoryMatch] {
    let findSource = try connection.cachedStatement(
      sql: """
        SELECT unit_id, language AS v_language, text AS v_text, codes AS v_codes, created AS v_created,
          created_by AS v_created_by, changed AS v_changed, changed_by AS v_changed_by, details AS v_details
        FROM variant WHERE id = ?
        """)
    var scored: [(score: MatchScore, unit: Int64, variant: Int64, source: Variant)] = []
    var seen: Set<Int64> = []
    for identifier in candidates where seen.insert(identifier).inserted {
      guard let row = try Row.fetchOne(findSource, arguments: [identifier]) else { continue }
      let variant = Self.variant(from: row)
      if let source, !source.isServed(by: variant.language) { continue }
      if source == nil, target.isServed(by: variant.language) { continue }
      let score = MatchScore(query, try MatchScore.Prepared(variant.content, words: words))
      if score.value >= threshold { scored.append((score, row["unit_id"], identifier, variant)) }
    }
    // Of equals, the unit that came in last goes first.
    scored.sort { ($0.score.value, $0.unit) > ($1.score.value, $1.unit) }
    var matches: [MemoryMatch] = []
    for candidate in scored {
      for target in try targets(connection, unit: candidate.unit, source: candidate.variant, language: target) {
        matches.append(
          MemoryMatch(
            score: candidate.score, source: candidate.source, target: target.variant, unitName: target.unitName,
            provenance: target.provenance, origin: target.origin))
        if matches.count == limit { return matches }
      }
    }
    return matches
  }

  private struct FoundTarget {
    var variant: Variant
    var unitName: String?
    var provenance: Provenance
    var origin: UnitOrigin?
  }

  private func targets(
    _ connection: Database, unit: Int64, source: Int64, language: LanguageTag
  ) throws -> [FoundTarget] {
    let statement = try connection.cachedStatement(
      sql: """
        SELECT variant.language AS v_language, variant.text AS v_text, variant.codes AS v_codes,
          variant.created AS v_created, variant.created_by AS v_created_by, variant.changed AS v_changed,
          variant.changed_by AS v_changed_by, variant.details AS v_details, unit.*,
          import.source AS i_source, import.imported_at AS i_at, import.imported_by AS i_by
        FROM variant JOIN unit ON unit.id = variant.unit_id
        LEFT JOIN import ON import.id = (SELECT min(import_id) FROM unit_import WHERE unit_id = unit.id)
        WHERE variant.unit_id = ? AND variant.id <> ? ORDER BY variant.id
        """)
    return try Row.fetchAll(statement, arguments: [unit, source]).compactMap { row in
      let variant = Self.variant(from: row)
      guard language.isServed(by: variant.language) else { return nil }
      let origin = (row["i_source"] as String?).map {
        UnitOrigin(source: $0, importedAt: Timestamp(seconds: row["i_at"]), importedBy: row["i_by"])
      }
      return FoundTarget(
        variant: variant, unitName: row["name"],
        provenance: Self.provenance(
          from: row, prefix: "", attributes: StoredDetails.decoded(row["details"]).attributes),
        origin: origin)
    }
  }
}
