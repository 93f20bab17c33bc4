public import JSON
public import TranslationMemory

/// The answer of `lookup --jsonl`.
public struct MatchesRecord: JSONWritable, Sendable {
  /// A match.
  public struct Match: JSONWritable, Sendable {
    var score: Double
    var characters: Double
    var words: Double
    var source: String
    var target: String
    var sourceLanguage: String
    var targetLanguage: String
    var origin: String?
    var changed: String?
    var repaired: String?
    var repairedScore: Double?
    var penalties: [Penalty]

    struct Penalty: JSONWritable {
      var reason: String
      var points: Double

      func write(to writer: inout JSONWriter) {
        writer.object { writer in
          writer.field("reason", reason)
          writer.field("points", points)
        }
      }
    }

    /// Creates the match.
    public init(_ match: MemoryMatch) {
      score = match.score.value.rounded(toPlaces: 1)
      characters = match.score.characters.rounded(toPlaces: 1)
      words = match.score.words.rounded(toPlaces: 1)
      source = match.source.content.text
      target = match.target.content.text
      sourceLanguage = match.source.language.identifier
      targetLanguage = match.target.language.identifier
      origin = match.origin?.source
      repaired = match.repair?.text
      repairedScore = match.repair.map { $0.score.rounded(toPlaces: 1) }
      penalties = match.score.penalties.map { Penalty(reason: $0.reason, points: $0.points) }
      changed = (match.provenance.changed ?? match.provenance.created)?.description
    }

    /// Writes the record as a JSON object.
    public func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("score", score)
        writer.field("characters", characters)
        writer.field("words", words)
        writer.field("source", source)
        writer.field("target", target)
        writer.field("sourceLanguage", sourceLanguage)
        writer.field("targetLanguage", targetLanguage)
        writer.field("origin", ifPresent: origin)
        writer.field("changed", ifPresent: changed)
        writer.field("repaired", ifPresent: repaired)
        if let repairedScore { writer.field("repairedScore", repairedScore) }
        if !penalties.isEmpty { writer.field("penalties", penalties) }
      }
    }
  }

  var id: RecordIdentifier
  var matches: [Match]

  /// Creates the record.
  public init(id: RecordIdentifier, matches: [MemoryMatch]) {
    self.id = id
    self.matches = matches.map(Match.init)
  }

  /// Writes the record as a JSON object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", id)
      writer.field("matches", matches)
    }
  }
}
