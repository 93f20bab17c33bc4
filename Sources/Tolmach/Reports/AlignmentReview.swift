import Alignment
import Formats

/// A page on which a person merges, splits, moves, accepts and rejects beads, and which makes a TMX file of
/// them.
///
/// Needs nothing but itself: no server, no font, no script from elsewhere. Memory grows with one pair of
/// pages.
struct AlignmentReview: AlignmentWriter {
  private let sink: ByteSink
  private let options: AlignmentReportOptions
  private var isFirst = true
  private var isStarted = false

  init(_ sink: ByteSink, options: AlignmentReportOptions) {
    self.sink = sink
    self.options = options
  }

  mutating func write(_ alignment: PageAlignment) throws {
    try start()
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("quality", alignment.quality.rounded(toPlaces: 3))
      writer.field("objection", ifPresent: alignment.objection?.description)
      writer.key("source")
      Self.write(alignment.source, to: &writer)
      writer.key("target")
      Self.write(alignment.target, to: &writer)
      writer.key("beads")
      writer.array { writer in
        for bead in alignment.beads { Self.write(bead, to: &writer) }
      }
    }
    try sink.write(isFirst ? "" : ",\n")
    isFirst = false
    try sink.write(Self.safe(writer.bytes))
  }

  mutating func finish() throws {
    try start()
    try sink.write("\n]}\n</script>\n")
    try sink.write(AlignmentReviewPage.end)
  }

  private mutating func start() throws {
    guard !isStarted else { return }
    isStarted = true
    try sink.write(
      HTMLReportPage.start(title: "Tolmach: review of aligned pages", style: AlignmentReviewPage.style))
    try sink.write(AlignmentReviewPage.body)
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("tool", "tolmach")
      writer.field("version", TolmachVersion.current)
      writer.field("user", ifPresent: options.provenance.createdBy)
      writer.field("date", ifPresent: options.provenance.created?.description)
      writer.field("threshold", options.threshold)
    }
    try sink.write("<script type=\"application/json\" id=\"data\">\n{\"options\":")
    try sink.write(Self.safe(writer.bytes))
    try sink.write(",\"documents\":[\n")
  }

  /// JSON within a script element: no text in it may end the element.
  private static func safe(_ json: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(json.count)
    for byte in json {
      if byte == UInt8(ascii: "<") { result.append(contentsOf: "\\u003c".utf8) } else { result.append(byte) }
    }
    return result
  }

  private static func write(_ bead: Bead, to writer: inout JSONWriter) {
    writer.array { writer in
      let ends = [
        bead.source.lowerBound, bead.source.upperBound, bead.target.lowerBound, bead.target.upperBound,
      ]
      for end in ends { end.write(to: &writer) }
      bead.confidence.rounded(toPlaces: 3).write(to: &writer)
      (bead.isMoved ? 1 : 0).write(to: &writer)
    }
  }

  /// A side: for each sentence its text, its line, its block, and, where it has codes, its TMX.
  private static func write(_ page: AlignmentPage, to writer: inout JSONWriter) {
    let format = TMXFormat()
    var codeNumber = 0
    writer.object { writer in
      writer.field("page", page.name)
      writer.field("language", page.language.identifier)
      writer.field("name", LanguageCatalogue.englishName(of: page.language))
      writer.field("direction", LanguageCatalogue.direction(of: page.language))
      writer.field("glue", page.joinsWithoutSpace ? "" : " ")
      writer.key("sentences")
      writer.array { writer in
        for sentence in page.sentences {
          writer.array { writer in
            sentence.content.text.write(to: &writer)
            sentence.position.description.write(to: &writer)
            sentence.block.write(to: &writer)
            guard !sentence.content.codes.isEmpty else { return }
            format.segment(numbered(sentence.content, from: &codeNumber)).write(to: &writer)
          }
        }
      }
    }
  }

  /// The text with names of codes that no other sentence of the page has, so that any can be put together.
  private static func numbered(_ content: MarkedText, from number: inout Int) -> MarkedText {
    var names: [String: String] = [:]
    let codes = content.codes.map { placed -> MarkedText.PlacedCode in
      var placed = placed
      guard let id = placed.code.id else { return placed }
      if names[id] == nil {
        number += 1
        names[id] = String(number)
      }
      placed.code.id = names[id]
      return placed
    }
    return MarkedText(content.text, codes: codes)
  }
}
