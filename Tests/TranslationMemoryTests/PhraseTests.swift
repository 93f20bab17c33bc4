import Bitext
import Testing

@testable import TranslationMemory

/// Concordance beyond plain words, parts of texts, and what renders them.
struct PhraseTests {
  private static let origin = ImportOrigin(
    source: "news.tmx", format: "test", date: Timestamp(seconds: 0), user: "olga")
  private let english: LanguageTag
  private let russian: LanguageTag
  private let memory: MemoryStore

  init() throws {
    english = try LanguageTag("en")
    russian = try LanguageTag("ru")
    memory = try MemoryStore()
    var units: [TranslationUnit] = []
    let pairs = [
      ("The trade turnover grew", "Товарооборот вырос"),
      ("Trade turnover with Laos", "Товарооборот с Лаосом"),
      ("We discussed trade turnover today", "Сегодня обсудили товарооборот"),
      ("Our trade turnover doubled", "Наш товарооборот удвоился"), ("A turn of the road", "Поворот дороги"),
      ("The turner works", "Токарь работает"), ("Turnover tax", "Налог с оборота"),
    ]
    for (number, (source, target)) in pairs.enumerated() {
      var unit = try TranslationUnit.pair(source, target, from: "en", to: "ru")
      unit.properties = [Property(type: "domain", value: number < 3 ? "economy" : "other")]
      unit.provenance.changedBy = number % 2 == 0 ? "anna" : "boris"
      units.append(unit)
    }
    for number in 0..<400 {
      units.append(
        try .pair("Filler text \(number) of the set", "Текст \(number) из набора", from: "en", to: "ru"))
    }
    _ = try memory.importUnits(from: Self.origin) { add in for unit in units { try add(unit) } }
  }

  private func sources(_ query: ConcordanceQuery) throws -> Set<String> {
    Set(try memory.concordance(query).map(\.source.content.text))
  }

  @Test("a star stands for letters of a word, a question mark for one")
  func wildcards() throws {
    #expect(
      try sources(ConcordanceQuery("turn*", in: english)).isSuperset(of: [
        "A turn of the road", "The turner works",
      ]))
    #expect(try sources(ConcordanceQuery("turn??", in: english)) == ["The turner works"])
    #expect(try sources(ConcordanceQuery("tr*de turnover", in: english)).count == 4)
    #expect(try sources(ConcordanceQuery("trade *over wi*", in: english)) == ["Trade turnover with Laos"])
    #expect(try sources(ConcordanceQuery("*", in: english, limit: 1000)).count == 407)
  }

  @Test("a hit can be asked for on both sides, and is shown on both")
  func bothSides() throws {
    var query = ConcordanceQuery("turnover", in: english, targets: [russian], rendering: "товаро*")
    let hits = try memory.concordance(query)
    #expect(hits.count == 4)
    for hit in hits {
      let rendering = try #require(hit.renderings.first)
      let range = try #require(rendering.range)
      #expect(rendering.variant.content.text.slice(range).lowercased() == "товарооборот")
    }
    query.rendering = nil
    let marked = try memory.concordance(query).flatMap(\.renderings).compactMap { rendering in
      rendering.range.map { rendering.variant.content.text.slice($0).lowercased() }
    }
    #expect(marked.filter { $0 == "товарооборот" }.count >= 3)
  }

  @Test("filters by user, property and file")
  func filters() throws {
    var query = ConcordanceQuery("turnover", in: english)
    query.filter.users = ["anna"]
    #expect(try sources(query).count == 3)
    query.filter.properties = [("domain", "economy")]
    #expect(try sources(query) == ["The trade turnover grew", "We discussed trade turnover today"])
    query.filter.sources = ["other.tmx"]
    #expect(try sources(query).isEmpty)
  }

  @Test("the longest parts of a text are found with their renderings")
  func subsegments() throws {
    let parts = try memory.subsegments(
      of: "Yesterday our trade turnover shrank, and nothing else", from: english, to: russian)
    #expect(parts.map(\.text) == ["our trade turnover"])
    let wide = try memory.subsegments(of: "Bilateral trade turnover fell", from: english, to: russian)
    #expect(wide.map(\.text) == ["trade turnover"])
    #expect(wide.first?.renderings.first?.text.lowercased() == "товарооборот")
    #expect(try memory.subsegments(of: "Completely unrelated words", from: english, to: russian).isEmpty)
  }

  @Test("what renders a difference is marked in the rendering")
  func changes() throws {
    let match = try #require(
      try memory.matches(
        for: "The tourist exchange grew", from: english, to: russian, threshold: 20, limit: 1
      ).first)
    #expect(match.source.content.text == "The trade turnover grew")
    let ranges = try memory.changedRanges(in: match, for: "The tourist exchange grew")
    #expect(ranges.map { String(match.target.content.text.slice($0)) } == ["Товарооборот"])
  }
}
