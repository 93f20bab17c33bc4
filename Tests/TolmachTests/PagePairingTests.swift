import TestSupport
import Testing
import Tolmach

@Suite struct PagePairingTests {
  private static func folder(_ files: [String: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, text) in files {
      let parts = name.split(separator: "/")
      if parts.count > 1 {
        try folder.makeFolder(parts.dropLast().joined(separator: "/"))
      }
      _ = try folder.write(text, to: name)
    }
    return folder
  }

  private static func text(_ language: String, _ body: String, head: String = "") -> String {
    "<html lang=\(language)><head>\(head)</head><body>\(body)</body></html>"
  }

  private static let english = "<p>The town has a bridge and the bridge is very old.</p>"
  private static let russian = "<p>В городе есть мост, и этот мост очень старый.</p>"

  private static func names(_ set: AlignmentSet) -> [[String]] {
    set.pairs.map { pair in
      [pair.source.name, pair.target.name].map { String($0.split(separator: "/").last ?? "") }
        + [pair.reason?.rawValue ?? ""]
    }
  }

  @Test func pagesOfOneFolderPairByTheirNames() throws {
    let folder = try Self.folder([
      "about.en.html": Self.text("en", Self.english), "about.ru.html": Self.text("ru", Self.russian),
      "news_en.html": Self.text("en", Self.english), "news_ru.html": Self.text("ru", Self.russian),
      "lonely.en.html": Self.text("en", Self.english),
    ])
    let set = try AlignmentSet(folders: [folder.path], from: nil, to: nil, reader: AlignmentPageReader())
    #expect(
      Self.names(set) == [
        ["about.en.html", "about.ru.html", "path"], ["news_en.html", "news_ru.html", "path"],
      ])
    #expect(set.leftovers.map(\.page).map { $0.hasSuffix("lonely.en.html") } == [true])
  }

  @Test func aLinkToTheOtherLanguageGoesBeforeAll() throws {
    let link = "<link rel=alternate hreflang=ru href=\"https://example.org/ru/most.html\">"
    let folder = try Self.folder([
      "en/bridge.html": Self.text("en", Self.english, head: link),
      "ru/bridge.html": Self.text("ru", "<p>Это другая страница о совсем других вещах и людях.</p>"),
      "ru/most.html": Self.text("ru", Self.russian),
    ])
    let set = try AlignmentSet(
      folders: [folder.path + "/en", folder.path + "/ru"], from: nil, to: nil, reader: AlignmentPageReader())
    #expect(Self.names(set) == [["bridge.html", "most.html", "link"]])
    #expect(set.leftovers.count == 1)
  }

  @Test func pagesWithOtherNamesPairByWhatTheyHaveInCommon() throws {
    let folder = try Self.folder([
      "a/one.html": Self.text("en", "<p>Ivan Petrov bought 317 horses in Smolensk in 1874.</p>"),
      "a/two.html": Self.text("en", "<p>Maria Kuznetsova wrote to Moscow on 12 occasions in 1901.</p>"),
      "b/x.html": Self.text("ru", "<p>Мария Кузнецова писала в Москву 12 раз в 1901 году.</p>"),
      "b/y.html": Self.text("ru", "<p>Иван Петров купил 317 лошадей в Смоленске в 1874 году.</p>"),
    ])
    let set = try AlignmentSet(
      folders: [folder.path + "/a", folder.path + "/b"], from: nil, to: nil, reader: AlignmentPageReader())
    #expect(Self.names(set) == [["one.html", "y.html", "content"], ["two.html", "x.html", "content"]])
  }

  @Test func languagesOfAFolderWithThreeHaveToBeNamed() throws {
    let folder = try Self.folder([
      "a.en.html": Self.text("en", Self.english), "a.ru.html": Self.text("ru", Self.russian),
      "a.de.html": Self.text("de", "<p>Die Stadt hat eine Brücke, und die Brücke ist sehr alt.</p>"),
    ])
    #expect(throws: UnclearLanguages.self) {
      try AlignmentSet(folders: [folder.path], from: nil, to: nil, reader: AlignmentPageReader())
    }
    let set = try AlignmentSet(
      folders: [folder.path], from: LanguageTag("de"), to: LanguageTag("en"), reader: AlignmentPageReader())
    #expect(Self.names(set) == [["a.de.html", "a.en.html", "path"]])
  }
}

@Suite struct BilingualPageTests {
  private static func align(_ text: String) throws -> (pairs: [[String]], alone: Int) {
    let page = try AlignmentPageReader().bilingualPage(
      .bytes(text.utf8, name: "a.html"), from: LanguageTag("en"), to: LanguageTag("ru"))
    let result = try PageAligner().align(page)
    return (PageAlignerTests.texts(result), result.beads.count - result.pairs.count)
  }

  @Test func bothLanguagesOfOneLinePair() throws {
    let (pairs, alone) = try Self.align(
      "<h1>Opening hours / Часы работы</h1><figure><figcaption>Main hall in 1905. Главный зал в 1905 году.</figcaption></figure>"
    )
    #expect(
      pairs == [["Opening hours", "Часы работы"], ["Main hall in 1905.", "Главный зал в 1905 году."]])
    #expect(alone == 0)
  }

  @Test func cellsAndParagraphsThatAlternatePair() throws {
    let (pairs, alone) = try Self.align(
      """
      <p>The museum is open every day.</p><p>Музей открыт ежедневно.</p>
      <p>Tickets are sold at the entrance.</p><p>Билеты продаются при входе.</p>
      <table><tr><td>Adults</td><td>Взрослые</td></tr><tr><td>Small children</td><td>Маленькие дети</td></tr></table>
      """)
    #expect(
      pairs == [
        ["The museum is open every day.", "Музей открыт ежедневно."],
        ["Tickets are sold at the entrance.", "Билеты продаются при входе."],
        ["Adults", "Взрослые"], ["Small children", "Маленькие дети"],
      ])
    #expect(alone == 0)
  }

  @Test func stringsThatWereLeftInTheOtherLanguageHaveNoPartner() throws {
    let (pairs, alone) = try Self.align(
      """
      <h1>City news of the week</h1><p>The council met on Monday and discussed the new bridge.</p>
      <p>Заголовок открываемого материала</p><p>Residents asked for more trees along the river.</p>
      <ul><li>Home page</li><li>Обратная связь</li><li>About the editors</li></ul>
      """)
    #expect(pairs.isEmpty)
    #expect(alone == 7)
  }

  @Test func aFileInOneLanguageIsRefused() throws {
    #expect(throws: OneLanguage.self) {
      try AlignmentPageReader().bilingualPage(
        .bytes("<p>В городе есть мост, и этот мост очень старый.</p>".utf8, name: "a.html"))
    }
  }
}
