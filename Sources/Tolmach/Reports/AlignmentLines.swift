import Alignment
import Formats

/// JSON Lines: a bead a line, with the places of its sentences in both files.
struct AlignmentLines: AlignmentWriter {
  private struct Sentence: JSONWritable {
    var sentence: AlignmentPage.Sentence

    func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("text", sentence.content.text)
        writer.field("start", sentence.place.lowerBound)
        writer.field("end", sentence.place.upperBound)
        writer.field("line", sentence.position.line)
        writer.field("column", sentence.position.column)
        writer.field("part", ifPresent: AlignmentPage.structure(of: sentence.kind))
      }
    }
  }

  private let sink: ByteSink
  private var writer = JSONWriter()

  init(_ sink: ByteSink) { self.sink = sink }

  mutating func write(_ alignment: PageAlignment) throws {
    for bead in alignment.beads {
      writer.removeAll()
      writer.object { writer in
        writer.field("sourcePage", alignment.source.name)
        writer.field("targetPage", alignment.target.name)
        writer.field("sourceLanguage", alignment.source.language.identifier)
        writer.field("targetLanguage", alignment.target.language.identifier)
        writer.field("source", alignment.source.sentences[bead.source].map(Sentence.init))
        writer.field("target", alignment.target.sentences[bead.target].map(Sentence.init))
        writer.field("confidence", bead.confidence.rounded(toPlaces: 3))
        writer.field("quality", alignment.quality.rounded(toPlaces: 3))
        if bead.isMoved { writer.field("moved", true) }
        writer.key("why")
        writer.object { writer in
          writer.field("content", bead.score.content.rounded(toPlaces: 2))
          writer.field("length", bead.score.length.rounded(toPlaces: 2))
          writer.field("shape", bead.score.shape.rounded(toPlaces: 2))
          writer.field("structure", bead.score.structure.rounded(toPlaces: 2))
        }
      }
      writer.endLine()
      try sink.write(writer.bytes)
    }
  }

  mutating func finish() throws {}
}
