import Foundation
import TestSupport
import Testing

@testable import Tolmach

struct SiteCheckerTests {
  private let folder: TemporaryFolder
  private let checker: PageChecker

  init() throws {
    folder = try TemporaryFolder()
    checker = try PageChecker(target: nil, sources: [try LanguageTag("ru")])
  }

  private func makePage(_ name: String, _ text: String) throws {
    let path = folder.file(name)
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    _ = try folder.write("<!DOCTYPE html><html lang=\"en\"><body><p>\(text)</p></body></html>", to: name)
  }

  private func pages(_ arguments: String...) -> [String] {
    PageList().entries(of: arguments.map(folder.file)).map { entry in
      switch entry {
      case .success(let path): String(path.dropFirst(folder.path.utf8.count + 1))
      case .failure(let missing): "! " + missing.reason
      }
    }
  }

  @Test func foldersAreWalkedInOrderWithoutHiddenAndForeignFiles() throws {
    for name in ["b.html", "a/z.htm", "a/deep/er/x.HTML", ".git/no.html", "a/.hidden.html", "c.css", "d.txt"]
    {
      try makePage(name, "x")
    }
    #expect(pages("") == ["a/deep/er/x.HTML", "a/z.htm", "b.html", "d.txt"])
    #expect(pages("a", "a/z.htm", "b.html") == ["a/deep/er/x.HTML", "a/z.htm", "b.html"])
  }

  @Test func loopsOfLinksEnd() throws {
    try makePage("a/x.html", "x")
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: folder.file("a/loop"), withDestinationPath: "..")
    try manager.createSymbolicLink(atPath: folder.file("a/self"), withDestinationPath: "self")
    #expect(pages("") == ["a/x.html"])
    #expect(pages("**/*.html") == ["a/x.html"])
  }

  @Test(
    "patterns",
    arguments: [
      ("*.html", ["index.html", "Ünï côde.html"]), ("news/*.html", ["news/1.html", "news/12.html"]),
      ("news/?.html", ["news/1.html"]), ("**/1.html", ["news/1.html", "news/old/1.html"]),
      ("**/old/*", ["news/old/1.html"]),
      ("n*/**/*.html", ["news/1.html", "news/12.html", "news/old/1.html"]),
      ("*/*/*.html", ["news/old/1.html"]), ("???ï*.html", []), ("Ünï?côde.html", ["Ünï côde.html"]),
      ("*.php", []),
    ])
  func patterns(pattern: String, expected: [String]) throws {
    for name in [
      "index.html", "news/1.html", "news/12.html", "news/old/1.html", "Ünï côde.html", ".x/1.html",
    ] {
      try makePage(name, "x")
    }
    #expect(pages(pattern) == (expected.isEmpty ? ["! no file matches this pattern"] : expected))
  }

  @Test func aFileWhoseNameLooksLikeAPatternIsTakenByItsName() throws {
    try makePage("what?.html", "x")
    try makePage("whats.html", "x")
    #expect(pages("what?.html") == ["what?.html"])
  }

  @Test func aPatternOfManyStarsIsQuick() {
    let pattern = Array(String(repeating: "*a", count: 40) + "b")
    #expect(!GlobPattern.matches(String(repeating: "a", count: 3_000), pattern))
    #expect(GlobPattern.matches("abc", Array("**?*")))
  }

  @Test func emptyFoldersAndMissingPathsAreNamed() throws {
    try FileManager.default.createDirectory(atPath: folder.file("empty"), withIntermediateDirectories: true)
    #expect(pages("empty").first?.hasPrefix("! there is no page in this folder") == true)
    #expect(pages("missing.html") == ["missing.html"])
  }

  @Test func theSameTextOnManyPagesIsOneFindingWithAllItsPlaces() throws {
    for number in 0..<40 { try makePage("site/\(number).html", "Fine words here.</p><p>Все права защищены") }
    try makePage("site/other.html", "Войти")
    let report = try SiteChecker(checker).check([folder.file("site")])
    #expect(report.pageCount == 41 && report.findingCount == 41 && report.pagesWithFindings == 41)
    #expect(report.groups.map(\.finding.text) == ["Все права защищены", "Войти"])
    let group = try #require(report.groups.first)
    #expect(group.count == 40 && group.pageCount == 40 && group.places.count == 40)
    #expect(
      group.places.allSatisfy { $0.position.line == 1 && $0.range.count == "Все права защищены".utf8.count })
    #expect(group.frequency == "the same text stands in 40 places on 40 pages")
    #expect(report.groups.last?.frequency == nil)
  }

  @Test("order", arguments: [1, 2, 7])
  func pagesComeInTheirOrderWhateverTheNumberOfJobs(jobs: Int) throws {
    // The first pages take longest.
    for number in 0..<30 {
      try makePage("p\(100 + number).html", String(repeating: "Слово и дело. ", count: (30 - number) * 20))
    }
    var seen: [String] = []
    var last = SiteProgress(done: -1, total: 0, findings: 0, page: "")
    let report = try SiteChecker(checker, options: SiteChecker.Options(jobs: jobs)).check([folder.path]) {
      seen.append($0.page)
    } progress: {
      #expect($0.done >= last.done)
      last = $0
    }
    #expect(seen == (100..<130).map { folder.file("p\($0).html") })
    #expect(report.pageCount == 30 && last.total == 30 && last.done == 29)
  }

  @Test func aPageThatCannotBeReadIsReportedAndTheOthersGoOn() throws {
    try makePage("a.html", "Войти")
    _ = try folder.write([0, 1, 2, 0, 255], to: "b.html")
    _ = try folder.write("", to: "c.html")
    try makePage("d.html", "Привет, мир")
    let report = try SiteChecker(checker).check(
      ["a.html", "b.html", "c.html", "no.html", "d.html", "*.x"].map(folder.file))
    #expect(report.pageCount == 2 && report.findingCount == 2)
    #expect(report.failures.map(\.page) == ["b.html", "c.html", "no.html", "*.x"].map(folder.file))
    #expect(report.outcome(failingOn: .error) == .incomplete)
  }

  @Test func whatTheCallerThrowsEndsTheWork() throws {
    struct Stop: Error {}
    for number in 0..<50 { try makePage("\(number).html", "Войти") }
    var count = 0
    #expect(throws: Stop.self) {
      try SiteChecker(checker, options: SiteChecker.Options(jobs: 3)).check([folder.path]) { _ in
        count += 1
        if count == 5 { throw Stop() }
      }
    }
    #expect(count == 5)
  }

  @Test func theOutcomeDependsOnTheSeverity() throws {
    try makePage("a.html", "Fine.")
    #expect(try SiteChecker(checker).check([folder.path]).outcome() == .passed)
    try makePage("b.html", "Заголовок открываемого материала и ещё слова")
    let report = try SiteChecker(checker).check([folder.path])
    let worst = try #require(report.counts.keys.max())
    for severity in Finding.Severity.allCases {
      #expect(report.outcome(failingOn: severity) == (severity <= worst ? .failed : .passed))
    }
  }

  @discardableResult
  private func writeBaseline(of pages: [String], to path: String) throws -> SiteReport {
    let sink = try ByteSink(path: path)
    var writer = try #require(ReportRegistry.standard.format(named: "jsonl"))
      .writer(to: sink, options: ReportOptions(date: Timestamp(seconds: 0)))
    let report = try SiteChecker(checker).check(pages) { try writer.write($0) }
    try writer.finish(report)
    try sink.close()
    return report
  }

  @Test func theBaselineTakesWhatItKnowsAsOftenAsItKnowsIt() throws {
    try makePage("a.html", "Войти</p><p>Fine</p><p>Войти")
    try makePage("gone.html", "Старая строка")
    let path = folder.file("known.jsonl")
    let first = try writeBaseline(of: ["a.html", "gone.html"].map(folder.file), to: path)
    #expect(first.findingCount == 3)
    // The lines move, one string is new, a known one is there once more, and another is gone.
    try makePage("a.html", "\n\n<b>New</b></p><p>Войти</p><p>Войти</p><p>Новая строка</p><p>Войти")
    try makePage("gone.html", "Translated")
    let options = SiteChecker.Options(baseline: try Baseline(.file(path)), extracts: true)
    var texts: [String] = []
    let second = try SiteChecker(checker, options: options).check(["a.html", "gone.html"].map(folder.file)) {
      page in
      texts += page.extracts.flatMap { extract in extract.marks.map { String(extract.text.bytes($0.range)) } }
    }
    #expect(second.knownCount == 2)
    #expect(second.groups.map(\.finding.text) == ["Новая строка", "Войти"])
    #expect(texts == ["Новая строка", "Войти"])
    #expect(second.resolved.map(\.text) == ["Старая строка"] && second.uncheckedCount == 0)
    let third = try SiteChecker(checker, options: options).check([folder.file("a.html")])
    #expect(third.resolved.isEmpty && third.uncheckedCount == 1)
  }

  @Test func theBaselineKnowsFindingsOnPagesThatWereMoved() throws {
    try makePage("old.html", "Старая строка")
    try makePage("stays.html", "Войти")
    let path = folder.file("moved.jsonl")
    let pages = ["old.html", "stays.html"].map(folder.file)
    try writeBaseline(of: pages, to: path)
    try FileManager.default.moveItem(atPath: pages[0], toPath: folder.file("new.html"))
    let options = SiteChecker.Options(baseline: try Baseline(.file(path)))
    let moved = try SiteChecker(checker, options: options).check([folder.file("new.html"), pages[1]])
    #expect(moved.findingCount == 0 && moved.knownCount == 2 && moved.uncheckedCount == 0)
    // What stands on a page that is still there counts for that page only.
    try makePage("new.html", "Войти")
    let other = try SiteChecker(checker, options: options).check([folder.file("new.html")])
    #expect(other.findingCount == 1 && other.uncheckedCount == 2)
  }

  @Test func aBaselineThatIsNoneNamesItsLine() throws {
    let path = try folder.write(
      "{\"page\":\"a\",\"rule\":\"r\",\"text\":\"t\"}\n\n{\"page\":1}\n", to: "bad.jsonl")
    #expect { try Baseline(.file(path)) } throws: { ($0 as? FormatError)?.position?.line == 3 }
    #expect(try Baseline(.file(try folder.write("", to: "empty.jsonl"))).remaining.isEmpty)
    #expect(throws: FormatError.self) { try Baseline(.file(folder.file("missing.jsonl"))) }
  }
}
