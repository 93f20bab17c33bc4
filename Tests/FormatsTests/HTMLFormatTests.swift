import Bitext
import Formats
import Testing

/// Reads a page given as bytes.
func readPage(
  _ bytes: [UInt8], charset: String? = nil
) throws -> (blocks: [Block], summary: DocumentSummary) {
  var blocks: [Block] = []
  let summary = try HTMLFormat().readDocument(
    from: InputSource.bytes(bytes).open(), options: ReadingOptions(charset: charset)
  ) { blocks.append($0) }
  return (blocks, summary)
}

func readPage(_ text: String) throws -> [Block] { try readPage(Array(text.utf8)).blocks }

func texts(_ page: String) throws -> [String] { try readPage(page).map(\.content.text) }

/// The bytes of the page from which a part of a block's text came.
func sourceText(_ block: Block, _ part: String, in page: String) throws -> String {
  let text = Array(block.content.text.utf8)
  let wanted = Array(part.utf8)
  let start = try #require((0...text.count - wanted.count).first { text[$0...].starts(with: wanted) })
  return String(decoding: Array(page.utf8)[block.map.source(of: start..<start + wanted.count)], as: UTF8.self)
}

@Suite("HTML pages")
struct HTMLFormatTests {
  @Test func `leaf elements become blocks of their kind`() throws {
    let page = """
      <!doctype html><html lang=en><head><title>Home</title></head><body><h2>News</h2><p>First.</p>
      <ul><li>One<li>Two</ul><table><caption>Prices</caption><tr><th>A<td>B</table>
      <div>loose <p>inner</p> tail</div><form><label>Name <input></label><button>Send</button>
      <select><optgroup label="Cities"><option>Hanoi<option>Moscow</select><textarea>
      Write here</textarea></form><dl><dt>T<dd>D</dl><figure><figcaption>Fig</figcaption></figure>
      """
    let blocks = try readPage(page)
    let found = blocks.map { "\($0.content.text): \($0.kind)" }
    #expect(
      found == [
        "Home: title", "News: heading(level: 2)", "First.: paragraph", "One: listItem", "Two: listItem",
        "Prices: caption", "A: tableCell", "B: tableCell", "loose: paragraph", "inner: paragraph",
        "tail: paragraph",
        "Name: control", "Send: control", "Cities: attribute(name: \"label\")", "Hanoi: control",
        "Moscow: control",
        "Write here: control", "T: listItem", "D: listItem", "Fig: caption",
      ])
    #expect(blocks.allSatisfy { $0.language?.identifier == "en" })
  }

  @Test(arguments: [
    "title", "alt", "placeholder", "label", "summary", "aria-label", "aria-description", "aria-placeholder",
    "aria-roledescription", "aria-valuetext",
  ])
  func `an attribute that people read is a block`(name: String) throws {
    let page = "<p><img \(name)='Tom &amp; Ann' src=x>"
    let blocks = try readPage(page)
    #expect(blocks.map(\.kind) == [.attribute(name: name)])
    #expect(blocks.first?.content.text == "Tom & Ann")
    let block = try #require(blocks.first)
    #expect(try sourceText(block, "Tom & Ann", in: page) == "Tom &amp; Ann")
    #expect(try sourceText(block, "Ann", in: page) == "Ann")
  }

  @Test func `the value of buttons is text, that of other inputs is not`() throws {
    #expect(
      try texts(
        "<input type=submit value=Go><input value=Back type=BUTTON><input type=reset value='Reset it'>")
        == ["Go", "Back", "Reset it"])
    #expect(
      try texts("<input type=hidden value=x title=y><input value=typed><input type=text value=z>").isEmpty)
  }

  @Test(arguments: [
    ("name", "description"), ("name", "keywords"), ("property", "og:title"), ("property", "og:description"),
    ("property", "og:site_name"), ("property", "og:image:alt"), ("name", "twitter:title"),
    ("name", "twitter:description"), ("name", "application-name"),
  ])
  func `metadata that people see is a block`(attribute: String, name: String) throws {
    for page in [
      "<meta \(attribute)='\(name)' content='A text'>", "<meta content='A text' \(attribute)='\(name)'>",
    ] {
      let blocks = try readPage(page)
      #expect(blocks.map(\.kind) == [.metadata(name: name)])
      #expect(blocks.first?.content.text == "A text")
    }
  }

  @Test func `other metadata, scripts, styles, code blocks, comments are not text`() throws {
    let page = """
      <meta name=viewport content="width=device-width"><script>var a = "<p>no</p>"</script><style>p { }</style>
      <pre>code <b>no</b></pre><template><p>no</p></template><noscript>no</noscript><!-- no -->
      <iframe src=x>no</iframe><video>no</video><svg><style>no</style><path d="M0"/></svg><p>yes
      """
    #expect(try texts(page) == ["yes"])
  }

  @Test func `texts in a drawing are read`() throws {
    #expect(
      try texts("<p>a</p><svg><title>Close</title><g><text x=1>Map</text></g><a>no</a></svg>") == [
        "a", "Close", "Map",
      ])
  }

  @Test func `lang and translate are inherited and can be changed inside`() throws {
    let page = """
      <html lang="en_us"><p>a<div lang=ru translate=no><p>b<p translate=yes>c<section class="x notranslate" xml:lang=vi>
      <p>d</section></div><p>e
      """
    let found = try readPage(page).map {
      "\($0.content.text) \($0.language?.identifier ?? "-") \($0.isTranslatable)"
    }
    #expect(found == ["a en-US true", "b ru false", "c ru true", "d vi false", "e en-US true"])
  }

  @Test func `the page's language is that of html or of the meta`() throws {
    #expect(try readPage(Array("<html lang=vi><p>a".utf8)).summary.language?.identifier == "vi")
    let page = try readPage(Array("<meta http-equiv=Content-Language content='de, en'><p>a".utf8))
    #expect(page.summary.language?.identifier == "de")
    #expect(page.blocks.first?.language?.identifier == "de")
    #expect(try readPage(Array("<html lang='no such tag at all'><p>a".utf8)).summary.language == nil)
  }

  @Test func `what must stay as it is inside a block is protected`() throws {
    let page =
      "<p lang=en>Use <code>a &lt; b</code>, <i lang=la>nota bene</i>, <b translate=no>Go</b>, <kbd>X</kbd> <b lang=en>no</b>"
    let block = try #require(try readPage(page).first)
    let bytes = Array(block.content.text.utf8)
    #expect(
      block.protected.map { String(decoding: bytes[$0], as: UTF8.self) } == ["a < b", "nota bene", "Go", "X"])
  }

  @Test func `inline elements become codes that pair up`() throws {
    let block = try #require(
      try readPage("<p>See <a href='x'>the <b>bold</b> link</a><img src=y> now</p>").first)
    #expect(block.content.text == "See the bold link now")
    let codes = block.content.codes.map {
      "\($0.offset) \($0.code.kind) \($0.code.id ?? "") \($0.code.native)"
    }
    #expect(
      codes == [
        "4 open 1 <a href='x'>", "8 open 2 <b>", "12 close 2 </b>", "17 close 1 </a>",
        "17 placeholder 3 <img src=y>",
      ])
  }

  @Test func `an inline element across blocks is isolated in each`() throws {
    let blocks = try readPage("<a href=x>before<div>inside</div>after</a>")
    #expect(blocks.map(\.content.text) == ["before", "inside", "after"])
    #expect(blocks.map { $0.content.codes.map(\.code.kind) } == [[.isolatedOpen], [], [.isolatedClose]])
  }

  @Test func `white space collapses across tags`() throws {
    #expect(try texts("<p>  a \n\t b <b> c</b> <i>d </i> e  </p>") == ["a b c d e"])
    #expect(try texts("<p>a&nbsp; b&#32;&#10; c") == ["a\u{A0} b c"])
  }

  @Test func `a line break is a newline and a code`() throws {
    let page = "<p>one <br> two<br/>three<br></p>"
    let block = try #require(try readPage(page).first)
    #expect(block.content.text.split(separator: "\n") == ["one", "two", "three"])
    #expect(block.content.codes.map(\.code.kind) == [.placeholder, .placeholder, .placeholder])
    #expect(try sourceText(block, "two", in: page) == "two")
    #expect(try sourceText(block, "three", in: page) == "three")
  }

  @Test func `links of a navigation stand alone, links in a paragraph do not`() throws {
    let blocks = try readPage("<nav><a href=1>Home</a> <a href=2>About</a></nav><p>See <a>this</a>")
    #expect(blocks.map(\.content.text) == ["Home", "About", "See this"])
    #expect(blocks.map(\.kind) == [.control, .control, .paragraph])
  }

  @Test func `text in a table moves before it and keeps its place`() throws {
    let page = "<table>stray<tr><td>cell</td>more</tr></table>"
    let blocks = try readPage(page)
    #expect(blocks.map(\.content.text).joined(separator: "|").contains("stray"))
    for block in blocks where !block.content.text.contains("straymore") {
      #expect(try sourceText(block, block.content.text, in: page) == block.content.text)
    }
  }

  @Test func `the registry knows a page by its content`() throws {
    func format(_ text: String) throws -> String {
      let source = InputSource.bytes(Array(text.utf8))
      return try FormatRegistry.standard.format(of: source, stream: source.open(), ability: .readsDocuments)
        .description.identifier
    }
    #expect(try format("\u{FEFF} \n<!-- x --><!DocType HTML><p>a") == "html")
    #expect(try format("<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'x'><html>") == "html")
    #expect(try format("<HTML><body>a") == "html")
    #expect(try format("a < b and c > d") == "text")
    #expect(throws: FormatError.self) { try format("") }
  }
}
