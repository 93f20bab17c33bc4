public import Bitext
import ICU

/// Pairs and glossaries in tables: CSV (RFC 4180, with commas or semicolons) and TSV.
///
/// With a header, the columns named by language tags hold texts, `id` or `concept` the name of the row, `note` remarks, and
/// all others properties. Without one, the first two columns are the source and the target that the user names. In
/// TSV a tab, line feed, carriage return and backslash inside a cell are `\t`, `\n`, `\r` and `\\`.
///
/// Reading and writing stream: memory grows with the longest row (16 MB at most), not with the file.
public struct TableFormat: Format {
  /// Values parted by commas or semicolons, in quotation marks where needed.
  public static let csv = TableFormat(
    isTabbed: false,
    description: FormatDescription(
      identifier: "csv", name: "CSV table", fileExtensions: ["csv"],
      abilities: [.readsUnits, .writesUnits, .readsConcepts, .writesConcepts]))

  /// Values parted by tabs.
  public static let tsv = TableFormat(
    isTabbed: true,
    description: FormatDescription(
      identifier: "tsv", name: "TSV table", fileExtensions: ["tsv", "tab"],
      abilities: [.readsUnits, .writesUnits, .readsConcepts, .writesConcepts]))

  let isTabbed: Bool
  /// Names, endings and abilities.
  public let description: FormatDescription

  /// Possible where the first line has the delimiter, or where the name says so.
  public func likelihood(of sample: FormatSample) -> Likelihood {
    if sample.isNamed(as: description) { return .named }
    let line = sample.firstLine.utf8
    guard let first = line.first, first != UInt8(ascii: "<") else { return .no }
    let isPossible =
      isTabbed == line.contains(0x09)
      && (isTabbed || line.contains(UInt8(ascii: ",")) || line.contains(UInt8(ascii: ";")))
    return isPossible ? .possible : .no
  }

  /// Reads rows.
  public func readUnits(
    from stream: ByteStream, options: ReadingOptions, body: (TranslationUnit) throws -> Void
  ) throws -> UnitSummary {
    let start = Array(try stream.peek(65_536))
    var decoded = try DecodedStream(stream, forced: options.charset ?? Self.guessedCharset(of: start))
    var rows =
      isTabbed
      ? RowSplitter(tabbedIn: stream.name)
      : RowSplitter(separator: Self.separator(of: start), in: stream.name)
    var reader = TableReader(options: options, source: stream.name)
    while case let chunk = try decoded.next(), !chunk.isEmpty {
      try rows.add(chunk) { cells, line in try reader.take(cells, line: line, body: body) }
    }
    try rows.finish { cells, line in try reader.take(cells, line: line, body: body) }
    return reader.finish(problems: decoded.problems + rows.problems)
  }

  /// Reads rows as entries; see ``Bitext/Concept/init(_:problems:)`` for the columns.
  public func readConcepts(
    from stream: ByteStream, options: ReadingOptions, body: (Concept) throws -> Void
  ) throws -> UnitSummary {
    var problems: [Problem] = []
    var summary = try readUnits(from: stream, options: options) { unit in
      if let concept = Concept(unit, problems: &problems) { try body(concept) }
    }
    summary.problems += problems
    return summary
  }

  /// Starts writing; the header names the columns.
  public func unitWriter(to sink: ByteSink, header: UnitHeader) throws -> any UnitWriter {
    guard !header.languages.isEmpty else {
      throw FormatError(.unsupported, "needs the languages of its columns", source: sink.name)
    }
    return try TableWriter(to: sink, languages: header.languages, columns: header.columns, isTabbed: isTabbed)
  }

  /// Starts writing a glossary; the header names the columns.
  public func conceptWriter(to sink: ByteSink, header: UnitHeader) throws -> any ConceptWriter {
    try TableConceptWriter(
      to: sink, languages: header.languages, properties: header.columns, isTabbed: isTabbed)
  }

  /// A table names no charset; one that is not UTF-8 is guessed.
  static func guessedCharset(of start: [UInt8]) -> String? {
    guard
      let decoded = try? TextDecoding.decode(start, declared: nil, forced: nil, isMarkup: false, name: ""),
      decoded.charset != "UTF-8", !decoded.charset.hasPrefix("UTF-16")
    else { return nil }
    return decoded.charset
  }

  /// The separator of the first line: the more frequent of comma and semicolon outside quotation marks, or a tab where
  /// there is neither.
  static func separator(of start: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in start {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A { break }
      if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == 0x09 {
        counts[byte, default: 0] += 1
      }
    }
    let (commas, semicolons) = (counts[UInt8(ascii: ","), default: 0], counts[UInt8(ascii: ";"), default: 0])
    if commas == 0, semicolons == 0, counts[0x09, default: 0] > 0 { return 0x09 }
    return semicolons > commas ? UInt8(ascii: ";") : UInt8(ascii: ",")
  }
}
