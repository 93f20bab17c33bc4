import Names

/// The answer of `names --jsonl`.
public struct NamesRecord: JSONWritable, Sendable {
  /// A suggestion.
  public struct Match: JSONWritable, Sendable {
    var term: String
    var score: Double
    var likely: Bool
    var match: String
    var spelling: String
    var entry: String?

    /// Creates the suggestion.
    public init(_ suggestion: GlossaryNames.Suggestion) {
      term = suggestion.match.name
      score = (suggestion.match.confidence * 100).rounded(toPlaces: 1)
      likely = suggestion.match.isLikely
      match = suggestion.match.isSame ? "same" : suggestion.match.isReordered ? "reordered" : "spelled"
      spelling = suggestion.match.spelling
      entry = suggestion.concept.id
    }

    /// Writes the record as a JSON object.
    public func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("term", term)
        writer.field("score", score)
        writer.field("likely", likely)
        writer.field("match", match)
        writer.field("spelling", spelling)
        writer.field("entry", ifPresent: entry)
      }
    }
  }

  var id: RecordIdentifier
  var matches: [Match]

  /// Creates the record.
  public init(id: RecordIdentifier, suggestions: [GlossaryNames.Suggestion]) {
    self.id = id
    matches = suggestions.map(Match.init)
  }

  /// Writes the record as a JSON object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", id)
      writer.field("matches", matches)
    }
  }
}
