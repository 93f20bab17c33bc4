import Bitext
import Formats
import Testing

/// Everything that a reader said of a file of units.
struct ReadUnits {
  var units: [TranslationUnit] = []
  var summary = UnitSummary()

  init(_ format: any Format, _ source: InputSource, options: ReadingOptions = ReadingOptions()) throws {
    var units: [TranslationUnit] = []
    summary = try format.readUnits(from: try source.open(), options: options) { units.append($0) }
    self.units = units
  }

  init(_ format: any Format, _ text: String, options: ReadingOptions = ReadingOptions()) throws {
    try self.init(format, .bytes(text.utf8, name: "memory"), options: options)
  }

  var errors: [Problem] { summary.problems.filter { $0.severity == .error } }
}

/// Everything that a reader said of a document.
struct ReadDocument {
  var blocks: [Block] = []
  var summary = DocumentSummary()

  init(_ format: any Format, _ bytes: some Sequence<UInt8>, options: ReadingOptions = ReadingOptions()) throws
  {
    var blocks: [Block] = []
    summary = try format.readDocument(
      from: try InputSource.bytes(bytes, name: "memory").open(), options: options
    ) { blocks.append($0) }
    self.blocks = blocks
  }

  var texts: [String] { blocks.map(\.content.text) }
}
