import Review

/// A line of `terms check --format jsonl`.
public struct TermFindingRecord: JSONWritable, Sendable {
  private let file: String
  private let found: BilingualFinding
  private let text: BilingualText

  /// Creates the record.
  public init(_ found: BilingualFinding, in text: BilingualText, file: String) {
    self.file = file
    self.found = found
    self.text = text
  }

  /// Writes the record as a JSON object; `start` and `end` are UTF-8 bytes of the text that `side` names.
  public func write(to writer: inout JSONWriter) {
    let finding = found.finding
    writer.object { writer in
      writer.field("file", file)
      writer.field("unit", found.number)
      writer.field("id", ifPresent: found.id)
      writer.field("rule", finding.rule)
      writer.field("kind", found.kind.rawValue)
      writer.field("severity", finding.severity.rawValue)
      writer.field("side", found.side.rawValue)
      writer.field("start", finding.place.lowerBound)
      writer.field("end", finding.place.upperBound)
      writer.field("text", finding.text)
      writer.field("language", finding.language.identifier)
      writer.field("confidence", finding.confidence.rounded(toPlaces: 3))
      writer.field("evidence", finding.evidence)
      writer.field("suggestions", finding.suggestions.map(\.text))
      writer.field("source", text.source)
      writer.field("target", text.target)
    }
  }
}
