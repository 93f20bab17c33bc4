/// The formats that are known, and which of them a file is in.
public struct FormatRegistry: Sendable {
  /// All formats of this package; a new one is a line here.
  public static let standard = FormatRegistry(
    [HTMLFormat(), TMXFormat()] + TBXFormat.allFormats + [MultiTermFormat()] + GlossaryTableFormat.allFormats
      + [JSONLinesFormat(), TableFormat.csv, TableFormat.tsv, MosesFormat(), PlainTextFormat()])

  /// The formats, the more specific first.
  public let formats: [any Format]

  /// Creates a registry.
  public init(_ formats: [any Format]) { self.formats = formats }

  /// The format of a short name, such as `tmx`.
  public func format(named identifier: String) -> (any Format)? {
    formats.first { $0.description.identifier == identifier.lowercased() }
  }

  /// The format of an open source, by its content and then its name; takes nothing from the stream.
  ///
  /// - Parameter ability: what the format must be able to do; others are passed over where one that can is possible too.
  /// - Throws: ``FormatError`` where the source is empty, binary, or of no known format.
  public func format(
    of source: InputSource, stream: ByteStream, ability: FormatDescription.Abilities
  ) throws(FormatError) -> any Format {
    let bytes = try stream.peek(8_192)
    guard !bytes.isEmpty else { throw FormatError(.empty, "is empty", source: source.name) }
    let text = SampleText.text(of: bytes)
    guard let text else {
      throw FormatError(
        .binary, "is not text (it has zero bytes or too many control characters)", source: source.name)
    }
    let sample = FormatSample(fileName: source.fileName, text: text)
    var ranked: [(format: any Format, likelihood: Likelihood)] = []
    for format in formats {
      let likelihood = format.likelihood(of: sample)
      // None that follows can be better.
      if likelihood == .certain, format.description.abilities.contains(ability) { return format }
      if likelihood > .no { ranked.append((format, likelihood)) }
    }
    let able = ranked.filter { $0.format.description.abilities.contains(ability) }
    let best = ranked.max { $0.likelihood < $1.likelihood }
    let bestAble = able.max { $0.likelihood < $1.likelihood }
    // What is certainly something else is refused by that format, in its own words.
    if let best, best.likelihood == .certain, best.likelihood > (bestAble?.likelihood ?? .no) {
      return best.format
    }
    guard let chosen = bestAble ?? best else {
      throw FormatError(
        .unsupported, "is of no format that Tolmach knows; see `tolmach formats`", source: source.name)
    }
    return chosen.format
  }
}
