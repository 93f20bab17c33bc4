public import Bitext
public import Formats
public import Logging
public import Review
import Segmentation
import Synchronization
public import TranslationMemory

/// Checks pages: reads each in its format, reviews its blocks, and says where in the file the findings stand.
///
/// ```swift
/// let checker = try PageChecker(target: english, sources: [russian], memory: memory)
/// let report = try checker.check(.file("news.html"))
/// for found in report.findings { print(found.excerpt.position, found.finding.text) }
/// ```
///
/// One checker serves any number of pages, from several tasks.
public final class PageChecker: Sendable {
  /// A finding, and where it stands as people look for it.
  public struct LocatedFinding: Hashable, Sendable {
    /// The finding.
    public var finding: Finding
    /// Its line and column, and the text around it.
    public var excerpt: SourceLocator.Excerpt
  }

  /// A text that is no finding, and where it stands.
  public struct LocatedClearance: Hashable, Sendable {
    /// The text and the reason.
    public var clearance: Clearance
    /// The line and column of its start.
    public var position: TextPosition
  }

  /// What a check says of a page.
  public struct Report: Sendable {
    /// The page's name.
    public var page: String
    /// The short name of its format.
    public var format: String
    /// The language that the page was checked for.
    public var target: LanguageTag
    /// The findings, in the order of the file.
    public var findings: [LocatedFinding]
    /// The texts that are no findings, in the order of the file, where reasons were asked for.
    public var clearances: [LocatedClearance] = []
    /// What was wrong with the file.
    public var problems: [Problem]
  }

  /// Why a page cannot be checked.
  public struct UnknownTarget: Error, Hashable, CustomStringConvertible {
    /// The page.
    public var page: String
    /// What to do.
    public var description: String {
      "\(page): declares no language, and its text is too short or too mixed to tell which it should be in; "
        + "name it with --to, for example --to en"
    }
  }

  /// The most bytes of standard input that are held to find the places of findings.
  private static let standardInputLimit = 256 * 1_048_576

  private let target: LanguageTag?
  private let rules: Set<String>
  private let sources: [LanguageTag]
  private let renderings: MemoryKnowledge?
  private let terms: GlossaryKnowledge?
  private let reference: ReferencePage?
  private let segmenter = Segmenter()
  private let explains: Bool
  /// One for each language that pages declare: a reviewer keeps what its rules look up.
  private let reviewers = Mutex<[LanguageTag: PageReviewer]>([:])
  let registry: FormatRegistry
  let reading: ReadingOptions
  private let logger: Logger

  /// Creates a checker.
  ///
  /// - Parameters:
  ///   - target: the language that pages should be in; nil means what each page declares or, where it declares
  ///     none, is written in.
  ///   - sources: the languages from which strings may have been left over; empty means any.
  ///   - rules: the rules to run, by name; empty means all.
  ///   - memory: the translation memory.
  ///   - glossary: names and terms.
  ///   - dictionaries: dictionaries that know more forms of the terms.
  ///   - reference: the page in the source language; what stands there too was not translated.
  ///   - explains: whether reports also say of the texts that are no findings why they are none.
  ///   - reading: what is known of the files, such as their charset.
  ///   - registry: the formats.
  ///   - logger: is told what each page was read as.
  /// - Throws: ``Review/UnknownRule``.
  public init(
    target: LanguageTag?, sources: [LanguageTag] = [], rules: Set<String> = [], memory: MemoryStore? = nil,
    glossary: Glossary? = nil, dictionaries: InflectionDictionaries = InflectionDictionaries(),
    reference: ReferencePage? = nil, explains: Bool = false,
    reading: ReadingOptions = ReadingOptions(), registry: FormatRegistry = .standard,
    logger: Logger = Logger(label: "tolmach.check", factory: { _ in SwiftLogNoOpLogHandler() })
  ) throws {
    self.target = target
    self.sources = sources
    self.rules = rules
    self.reading = reading
    self.registry = registry
    self.logger = logger
    renderings = memory.map(MemoryKnowledge.init(store:))
    terms = glossary.map { GlossaryKnowledge($0, dictionaries: dictionaries) }
    self.reference = reference
    self.explains = explains
    // A wrong rule is refused before the first page.
    _ = try reviewer(for: target ?? .undetermined)
  }

  private func reviewer(for target: LanguageTag) throws -> PageReviewer {
    try reviewers.withLock { known in
      if let reviewer = known[target] { return reviewer }
      let reviewer = try PageReviewer(
        ReviewOptions(
          target: target, sources: sources, rules: rules, renderings: renderings, terms: terms,
          reference: reference),
        segmenter: segmenter)
      // Pages can declare any number of languages.
      if known.count < 200 { known[target] = reviewer }
      return reviewer
    }
  }

  /// Checks a page.
  ///
  /// - Throws: ``Formats/FormatError``, ``UnknownTarget``, or what the memory throws.
  public func check(_ source: InputSource) throws -> Report {
    let source = try source.rereadable(limit: Self.standardInputLimit)
    let stream = try source.open()
    let format = try registry.format(of: source, stream: stream, ability: .readsDocuments)
    var review: PageReview?
    var pageTarget = target
    var undeclared = UndeclaredPage()
    var blockCount = 0
    func start(_ expected: LanguageTag, declared: LanguageTag?) throws {
      pageTarget = expected
      review = try reviewer(for: expected).page(language: declared, explains: explains)
      for block in undeclared.blocks { try review?.add(block) }
    }
    func startMeasured() throws {
      guard let measured = undeclared.measuredLanguage() else { throw UnknownTarget(page: source.name) }
      try start(measured, declared: nil)
    }
    var summary = try format.readDocument(from: stream, options: reading) { block in
      blockCount += 1
      // `und` and `zxx` declare nothing.
      let declared = block.language.flatMap { $0.isUndetermined ? nil : $0 }
      if review != nil {
        try review?.add(block)
      } else if undeclared.blocks.isEmpty, let expected = target ?? declared {
        // The first block is the title, or inherits the language of the page.
        try start(expected, declared: declared)
        try review?.add(block)
      } else {
        undeclared.add(block)
        if undeclared.isEnough { try startMeasured() }
      }
    }
    if review == nil, blockCount > 0 { try startMeasured() }
    if target == nil, let pageTarget, !undeclared.blocks.isEmpty {
      summary.problems.append(UndeclaredPage.note(on: pageTarget))
    }
    review?.finish()
    let findings = (review?.findings ?? []).sorted { $0.place.lowerBound < $1.place.lowerBound }
    let clearances = (review?.clearances ?? []).sorted { $0.place.lowerBound < $1.place.lowerBound }
    logger.debug(
      "\(source.name): read as \(format.description.name), \(summary.charset), \(blockCount) blocks, \(findings.count) findings"
    )
    let locator = SourceLocator(charset: summary.charset)
    let excerpts = findings.isEmpty ? [] : try locator.excerpts(of: findings.map(\.place), in: source)
    let cleared = clearances.isEmpty ? [] : try locator.excerpts(of: clearances.map(\.place), in: source)
    return Report(
      page: source.name, format: format.description.identifier, target: pageTarget ?? .undetermined,
      findings: zip(findings, excerpts).map { LocatedFinding(finding: $0, excerpt: $1) },
      clearances: zip(clearances, cleared).map { LocatedClearance(clearance: $0, position: $1.position) },
      problems: summary.problems)
  }
}
