import Bitext
import Segmentation
import Testing

@Suite("Blocks, codes and languages")
struct BlockTests {
  private func code(_ kind: InlineCode.Kind, _ id: String? = nil) -> InlineCode {
    InlineCode(kind: kind, id: id, content: [.native("<\(kind.rawValue)>")])
  }

  private func segments(_ content: MarkedText, language: String = "en") throws -> [Segment] {
    let count = content.text.utf8.count
    let map = SourceMap(identityFrom: 0, count: count)
    return try Segmenter().segments(
      of: Block(content: content, map: map), language: try LanguageTag(language))
  }

  @Test("A closing code stays with its sentence, an opening one goes with the next")
  func codesAtBoundary() throws {
    var content: MarkedText = ""
    content.append(code(.open, "1"))
    content.append("The ferry left. ")
    content.append(code(.close, "1"))
    content.append(code(.open, "2"))
    content.append("Nobody waved.")
    content.append(code(.close, "2"))
    let segments = try segments(content)
    #expect(segments.map(\.content.text) == ["The ferry left. ", "Nobody waved."])
    #expect(segments.map { $0.content.codes.map(\.code.kind) } == [[.open, .close], [.open, .close]])
  }

  @Test("A pair that a boundary parts is isolated on both sides")
  func splitPair() throws {
    var content: MarkedText = "See "
    content.append(code(.open, "1"))
    content.append("the ferry. Nobody waved")
    content.append(code(.close, "1"))
    content.append(" at it.")
    let segments = try segments(content)
    #expect(segments.map { $0.content.codes.map(\.code.kind) } == [[.isolatedOpen], [.isolatedClose]])
    #expect(segments.map { $0.content.codes.map(\.offset) } == [[4], [12]])
  }

  @Test("No code is lost, and the order stays")
  func noCodeIsLost() throws {
    var content: MarkedText = "One. "
    for kind in [InlineCode.Kind.placeholder, .close, .unknown, .open] { content.append(code(kind)) }
    content.append("Two. ")
    content.append(code(.placeholder, "x"))
    content.append("Three.")
    content.append(code(.placeholder, "y"))
    let joined = try segments(content).flatMap(\.content.codes)
    #expect(joined.map(\.code.native) == content.codes.map(\.code.native))
  }

  @Test("A phrase in another script is a segment of a block")
  func phrases() throws {
    let segments = try segments("The title is Заголовок открываемого материала and it opens here.")
    #expect(segments.count == 3)
    #expect(
      segments.map(\.content.text).joined()
        == "The title is Заголовок открываемого материала and it opens here.")
  }

  @Test("A phrase that somebody found to be in another language is a segment")
  func spans() throws {
    let text = "Click here to continue. Bitte hier klicken, then wait."
    let start = "Click here to continue. ".utf8.count
    let german = start..<start + "Bitte hier klicken".utf8.count
    let ranges = try Segmenter().ranges(
      in: text, language: try LanguageTag("en"), spans: [(german, try LanguageTag("de"))])
    let bytes = Array(text.utf8)
    #expect(
      ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
        == ["Click here to continue. ", "Bitte hier klicken, ", "then wait."])
    // One word is a name, not a phrase.
    let one = try Segmenter().ranges(
      in: text, language: try LanguageTag("en"), spans: [(start..<start + 5, try LanguageTag("de"))])
    #expect(one.count == 2)
  }

  @Test("Glued strings come apart on request only")
  func glued() throws {
    let text = "Về trang chủLog in với JavaScript và iPhone, mediabankRussian, ГлавнаяHome"
    #expect(try pieces(Segmenter(), text, "vi").count == 1)
    let segmenter = Segmenter(SegmenterOptions(splitsGluedText: true))
    #expect(
      try pieces(segmenter, text, "vi")
        == ["Về trang chủ", "Log in với JavaScript và iPhone, mediabank", "Russian, Главная", "Home"])
    #expect(try pieces(segmenter, "Call setTimeout() or my_fooBar now.", "en").count == 1)
  }

  @Test("A letter of another script inside a word parts nothing")
  func lookAlikes() throws {
    // The first word of each has Latin letters in it, or Cyrillic ones.
    for text in ["Уcтaнoвитe пaкeт и зaкpoйтe oкнo пpoгpaммы", "Sаvе thе сhаngеs аnd сlоsе thе windоw"] {
      let block = Block(content: MarkedText(text), map: SourceMap(identityFrom: 0, count: text.utf8.count))
      #expect(try Segmenter().segments(of: block, language: try LanguageTag("ru")).count == 1)
    }
  }
}
