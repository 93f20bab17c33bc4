import Bitext
import Formats
import Foundation
import TestSupport
import Testing

struct TMXReadingTests {
  private func tmx(_ body: String, header: String = #"<header srclang="en"/>"#) -> String {
    #"<?xml version="1.0"?><tmx version="1.4">\#(header)<body>\#(body)</body></tmx>"#
  }

  @Test func unitsKeepWhoWhenAndFromWhat() throws {
    let read = try ReadUnits(
      TMXFormat(),
      tmx(
        """
        <tu tuid="a" creationdate="20240620T093000Z" creationid="anna" usagecount="3"><note>n</note>
        <prop type="x-domain">news</prop><tuv xml:lang="EN_us"><seg>One &amp; two</seg></tuv>
        <tuv xml:lang="ru" changeid="boris"><prop type="x">y</prop><seg>Один и два</seg></tuv></tu>
        """))
    let unit = try #require(read.units.first)
    #expect(read.summary.problems.isEmpty)
    #expect(unit.id == "a")
    #expect(unit.provenance.created == Timestamp("20240620T093000Z"))
    #expect(unit.provenance.createdBy == "anna")
    #expect(unit.provenance.attributes == ["usagecount": "3"])
    #expect(unit.notes == [Note(text: "n")])
    #expect(unit.property("x-domain") == "news")
    #expect(unit.variants.map(\.language.identifier) == ["en-US", "ru"])
    #expect(unit.variants.map(\.content.text) == ["One & two", "Один и два"])
    #expect(unit.variants[1].provenance.changedBy == "boris")
    #expect(unit.variants[1].properties == [Property(type: "x", value: "y")])
  }

  @Test func marksAreWrittenAsReferencesWhereverTheyStand() throws {
    let alphabet = Array("a\"'&<>я\u{E000}\u{FFFD}\u{FF01}\n\t\r\u{1}")
    let references: [Character: String] = [
      "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", "\u{1}": "",
    ]
    var random = SystemRandomNumberGenerator()
    for length in 0..<200 {
      let characters = (0..<length).map { _ in
        length % 2 == 0 ? alphabet.randomElement(using: &random) ?? "a" : random.next() % 9 == 0 ? "\"" : "б"
      }
      let expected = characters.map { references[$0] ?? String($0) }.joined()
      #expect(TMXFormat().segment(MarkedText(String(characters))) == expected)
    }
  }

  @Test func manyLanguagesAreWrittenAsTheyAreRead() throws {
    let tags = ["en", "ru", "vi", "de", "fr", "it", "es", "pt-BR", "zh-Hant", "ja", "ko", "EN_us"]
    let units = (0..<5).map { number in
      tags.map { "<tuv xml:lang=\"\($0)\"><seg>\(number) \($0)</seg></tuv>" }.joined()
    }
    let read = try ReadUnits(TMXFormat(), tmx(units.map { "<tu>\($0)</tu>" }.joined()))
    let sink = ByteSink()
    var writer = try TMXFormat().unitWriter(to: sink, header: read.summary.header)
    for unit in read.units { try writer.write(unit) }
    try writer.finish()
    let again = try ReadUnits(TMXFormat(), String(decoding: sink.bytes, as: UTF8.self))
    #expect(again.units == read.units)
    #expect(again.units.first?.variants.map(\.language.original) == tags)
  }

  @Test func inlineCodesStandWhereTheyStood() throws {
    let read = try ReadUnits(
      TMXFormat(),
      tmx(
        """
        <tu><tuv xml:lang="en"><seg>See <bpt i="1" type="bold">&lt;b&gt;</bpt>the <hi type="x">new</hi><ept i="1">&lt;/b&gt;</ept><ph x="2">{0}\
        <sub type="alt">picture</sub></ph><it pos="begin">&lt;i&gt;</it></seg></tuv><tuv xml:lang="ru"><seg>x</seg></tuv></tu>
        """))
    let content = try #require(read.units.first?.variants.first?.content)
    #expect(content.text == "See the new")
    #expect(content.codes.map(\.offset) == [4, 8, 11, 11, 11, 11])
    #expect(
      content.codes.map(\.code.kind) == [
        .open, .highlightOpen, .highlightClose, .close, .placeholder, .isolatedOpen,
      ])
    #expect(content.codes[0].code.native == "<b>")
    #expect(
      content.codes[4].code.content == [.native("{0}"), .subflow("picture", attributes: ["type": "alt"])])
  }

  @Test func everythingThatIsReadComesBackFromWhatIsWritten() throws {
    let text = try String(contentsOfFile: Checkout.path("Memories/news-en-ru-vi.tmx"), encoding: .utf8)
    let coded = tmx(
      """
      <tu tuid="q&quot;" srclang="ru"><note xml:lang="en">n&lt;</note><tuv xml:lang="en"><seg> a<bpt i="1" x="1">&lt;b c="d"&gt;</bpt>b\
      <ept i="1">&lt;/b&gt;</ept>&#13;
      <ph assoc="p">x<sub>s<it pos="end">y</it></sub></ph><ut>u</ut></seg></tuv><tuv xml:lang="en"><seg>second</seg></tuv></tu>
      """)
    for source in [text, coded] {
      let first = try ReadUnits(TMXFormat(), source)
      let sink = ByteSink()
      var writer = try TMXFormat().unitWriter(to: sink, header: first.summary.header)
      for unit in first.units { try writer.write(unit) }
      try writer.finish()
      #expect(writer.problems.isEmpty)
      let second = try ReadUnits(TMXFormat(), String(decoding: sink.bytes, as: UTF8.self))
      #expect(first.units == second.units)
      #expect(!first.units.isEmpty)
      #expect(second.summary.header.sourceLanguage == first.summary.header.sourceLanguage)
    }
  }

  @Test func aFileCutInHalfGivesItsWholeUnitsAndSaysWhatIsLost() throws {
    let whole = try String(contentsOfFile: Checkout.path("Memories/news-en-ru-vi.tmx"), encoding: .utf8)
    let half = String(decoding: Array(whole.utf8.prefix(whole.utf8.count / 2)), as: UTF8.self)
    let read = try ReadUnits(TMXFormat(), half)
    #expect(read.units.count > 20)
    #expect(read.errors.contains { $0.message.contains("ends inside the unit") && $0.position != nil })
    #expect(read.summary.droppedCount == 1)
  }

  @Test func aUnitWithALostEndTagCostsOnlyItself() throws {
    let pair = { (text: String) in
      #"<tu tuid="\#(text)"><tuv xml:lang="en"><seg>\#(text)</seg></tuv><tuv xml:lang="ru"><seg>\#(text)</seg></tuv></tu>"#
    }
    let broken = #"<tu tuid="broken"><tuv xml:lang="en"><seg>one</seg></tuv><tuv xml:lang="ru"><seg>no end"#
    let read = try ReadUnits(TMXFormat(), tmx(pair("a") + broken + pair("b") + pair("c")))
    #expect(read.units.compactMap(\.id).filter { $0 != "broken" } == ["a", "b", "c"])
    #expect(read.errors.contains { $0.message.contains("'broken'") })
  }

  @Test func charsetsAreFoundByMarkAndDeclaration() throws {
    let body = tmx(
      #"<tu><tuv xml:lang="en"><seg>Yes</seg></tuv><tuv xml:lang="ru"><seg>Да, ёж</seg></tuv></tu>"#)
    var utf16: [UInt8] = [0xFF, 0xFE]
    for unit in body.utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(try ReadUnits(TMXFormat(), .bytes(utf16)).units.first?.variants.last?.content.text == "Да, ёж")
    let declared = body.replacing(#"version="1.0""#, with: #"version="1.0" encoding="windows-1251""#)
    let bytes = try #require(declared.data(using: .windowsCP1251))
    #expect(try ReadUnits(TMXFormat(), .bytes(bytes)).units.first?.variants.last?.content.text == "Да, ёж")
  }

  @Test func entitiesFromOutsideAreNeverReadAndThoseInsideAreBounded() throws {
    let outside = """
      <!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en">
      <seg>a&x;b</seg></tuv><tuv xml:lang="ru"><seg>c</seg></tuv></tu></body></tmx>
      """
    let read = try ReadUnits(TMXFormat(), outside)
    #expect(read.units.allSatisfy { unit in unit.variants.allSatisfy { !$0.content.text.contains("root") } })
    var laughs = #"<!DOCTYPE tmx [<!ENTITY l0 "ha">"#
    for level in 1...30 { laughs += #"<!ENTITY l\#(level) "&l\#(level - 1);&l\#(level - 1);">"# }
    laughs +=
      #"]><tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>&l30;</seg></tuv></tu></body></tmx>"#
    let bounded = try ReadUnits(TMXFormat(), laughs)
    #expect(!bounded.errors.isEmpty)
    #expect(bounded.units.allSatisfy { $0.variants.allSatisfy { $0.content.text.utf8.count < 20_000_000 } })
  }

  @Test func whatIsNoTMXIsRefusedWithItsPlace() {
    #expect { try ReadUnits(TMXFormat(), "<html><body>no</body></html>") } throws: { error in
      (error as? FormatError)?.code == .malformed
    }
  }
}
