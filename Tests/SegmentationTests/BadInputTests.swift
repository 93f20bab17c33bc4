import Bitext
import Segmentation
import Testing

/// Text that no person wrote costs time that grows with its length only.
@Suite("Bad input", .timeLimit(.minutes(5)))
struct BadInputTests {
  private static let texts: [(name: String, text: String)] = [
    ("a million full stops", String(repeating: ".", count: 1_000_000)),
    ("a million full stops and spaces", String(repeating: ". ", count: 500_000)),
    ("5 MB without a space", String(repeating: "wort", count: 1_250_000)),
    ("unpaired quotes", String(repeating: "\"He said. “No ( «", count: 50_000)),
    ("abbreviations in a row", String(repeating: "e.g. Mr. A. ", count: 50_000)),
    ("spaces alone", String(repeating: " ", count: 1_000_000)),
    ("line ends alone", String(repeating: "\n", count: 1_000_000)),
  ]

  @Test("Every kind of rules reads it in seconds", arguments: texts.map(\.name))
  func linear(_ name: String) throws {
    let text = try #require(Self.texts.first { $0.name == name }).text
    let english = try LanguageTag("en")
    let document = try SRXRules(SRXDocument.builtIn)
    for rules in [SegmentationRules.builtIn, .unicode, .srx(document), .extended(document)] {
      var ranges: [Range<Int>] = []
      let time = try ContinuousClock().measure {
        ranges = try Segmenter(SegmenterOptions(rules: rules, splitsGluedText: true)).ranges(
          in: text, language: english)
      }
      #expect(ranges.reduce(0) { $0 + $1.count } == text.utf8.count)
      #expect(ranges.last?.upperBound == text.utf8.count)
      // Without optimization, on a machine that does other work too.
      #expect(time < .seconds(60), "\(rules)")
    }
  }
}
