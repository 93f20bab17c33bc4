public import Bitext
public import Formats

/// What cleaning a file did.
public struct CleaningReport: Hashable, Sendable {
  /// How many units there were.
  public var unitCount = 0
  /// How many were kept, whole or in part.
  public var keptCount = 0
  /// How many pairs each rule kept out.
  public var counts: [CleaningRule: Int] = [:]
  /// The first pair that each rule kept out.
  public var examples: [CleaningRule: RejectedUnit] = [:]
  /// Units that the reader had to leave out.
  public var droppedCount = 0
  /// What was wrong with the file, and what the formats written could not hold.
  public var problems: [Problem] = []

  /// How many pairs were kept out.
  public var rejectedCount: Int { counts.values.reduce(0, +) }

  mutating func add(_ rejected: RejectedUnit) {
    counts[rejected.reason.rule, default: 0] += 1
    if examples[rejected.reason.rule] == nil { examples[rejected.reason.rule] = rejected }
  }
}

/// Cleans files of units, one unit at a time.
public struct FileCleaner: Sendable {
  /// The property of a rejected unit that says why it is one.
  public static let property = "rejected"
  private static let standardInputLimit = 256 * 1_048_576

  private let options: UnitCleaner.Options
  private let reading: ReadingOptions
  private let registry: FormatRegistry

  /// Creates a cleaner of files.
  public init(
    _ options: UnitCleaner.Options = UnitCleaner.Options(), reading: ReadingOptions = ReadingOptions(),
    registry: FormatRegistry = .standard
  ) {
    self.options = options
    self.reading = reading
    self.registry = registry
  }

  /// Reads units, and writes those that are fit and those that are not, as far as there is a file for them.
  ///
  /// The file is read twice, first for what it says of all units. Memory does not grow with it, but for
  /// eight to sixteen bytes a pair where duplicates are looked for.
  ///
  /// - Parameters:
  ///   - kept: where fit units go, and in which format.
  ///   - rejected: where the others go, each with the property ``property``.
  ///   - progress: is called with the number of units so far, every thousand.
  /// - Throws: ``Formats/FormatError``, ``ICU/ICUError``.
  public func clean(
    _ source: InputSource, kept: (sink: ByteSink, format: any Format)? = nil,
    rejected: (sink: ByteSink, format: any Format)? = nil, progress: (Int) -> Void = { _ in }
  ) throws -> CleaningReport {
    let source = try source.rereadable(limit: Self.standardInputLimit)
    var report = CleaningReport()
    var header = UnitHeader()
    if kept != nil || rejected != nil { header = try self.header(of: source) }
    var keptWriter = try kept.map { try $0.format.unitWriter(to: $0.sink, header: header) }
    header.columns = [Self.property]
    var rejectedWriter = try rejected.map { try $0.format.unitWriter(to: $0.sink, header: header) }
    var cleaner = try UnitCleaner(options)
    let stream = try source.open()
    let format = try registry.format(of: source, stream: stream, ability: .readsUnits)
    let summary = try format.readUnits(from: stream, options: reading) { unit in
      let (fit, unfit) = cleaner.clean(unit)
      report.unitCount += 1
      if let fit {
        report.keptCount += 1
        try keptWriter?.write(fit)
      }
      for var rejected in unfit {
        report.add(rejected)
        rejected.unit.properties.append(Property(type: Self.property, value: rejected.reason.description))
        try rejectedWriter?.write(rejected.unit)
      }
      if report.unitCount % 1_000 == 0 { progress(report.unitCount) }
    }
    try keptWriter?.finish()
    try rejectedWriter?.finish()
    report.droppedCount = summary.droppedCount
    report.problems = summary.problems + (keptWriter?.problems ?? []) + (rejectedWriter?.problems ?? [])
    return report
  }

  private func header(of source: InputSource) throws -> UnitHeader {
    let stream = try source.open()
    let format = try registry.format(of: source, stream: stream, ability: .readsUnits)
    var languages: [LanguageTag] = []
    var known: Set<LanguageTag> = []
    var header = try format.readUnits(from: stream, options: reading) { unit in
      for variant in unit.variants where known.insert(variant.language).inserted {
        languages.append(variant.language)
      }
    }.header
    if header.languages.isEmpty { header.languages = languages }
    return header
  }
}
