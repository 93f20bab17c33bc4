public import Formats
public import Review

/// Writes a report of a check, page by page, into a sink.
public protocol ReportWriter {
  /// Writes a page; pages come in their order.
  ///
  /// - Throws: ``Formats/FormatError`` where the sink cannot be written.
  mutating func write(_ page: SitePage) throws(FormatError)

  /// Ends the report. The sink stays open.
  ///
  /// - Throws: ``Formats/FormatError`` where the sink cannot be written.
  mutating func finish(_ report: SiteReport) throws(FormatError)
}

/// What a report may need to know.
public struct ReportOptions: Hashable, Sendable {
  /// Findings at or above it are failures.
  public var failingOn: Finding.Severity
  /// When the check was made.
  public var date: Timestamp

  /// Creates options.
  public init(failingOn: Finding.Severity = .note, date: Timestamp) {
    self.failingOn = failingOn
    self.date = date
  }
}

/// A kind of report: its name, what it needs, and how to start one.
public struct ReportFormat: Sendable {
  /// The short name that commands take: `sarif`.
  public let identifier: String
  /// The full name for people.
  public let name: String
  /// Whether it needs the same findings put together.
  public let needsGroups: Bool
  /// Whether it needs the text around findings.
  public let needsExtracts: Bool
  /// Whether it is read by programs, so that nothing else may be said in its stream.
  public let isForPrograms: Bool
  private let make: @Sendable (ByteSink, ReportOptions) -> any ReportWriter

  /// Creates a kind of report.
  public init(
    identifier: String, name: String, needsGroups: Bool = false, needsExtracts: Bool = false,
    isForPrograms: Bool = true, make: @escaping @Sendable (ByteSink, ReportOptions) -> any ReportWriter
  ) {
    self.identifier = identifier
    self.name = name
    self.needsGroups = needsGroups
    self.needsExtracts = needsExtracts
    self.isForPrograms = isForPrograms
    self.make = make
  }

  /// Starts a report.
  public func writer(to sink: ByteSink, options: ReportOptions) -> any ReportWriter { make(sink, options) }
}

/// The kinds of reports that are known.
public struct ReportRegistry: Sendable {
  /// All of this package; a new one is a line here.
  public static let standard = ReportRegistry([
    ReportFormat(identifier: "jsonl", name: "JSON Lines, one finding a line") { sink, _ in
      JSONLinesReport(sink)
    },
    ReportFormat(identifier: "sarif", name: "SARIF 2.1.0") { sink, _ in SARIFReport(sink) },
    ReportFormat(identifier: "junit", name: "JUnit XML") { JUnitReport($0, options: $1) },
    ReportFormat(
      identifier: "html", name: "HTML page", needsGroups: true, needsExtracts: true, isForPrograms: false
    ) { HTMLReport($0, options: $1) },
  ])

  /// The kinds, in the order in which they are listed.
  public let formats: [ReportFormat]

  /// Creates a registry.
  public init(_ formats: [ReportFormat]) { self.formats = formats }

  /// The kind of a short name.
  public func format(named identifier: String) -> ReportFormat? {
    formats.first { $0.identifier == identifier }
  }
}
