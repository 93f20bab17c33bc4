import Bitext
import Formats
import HTML
import TestSupport
import Testing

/// What the parser does not see must make no difference.
@Suite("Cuts in HTML pages")
struct HTMLCutTests {
  /// What a reader says of a page, and where its texts stand as far as that can be told.
  private func events(_ page: [UInt8], cutsText: Bool) throws -> (texts: [String], places: [[HTMLPiece]]) {
    var reader = try HTMLReader(
      page, attributes: ["title", "class"], condition: ("class", "notranslate"), memoryLimit: 1 << 28,
      cutsText: cutsText)
    var (texts, places) = ([String](), [[HTMLPiece]]())
    while let event = reader.next() {
      switch event {
      case .text:
        texts.append(String(decoding: reader.text, as: UTF8.self))
        places.append(joined(reader.pieces))
      case .close(let source): texts.append("close \(source)")
      case .open(let element):
        texts.append("open \(element.tag.index) \(element.source)")
        for index in 0..<element.attributeCount where reader.loadAttribute(index) != nil {
          texts.append("attribute \(String(decoding: reader.text, as: UTF8.self)) \(reader.pieces)")
        }
      }
    }
    return (texts, places)
  }

  /// Pieces with those put together that stand in the page as they are; empty where some place is unknown.
  private func joined(_ pieces: [HTMLPiece]) -> [HTMLPiece] {
    var result: [HTMLPiece] = []
    for piece in pieces {
      if piece.sourceWidth == 0 { return [] }
      if let last = result.last, last.textWidth == 1, last.sourceWidth == 1, piece.textWidth == 1,
        piece.sourceWidth == 1, last.sourceStart + last.count == piece.sourceStart
      {
        result[result.count - 1].count += piece.count
      } else {
        result.append(piece)
      }
    }
    return result
  }

  @Test func `text that the parser does not see comes back as it was`() throws {
    var random = SmallRandom(state: 7)
    let atoms = [
      "some words of a sentence", "слова одного предложения", "ein Größenverhältnis wie üblich", "日本語の文章です。",
      "x",
      " ", "\n", "\r\n", "\t  \t   ", "      ", "\u{A0}", "\u{85}control\u{7F}", "\u{FFFE}", "\u{FFFD}",
      "👍🏽 emoji follow",
      "\u{E000}\u{E001}", "&#xE000;&#57344;", "a rather long text of plain words between tags",
      "&amp;", "&lt;b", "&copy2020 and so on", "&notit; is a word", "&#1078;", "&bogus;", "& ", "&", "<",
      "< ", "</", "</>",
      "</ no name of a tag>", "<?php echo 1 ?>", "<!x y>", "<![CDATA[ a > b and more of it ]]>", "<!-- c -->",
      "<!-->",
      "<!-- long comment with many words -->", "<!-- one --!> or two -->", "<b>", "</b>", "</nothing>",
      "<br>", "<p>", "</p>",
      "<td>", "<table>", "<tr>", "</table>", "<i id='a>b' title='x &amp; y'>", "</i>", "<p class=note>",
      "<p class='notranslate x' class=y>", "<li>", "<div/ >", "</div>", "<select>", "<option>", "</select>",
      "<svg>",
      "<path d=m1/>", "</svg>", "<math>", "</math>", "<title>", "</title>", "<textarea>", "</textarea>",
      "<script>",
      "</script>", "<style>", "</style>", "<pre>", "</pre>", "\0", "=\"", "'", ">",
      "<a href=x title=long&amp;", "<head>", "<body>",
      "</body>", "</html>", "<template>", "</template>", "<noscript>", "</noscript>", "<button>", "<caption>",
      "<colgroup>",
    ]
    for _ in 0..<500 {
      let page = (0..<random.next(24)).map { _ in atoms[random.next(atoms.count)] }.joined()
      let cut = try events(Array(page.utf8), cutsText: true)
      let whole = try events(Array(page.utf8), cutsText: false)
      try #require(cut.texts == whole.texts, "\(page.debugDescription)")
      for (places, expected) in zip(cut.places, whole.places) where !expected.isEmpty {
        try #require(places == expected, "\(page.debugDescription)")
      }
    }
  }

  @Test func `scripts, styles, comments and attributes that nobody asked for leave no trace`() throws {
    let page = """
      <html><head><style>p::before { content: "<p>no text" }</style>
      <script>document.write("<p>no text either</p>" + '</p>')</script></head>
      <body data-config='{"a": "b > c"}'      onload="start()"><!-- a comment
      of some length --><p id=one style="color: red" title="A hint">First &amp; second</p
      ><p class="wide notranslate">kept</p><p class=narrow>Third</p></body></html>
      """
    let blocks = try readPage(page)
    #expect(blocks.map(\.content.text) == ["A hint", "First & second", "kept", "Third"])
    #expect(blocks.map(\.isTranslatable) == [true, true, false, true])
    for block in blocks { try checkPlaces(block, in: Array(page.utf8)) }
  }

  @Test func `a script with a comment in it ends where browsers say`() throws {
    let page = "<script><!-- <script> </script> --></script><p>text</p>"
    #expect(try readPage(page).map(\.content.text) == ["text"])
  }
}
