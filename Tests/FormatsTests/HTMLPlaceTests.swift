import Bitext
import Formats
import TestSupport
import Testing

@Suite("Places in HTML pages")
struct HTMLPlaceTests {
  @Test(arguments: [
    ("&amp;b", "&", "&amp;"), ("a&lt;", "<", "&lt;"), ("&#1078;x", "ж", "&#1078;"),
    ("x&#x416;y", "Ж", "&#x416;"),
    ("a&copy2020", "©", "&copy"), ("&notit;", "¬", "&not"), ("&notin;x", "∉", "&notin;"),
    ("a&amp;amp;", "&", "&amp;"),
    ("&NotEqualTilde;z", "≂̸", "&NotEqualTilde;"), ("AT&T", "T", "T"), ("&unknown; x", "unknown", "unknown"),
    ("a &#x80; b", "€", "&#x80;"), ("é&eacute;é", "é", "é"), ("&eacute;&egrave;", "è", "&egrave;"),
  ])
  func `a character reference is one piece`(raw: String, part: String, source: String) throws {
    // In an attribute, a name without a semicolon before a letter is no reference.
    let isOpen = ["&copy", "&not"].contains(source)
    for page in ["<p>\(raw)</p>", "<p title=\"\(raw)\">"].prefix(isOpen ? 1 : 2) {
      let block = try #require(try readPage(page).first)
      #expect(try sourceText(block, part, in: page) == source, "\(page)")
    }
  }

  @Test func `ignored end tags, carriage returns and comments keep the places right`() throws {
    let page = "<p>one</nothing> two\r\nthree\rfour<!-- > --> five < six</b> seven"
    let block = try #require(try readPage(page).first)
    #expect(block.content.text == "one two three four five < six seven")
    for word in ["one", "two", "three", "four", "five", "<", "six", "seven"] {
      #expect(try sourceText(block, word, in: page) == word)
    }
  }

  @Test func `zero bytes and broken UTF-8 keep the places right`() throws {
    let page: [UInt8] =
      Array("<p>a\0b caf".utf8) + [0xE9] + Array(" end".utf8) + [0xC3] + Array("! éééééééééé</p>".utf8)
    let (blocks, summary) = try readPage(page)
    let block = try #require(blocks.first)
    let text = block.content.text
    #expect(text.contains("caf\u{FFFD} end\u{FFFD}!"))
    #expect(summary.problems.count == 1)
    try checkPlaces(block, in: page)
  }

  @Test func `windows-1251 is read with and without its declaration`() throws {
    let sentence = "Заголовок открываемого материала и другие русские слова, чтобы было что угадывать."
    func encoded(_ text: String) -> [UInt8] {
      text.unicodeScalars.map {
        (0x410...0x44F).contains($0.value) ? UInt8($0.value - 0x350) : UInt8($0.value)
      }
    }
    for head in [
      "<meta charset=windows-1251>", "<meta http-equiv=Content-Type content='text/html; charset=CP1251'>", "",
    ] {
      let page =
        Array(head.utf8) + encoded("<p title='Слово'>\(sentence)&amp; ещё</p>".replacing("ё", with: "е"))
      let (blocks, summary) = try readPage(page)
      #expect(summary.charset == "windows-1251")
      #expect(blocks.map(\.content.text) == ["Слово", sentence + "& еще"])
      let block = try #require(blocks.last)
      #expect(Array(page[block.map.source(of: 0..<18)]) == encoded("Заголовок"))
      #expect(Array(page[block.place]) == encoded(sentence + "&amp; еще"))
    }
  }

  @Test func `UTF-16 with a mark is read`() throws {
    let text = "<!doctype html><p>Xin chào 𝄞 &amp; bạn</p>"
    let page: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let block = try #require(try readPage(page).blocks.first)
    #expect(block.content.text == "Xin chào 𝄞 & bạn")
    #expect(Array(page[block.map.source(of: 0..<3)]) == [0x58, 0, 0x69, 0, 0x6E, 0])
    let end = block.content.text.utf8.count
    #expect(Array(page[block.map.source(of: end - 1..<end)]) == [0x6E, 0])
    #expect(block.place.upperBound == page.count - 8)
  }

  @Test func `every word of random pages stands where its map says`() throws {
    var random = SmallRandom(state: 42)
    let atoms = [
      "слово", "word", " ", "\r\n", "\n", "&amp;", "&lt;b", "&copy", "&notin;", "&#1078;", "&bogus;", "&",
      "<", "< ",
      "<b>", "</b>", "<i class='a>b'>", "</i>", "</nothing>", "<br>", "<p>", "</p>", "<td>", "<table>",
      "<tr>", "</table>",
      "<!-- c -->", "ế", "𝄞", "<a title='x &amp; y'>", "</a>", "<li>", "<div>", "</div>", "&nbsp;", "\r",
      "<img alt=z>",
      "&ampx", "=\"", "'", "<code>", "</code>", "<select>", "<option>", "</select>", "<svg>", "</svg>",
      "<title>", "</title>",
      "<textarea>", "</textarea>", "\0",
    ]
    for _ in 0..<3_000 {
      let page = (0..<random.next(30)).map { _ in atoms[random.next(atoms.count)] }.joined()
      for block in try readPage(page) { try checkPlaces(block, in: Array(page.utf8)) }
    }
  }

  @Test(.needsSharedData)
  func `every word of the real pages stands where its map says`() throws {
    let pages = try SharedData.files(in: "untranslated", endingIn: ".html")
    var count = 0
    for path in pages {
      let stream = try InputSource.file(path).open()
      let page = try stream.readAll(limit: 1 << 26)
      for block in try readPage(page).blocks {
        try checkPlaces(block, in: page)
        count += 1
      }
    }
    #expect(count > 10_000)
  }
}

/// Each letter of the text comes from itself, or from a character reference or broken byte.
func checkPlaces(_ block: Block, in page: [UInt8]) throws {
  let text = Array(block.content.text.utf8)
  var index = 0
  var last = 0
  while index < text.count {
    let width = text[index] < 0x80 ? 1 : text[index] < 0xE0 ? 2 : text[index] < 0xF0 ? 3 : 4
    let range = block.map.source(of: index..<index + width)
    let source = Array(page[range])
    let isSpace = text[index] == 0x20 || text[index] == 0x0A
    let isReplacement = Array(text[index..<index + width]) == [0xEF, 0xBF, 0xBD]
    let isReference = source.first == UInt8(ascii: "&")
    if !isSpace, !isReplacement, !isReference {
      let page = String(decoding: page.prefix(400), as: UTF8.self)
      try #require(
        source == Array(text[index..<index + width]),
        "\(page.debugDescription) at \(index) of \(block.content.text)")
    }
    if isReference {
      try #require(source.count <= 40 && !source.dropFirst().contains(UInt8(ascii: "&")))
    }
    // Foster parenting moves whole texts; inside one text the places rise.
    if range.lowerBound < last { try #require(String(decoding: page, as: UTF8.self).contains("<t")) }
    last = range.lowerBound
    index += width
  }
}

/// The same pages at every run.
struct SmallRandom {
  var state: UInt64

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}
