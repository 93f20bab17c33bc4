import Testing

@testable import Review

/// What scans bytes comes to the same as what reads characters.
@Suite("Scans of bytes")
struct ByteScanTests {
  private let atoms = [
    "word", "Слово", " ", "\t", "\n", "\u{A0}", "\u{2003}", "\u{3000}", "é", "。", "…", "\u{85}", "", "x", "ị",
    "\u{B7}",
  ]

  @Test func `the trimmed range is that of the characters`() {
    var state: UInt64 = 11
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for _ in 0..<3_000 {
      let text = (0..<next(6)).map { _ in atoms[next(atoms.count)] }.joined()
      let scalars = text.unicodeScalars
      let expected =
        String(
          String.UnicodeScalarView(
            scalars.drop(while: \.properties.isWhitespace).reversed().drop(while: \.properties.isWhitespace)
              .reversed()))
      #expect(text.trimmed == expected, "\(text.debugDescription)")
    }
  }

  @Test(arguments: [
    ("see https://example.org/a.", ["https://example.org/a."]),
    ("End of it. Next: one-two, and/or", []),
    ("run --force or -f", ["--force"]), ("a.b@c.org, file.txt!", ["a.b@c.org,", "file.txt!"]),
    ("std::vector v1.2", ["std::vector", "v1.2"]), ("Слово.Слово 3.14", ["3.14"]),
    ("snake_case $x #tag &amp", ["snake_case", "$x", "#tag", "&amp"]),
    ("wait... (no) [yes] 'it' \"so\"", []), ("C:\\dir 50% <b>", ["C:\\dir", "<b>"]), ("", []),
    (" . : - / ", []),
  ])
  func `code and addresses are known by their signs`(text: String, parts: [String]) {
    #expect(Untranslatable.ranges(in: text).map { text.slice(utf8: $0) } == parts)
  }

  @Test func `words that stand in all languages are known by all their letters`() {
    for (word, isKnown) in [("HTML", true), ("Firefox", true), ("Fire", false), ("HTMK", false), ("", false)]
    {
      var word = word
      #expect(word.withUTF8 { InternationalWords.contains($0[...]) } == isKnown)
    }
  }
}
