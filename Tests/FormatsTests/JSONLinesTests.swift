import Bitext
import Formats
import TestSupport
import Testing

struct JSONLinesTests {
  private func written(_ units: [TranslationUnit], header: UnitHeader = UnitHeader()) throws -> String {
    let sink = ByteSink()
    var writer = try JSONLinesFormat().unitWriter(to: sink, header: header)
    for unit in units { try writer.write(unit) }
    try writer.finish()
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  @Test("everything that a unit and a header hold comes back")
  func roundTrip() throws {
    let tmx = try ReadUnits(TMXFormat(), .file(Checkout.path("Tests/TolmachTests/Resources/everything.tmx")))
    let text = try written(tmx.units, header: tmx.summary.header)
    let read = try ReadUnits(JSONLinesFormat(), text)
    #expect(read.units == tmx.units)
    #expect(
      read.units.map { $0.variants.map(\.language.original) }
        == tmx.units.map { $0.variants.map(\.language.original) })
    #expect(read.summary.header == tmx.summary.header)
    #expect(read.summary.problems.isEmpty)
    // A line is a unit, whatever is in it.
    #expect(text.split(separator: "\n").count == tmx.units.count + 1)
  }

  @Test("a wrong line is told with its number, and costs only itself")
  func wrongLines() throws {
    let read = try ReadUnits(
      JSONLinesFormat(),
      """
      {"variants":[{"lang":"en","text":"a"},{"lang":"ru","text":"б"}]}
      {"variants":[{"text":"no language"}]}
      {"variants":[{"lang":"english","text":"a"}]}
      {"variants":5}
      not JSON

      {"variants":[{"lang":"en","text":"bё","codes":[{"at":2,"kind":"placeholder"}]},{"lang":"ru","text":"в"}],"unknown":[1,{}]}
      {"id":"no texts"}
      """)
    #expect(read.units.map { $0.variants.map(\.content.text) } == [["a", "б"], ["bё", "в"]])
    #expect(read.errors.map(\.position?.line) == [2, 3, 4, 5, 8])
    #expect(read.summary.droppedCount == 5)
    // A place inside a character is moved to its start.
    #expect(read.units.last?.variants.first?.content.codes.first?.offset == 1)
  }

  @Test("it is known by its content, whatever its name")
  func detection() throws {
    let source = InputSource.bytes("{\"variants\":[]}\n".utf8)
    let format = try FormatRegistry.standard.format(of: source, stream: source.open(), ability: .readsUnits)
    #expect(format.description.identifier == "jsonl")
  }
}

struct MosesTests {
  private func read(_ files: [(String, String)]) throws -> (units: [TranslationUnit], summary: UnitSummary) {
    var units: [TranslationUnit] = []
    let streams = try files.map {
      (try LanguageTag($0.0), try InputSource.bytes($0.1.utf8, name: $0.0).open())
    }
    let summary = try MosesFormat.readUnits(from: streams) { units.append($0) }
    return (units, summary)
  }

  @Test("lines belong together by their number")
  func pairs() throws {
    let (units, summary) = try read([("en", "a\r\n\nc"), ("ru", "а\nб\nв\n")])
    #expect(units.map { $0.variants.map(\.content.text) } == [["a", "а"], ["c", "в"]])
    #expect(summary.droppedCount == 1 && summary.header.sourceLanguage?.identifier == "en")
  }

  @Test("files of different lengths are refused: nobody knows which lines belong together")
  func lengths() throws {
    #expect { try read([("en", "a\nb\n"), ("ru", "а\n")]) } throws: { error in
      (error as? FormatError)?.source == "ru" && (error as? FormatError)?.message.contains("1 lines") == true
    }
  }

  @Test("what is written comes back, and what cannot be written is counted")
  func writing() throws {
    let sinks = [ByteSink(), ByteSink()]
    var writer = MosesWriter(to: [(try LanguageTag("en"), sinks[0]), (try LanguageTag("ru"), sinks[1])])
    for (source, target) in [("a", "а"), ("two\nlines", "две\r\nстроки"), ("", "x")] {
      try writer.write(
        TranslationUnit(
          variants: try [("en", source), ("ru", target)].map {
            Variant(language: try LanguageTag($0.0), content: MarkedText($0.1))
          }))
    }
    try writer.finish()
    #expect(sinks.map { String(decoding: $0.bytes, as: UTF8.self) } == ["a\ntwo lines\n", "а\nдве строки\n"])
    #expect(writer.problems.count == 2)
  }

  @Test("the ending of a file's name is its language")
  func names() {
    #expect(MosesFormat.language(ofFile: "a/news.ru")?.language.identifier == "ru")
    #expect(MosesFormat.language(ofFile: "a/news.ru")?.stem == "a/news")
    #expect(MosesFormat.language(ofFile: "news") == nil)
    #expect(MosesFormat.language(ofFile: "news.tmx") == nil)
  }
}
