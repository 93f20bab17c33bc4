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

  /// Remembered texts in which a phrase occurs, whatever its case and diacritics; those with the phrase as it
  /// is written go first, then the shorter ones.
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
    guard limit > 0, !phrase.isEmpty else { return [] }
    let finder = try PhraseFinder(phrase, language: language, mode: mode)
    guard !finder.isEmpty else { return [] }
    return try read { connection in
      try workspaces.withWorkspace { workspace in
        var found: [FoundPhrase] = []
        func compare(_ row: RawStatement) throws {
          for (place, variant) in row.withBytes(1, StoredVariant.decode).enumerated() {
            guard language.isServed(by: workspace.tag(variant.language)),
              let ranges = try finder.ranges(in: variant.text)
            else { continue }
            found.append(
              FoundPhrase(
                rank: (variant.text.contains(phrase) ? 0 : 1, variant.text.utf8.count), ranges: ranges,
                place: place,
                unit: row.integer(0)))
          }
          // Keeps memory flat in a large memory; what is dropped ranks below what is kept.
          if found.count > max(1_000, limit * 4) {
            found.sort { $0.precedes($1) }
            found.removeLast(found.count - limit)
          }
        }
        try Self.forEachUnit(connection, workspace, phrase: phrase, mode: mode, language: language, compare)
        let best = found.sorted { $0.precedes($1) }.prefix(limit)
        return try best.compactMap { try Self.hit($0, connection, workspace, targets: targets) }
      }
    }
  }

  private struct FoundPhrase {
    var rank: (Int, Int)
    var ranges: [Range<Int>]
    var place: Int
    var unit: Int64

    func precedes(_ other: FoundPhrase) -> Bool {
      (rank.0, rank.1, unit, place) < (other.rank.0, other.rank.1, other.unit, other.place)
    }
  }

  /// Calls `body` with the row of each unit in which the phrase may occur.
  private static func forEachUnit(
    _ connection: Database, _ workspace: Workspace, phrase: String, mode: ConcordanceMode,
    language: LanguageTag,
    _ body: (RawStatement) throws -> Void
  ) throws {
    let features = workspace.extractor.phraseFeatures(of: phrase)
    var scanStart: Int64 = 0
    if mode == .words, !features.isEmpty {
      scanStart = try Int64.fetchOne(connection, sql: "SELECT unit_id FROM index_state") ?? 0
      let row = try RawStatement(connection, "SELECT \(StoredUnit.columns) FROM unit WHERE id = ?")
      let reader = try PostingReader(connection)
      var seen: Set<Int64> = []
      for segment in try IndexSegment.all(connection, language: language.language) {
        for text in try reader.texts(withAll: features, in: segment) {
          let unit = try reader.unit(of: text, in: segment)
          guard seen.insert(unit).inserted else { continue }
          row.bind(unit, at: 1)
          guard try row.step() else { continue }
          defer { row.reset() }
          try body(row)
        }
      }
    }
    let rows = try RawStatement(connection, "SELECT \(StoredUnit.columns) FROM unit WHERE id > ? ORDER BY id")
    rows.bind(scanStart, at: 1)
    defer { rows.reset() }
    while try rows.step() { try body(rows) }
  }

  private static func hit(
    _ found: FoundPhrase, _ connection: Database, _ workspace: Workspace, targets: [LanguageTag]
  ) throws -> ConcordanceHit? {
    let row = try RawStatement(connection, "SELECT \(StoredUnit.columns) FROM unit WHERE id = ?")
    row.bind(found.unit, at: 1)
    guard try row.step() else { return nil }
    defer { row.reset() }
    let variants = row.withBytes(1, StoredVariant.decode).map {
      $0.variant(language: workspace.tag($0.language))
    }
    guard found.place < variants.count else { return nil }
    var renderings = variants
    renderings.remove(at: found.place)
    return ConcordanceHit(
      source: variants[found.place], ranges: found.ranges,
      renderings: renderings.filter { variant in
        targets.isEmpty || targets.contains { $0.isServed(by: variant.language) }
      })
  }
}

/// Looks for a phrase in texts, whatever their case and diacritics.
private struct PhraseFinder {
  private let phrase: String
  private let mode: MemoryStore.ConcordanceMode
  private let collator: Collator
  private let finder: Words
  private let words: [String]

  init(_ phrase: String, language: LanguageTag, mode: MemoryStore.ConcordanceMode) throws {
    self.phrase = phrase
    self.mode = mode
    collator = try Collator(locale: language.language, strength: .primary)
    finder = try Words()
    words = try finder.folded(in: phrase).map(TextKey.withoutMarks)
  }

  /// Whether nothing can be found.
  var isEmpty: Bool { mode == .words && words.isEmpty }

  /// Where the phrase occurs, or nil where it does not.
  ///
  /// Words are also found across punctuation, which gives no range.
  func ranges(in text: String) throws -> [Range<Int>]? {
    if mode == .words {
      let found = try finder.folded(in: text).map(TextKey.withoutMarks)
      guard found.count >= words.count,
        (0...found.count - words.count).contains(where: { found[$0...].starts(with: words) })
      else { return nil }
      return try collator.ranges(of: phrase, in: text)
    }
    let ranges = try collator.ranges(of: phrase, in: text)
    return ranges.isEmpty ? nil : ranges
  }
}
