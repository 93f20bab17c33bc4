import Alignment
import Formats

/// Numbers of sentences, `[0, 1]:[0]` a line; documents are parted by an empty line.
struct AlignmentIndices: AlignmentWriter {
  private let sink: ByteSink
  private var isFirst = true

  init(_ sink: ByteSink) { self.sink = sink }

  mutating func write(_ alignment: PageAlignment) throws {
    if !isFirst { try sink.write("\n") }
    isFirst = false
    for bead in alignment.beads {
      let sides = [bead.source, bead.target].map { side in
        "[" + side.map(String.init).joined(separator: ", ") + "]"
      }
      try sink.write(sides.joined(separator: ":") + "\n")
    }
  }

  mutating func finish() throws {}
}
