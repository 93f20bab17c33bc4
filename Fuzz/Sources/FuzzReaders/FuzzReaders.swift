import Tolmach

/// Reads bytes as TMX, CSV, TSV, JSON Lines or Moses by the first byte, writes what was read as TMX, and reads that again.
///
/// Beyond crashes it looks for what must hold of any input: what was read can be written, what was written is read
/// without an error, and gives the same texts.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzReaders(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 1 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let formats: [any Format] = [TMXFormat(), TableFormat.csv, TableFormat.tsv, JSONLinesFormat(), TMXFormat()]
  let format = formats[Int(bytes[0]) % formats.count]
  let options = ReadingOptions(
    sourceLanguage: try? LanguageTag("en"), targetLanguage: try? LanguageTag("ru"))
  var units: [TranslationUnit] = []
  let source = InputSource.bytes(bytes[1...], name: "input")
  guard
    let stream = try? source.open(),
    let summary = try? format.readUnits(from: stream, options: options, body: { units.append($0) })
  else { return 0 }
  precondition(units.count == summary.unitCount, "units are counted wrongly")
  let sink = ByteSink()
  do {
    var writer = try TMXFormat().unitWriter(to: sink, header: summary.header)
    for unit in units { try writer.write(unit) }
    try writer.finish()
    guard writer.problems.isEmpty else { return 0 }
    var again: [TranslationUnit] = []
    let read = try TMXFormat().readUnits(
      from: InputSource.bytes(sink.bytes, name: "again").open(), options: ReadingOptions()
    ) { again.append($0) }
    precondition(
      read.problems.allSatisfy { $0.severity == .warning },
      "what was written is read with errors: \(read.problems)")
    precondition(units.count == again.count, "units were lost")
    for (first, second) in zip(units, again) {
      precondition(
        first.variants.map(\.content.text) == second.variants.map(\.content.text), "texts were changed")
    }
  } catch { preconditionFailure("what was read cannot be written and read again: \(error)") }
  return 0
}
