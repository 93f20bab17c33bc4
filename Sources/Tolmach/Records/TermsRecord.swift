public import JSON
public import Terminology

/// The answer of `terms --jsonl`.
public struct TermsRecord: JSONWritable, Sendable {
  /// A term.
  public struct Term: JSONWritable, Sendable {
    var start: Int
    var end: Int
    var term: String
    var entry: String?
    var match: String
    var renderings: [String: String]

    /// Creates the term.
    public init(_ match: TermMatch) {
      start = match.range.lowerBound
      end = match.range.upperBound
      term = match.term
      entry = match.concept.id
      self.match = match.kind.rawValue
      renderings = Dictionary(
        match.concept.renderings.compactMap { tag, terms in terms.first.map { (tag.identifier, $0) } },
        uniquingKeysWith: { first, _ in first })
    }

    /// Writes the record as a JSON object.
    public func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("start", start)
        writer.field("end", end)
        writer.field("term", term)
        writer.field("entry", ifPresent: entry)
        writer.field("match", match)
        writer.key("renderings")
        writer.object { writer in
          for (language, text) in renderings.sorted(by: { $0.key < $1.key }) { writer.field(language, text) }
        }
      }
    }
  }

  var id: RecordIdentifier
  var terms: [Term]

  /// Creates the record.
  public init(id: RecordIdentifier, terms: [TermMatch]) {
    self.id = id
    self.terms = terms.map(Term.init)
  }

  /// Writes the record as a JSON object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", id)
      writer.field("terms", terms)
    }
  }
}
