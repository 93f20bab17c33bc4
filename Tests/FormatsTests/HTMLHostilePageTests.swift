import Bitext
import Formats
import Testing

@Suite("Hostile HTML pages")
struct HTMLHostilePageTests {
  @Test(arguments: [
    "<div>", "<b>", "<p>", "<table>", "<table><tr><td>", "<ul><li>", "<i></p>", "<b><p>", "<a>", "<svg>",
    "<svg><g>",
    "<select>", "<span>", "<li>", "<dd>", "<rt>", "<optgroup>", "<option><optgroup>", "<blockquote><dt>",
    "<template>",
    "<table><td><template><td>", "<math><mi>", "<button>", "<h1>", "<object>", "<form>", "<x-y>",
    "<td><svg><td>",
  ])
  func `100000 nested elements are read in bounded time`(tag: String) throws {
    let page = String(repeating: tag, count: 100_000) + "text"
    let start = ContinuousClock.now
    let result = Result { try readPage(page) }
    #expect(ContinuousClock.now - start < .seconds(20))
    if case .failure(let error) = result { #expect(error is FormatError) }
  }

  @Test func `text in and after nested elements is kept, and the loss of tags is reported`() throws {
    let page =
      String(repeating: "<div>", count: 100_000) + "deep" + String(repeating: "</div>", count: 100_000)
      + "<p>after"
    let (blocks, summary) = try readPage(Array(page.utf8))
    #expect(blocks.map(\.content.text) == ["deep", "after"])
    #expect(summary.problems.count == 1)
    #expect(summary.problems.first?.offset == 512 * 5)
  }

  @Test func `reopened formatting elements cannot take memory without bound`() throws {
    let page = (0..<40_000).map { "<p><font size=\($0)>" }.joined() + "text"
    let divisions = (0..<40_000).map { "<div><font size=\($0)>x</div>" }.joined() + "text"
    for page in [page, divisions] {
      let result = Result { try readPage(page) }
      if case .failure(let error) = result {
        #expect((error as? FormatError)?.code == .malformed)
      }
    }
  }

  @Test func `100000 attributes in one tag are read in bounded time`() throws {
    let attributes = (0..<100_000).map { " a\($0)='x y'" }.joined()
    let start = ContinuousClock.now
    let blocks = try readPage("<p title=Yes\(attributes)>text</p\(attributes)><p>more")
    #expect(blocks.map(\.content.text) == ["Yes", "text", "more"])
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func `many wide unclosed elements are not deep`() throws {
    for unit in ["<p>x", "<li>x", "<a name=x>x", "<dd>x<dt>y", "<table><tr><td><font size=1>x</table>"] {
      let (blocks, summary) = try readPage(Array(String(repeating: unit, count: 5_000).utf8))
      #expect(summary.problems.isEmpty, "\(unit)")
      #expect(!blocks.isEmpty)
    }
  }

  @Test(arguments: [
    "<", "<!--", "<a", "<a title='", "<script>", "<textarea>", "&", "&#x", "</", "<svg><![CDATA[",
    "<!doctype",
  ])
  func `a page cut anywhere is read`(end: String) throws {
    let blocks = try readPage("<p>text</p>" + end)
    #expect(blocks.first?.content.text == "text")
  }

  @Test func `a page that is too large says so`() throws {
    let page = [UInt8](repeating: UInt8(ascii: "a"), count: 128 * 1_048_576 + 1)
    #expect { try readPage(page) } throws: { ($0 as? FormatError)?.code == .tooLarge }
  }
}
