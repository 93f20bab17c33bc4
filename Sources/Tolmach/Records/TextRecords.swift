public import JSON
public import Languages
public import Segmentation

// The JSON Lines that the command reads and writes: part of its public interface. Offsets are UTF-8 bytes, half-open.

/// The answer to a line that cannot be used.
public struct ErrorRecord: JSONWritable, Sendable {
  /// The line's name, where it could be read.
  public var id: RecordIdentifier?
  /// What is wrong.
  public var error: String

  /// Creates the record.
  public init(id: RecordIdentifier?, error: String) {
    self.id = id
    self.error = error
  }

  /// Writes the record as a JSON object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      if let id {
        writer.field("id", id)
      } else {
        writer.key("id")
        writer.append(number: "null")
      }
      writer.field("error", error)
    }
  }
}

/// The answer of `segment --jsonl`.
public struct SegmentsRecord: JSONWritable, Sendable {
  /// A place where the text was cut or might have been.
  private struct Decision: JSONWritable {
    var decision: BoundaryDecision

    func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("offset", decision.offset)
        writer.field("boundary", decision.isBoundary)
        writer.field("probability", decision.probability.rounded(toPlaces: 3))
        writer.field("reasons", decision.reasons)
      }
    }
  }

  var id: RecordIdentifier
  var segments: [String]
  var decisions: [BoundaryDecision]?

  /// Creates the record.
  ///
  /// - Parameter decisions: the reasons, where they are asked for.
  public init(id: RecordIdentifier, segments: [String], decisions: [BoundaryDecision]? = nil) {
    self.id = id
    self.segments = segments
    self.decisions = decisions
  }

  /// Writes the record as a JSON object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", id)
      writer.field("segments", segments)
      if let decisions { writer.field("decisions", decisions.map { Decision(decision: $0) }) }
    }
  }
}

/// The answer of `identify --jsonl`.
public struct LanguageRecord: JSONWritable, Sendable {
  var id: RecordIdentifier
  var language: String
  var confidence: Double
  var candidates: [String]

  /// Creates the record.
  public init(id: RecordIdentifier, evidence: LanguageEvidence) {
    self.id = id
    language = evidence.language.identifier
    confidence = evidence.confidence.rounded(toPlaces: 3)
    candidates = evidence.candidates.prefix(10).map(\.identifier)
  }

  /// Writes the record as a JSON object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", id)
      writer.field("language", language)
      writer.field("confidence", confidence)
      writer.field("candidates", candidates)
    }
  }
}

/// The answer of `identify --jsonl --spans`.
public struct SpansRecord: JSONWritable, Sendable {
  /// A stretch of one language.
  public struct Span: JSONWritable, Sendable {
    var start: Int
    var end: Int
    var language: String
    var confidence: Double

    /// Creates the span.
    public init(_ span: LanguageSpan) {
      start = span.range.lowerBound
      end = span.range.upperBound
      language = span.evidence.language.identifier
      confidence = span.evidence.confidence.rounded(toPlaces: 3)
    }

    /// Writes the record as a JSON object.
    public func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("start", start)
        writer.field("end", end)
        writer.field("language", language)
        writer.field("confidence", confidence)
      }
    }
  }

  var id: RecordIdentifier
  var spans: [Span]

  /// Creates the record.
  public init(id: RecordIdentifier, spans: [LanguageSpan]) {
    self.id = id
    self.spans = spans.map(Span.init)
  }

  /// Writes the record as a JSON object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", id)
      writer.field("spans", spans)
    }
  }
}

extension Double {
  /// The nearest number with so many decimal places.
  func rounded(toPlaces places: Int) -> Double {
    let scale = (0..<places).reduce(1.0) { value, _ in value * 10 }
    return (self * scale).rounded() / scale
  }
}
