public import Bitext
import JSON

/// Units as JSON Lines: an object a line, with everything that a unit holds.
///
/// A unit is `{"id", "srclang", "variants", ...}`; all fields but `variants` may be left out:
/// - `id`: the name of the unit; `srclang`: the language that was translated from;
/// - `variants`: an array of `{"lang", "text", "codes"}`;
/// - `codes`: the inline codes of a text, each `{"at", "kind", "i", "attributes", "content"}`: `at` is the UTF-8
///   offset in the text before which it stands, `kind` one of `open`, `close`, `placeholder`, `isolatedOpen`,
///   `isolatedClose`, `highlightOpen`, `highlightClose`, `unknown`; `content` is an array of strings (markup)
///   and of objects with `text`, `codes` and `attributes` (text for people inside the markup);
/// - `created`, `createdBy`, `changed`, `changedBy`: dates as `20240620T093000Z`, and names;
/// - `attributes`: what else the file said, by the names of TMX;
/// - `properties`: `{"type", "value", "lang", "encoding"}`; `notes`: `{"text", "lang", "encoding", "place"}`;
/// - `previous`, `next`: the texts that stood around the unit.
///
/// Variants have dates, names, attributes, properties and notes too. The first line may be `{"header": {...}}`,
/// with `srclang`, `languages`, `attributes`, `properties`, `notes` and `encodings`.
///
/// Reading and writing stream: memory grows with the longest line (64 MB at most), not with the file.
public struct JSONLinesFormat: Format {
  private static let longestLine = 64 * 1_048_576
  private static let problemLimit = 100

  /// Creates the format.
  public init() {}

  /// Names, endings and abilities.
  public var description: FormatDescription {
    FormatDescription(
      identifier: "jsonl", name: "JSON Lines of units", fileExtensions: ["jsonl"],
      abilities: [.readsUnits, .writesUnits])
  }

  /// Certain where the first line is a unit or a header.
  public func likelihood(of sample: FormatSample) -> Likelihood {
    let start = sample.text.drop { $0.isWhitespace }
    if start.first == "{" {
      let line = start.prefix { !$0.isNewline }
      if line.contains("\"variants\"") || line.hasPrefix("{\"header\"") { return .certain }
      return sample.isNamed(as: description) ? .named : .no
    }
    return .no
  }

  /// Reads units, one at a time; a line that is no unit costs only itself.
  public func readUnits(
    from stream: ByteStream, options: ReadingOptions, body: (TranslationUnit) throws -> Void
  ) throws -> UnitSummary {
    var decoded = try DecodedStream(stream, forced: options.charset)
    var summary = UnitSummary()
    var pending: [UInt8] = []
    var number = 0
    func take(_ line: ArraySlice<UInt8>) throws {
      number += 1
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return }
      switch Self.read(line) {
      case .unit(let unit):
        try body(unit)
        summary.unitCount += 1
      case .header(let header): summary.header = header
      case .wrong(let message):
        summary.droppedCount += 1
        guard summary.problems.count < Self.problemLimit else { return }
        summary.problems.append(
          Problem(
            .error, "\(message); the line was left out", position: TextPosition(line: number, column: 1)))
      }
    }
    while case let chunk = try decoded.next(), !chunk.isEmpty {
      var rest = chunk[...]
      while let end = rest.firstIndex(of: 0x0A) {
        let line = rest[..<end]
        rest = rest[(end + 1)...]
        if pending.isEmpty { try take(line) } else { try take(pending + line) }
        pending.removeAll(keepingCapacity: true)
      }
      pending.append(contentsOf: rest)
      guard pending.count <= Self.longestLine else {
        throw FormatError(
          .malformed, "a line is longer than 64 MB", source: stream.name,
          position: TextPosition(line: number + 1, column: 1))
      }
    }
    if !pending.isEmpty { try take(pending[...]) }
    if summary.problems.count >= Self.problemLimit {
      summary.problems.append(Problem(.error, "\(summary.droppedCount) lines were left out in all"))
    }
    summary.problems = decoded.problems + summary.problems
    return summary
  }

  private enum Line {
    case unit(TranslationUnit)
    case header(UnitHeader)
    case wrong(String)
  }

  private static func read(_ line: ArraySlice<UInt8>) -> Line {
    var fields: [String: JSONValue] = [:]
    var reader = JSONReader(line)
    do throws(JSONReader.Failure) { try reader.object { fields[$0] = $1 } } catch {
      return .wrong(error.message)
    }
    do throws(UnitJSON.Failure) {
      if case .object(let header) = fields["header"] ?? .null {
        return .header(try UnitJSON.header(of: header))
      }
      let unit = try UnitJSON.unit(of: fields)
      return unit.variants.isEmpty ? .wrong("the unit has no texts (the field variants)") : .unit(unit)
    } catch { return .wrong(error.message) }
  }

  /// Starts writing.
  public func unitWriter(to sink: ByteSink, header: UnitHeader) throws -> any UnitWriter {
    try JSONLinesWriter(to: sink, header: header)
  }
}

/// Writes a unit a line.
private struct JSONLinesWriter: UnitWriter {
  var problems: [Problem] { [] }
  private let sink: ByteSink
  private var writer = JSONWriter()

  init(to sink: ByteSink, header: UnitHeader) throws {
    self.sink = sink
    UnitJSON.write(header, to: &writer)
    writer.endLine()
  }

  mutating func write(_ unit: TranslationUnit) throws {
    UnitJSON.write(unit, to: &writer)
    writer.endLine()
    if writer.bytes.count > 65_536 { try flush() }
  }

  mutating func finish() throws {
    try flush()
    try sink.close()
  }

  private mutating func flush() throws {
    try sink.write(writer.bytes)
    writer.removeAll()
  }
}
