public import Bitext
import GRDB

/// Where a stored unit came from, for people.
public struct UnitOrigin: Hashable, Sendable {
  /// The name of the file it was first imported from.
  public var source: String
  /// When that was.
  public var importedAt: Timestamp
  /// Who imported it.
  public var importedBy: String?
}

extension MemoryStore {
  /// Reads all units, in the order in which they came in.
  ///
  /// - Parameters:
  ///   - languages: the languages to read; empty means all. A unit of which fewer than two texts remain is passed over.
  ///   - body: is called with each unit.
  /// - Throws: ``MemoryError``, or what `body` throws.
  public func forEachUnit(
    in languages: [LanguageTag] = [], _ body: (TranslationUnit) throws -> Void
  ) throws {
    try read { connection in
      let cursor = try Row.fetchCursor(
        connection,
        sql: """
          SELECT unit.*, variant.language AS v_language, variant.text AS v_text, variant.codes AS v_codes,
            variant.created AS v_created, variant.created_by AS v_created_by, variant.changed AS v_changed,
            variant.changed_by AS v_changed_by, variant.details AS v_details
          FROM unit JOIN variant ON variant.unit_id = unit.id ORDER BY unit.id, variant.id
          """)
      var current: (id: Int64, unit: TranslationUnit)?
      func handOver() throws {
        guard let unit = current?.unit, unit.variants.count >= 2 else { return }
        try body(unit)
      }
      while let row = try cursor.next() {
        let identifier: Int64 = row["id"]
        if current?.id != identifier {
          try handOver()
          current = (identifier, Self.unit(from: row))
        }
        let variant = Self.variant(from: row)
        if languages.isEmpty || languages.contains(where: { $0.isServed(by: variant.language) }) {
          current?.unit.variants.append(variant)
        }
      }
      try handOver()
    }
  }

  /// The languages of the memory, those with most texts first.
  ///
  /// - Throws: ``MemoryError``.
  public func languages() throws -> [LanguageTag] {
    try statistics().variants.sorted { ($0.value, $1.key.identifier) > ($1.value, $0.key.identifier) }.map(\.key)
  }

  private static func unit(from row: Row) -> TranslationUnit {
    let details = StoredDetails.decoded(row["details"])
    let (previous, next): (String?, String?) = (row["previous"], row["next"])
    return TranslationUnit(
      id: row["name"], properties: details.properties, notes: details.notes,
      sourceLanguage: (row["source_language"] as String?).flatMap { try? LanguageTag($0) },
      provenance: provenance(from: row, prefix: "", attributes: details.attributes),
      context: previous == nil && next == nil
        ? nil : TranslationUnit.Context(previous: previous, next: next))
  }

  static func variant(from row: Row, prefix: String = "v_") -> Variant {
    let details = StoredDetails.decoded(row[prefix + "details"])
    let codes = (row[prefix + "codes"] as String?).flatMap {
      StoredJSON.decode([MarkedText.PlacedCode].self, from: $0)
    }
    return Variant(
      language: (try? LanguageTag(row[prefix + "language"])) ?? .undetermined,
      content: MarkedText(row[prefix + "text"], codes: codes ?? []), properties: details.properties,
      notes: details.notes, provenance: provenance(from: row, prefix: prefix, attributes: details.attributes))
  }

  static func provenance(from row: Row, prefix: String, attributes: [String: String]) -> Provenance {
    Provenance(
      created: (row[prefix + "created"] as Int64?).map(Timestamp.init(seconds:)),
      createdBy: row[prefix + "created_by"],
      changed: (row[prefix + "changed"] as Int64?).map(Timestamp.init(seconds:)),
      changedBy: row[prefix + "changed_by"], attributes: attributes)
  }
}
