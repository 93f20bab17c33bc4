import Formats

/// The pairs as translation units, in a format that holds such.
struct AlignmentUnits: AlignmentWriter {
  private let sink: ByteSink
  private let format: any Format
  private let options: AlignmentReportOptions
  private var writer: (any UnitWriter)?

  init(_ sink: ByteSink, format: any Format, options: AlignmentReportOptions) {
    self.sink = sink
    self.format = format
    self.options = options
  }

  var problems: [Problem] { writer?.problems ?? [] }

  mutating func write(_ alignment: PageAlignment) throws {
    let languages = [alignment.source.language, alignment.target.language]
    var writer = try self.writer ?? started(languages)
    for unit in alignment.units(threshold: options.threshold, provenance: options.provenance) {
      try writer.write(unit)
    }
    self.writer = writer
  }

  mutating func finish() throws {
    // A table needs the languages of its columns; without pairs it stays empty.
    guard writer != nil || format.description.identifier == TMXFormat().description.identifier else {
      return try sink.close()
    }
    var writer = try self.writer ?? started([])
    try writer.finish()
    self.writer = writer
  }

  private func started(_ languages: [LanguageTag]) throws -> any UnitWriter {
    try format.unitWriter(
      to: sink,
      header: UnitHeader(
        sourceLanguage: languages.first, languages: languages,
        columns: [AlignedUnit.confidence]))
  }
}
