import Bitext
import Formats
import Foundation
import TestSupport
import Testing

/// Inputs that `Scripts/fuzz.sh` found, each a byte that chooses the reader and then a file.
struct FuzzFindingTests {
  private static var files: [String] {
    let folder = Checkout.path("Tests/FormatsTests/Resources/fuzz")
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0 != "README.md" }
      .sorted().map {
        folder + "/" + $0
      }
  }

  @Test("what fuzzing found is read, written and read again", arguments: files)
  func finding(path: String) throws {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let formats: [any Format] = [
      TMXFormat(), TableFormat.csv, TableFormat.tsv, JSONLinesFormat(), TMXFormat(),
    ]
    let format = formats[Int(bytes.first ?? 0) % formats.count]
    let options = ReadingOptions(
      sourceLanguage: try LanguageTag("en"), targetLanguage: try LanguageTag("ru"))
    guard let read = try? ReadUnits(format, .bytes(bytes.dropFirst()), options: options) else { return }
    let sink = ByteSink()
    var writer = try TMXFormat().unitWriter(to: sink, header: read.summary.header)
    for unit in read.units { try writer.write(unit) }
    try writer.finish()
    guard writer.problems.isEmpty else { return }
    let again = try ReadUnits(TMXFormat(), .bytes(sink.bytes))
    #expect(again.errors.isEmpty)
    #expect(
      again.units.map { $0.variants.map(\.content.text) }
        == read.units.map { $0.variants.map(\.content.text) })
  }
}
