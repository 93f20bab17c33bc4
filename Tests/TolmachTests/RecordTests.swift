import TestSupport
import Testing
import Tolmach

@Suite struct RecordTests {
  private func record(_ line: String) throws(InvalidRecord) -> InputRecord {
    try InputRecord(line: ArraySlice(Array(line.utf8)))
  }

  @Test func readsTheFieldsItKnowsAndPassesOverTheRest() throws {
    let first = try record(
      #" {"x":{"text":"no"},"id":"a\/b","lang":"en","n":[1,-2.5e3,true,null],"text":"\u0416\ud83d\ude00"} "#)
    #expect(first.id == .text("a/b") && first.lang == "en" && first.text == "Ж😀")
    #expect(try record(#"{"text":"","id":-7}"#).id == .number(-7))
  }

  @Test(
    "a malformed line is refused, with its name where that was read",
    arguments: [
      ("", nil), ("[]", nil), ("{", nil), (#"{"id":1"#, RecordIdentifier.number(1)),
      (#"{"id":1,"text":"a}"#, .number(1)),
      (#"{"id":1.5,"text":"a"}"#, nil), (#"{"id":2,"text":"\x"}"#, .number(2)),
      (#"{"id":2,"text":"\u12G4"}"#, .number(2)),
      (#"{"id":3,"text":"a"}}"#, .number(3)), (#"{"id":3,"text":"a",}"#, .number(3)),
      (#"{"id":4,"text":tru}"#, .number(4)),
      ("{\"id\":5,\"text\":\"a\u{1}\"}", .number(5)), (#"{"text":"a"}"#, nil),
    ] as [(String, RecordIdentifier?)])
  func refuses(_ line: String, _ id: RecordIdentifier?) {
    let error = #expect(throws: InvalidRecord.self) { try record(line) }
    #expect(error?.id == id)
  }

  @Test func refusesWhatIsNotUTF8() {
    let bytes = Array(#"{"id":1,"text":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)
    #expect(throws: InvalidRecord.self) { try InputRecord(line: ArraySlice(bytes)) }
  }

  @Test func answersInOrderAndFlushesBeforeItWaits() throws {
    let input = "{\"id\":1,\"text\":\"a\"}\r\n\nno\n{\"id\":2,\"text\":\"b\"}"
    var (output, flushes) = ("", 0)
    let failures = try RecordStream(.bytes(input.utf8)).run(
      flush: { flushes += 1 }, write: { output += String(decoding: $0, as: UTF8.self) },
      answer: { SegmentsRecord(id: $0.id, segments: [$0.text]) })
    let lines = output.split(separator: "\n")
    #expect(failures == 1 && flushes > 0 && lines.count == 3)
    #expect(lines.first == #"{"id":1,"segments":["a"]}"# && lines.last == #"{"id":2,"segments":["b"]}"#)
  }

  @Test func aLineThatIsTooLongIsPassedOverAndTheNextIsRead() throws {
    let reader = try LineReader(.bytes("abcdefgh\nij\nklmnop".utf8), longestLine: 4)
    var seen: [String] = []
    while let line = try reader.next() {
      switch line {
      case .bytes(let bytes): seen.append(String(decoding: bytes, as: UTF8.self))
      case .tooLong: seen.append("too long")
      }
    }
    #expect(seen == ["too long", "ij", "too long"])
  }
}

@Suite struct LanguageCatalogueTests {
  @Test func anUnknownLanguageSuggestsNearNames() throws {
    #expect(try LanguageCatalogue.tag(named: "EN_us").identifier == "en-US")
    #expect(try LanguageCatalogue.tag(named: "und").isUndetermined)
    for (written, meant) in [("russian", "ru"), ("Vietnamse", "vi"), ("english", "en")] {
      let error = #expect(throws: UnknownLanguage.self) { try LanguageCatalogue.tag(named: written) }
      #expect(error?.nearest.map(\.identifier).contains(meant) == true, "\(written)")
    }
  }

  @Test func nearNamesAreFewAndSorted() {
    #expect(NearName.nearest(to: "chek", among: ["export", "check", "segment"]) == ["check"])
    #expect(NearName.nearest(to: "zzz", among: ["export", "check"]).isEmpty)
  }
}
