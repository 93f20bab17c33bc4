import Bitext
import Testing

struct LanguageTagTests {
  @Test func equalityIsOfCanonicalFormsAndTheOriginalIsKept() throws {
    let tag = try LanguageTag("EN_us")
    #expect(tag.identifier == "en-US")
    #expect(tag.original == "EN_us")
    #expect(tag == (try LanguageTag("en-us")))
  }

  @Test func aRegionIsServedByItsLanguageButNotByAnotherRegion() throws {
    let (en, us, gb) = (try LanguageTag("en"), try LanguageTag("en-US"), try LanguageTag("en-GB"))
    #expect(en.isServed(by: us))
    #expect(us.isServed(by: en))
    #expect(!us.isServed(by: gb))
    #expect(!(try LanguageTag("zh-Hans")).isServed(by: try LanguageTag("zh-Hant")))
  }

  @Test(arguments: ["", "e", "no such tag", "x", "en-"]) func whatIsNoTagIsRefused(_ text: String) {
    #expect(throws: InvalidLanguageTag.self) { try LanguageTag(text) }
  }
}

struct MarkedTextTests {
  private let marked = MarkedText(
    "Read more now",
    codes: [
      .init(offset: 5, code: InlineCode(kind: .open, id: "1")),
      .init(offset: 9, code: InlineCode(kind: .close, id: "1")),
    ])

  @Test func aPartTakesTheCodesInIt() {
    let part = marked[5..<10]
    #expect(part.text == "more ")
    #expect(part.codes.map(\.offset) == [0, 4])
  }

  @Test func partsJoinedHaveEveryCodeOnce() {
    for cut in 0...13 {
      #expect(marked[0..<cut].codes.count + marked[cut..<13].codes.count == 2, "cut at \(cut)")
    }
  }

  @Test func aRangeInsideACharacterIsWidened() {
    #expect(MarkedText("дом")[1..<3].text == "до")
  }

  @Test func codesAreKeptInOrderAndInside() {
    let text = MarkedText(
      "ab", codes: [.init(offset: 9, code: .init(kind: .close)), .init(offset: -1, code: .init(kind: .open))])
    #expect(text.codes.map(\.offset) == [0, 2])
  }
}

struct SourceMapTests {
  @Test func entitiesMapToAllTheirBytes() {
    // a&amp;b: "a&b"
    var map = SourceMap()
    map.append(count: 1, textWidth: 1, sourceStart: 10, sourceWidth: 1)
    map.append(count: 1, textWidth: 1, sourceStart: 11, sourceWidth: 5)
    map.append(count: 1, textWidth: 1, sourceStart: 16, sourceWidth: 1)
    #expect(map.source(of: 0..<3) == 10..<17)
    #expect(map.source(of: 1..<2) == 11..<16)
    #expect(map.source(of: 2..<3) == 16..<17)
    #expect(map.source(of: 3..<3) == 17..<17)
  }

  @Test func mapsFollowOneAnother() {
    // Cyrillic of two bytes in UTF-8 from one byte each in the file, after three bytes of mark-up.
    var inner = SourceMap(identityFrom: 6, count: 4)
    var outer = SourceMap()
    outer.append(count: 6, textWidth: 1, sourceStart: 0, sourceWidth: 1)
    outer.append(count: 2, textWidth: 2, sourceStart: 6, sourceWidth: 1)
    inner = inner.followed(by: outer)
    #expect(inner.source(of: 0..<4) == 6..<8)
    #expect(inner.source(of: 2..<4) == 7..<8)
  }
}

struct TimestampTests {
  @Test func readsAndWritesBothForms() {
    #expect(Timestamp("20240620T093000Z")?.description == "20240620T093000Z")
    #expect(Timestamp("2024-06-20T09:30:00Z")?.description == "20240620T093000Z")
    #expect(Timestamp("20000229T000000Z")?.date == "2000-02-29")
    #expect(Timestamp("19700101T000000Z")?.seconds == 0)
  }

  @Test(arguments: ["", "yesterday", "20241301T000000Z", "20240132T000000Z", "20240101T250000Z", "2024"])
  func refusesWhatIsNoDate(_ text: String) { #expect(Timestamp(text) == nil) }

  @Test func everyDayOfFourCenturiesComesBack() {
    for day in stride(from: -146_097, through: 146_097, by: 97) {
      let moment = Timestamp(seconds: Int64(day) * 86_400)
      #expect(Timestamp(moment.description) == moment)
    }
  }
}
