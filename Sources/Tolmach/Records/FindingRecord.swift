public import JSON
import Review

/// A line of `check --format jsonl`.
public struct FindingRecord: JSONWritable, Sendable {
  /// A suggestion.
  public struct Suggestion: JSONWritable, Sendable {
    var text: String
    var source: String
    var score: Double

    /// Writes the record as a JSON object.
    public func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("text", text)
        writer.field("source", source)
        writer.field("score", score)
      }
    }
  }

  var page: String
  var rule: String
  var severity: String
  var start: Int
  var end: Int
  var line: Int
  var column: Int
  var text: String
  var context: String
  var language: String
  var candidates: [String]
  var confidence: Double
  var evidence: [String]
  var suggestions: [Suggestion]

  /// Creates the record.
  public init(_ located: PageChecker.LocatedFinding, page: String) {
    let finding = located.finding
    self.page = page
    rule = finding.rule
    severity = finding.severity.rawValue
    start = finding.place.lowerBound
    end = finding.place.upperBound
    line = located.excerpt.position.line
    column = located.excerpt.position.column
    text = finding.text
    context = finding.context
    language = finding.language.identifier
    candidates = finding.candidates.prefix(10).map(\.identifier)
    confidence = finding.confidence.rounded(toPlaces: 3)
    evidence = finding.evidence
    suggestions = finding.suggestions.map {
      Suggestion(text: $0.text, source: $0.source, score: $0.score.rounded(toPlaces: 1))
    }
  }

  /// Writes the record as a JSON object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("page", page)
      writer.field("rule", rule)
      writer.field("severity", severity)
      writer.field("start", start)
      writer.field("end", end)
      writer.field("line", line)
      writer.field("column", column)
      writer.field("text", text)
      writer.field("context", context)
      writer.field("language", language)
      writer.field("candidates", candidates)
      writer.field("confidence", confidence)
      writer.field("evidence", evidence)
      writer.field("suggestions", suggestions)
    }
  }
}
