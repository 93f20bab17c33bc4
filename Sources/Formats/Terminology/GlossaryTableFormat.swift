public import Bitext

/// Glossaries as tables in the layouts of other tools.
///
/// Reading and writing stream: memory grows with the longest row (16 MB at most), not with the file.
public struct GlossaryTableFormat: Format {
  private let dialect: GlossaryDialect
  /// Names, endings and abilities.
  public let description: FormatDescription

  private init(_ identifier: String, _ name: String, _ dialect: GlossaryDialect, extensions: [String] = []) {
    self.dialect = dialect
    description = FormatDescription(
      identifier: identifier, name: name, fileExtensions: extensions,
      abilities: [.readsConcepts, .writesConcepts])
  }

  /// All of them.
  public static let allFormats = [
    GlossaryTableFormat("omegat", "OmegaT glossary", .omegat, extensions: ["utf8"]),
    GlossaryTableFormat("utx", "UTX 1.20 glossary", .utx, extensions: ["utx"]),
    GlossaryTableFormat("weblate", "Weblate glossary, CSV", .weblate),
    GlossaryTableFormat("memoq", "memoQ term base, CSV", .memoq),
    GlossaryTableFormat("phrase", "Phrase Strings glossary, CSV", .phrase),
    GlossaryTableFormat("lokalise", "Lokalise glossary, CSV", .lokalise),
  ]

  /// Certain where the first line is the header of the tool.
  public func likelihood(of sample: FormatSample) -> Likelihood {
    let first = sample.firstLine
    // Pages and other markup are asked too, and have long first lines.
    guard first.utf8.first != UInt8(ascii: "<") else { return .no }
    let line = first.lowercased()
    let isHeader =
      switch dialect {
      case .utx: line.hasPrefix("#utx") || line.hasPrefix("\u{FEFF}#utx")
      case .memoq: line.contains("entry_id") || line.contains("entry_subject")
      case .lokalise: line.contains("casesensitive") && line.contains("translatable")
      case .phrase:
        line.contains("translatable") && (line.contains("case_sensitive") || line.contains("case sensitive"))
      case .weblate: line.contains("source") && line.contains("target") && line.contains("developer_comments")
      case .omegat: false
      }
    if isHeader { return .certain }
    return sample.isNamed(as: description) ? .named : .no
  }

  /// Reads rows as entries.
  public func readConcepts(
    from stream: ByteStream, options: ReadingOptions, body: (Concept) throws -> Void
  ) throws -> UnitSummary {
    let start = Array(try stream.peek(65_536))
    var decoded = try DecodedStream(stream, forced: options.charset ?? TableFormat.guessedCharset(of: start))
    var rows: RowSplitter
    switch dialect {
    case .omegat, .utx: rows = RowSplitter(plainTabsIn: stream.name)
    default: rows = RowSplitter(separator: TableFormat.separator(of: start), in: stream.name)
    }
    var reader = GlossaryTableReader(dialect, options: options, file: stream.name)
    while case let chunk = try decoded.next(), !chunk.isEmpty {
      try rows.add(chunk) { cells, line in try reader.take(cells, line: line, body: body) }
    }
    try rows.finish { cells, line in try reader.take(cells, line: line, body: body) }
    return reader.finish(problems: decoded.problems + rows.problems)
  }

  /// Starts writing; the header names the languages of the columns.
  public func conceptWriter(to sink: ByteSink, header: UnitHeader) throws -> any ConceptWriter {
    try GlossaryTableWriter(to: sink, header: header, dialect: dialect, name: description.name)
  }
}
