public import Formats
public import Logging
public import Review
public import Terminology
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
    /// What was wrong with the file.
    public var problems: [Problem]
  }

  /// Why a page cannot be checked.
  public struct UnknownTarget: Error, Hashable, CustomStringConvertible {
    /// The page.
    public var page: String
    /// What to do.
    public var description: String {
      "\(page): declares no language; name the language it should be in with --to, for example --to en"
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
  private let reviewer: PageReviewer?
  let registry: FormatRegistry
  let reading: ReadingOptions
  private let logger: Logger

  /// Creates a checker.
  ///
  /// - Parameters:
  ///   - target: the language that pages should be in; nil means what each page declares.
  ///   - sources: the languages from which strings may have been left over; empty means any.
  ///   - rules: the rules to run, by name; empty means all.
  ///   - memory: the translation memory.
  ///   - glossary: names and terms.
  ///   - reference: the page in the source language; what stands there too was not translated.
  ///   - reading: what is known of the files, such as their charset.
  ///   - registry: the formats.
  ///   - logger: is told what each page was read as.
  /// - Throws: ``Review/UnknownRule``.
  public init(
    target: LanguageTag?, sources: [LanguageTag] = [], rules: Set<String> = [], memory: MemoryStore? = nil,
    glossary: Glossary? = nil, reference: ReferencePage? = nil, reading: ReadingOptions = ReadingOptions(),
    registry: FormatRegistry = .standard,
    logger: Logger = Logger(label: "tolmach.check", factory: { _ in SwiftLogNoOpLogHandler() })
  ) throws {
    self.target = target
    self.sources = sources
    self.rules = rules
    self.reading = reading
    self.registry = registry
    self.logger = logger
    renderings = memory.map(MemoryKnowledge.init(store:))
    terms = glossary.map(GlossaryKnowledge.init)
    self.reference = reference
    reviewer = try target.map { [segmenter, renderings, terms] target in
      try PageReviewer(
        ReviewOptions(
          target: target, sources: sources, rules: rules, renderings: renderings, terms: terms,
          reference: reference),
        segmenter: segmenter)
    }
    // A wrong rule is refused before the first page.
    if reviewer == nil { _ = try PageReviewer(ReviewOptions(target: .undetermined, rules: rules)) }
  }

  /// Checks a page.
  ///
  /// - Throws: ``Formats/FormatError``, ``UnknownTarget``, or what the memory throws.
  public func check(_ source: InputSource) throws -> Report {
    let source = try source.rereadable(limit: Self.standardInputLimit)
    let stream = try source.open()
    let format = try registry.format(of: source, stream: stream, ability: .readsDocuments)
    var findings: [Finding] = []
    var reviewer = reviewer
    var pageTarget = target
    var pageLanguage: LanguageTag?
    var blockCount = 0
    let summary = try format.readDocument(from: stream, options: reading) { block in
      if blockCount == 0 {
        // The first block is the title, or inherits the language of the page.
        pageLanguage = block.language
        if reviewer == nil {
          guard let declared = block.language else { throw UnknownTarget(page: source.name) }
          pageTarget = declared
          reviewer = try PageReviewer(
            ReviewOptions(
              target: declared, sources: sources, rules: rules, renderings: renderings, terms: terms,
              reference: reference),
            segmenter: segmenter)
        }
      }
      blockCount += 1
      findings += try reviewer?.findings(in: block, pageLanguage: pageLanguage) ?? []
    }
    logger.debug(
      "\(source.name): read as \(format.description.name), \(summary.charset), \(blockCount) blocks, \(findings.count) findings"
    )
    findings.sort { $0.place.lowerBound < $1.place.lowerBound }
    let excerpts =
      findings.isEmpty
      ? [] : try SourceLocator(charset: summary.charset).excerpts(of: findings.map(\.place), in: source)
    return Report(
      page: source.name, format: format.description.identifier, target: pageTarget ?? .undetermined,
      findings: zip(findings, excerpts).map { LocatedFinding(finding: $0, excerpt: $1) },
      problems: summary.problems)
  }
}
