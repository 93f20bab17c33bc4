public import Formats

/// Writes the alignments of pages into a sink, pair by pair.
public protocol AlignmentWriter {
  /// What had to be left out or changed so far.
  var problems: [Problem] { get }

  /// Writes the beads of a pair of pages; pairs come in their order.
  ///
  /// - Throws: ``Formats/FormatError`` where the sink cannot be written.
  mutating func write(_ alignment: PageAlignment) throws

  /// Ends the report. The sink stays open.
  ///
  /// - Throws: ``Formats/FormatError`` where the sink cannot be written.
  mutating func finish() throws
}

extension AlignmentWriter {
  /// Nothing.
  public var problems: [Problem] { [] }
}

/// What a report of alignments may need to know.
public struct AlignmentReportOptions: Hashable, Sendable {
  /// The least confidence of the pairs that become units.
  public var threshold: Double
  /// Who aligned, and when.
  public var provenance: Provenance

  /// Creates options.
  public init(threshold: Double = 0.5, provenance: Provenance = Provenance()) {
    self.threshold = threshold
    self.provenance = provenance
  }
}

/// A kind of report of alignments: its name and how to start one.
public struct AlignmentFormat: Sendable {
  /// The short name that commands take: `tmx`.
  public let identifier: String
  /// The full name for people.
  public let name: String
  private let make: @Sendable (ByteSink, AlignmentReportOptions) -> any AlignmentWriter

  /// Creates a kind of report.
  public init(
    identifier: String, name: String,
    make: @escaping @Sendable (ByteSink, AlignmentReportOptions) -> any AlignmentWriter
  ) {
    self.identifier = identifier
    self.name = name
    self.make = make
  }

  /// Starts a report.
  public func writer(to sink: ByteSink, options: AlignmentReportOptions) -> any AlignmentWriter {
    make(sink, options)
  }

  /// The kinds of this package; a new one is a line here.
  public static let standard: [AlignmentFormat] = [
    AlignmentFormat(identifier: "tmx", name: "TMX, the pairs as units") {
      AlignmentUnits($0, format: TMXFormat(), options: $1)
    },
    AlignmentFormat(identifier: "tsv", name: "TSV table, the pairs as rows") {
      AlignmentUnits($0, format: TableFormat.tsv, options: $1)
    },
    AlignmentFormat(identifier: "jsonl", name: "JSON Lines, a bead a line") { sink, _ in
      AlignmentLines(sink)
    },
    AlignmentFormat(identifier: "html", name: "page to review the beads on") {
      AlignmentReview($0, options: $1)
    },
    AlignmentFormat(identifier: "indices", name: "numbers of sentences, a bead a line") { sink, _ in
      AlignmentIndices(sink)
    },
  ]

  /// The kind of a short name.
  public static func named(_ identifier: String) -> AlignmentFormat? {
    standard.first { $0.identifier == identifier }
  }
}
