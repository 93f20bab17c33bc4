public import Bitext
import GRDB
import ICU

/// A remembered text in which a phrase occurs, with its renderings.
public struct ConcordanceHit: Hashable, Sendable {
  /// The text in which the phrase occurs.
  public var source: Variant
  /// Where it occurs, in UTF-8 bytes of the text.
  public var ranges: [Range<Int>]
  /// The texts of the same unit in the languages asked for.
  public var renderings: [Variant]
}

extension MemoryStore {
  /// How a phrase is looked for.
  public enum ConcordanceMode: String, Sendable, CaseIterable {
    /// As whole words, one after another.
    case words
    /// Anywhere, inside words too.
    case substring
  }

  /// Remembered texts in which a phrase occurs, whatever its case and diacritics; those with the phrase as it is
  /// written go first, then the shorter ones.
  ///
  /// Whole words are found through the index. A substring costs a scan of the language's texts.
  ///
  /// - Parameters:
  ///   - phrase: one or more words.
  ///   - language: the language to search.
  ///   - targets: the languages of the renderings; empty means all others.
  ///   - limit: the most hits.
  /// - Throws: ``MemoryError``.
  public func concordance(
    of phrase: String, in language: LanguageTag, targets: [LanguageTag] = [], mode: ConcordanceMode = .words,
    limit: Int = 20
  ) throws -> [ConcordanceHit] {
    let collator = try Collator(locale: language.language, strength: .primary)
    let words = try Words().folded(in: phrase)
    guard limit > 0, !phrase.isEmpty, mode == .substring || !words.isEmpty else { return [] }
    return try read { connection in
      let rows = try Self.rows(connection, words: words, mode: mode, language: language)
      var found: [(rank: (Int, Int), hit: ConcordanceHit, unit: Int64, id: Int64)] = []
      while let row = try rows.next() {
        let variant = Self.variant(from: row)
        guard language.isServed(by: variant.language) else { continue }
        let ranges = try collator.ranges(of: phrase, in: variant.content.text)
        // The index also finds words across punctuation, which the collator may not.
        guard !ranges.isEmpty || mode == .words else { continue }
        let isLiteral = variant.content.text.contains(phrase)
        found.append(
          (
            (isLiteral ? 0 : 1, variant.content.text.utf8.count),
            ConcordanceHit(source: variant, ranges: ranges, renderings: []), row["unit_id"], row["id"]
          ))
        // Keeps memory flat in a large memory; what is dropped ranks below what is kept.
        if found.count > max(1_000, limit * 4) {
          found.sort { $0.rank < $1.rank }
          found.removeLast(found.count - limit)
        }
      }
      return try found.sorted { $0.rank < $1.rank }.prefix(limit).map { entry in
        var hit = entry.hit
        hit.renderings = try Self.renderings(connection, unit: entry.unit, except: entry.id, targets: targets)
        return hit
      }
    }
  }

  private static let columns = """
    variant.id, variant.unit_id, variant.language AS v_language, variant.text AS v_text, variant.codes AS v_codes,
    variant.created AS v_created, variant.created_by AS v_created_by, variant.changed AS v_changed,
    variant.changed_by AS v_changed_by, variant.details AS v_details
    """

  private static func rows(
    _ connection: Database, words: [String], mode: ConcordanceMode, language: LanguageTag
  ) throws -> RowCursor {
    let table = MemorySchema.wordTable(for: language.language)
    switch mode {
    case .words where try connection.tableExists(table):
      return try Row.fetchCursor(
        connection,
        sql: "SELECT \(columns) FROM \(table) JOIN variant ON variant.id = \(table).rowid WHERE \(table) MATCH ?",
        arguments: [quoted(words.joined(separator: " "))])
    case .words:
      return try Row.fetchCursor(connection, sql: "SELECT \(columns) FROM variant WHERE 0")
    case .substring:
      return try Row.fetchCursor(
        connection,
        sql: "SELECT \(columns) FROM variant WHERE language = ? OR language LIKE ?",
        arguments: [language.language, language.language + "-%"])
    }
  }

  private static func renderings(
    _ connection: Database, unit: Int64, except source: Int64, targets: [LanguageTag]
  ) throws -> [Variant] {
    let rows = try Row.fetchAll(
      connection, sql: "SELECT \(columns) FROM variant WHERE unit_id = ? AND id <> ? ORDER BY id",
      arguments: [unit, source])
    return rows.map { Self.variant(from: $0) }.filter { variant in
      targets.isEmpty || targets.contains { $0.isServed(by: variant.language) }
    }
  }
}
