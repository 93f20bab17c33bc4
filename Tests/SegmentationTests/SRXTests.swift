import Bitext
import Foundation
import Segmentation
import TestSupport
import Testing

@Suite("SRX")
struct SRXTests {
  static let small = """
    <?xml version="1.0" encoding="UTF-8"?>
    <srx xmlns="http://www.lisa.org/srx20" version="2.0">
      <header segmentsubflows="yes" cascade="yes">
        <formathandle type="start" include="no"/>
        <formathandle type="end" include="yes"/>
        <formathandle type="isolated" include="no"/>
      </header>
      <body>
        <languagerules>
          <languagerule languagerulename="English">
            <rule break="no"><beforebreak>\\b[Dd]ept\\.</beforebreak><afterbreak>\\s</afterbreak></rule>
          </languagerule>
          <languagerule languagerulename="All">
            <rule break="yes"><beforebreak>[.?!]+</beforebreak><afterbreak>\\s+\\p{Lu}</afterbreak></rule>
            <rule break="yes"><beforebreak></beforebreak><afterbreak>\\n</afterbreak></rule>
          </languagerule>
        </languagerules>
        <maprules>
          <languagemap languagepattern="[Ee][Nn].*" languagerulename="English"/>
          <languagemap languagepattern=".*" languagerulename="All"/>
        </maprules>
      </body>
    </srx>
    """

  private func pieces(_ text: String, _ rules: SegmentationRules, language: String = "en") throws -> [String]
  {
    let bytes = Array(text.utf8)
    return try Segmenter(SegmenterOptions(rules: rules)).ranges(in: text, language: try LanguageTag(language))
      .map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  private func rules(_ text: String) throws -> SRXRules {
    try SRXRules(SRXDocument(reading: Array(text.utf8), file: "small.srx"), file: "small.srx")
  }

  @Test("The first rule that matches decides, and maps cascade")
  func firstRuleDecides() throws {
    let rules = try rules(Self.small)
    let text = "Ask the dept. Clerks know. Others\ndo not."
    #expect(try pieces(text, .srx(rules)) == ["Ask the dept. Clerks know. ", "Others\n", "do not."])
    #expect(
      try pieces(text, .srx(rules), language: "de") == [
        "Ask the dept. ", "Clerks know. ", "Others\n", "do not.",
      ])
  }

  @Test("Without cascade only the first map that fits holds")
  func noCascade() throws {
    let rules = try rules(Self.small.replacing("cascade=\"yes\"", with: "cascade=\"no\""))
    #expect(try pieces("One. Two.", .srx(rules)) == ["One. Two."])
    #expect(try pieces("One. Two.", .srx(rules), language: "fr") == ["One. ", "Two."])
  }

  @Test("Extending keeps the built-in rules where the file is silent")
  func extends() throws {
    let rules = try rules(
      Self.small.replacing("[.?!]+", with: ";").replacing("[Dd]ept", with: "[Ff]oo"))
    #expect(
      try pieces("It was foo. But we knew; Then we left. Mr. Hart stayed.", .extended(rules))
        == ["It was foo. But we knew; ", "Then we left. ", "Mr. Hart stayed."])
  }

  @Test("A broken expression is an error with file, line and rule; the rest is used on request")
  func brokenExpression() throws {
    let text = Self.small.replacing("[.?!]+", with: "[.?!+")
    let document = try SRXDocument(reading: Array(text.utf8), file: "broken.srx")
    let error = try #require(throws: SRXError.self) { _ = try SRXRules(document, file: "broken.srx") }
    #expect(error.line == 14)
    #expect(error.rule?.name == "All")
    #expect(error.rule?.number == 1)
    #expect(
      error.description.hasPrefix("broken.srx:14: rule 1 of 'All': the expression in 'beforebreak' is wrong"))
    let rest = try SRXRules(document, file: "broken.srx", leavingOutBroken: true)
    #expect(rest.broken.count == 1)
    #expect(try pieces("One. Two\nThree.", .srx(rest)) == ["One. Two\n", "Three."])
  }

  @Test("A file that is no SRX is refused")
  func noSRX() {
    #expect(throws: SRXError.self) { _ = try SRXDocument(reading: Array("<tmx/>".utf8), file: "x.srx") }
    #expect(throws: SRXError.self) { _ = try SRXDocument(reading: Array("<srx><body>".utf8), file: "x.srx") }
  }

  @Test("A catastrophic expression ends in an error, not in a hang")
  func catastrophic() throws {
    let rules = try rules(Self.small.replacing("\\s+\\p{Lu}", with: "(\\s|a|aa|aaa)+$x"))
    let text = "Stop!" + String(repeating: "aaaa", count: 50_000) + "b"
    #expect(throws: (any Error).self) { _ = try pieces(text, .srx(rules)) }
  }

  @Test("What is written reads back the same")
  func roundTrip() throws {
    var document = try SRXDocument(reading: Array(Self.small.utf8), file: "small.srx")
    document.formatHandling.includesIsolated = true
    var again = try SRXDocument(reading: document.written(), file: "again.srx")
    for language in again.languageRules.indices {
      for rule in again.languageRules[language].rules.indices {
        again.languageRules[language].rules[rule].line = document.languageRules[language].rules[rule].line
      }
    }
    #expect(again == document)
  }

  @Test("Version 1.0 and missing namespaces are read")
  func flavours() throws {
    let text = Self.small.replacing(
      " xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\"", with: " version=\"1.0\""
    )
    .replacing(" cascade=\"yes\"", with: "")
    let document = try SRXDocument(reading: Array(text.utf8), file: "one.srx")
    #expect(document.version == "1.0")
    #expect(!document.cascades)
    #expect(document.ruleCount == 3)
  }

  @Test("Every public SRX file at hand is read, is used and keeps the text", .needsSharedData)
  func publicFiles() throws {
    let files = try SharedData.files(in: "srx", endingIn: ".srx")
    #expect(files.count > 10)
    let text =
      "First, Mr. Hart came (at 5 p.m.). \"Really?\" asked Dr. Bell… Yes! See p. 5 etc. Then\nthey left.\n\nAll of them."
    for file in files {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
      let document = try SRXDocument(reading: bytes, file: file)
      #expect(document.languageMaps.count > 0, "\(file)")
      let rules = try SRXRules(document, file: file, leavingOutBroken: true)
      for broken in rules.broken { print(broken) }
      for language in ["en", "de", "ru", "pl", "zz"] {
        #expect(try pieces(text, .srx(rules), language: language).joined() == text, "\(file)")
      }
      let again = try SRXDocument(reading: document.written(), file: file)
      #expect(again.ruleCount == document.ruleCount)
      #expect(again.languageMaps == document.languageMaps)
    }
  }

  @Test("The built-in rules go out as SRX that reads back and works")
  func builtIn() throws {
    let document = try SRXDocument(reading: SRXDocument.builtIn.written(), file: "built-in.srx")
    #expect(document.languageRules.count > 30)
    #expect(document.ruleCount == SRXDocument.builtIn.ruleCount)
    let rules = try SRXRules(document)
    #expect(
      try pieces("Mrs. Hale left on 3 May. Nobody waved.", .srx(rules)) == [
        "Mrs. Hale left on 3 May. ", "Nobody waved.",
      ])
    #expect(
      try pieces("Sie kam am 3. Mai an. Gut.", .srx(rules), language: "de") == [
        "Sie kam am 3. Mai an. ", "Gut.",
      ])
  }
}
