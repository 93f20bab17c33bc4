import Foundation
import TestSupport
import Testing
import Tolmach

@Suite struct PageAlignerTests {
  static let english = """
    <!DOCTYPE html><html lang="en"><head><title>The bridge of the town</title></head><body>
    <nav><a href="/en/news">News</a> <a href="/en/about">About us</a></nav>
    <h1>The bridge of the town</h1>
    <p>The council met on 14 March 2023 in Novgorod. It voted for a new bridge over the Volkhov.</p>
    <p>Ivan Petrov said that the work would cost 250 million. <a href="https://example.org/plan">The plan</a> is public.</p>
    <figure><img src="/img/bridge.jpg" alt="A bridge"><figcaption>The old bridge in 1905</figcaption></figure>
    <h2>What comes next</h2>
    <p>The builders begin in May &amp; end in 2025.</p>
    </body></html>
    """
  static let russian = """
    <!DOCTYPE html><html lang="ru"><head><title>Мост города</title></head><body>
    <nav><a href="/ru/news">Новости</a> <a href="/ru/about">О нас</a></nav>
    <h1>Мост города</h1>
    <p>Совет собрался 14 марта 2023 года в Новгороде. Он проголосовал за новый мост через Волхов.</p>
    <p>Иван Петров сказал, что работы обойдутся в 250 миллионов. <a href="https://example.org/plan">План</a> открыт.</p>
    <figure><img src="/img/bridge.jpg" alt="Мост"><figcaption>Старый мост в 1905 году</figcaption></figure>
    <h2>Что дальше</h2>
    <p>Строители начнут в мае и закончат в 2025 году.</p>
    </body></html>
    """

  static func page(_ text: String, _ name: String, language: LanguageTag? = nil) throws -> AlignmentPage {
    try AlignmentPageReader().page(.bytes(text.utf8, name: name), language: language)
  }

  static func texts(_ alignment: PageAlignment) -> [[String]] {
    alignment.pairs.map {
      [alignment.source.text(of: $0.source).text, alignment.target.text(of: $0.target).text]
    }
  }

  @Test func sentencesOfPagesPairWithTheirPlaces() throws {
    let pages = (try Self.page(Self.english, "en.html"), try Self.page(Self.russian, "ru.html"))
    let alignment = try #require(try PageAligner().align([pages]).first)
    #expect(alignment.objection == nil)
    let texts = Self.texts(alignment)
    #expect(texts.contains(["The old bridge in 1905", "Старый мост в 1905 году"]))
    #expect(texts.contains(["A bridge", "Мост"]))
    #expect(texts.contains(["What comes next", "Что дальше"]))
    #expect(texts.contains(["The plan is public.", "План открыт."]))
    #expect(texts.count == alignment.beads.count)
    for page in [alignment.source, alignment.target] {
      let file = Array((page.name == "en.html" ? Self.english : Self.russian).utf8)
      for sentence in page.sentences {
        let found = String(decoding: file[sentence.place], as: UTF8.self)
        if sentence.content.codes.isEmpty, !found.contains("&") { #expect(found == sentence.content.text) }
      }
    }
  }

  @Test func unitsCarryConfidencePlaceAndContext() throws {
    let pages = (try Self.page(Self.english, "en.html"), try Self.page(Self.russian, "ru.html"))
    let alignment = try #require(try PageAligner().align([pages]).first)
    let units = alignment.units(threshold: 0, provenance: Provenance(createdBy: "anna"))
    let unit = try #require(units.first { $0.variants[0].content.text == "What comes next" })
    #expect(unit.variants.map(\.language.identifier) == ["en", "ru"])
    #expect(unit.property("confidence").flatMap(Double.init) ?? 0 > 0)
    #expect(unit.variants[0].properties.first?.value.hasPrefix("en.html:7:") == true)
    #expect(unit.context?.next == "The builders begin in May & end in 2025.")
    #expect(unit.provenance.createdBy == "anna")
    let none = alignment.units(threshold: 1.1)
    #expect(none.isEmpty)
  }

  @Test func pagesThatCannotBeTranslationsAreObjectedTo() throws {
    let english = try Self.page(Self.english, "en.html")
    let russian = try Self.page(Self.russian, "ru.html")
    func objection(_ source: AlignmentPage, _ target: AlignmentPage, to named: String? = nil) throws
      -> AlignmentObjection?
    {
      let options = PageAligner.Options(target: try named.map { try LanguageTag($0) })
      let result = try #require(try PageAligner(options).align([(source, target)]).first)
      if result.objection != nil { #expect(result.beads.isEmpty) }
      return result.objection
    }
    #expect(try objection(english, english) == .sameText)
    #expect(try objection(english, Self.page("<p> </p>", "empty.html")) == .noText(page: "empty.html"))
    let other = try Self.page(
      "<html lang=en><p>Another page, but in the same language as the first.</p>", "b.html")
    #expect(try objection(english, other) == .sameLanguage(try LanguageTag("en")))
    guard case .otherLanguage(let page, _, let evidence) = try objection(english, russian, to: "de") else {
      Issue.record("a Russian page is taken for German")
      return
    }
    #expect(page == "ru.html" && evidence.language.identifier == "ru")
  }

  @Test func theTextDecidesWhereThePageDeclaresAnotherLanguage() throws {
    let wrong = Self.russian.replacingOccurrences(of: "lang=\"ru\"", with: "lang=\"en\"")
    #expect(try Self.page(wrong, "ru.html").language.identifier == "ru")
    #expect(try Self.page(Self.english, "en.html").language.identifier == "en")
  }

  @Test func joinedSentencesKeepTheirCodesApart() throws {
    let page = try Self.page(
      "<html lang=en><p>One <b>bold</b> thing.</p><p>Two <i>slanted</i> things. And <b>more</b>.</p>",
      "a.html")
    let joined = page.text(of: 0..<3)
    #expect(joined.text == "One bold thing. Two slanted things. And more.")
    let opening = joined.codes.filter { $0.code.kind == .open }.compactMap(\.code.id)
    #expect(opening.count == 3 && Set(opening).count == 3)
    for id in opening { #expect(joined.codes.filter { $0.code.id == id }.count == 2) }
  }

  @Test func theReviewPageHoldsTextThatLooksLikeMarkup() throws {
    let source = try Self.page("<html lang=en><p>Write &lt;/script&gt; and &lt;!-- here.</p>", "a.html")
    let target = try Self.page("<html lang=ru><p>Напишите здесь &lt;/script&gt; и &lt;!--.</p>", "b.html")
    let alignment = try #require(try PageAligner().align([(source, target)]).first)
    let sink = ByteSink()
    let format = try #require(AlignmentFormat.named("html"))
    var writer = format.writer(to: sink, options: AlignmentReportOptions())
    try writer.write(alignment)
    try writer.finish()
    let html = String(decoding: sink.bytes, as: UTF8.self)
    #expect(html.components(separatedBy: "</script>").count == 3)
    #expect(html.contains("\\u003c/script> and"))
    #expect(!html.contains("http://") && !html.contains("src="))
  }

  @Test func tablesOfPairsComeBackThroughTheReader() throws {
    let pages = (try Self.page(Self.english, "en.html"), try Self.page(Self.russian, "ru.html"))
    let alignment = try #require(try PageAligner().align([pages]).first)
    for name in ["tsv", "tmx"] {
      let sink = ByteSink()
      let format = try #require(AlignmentFormat.named(name))
      var writer = format.writer(to: sink, options: AlignmentReportOptions(threshold: 0))
      try writer.write(alignment)
      try writer.finish()
      let memory = try MemoryStore()
      let folder = try TemporaryFolder()
      let path = try folder.write(sink.bytes, to: "pairs.\(name)")
      let report = try memory.importFile(.file(path), date: Timestamp(seconds: 0))
      #expect(report.counts.added + report.counts.merged == alignment.pairs.count)
      #expect(!report.hasErrors)
      var confidences = 0
      try memory.forEachUnit { if $0.property("confidence") != nil { confidences += 1 } }
      #expect(confidences == report.counts.added)
    }
  }

  @Test func aMemorySaysWhatIsKnown() throws {
    let memory = try MemoryStore()
    _ = try memory.importUnits(from: ImportOrigin(source: "m", format: "tmx", date: Timestamp(seconds: 0))) {
      add in
      try add(
        TranslationUnit(variants: [
          Variant(language: try LanguageTag("en"), content: "Zum zum."),
          Variant(language: try LanguageTag("ru"), content: "Бам бам."),
        ]))
    }
    let source = try Self.page("<html lang=en><p>Bla bla.</p><p>Zum zum.</p><p>Kla kla.</p>", "a.html")
    let target = try Self.page("<html lang=ru><p>Бам бам.</p><p>Тра тра.</p>", "b.html")
    var options = PageAligner.Options(knowledge: AlignmentKnowledge(memory: memory))
    options.ignoresObjections = true
    let known = try #require(try PageAligner(options).align([(source, target)]).first)
    #expect(Self.texts(known).contains { $0[0].contains("Zum zum.") && $0[1].contains("Бам бам.") })
  }
}
