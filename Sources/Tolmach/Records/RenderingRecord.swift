public import Names

/// The answer of `names render --jsonl`.
public struct RenderingRecord: JSONWritable, Sendable {
  var id: RecordIdentifier
  var rendering: NameRenderer.Rendering

  /// Creates the record.
  public init(id: RecordIdentifier, rendering: NameRenderer.Rendering) {
    self.id = id
    self.rendering = rendering
  }

  /// Writes the record as a JSON object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", id)
      writer.field("text", rendering.text)
      writer.field("standard", rendering.standard.rawValue)
      writer.field("unknown", rendering.unknown)
    }
  }
}
