public import Bitext

/// MultiTerm XML, as Trados MultiTerm exports termbases; read only.
///
/// A MultiTerm termbase (`.sdltb`) is a database: export it as MultiTerm XML first.
public struct MultiTermFormat: Format {
  /// Creates the format.
  public init() {}

  /// Names, endings and abilities.
  public var description: FormatDescription {
    FormatDescription(
      identifier: "multiterm", name: "MultiTerm XML", fileExtensions: [], abilities: [.readsConcepts])
  }

  /// Certain where the root element is `mtf`.
  public func likelihood(of sample: FormatSample) -> Likelihood {
    sample.rootElement == "mtf" ? .certain : .no
  }

  /// Reads entries, one at a time.
  public func readConcepts(
    from stream: ByteStream, options: ReadingOptions, body: (Concept) throws -> Void
  ) throws -> UnitSummary {
    var reader = MultiTermReader()
    let source = try XMLSource.read(stream, options: options) { event, place in
      try reader.take(event, at: place, body: body)
    }
    guard reader.hasSeenRoot else {
      throw FormatError(.malformed, "is not MultiTerm XML: it has no <mtf> element", source: stream.name)
    }
    return reader.finish(problems: source.problems)
  }
}
