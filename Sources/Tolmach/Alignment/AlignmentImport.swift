public import TranslationMemory

/// What taking an alignment into a memory did, or would do.
public struct AlignmentImport: Hashable, Sendable {
  /// What came in; for a trial, what would be added.
  public var counts = ImportCounts()
  /// How many pairs stayed out because they are not sure enough.
  public var unsure = 0
  /// How many pairs each rule of cleaning kept out.
  public var unfit: [CleaningRule: Int] = [:]

  /// The rules that hold for pairs of pages: their markup may differ, and what recurs is merged by the
  /// memory.
  static let rules = Set(CleaningRule.allCases).subtracting([.tags, .duplicate])

  /// Takes the pairs of alignments into a memory, each pair of pages in one transaction, with their
  /// confidence and their places.
  ///
  /// Pairs that are not fit for a memory stay out: a side in another language, lost numbers, damaged letters.
  ///
  /// - Parameters:
  ///   - memory: nil for a trial.
  ///   - options: pairs of less confidence stay out; who aligned, and when.
  /// - Throws: ``TranslationMemory/MemoryError``, ``ICU/ICUError``.
  public init(
    _ alignment: PageAlignment, into memory: MemoryStore?, options: AlignmentReportOptions
  ) throws {
    var cleaner = try UnitCleaner(UnitCleaner.Options(rules: Self.rules))
    let units = alignment.units(threshold: options.threshold, provenance: options.provenance)
    unsure = alignment.pairs.count - units.count
    var fit: [TranslationUnit] = []
    for unit in units {
      let (kept, rejected) = cleaner.clean(unit)
      if let kept { fit.append(kept) }
      for rejected in rejected { unfit[rejected.reason.rule, default: 0] += 1 }
    }
    guard let memory else {
      counts.added = fit.count
      return
    }
    let origin = ImportOrigin(
      source: "\(alignment.source.name), \(alignment.target.name)", format: "alignment",
      date: options.provenance.created ?? Timestamp(seconds: 0), user: options.provenance.createdBy,
      sourceLanguage: alignment.source.language)
    counts = try memory.importUnits(from: origin) { add in
      for unit in fit { try add(unit) }
    }
  }
}
