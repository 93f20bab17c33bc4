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
  ///   - languages: the languages to read; empty means all. A unit of which fewer than two texts remain is
  ///   passed over. - body: is called with each unit.
  /// - Throws: ``MemoryError``, or what `body` throws.
  public func forEachUnit(
    in languages: [LanguageTag] = [], _ body: (TranslationUnit) throws -> Void
  ) throws {
    try read { connection in
      try workspaces.withWorkspace { workspace in
        let rows = try RawStatement(connection, "SELECT \(StoredUnit.columns) FROM unit ORDER BY id")
        defer { rows.reset() }
        while try rows.step() {
          let stored = StoredUnit(rows)
          var unit = stored.unit
          for variant in stored.variants {
            let language = workspace.tag(variant.language)
            if languages.isEmpty || languages.contains(where: { $0.isServed(by: language) }) {
              unit.variants.append(variant.variant(language: language))
            }
          }
          if unit.variants.count >= 2 { try body(unit) }
        }
      }
    }
  }

  /// The languages of the memory, those with most texts first.
  ///
  /// - Throws: ``MemoryError``.
  public func languages() throws -> [LanguageTag] {
    try statistics().variants.sorted { ($0.value, $1.key.identifier) > ($1.value, $0.key.identifier) }.map(
      \.key)
  }
}

/// A row of `unit`.
struct StoredUnit {
  static let columns =
    "id, texts, import_id, name, source_language, created, created_by, changed, changed_by, previous, next, details"

  var identifier: Int64
  var variants: [StoredVariant]
  var importIdentifier: Int64?
  var name: String?
  private var sourceLanguage: String?
  private var provenanceColumns: (Int64?, String?, Int64?, String?)
  var context: TranslationUnit.Context?
  private var details: StoredDetails

  /// Reads the row on which a statement stands that selects ``columns``.
  init(_ row: RawStatement) {
    identifier = row.integer(0)
    variants = row.withBytes(1, StoredVariant.decode)
    importIdentifier = row.optionalInteger(2)
    name = row.optionalText(3)
    sourceLanguage = row.optionalText(4)
    provenanceColumns = (
      row.optionalInteger(5), row.optionalText(6), row.optionalInteger(7), row.optionalText(8)
    )
    let (previous, next) = (row.optionalText(9), row.optionalText(10))
    context = previous == nil && next == nil ? nil : TranslationUnit.Context(previous: previous, next: next)
    details = StoredDetails.decoded(row.optionalText(11))
  }

  /// Who made the unit, and when.
  var provenance: Provenance {
    let (created, createdBy, changed, changedBy) = provenanceColumns
    return Provenance(
      created: created.map(Timestamp.init(seconds:)), createdBy: createdBy,
      changed: changed.map(Timestamp.init(seconds:)), changedBy: changedBy, attributes: details.attributes)
  }

  /// The unit without its variants.
  var unit: TranslationUnit {
    TranslationUnit(
      id: name, properties: details.properties, notes: details.notes,
      sourceLanguage: sourceLanguage.flatMap { try? LanguageTag($0) }, provenance: provenance,
      context: context)
  }
}
