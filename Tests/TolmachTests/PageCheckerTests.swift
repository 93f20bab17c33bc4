import Foundation
import Languages
import TestSupport
import Testing

@testable import Tolmach

struct PageCheckerTests {
  private let english: LanguageTag
  private let russian: LanguageTag

  init() throws {
    english = try LanguageTag("en")
    russian = try LanguageTag("ru")
  }

  private func memory() throws -> MemoryStore {
    let memory = try MemoryStore()
    _ = try memory.importFile(.file(Checkout.path("Memories/news-en-ru-vi.tmx")), date: Timestamp(seconds: 0))
    return memory
  }

  /// The page of the memory as it was published, its last line left in Russian.
  private func page() throws -> [String] {
    var lines: [String] = []
    try memory().forEachUnit { unit in
      guard let id = unit.id, id.hasPrefix("page-") else { return }
      let language = id == "page-article-title" ? russian : english
      if let text = unit.variant(for: language)?.content.text { lines.append(text) }
    }
    return lines
  }

  @Test func theStrayStringOfTheNewsPageIsFoundAndItsEnglishSuggested() throws {
    let lines = try page()
    #expect(lines.count > 30)
    let checker = try PageChecker(target: english, sources: [russian], memory: try memory())
    let report = try checker.check(.bytes(lines.joined(separator: "\n").utf8, name: "news.txt"))
    let found = try #require(report.findings.first)
    #expect(report.findings.count == 1)
    #expect(found.finding.text == "Заголовок открываемого материала")
    #expect(found.finding.language == russian)
    #expect(found.finding.suggestions.first?.text == "Title of the article being opened")
    #expect(found.excerpt.position == TextPosition(line: lines.count, column: 1))
    #expect(!found.finding.evidence.isEmpty)
  }

  @Test func withoutAMemoryTheScriptAloneTells() throws {
    let checker = try PageChecker(target: english, sources: [russian])
    let report = try checker.check(.bytes(try page().joined(separator: "\n").utf8, name: "news.txt"))
    #expect(report.findings.map(\.finding.text) == ["Заголовок открываемого материала"])
    #expect(report.findings.first?.finding.language == russian)
  }

  @Test func onAnHTMLPageTheBytesAreThoseOfTheFile() throws {
    let stray = "Заголовок открываемого&nbsp;материала"
    let html = """
      <!DOCTYPE html><html lang="en"><head><title>News &amp; more</title><script>var x = "Здесь код";</script></head>
      <body><p>Good <b>news</b> today.</p><p lang="ru">Так и надо по-русски.</p><pre>Код</pre>
      <img alt="Старая подпись к фото" src="a.jpg"><div>\(stray)</div></body></html>
      """
    let bytes = Array(html.utf8)
    let report = try PageChecker(target: english, sources: [russian]).check(.bytes(bytes, name: "page.html"))
    let texts = report.findings.map { String(decoding: bytes[$0.finding.place], as: UTF8.self) }
    #expect(texts == ["Старая подпись к фото", stray])
    #expect(report.findings.last?.excerpt.position.line == 3)
  }

  @Test func namesNumbersCodeAndURLsAreNoFindings() throws {
    let text = """
      Путин
      Visit https://пример.рф/страница now
      © 2024 Ω 100 µm
      Русский
      Contact info@example.com
      """
    let checker = try PageChecker(
      target: english, sources: [russian], memory: nil,
      glossary: try Glossary(files: [Checkout.path("Glossaries/people.csv")]))
    let report = try checker.check(.bytes(text.utf8, name: "a.txt"))
    #expect(report.findings.map(\.finding.text) == ["Путин"])
    #expect(report.findings.first?.finding.suggestions.first?.text.contains("Putin") == true)
  }

  @Test func whatStandsOnTheReferencePageTooWasNotTranslated() throws {
    let reference = try ReferencePage(
      .bytes(
        "<html lang=\"en\"><p>Sign in to comment<p>Mozilla Firefox<p>Our offices</html>".utf8, name: "en.html"
      ))
    let german = try LanguageTag("de")
    let page =
      "<html lang=\"de\"><p>Sign in to comment<p>Mozilla Firefox<p>Unsere Büros<p>Ein guter Satz steht hier.</html>"
    let report = try PageChecker(target: german, reference: reference).check(
      .bytes(page.utf8, name: "de.html"))
    #expect(report.findings.map(\.finding.text) == ["Sign in to comment"])
    #expect(report.findings.first?.finding.language == english)
    #expect(report.findings.first?.finding.evidence.first?.contains("reference") == true)
  }

  @Test func shortStringsOfAnotherLanguageInTheSameScriptAreFound() throws {
    let page = """
      <html lang="vi"><p>Chào mừng bạn đến với trang tin tức của chúng tôi.</p><p><a href="#">Log in</a></p>
      <p>Hãy đọc tiếp.<a href="#">Forgot your password?</a></p><p>JavaScript</p></html>
      """
    let report = try PageChecker(target: try LanguageTag("vi")).check(.bytes(page.utf8, name: "vi.html"))
    #expect(report.findings.map(\.finding.text) == ["Log in", "Forgot your password"])
    #expect(report.findings.allSatisfy { $0.finding.language == english })
  }

  @Test func aSentenceOfAnotherLanguageAtTheEndOfAParagraphIsFound() throws {
    let page =
      "<html lang=\"es\"><p>Este artículo explica cómo se publica un sitio. Dieser Satz wurde leider nicht übersetzt.</p></html>"
    let report = try PageChecker(target: try LanguageTag("es")).check(.bytes(page.utf8, name: "es.html"))
    #expect(report.findings.count == 1)
    #expect(report.findings.first?.finding.language.identifier == "de")
    #expect(report.findings.first?.finding.text.hasPrefix("Dieser Satz") == true)
  }

  @Test func linksWithNothingButSeparatorsBetweenThemStandAlone() throws {
    let page =
      "<html lang=\"en\"><p>Read the latest news</p><a>Log in</a> | <a>Speichern</a> · <a>Help</a></html>"
    let report = try PageChecker(target: english).check(.bytes(page.utf8, name: "en.html"))
    #expect(report.findings.map(\.finding.text) == ["Speichern"])
  }

  @Test func textWithATagAtEverySecondLetterIsReadAsText() throws {
    let torn = "Заголовок открываемого материала".enumerated().map { $0 % 2 == 1 ? "<b>\($1)</b>" : "\($1)" }
      .joined()
    let page = "<html lang=\"en\"><p>Good news today.</p><p>\(torn)</p></html>"
    let report = try PageChecker(target: english).check(.bytes(page.utf8, name: "en.html"))
    #expect(report.findings.map(\.finding.text) == ["Заголовок открываемого материала"])
  }

  @Test func aPageThatDeclaresNoLanguageIsCheckedForTheOneOfItsText() throws {
    let lines = [
      "Negotiations between the two presidents concluded in Hanoi on Thursday.",
      "The country attaches great importance to the development of traditional friendship.",
      "Заголовок открываемого материала",
    ]
    let report = try PageChecker(target: nil).check(
      .bytes(lines.joined(separator: "\n\n").utf8, name: "a.txt"))
    #expect(report.target == english)
    #expect(report.findings.map(\.finding.text) == ["Заголовок открываемого материала"])
    #expect(report.problems.map(\.message).joined().contains("checked as English (en)"))
  }

  @Test(arguments: [
    (
      "no", "Presidenten kom til Oslo i går for å delta på møtet.",
      "Regjeringen vil ikke endre loven før neste år."
    ),
    (
      "fil", "Magandang umaga sa inyong lahat, mga kaibigan.",
      "Ang pangulo ay dumating kahapon sa Maynila para sa pulong."
    ),
    ("mo", "Președintele a sosit ieri la Chișinău pentru întâlnire.", "Guvernul nu va schimba legea."),
    ("cmn", "总统昨天抵达北京参加会议。", "政府明年之前不会修改法律。"),
  ])
  func aLanguageIsKnownUnderTheOtherSubtagThatItHas(tag: String, first: String, second: String) throws {
    let page =
      "<html lang=\"\(tag)\"><p>\(first)</p><p>\(second)</p><p>Save the file before you close the window.</p></html>"
    let report = try PageChecker(target: nil).check(.bytes(page.utf8, name: "a.html"))
    #expect(report.findings.map(\.finding.text) == ["Save the file before you close the window"])
    #expect(report.findings.map(\.finding.rule) == ["untranslated"])
  }

  @Test(arguments: [
    (
      "ms", "Kerajaan tidak akan meminda undang-undang itu sehingga tahun depan, kata beliau kepada wartawan."
    ),
    ("sr-Latn", "Predsednik je juče stigao u Beograd na sastanak sa ministrima."),
    ("bs", "Vlada neće mijenjati zakon do sljedeće godine, rekao je novinarima."),
    ("nn", "Presidenten kom til Oslo i går for å delta på møtet."),
    ("gl", "O presidente chegou onte a Santiago para asistir á reunión."),
    ("gsw", "De Präsident isch geschter z Züri aacho zum a de Sitzig teilzneh."),
  ])
  func aPageIsNotTakenForOneInALanguageThatIsHardlyToBeToldFromItsOwn(tag: String, text: String) throws {
    let page = "<html lang=\"\(tag)\"><p>\(text)</p><p>Save the file before you close the window.</p></html>"
    let report = try PageChecker(target: nil).check(.bytes(page.utf8, name: "a.html"))
    #expect(report.findings.map(\.finding.text) == ["Save the file before you close the window"])
  }

  @Test func aCloseLanguageThatIsNamedIsFound() throws {
    let page =
      "<html lang=\"sr-Latn\"><p>Tko je uvjeren da će tjedan biti kišovit, neka ponese kišobran.</p></html>"
    let report = try PageChecker(target: nil, sources: [LanguageTag("hr")]).check(
      .bytes(page.utf8, name: "a.html"))
    #expect(report.findings.map(\.finding.language.identifier) == ["hr"])
  }

  @Test func everyLanguageThatIsNamedCanBeNamed() throws {
    for language in try LanguageDetector.languages
      + ["tl", "fil", "no", "sh", "cmn"].map({ try LanguageTag($0) })
    {
      #expect(try LanguageCatalogue.tag(named: language.identifier) == language)
    }
  }

  @Test func aPageInTwoLanguagesByHalvesNeedsOneNamed() throws {
    let lines = [
      "Negotiations between the two presidents concluded in Hanoi on Thursday.",
      "Переговоры двух президентов завершились в Ханое в четверг вечером.",
    ]
    #expect(throws: PageChecker.UnknownTarget.self) {
      try PageChecker(target: nil).check(.bytes(lines.joined(separator: "\n\n").utf8, name: "a.txt"))
    }
  }

  @Test func aPageThatDeclaresNoLanguageAndHasLittleTextNeedsOneNamed() throws {
    #expect(throws: PageChecker.UnknownTarget.self) {
      try PageChecker(target: nil).check(.bytes("Hello".utf8, name: "a.txt"))
    }
  }
}

struct ExchangeTests {
  @Test func whatIsImportedIsExportedAgain() throws {
    let memory = try MemoryStore()
    let path = Checkout.path("Memories/news-en-ru-vi.tmx")
    let first = try memory.importFile(.file(path), user: "anna", date: Timestamp(seconds: 0))
    #expect(first.counts.added >= 40)
    #expect(first.problems.isEmpty)
    let again = try memory.importFile(.file(path), date: Timestamp(seconds: 1))
    #expect(again.counts.added == 0)
    #expect(again.counts.merged == first.counts.added + first.counts.merged)
    let sink = ByteSink()
    let exported = try memory.exportUnits(to: sink, format: TMXFormat(), source: try LanguageTag("en"))
    #expect(exported.count == first.counts.added)
    let other = try MemoryStore()
    let copied = try other.importFile(.bytes(sink.bytes, name: "copy.tmx"), date: Timestamp(seconds: 2))
    #expect(copied.counts.added == first.counts.added)
    #expect(copied.problems.isEmpty)
  }

  @Test(.needsSharedData) func theExportIsValidAgainstTheDTD() throws {
    let folder = try TemporaryFolder()
    let memory = try MemoryStore()
    for path in try SharedData.files(in: "tmx/lisa-kit", endingIn: ".tmx") + [
      Checkout.path("Memories/news-en-ru-vi.tmx")
    ] {
      _ = try? memory.importFile(.file(path), date: Timestamp(seconds: 0))
    }
    let path = folder.file("all.tmx")
    let exported = try memory.exportUnits(to: try ByteSink(path: path), format: TMXFormat())
    #expect(exported.count > 100)
    try FileManager.default.copyItem(
      atPath: try SharedData.path("tmx/tmx14.dtd"), toPath: folder.file("tmx14.dtd"))
    guard
      let xmllint = ["/usr/bin/xmllint", "/opt/homebrew/bin/xmllint"].first(
        where: FileManager.default.isExecutableFile)
    else { return }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: xmllint)
    process.arguments = ["--valid", "--noout", "--nonet", path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}

struct ProjectTests {
  @Test func theNearestFileIsFoundAndItsPathsStartFromIt() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(
      "languages:\n  source: [ru, vi]\n  target: en\nmemory: m.sqlite\nglossaries: [\"g/*.csv\"]\n",
      to: "tolmach.yml")
    try FileManager.default.createDirectory(atPath: folder.file("a/b"), withIntermediateDirectories: true)
    let project = try #require(try Project.nearest(to: folder.file("a/b")))
    #expect(project.sources.map(\.identifier) == ["ru", "vi"])
    #expect(project.targets.map(\.identifier) == ["en"])
    #expect(project.memory?.hasSuffix("/m.sqlite") == true)
    #expect(project.glossaries.first?.hasSuffix("/g/*.csv") == true)
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let folder = try TemporaryFolder()
    let project = Project(
      sources: [try LanguageTag("no"), try LanguageTag("ru")], targets: [try LanguageTag("en")],
      memory: "my memory.sqlite",
      glossaries: ["a.csv"])
    let path = try folder.write(project.text, to: "tolmach.yml")
    let read = try Project(path: path)
    #expect(read.sources == project.sources)
    #expect(read.targets == project.targets)
    #expect(read.memory?.hasSuffix("my memory.sqlite") == true)
  }

  @Test func wrongTypesNameTheKeyAndUnknownKeysWarn() throws {
    let folder = try TemporaryFolder()
    let wrong = try folder.write("languages:\n  source: {a: b}\n", to: "wrong.yml")
    #expect { try Project(path: wrong) } throws: { error in
      (error as? ProjectError)?.message.contains("languages.source") == true
        && (error as? ProjectError)?.position?.line == 2
    }
    var warnings: [Problem] = []
    _ = try Project(path: try folder.write("memroy: x\n", to: "typo.yml")) { problem, _ in
      warnings.append(problem)
    }
    #expect(warnings.first?.message.contains("memroy") == true)
  }
}
