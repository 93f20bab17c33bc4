public import Bitext

/// Translation Memory eXchange, versions 1.1 to 1.4b: reads all of them, writes 1.4.
///
/// Reading and writing stream: memory does not grow with the file. Inline codes, notes, properties and the attributes of units
/// and variants are kept. A DTD is named, never read.
///
/// Source: TMX 1.4b specification (LISA OSCAR, 2005).
public struct TMXFormat: Format {
  /// Creates the format.
  public init() {}

  /// Names, endings and abilities.
  public var description: FormatDescription {
    FormatDescription(
      identifier: "tmx", name: "TMX translation memory", fileExtensions: ["tmx"],
      abilities: [.readsUnits, .writesUnits])
  }

  /// False: each text says its own.
  public var namesLanguagesFirst: Bool { false }

  /// Certain where the root element is `tmx`.
  public func likelihood(of sample: FormatSample) -> Likelihood {
    if sample.rootElement == "tmx" { return .certain }
    return sample.isNamed(as: description) ? .named : .no
  }

  /// Reads units, one at a time; after an error it goes on where it can.
  public func readUnits(
    from stream: ByteStream, options: ReadingOptions, body: (TranslationUnit) throws -> Void
  ) throws -> UnitSummary {
    var reader = TMXReader()
    let source = try XMLSource.read(stream, options: options) { event, place in
      try reader.take(event, at: place, body: body)
    }
    let summary = reader.finish(problems: source.problems)
    if summary.unitCount == 0, summary.droppedCount == 0, !reader.hasSeenRoot {
      let first = summary.problems.first { $0.severity == .error }
      throw FormatError(
        .malformed, "is not TMX: \(first?.message ?? "it has no <tmx> element")", source: stream.name,
        position: first?.position)
    }
    return summary
  }

  /// Starts writing TMX 1.4.
  public func unitWriter(to sink: ByteSink, header: UnitHeader) throws -> any UnitWriter {
    try TMXWriter(to: sink, header: header)
  }
}

extension FormatSample {
  /// The name of the first element of an XML file, without its prefix; nil where the sample is no XML.
  var rootElement: String? {
    var rest = text[...]
    while true {
      rest = rest.drop { $0.isWhitespace }
      guard rest.first == "<" else { return nil }
      if rest.hasPrefix("<?") {
        guard let end = rest.firstRange(of: "?>") else { return nil }
        rest = rest[end.upperBound...]
      } else if rest.hasPrefix("<!--") {
        guard let end = rest.firstRange(of: "-->") else { return nil }
        rest = rest[end.upperBound...]
      } else if rest.hasPrefix("<!") {
        // A document type can hold declarations in brackets.
        guard let close = rest.firstIndex(of: ">") else { return nil }
        if let open = rest[..<close].firstIndex(of: "[") {
          guard let end = rest[open...].firstIndex(of: "]"), let last = rest[end...].firstIndex(of: ">")
          else { return nil }
          rest = rest[rest.index(after: last)...]
        } else {
          rest = rest[rest.index(after: close)...]
        }
      } else {
        let name = rest.dropFirst().prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
        return String(name.split(separator: ":").last ?? name)
      }
    }
  }
}
