import Bitext
import GRDB

/// A row of `unit` or `unit_aside`.
struct StoredUnit {
  static let columns = "id, " + columnsAfterIdentifier
  static let columnsAfterIdentifier = """
    texts, import_id, name, source_language, created, created_by, changed, changed_by, previous, next, details, \
    version, operation_id, position
    """

  var identifier: Int64
  var variants: [StoredVariant]
  var importIdentifier: Int64?
  var name: String?
  private var sourceLanguage: String?
  private var provenanceColumns: (Int64?, String?, Int64?, String?)
  var context: TranslationUnit.Context?
  private var details: StoredDetails
  /// How often the unit was changed without a new number, from 1.
  var version: Int64
  /// The operation that added or last changed it.
  var operation: Int64?
  /// Where it stands in the order of the memory; nil where its number says so.
  var position: Int64?

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
    version = row.integer(12)
    operation = row.optionalInteger(13)
    position = row.optionalInteger(14)
  }

  /// When it was changed last, in seconds; 0 where that is not known.
  var date: Int64 { provenanceColumns.2 ?? provenanceColumns.0 ?? 0 }

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

  /// The unit with all its variants, those without text too.
  func wholeUnit(_ tag: (String) -> LanguageTag) -> TranslationUnit {
    var unit = unit
    unit.variants.reserveCapacity(variants.count)
    for index in variants.indices {
      unit.variants.append(variants[index].variant(language: tag(variants[index].language)))
    }
    for empty in details.emptyVariants ?? [] {
      unit.variants.insert(empty.variant, at: min(empty.place, unit.variants.count))
    }
    return unit
  }
}
