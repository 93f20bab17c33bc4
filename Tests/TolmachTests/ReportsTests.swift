import Foundation
import TestSupport
import Testing
import XML

@testable import Tolmach

struct ReportsTests {
  private let folder: TemporaryFolder
  private let checker: PageChecker
  private static let hostileName = "a&b <script>\"q\" %20#ü:№.html"

  init() throws {
    folder = try TemporaryFolder()
    let memory = try MemoryStore()
    let csv = try folder.write(
      "id,en,ru\n1,Log <in> & \"go\",Войти\n2,All rights reserved,Все права защищены\n", to: "memory.csv")
    _ = try memory.importFile(.file(csv), date: Timestamp(seconds: 0))
    checker = try PageChecker(target: nil, sources: [try LanguageTag("ru")], memory: memory)
    _ = try folder.write(
      """
      <!DOCTYPE html><html lang="en"><head><title>Daily news</title></head>
      <body><p>Some <b>words</b> first. Все права&nbsp;защищены. And more.</p>
      <button>Войти</button>
      <p>Nothing here.</p><img alt="Президент на
      встрече" src="a.jpg"></body></html>
      """, to: "index.html")
    _ = try folder.write(
      "<html lang=\"en\"><p>Привет &lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; мир и дом \u{1}\u{202E} конец</p></html>",
      to: Self.hostileName)
    _ = try folder.write("", to: "empty.html")
  }

  private func report(_ format: String, options: ReportOptions? = nil, files: [String]? = nil) throws
    -> String
  {
    let kind = try #require(ReportRegistry.standard.format(named: format))
    let sink = ByteSink()
    var writer = kind.writer(
      to: sink, options: options ?? ReportOptions(date: Timestamp(seconds: 1_700_000_000)))
    let site = SiteChecker(
      checker, options: SiteChecker.Options(groups: kind.needsGroups, extracts: kind.needsExtracts))
    let names = files ?? ["index.html", Self.hostileName, "empty.html"]
    let report = try site.check(names.map(folder.file)) { try writer.write($0) }
    try writer.finish(report)
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func run(_ log: [String: Any]) throws -> [String: Any] {
    try #require((log["runs"] as? [[String: Any]])?.first)
  }

  private func result(_ results: [[String: Any]], with text: String) -> [String: Any]? {
    results.first { (($0["message"] as? [String: Any])?["text"] as? String)?.contains(text) == true }
  }

  @Test func sarifHasPlacesRulesFingerprintsAndFixes() throws {
    let log = try object(try report("sarif"))
    #expect(log["version"] as? String == "2.1.0")
    let run = try run(log)
    #expect(run["columnKind"] as? String == "unicodeCodePoints")
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    #expect(rules.compactMap { $0["id"] as? String } == PageReviewer.ruleNames)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count >= 4)
    var fingerprints: Set<String> = []
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file("index.html")))
    for result in results {
      #expect(
        rules[try #require(result["ruleIndex"] as? Int)]["id"] as? String == result["ruleId"] as? String)
      #expect(["note", "warning", "error"].contains(result["level"] as? String))
      fingerprints.insert(
        try #require((result["partialFingerprints"] as? [String: String])?["pageRuleText/v1"]))
    }
    #expect(fingerprints.count == results.count)
    let button = try #require(result(results, with: "Войти"))
    let location = try #require(
      (button["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
    let region = try #require(location["region"] as? [String: Int])
    #expect(
      region["startLine"] == 3 && region["startColumn"] == 9 && region["endLine"] == 3
        && region["endColumn"] == 14)
    let offset = try #require(region["byteOffset"])
    let length = try #require(region["byteLength"])
    #expect(String(decoding: bytes[offset..<offset + length], as: UTF8.self) == "Войти")
    let fix = try #require(
      (button["fixes"] as? [[String: Any]])?.first?["artifactChanges"] as? [[String: Any]])
    let replacement = try #require((fix.first?["replacements"] as? [[String: Any]])?.first)
    #expect(
      (replacement["insertedContent"] as? [String: String])?["text"] == "Log &lt;in&gt; &amp; &quot;go&quot;")
    #expect(replacement["deletedRegion"] as? [String: Int] == region)
  }

  @Test func sarifOffersNoFixThatWouldLoseMarkup() throws {
    let results = try #require(try run(try object(try report("sarif")))["results"] as? [[String: Any]])
    let entity = try #require(result(results, with: "Все права"))
    #expect(entity["fixes"] == nil)
    let split = try #require(result(results, with: "Президент"))
    let location = try #require(
      (split["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
    let region = try #require(location["region"] as? [String: Int])
    #expect(region["startLine"] == 4 && region["endLine"] == 5 && region["endColumn"] == 8)
  }

  @Test func sarifNamesWhatCouldNotBeCheckedAndIsWholeWithoutPages() throws {
    let invocation = try #require(
      (try run(try object(try report("sarif")))["invocations"] as? [[String: Any]])?.first)
    let notices = try #require(invocation["toolExecutionNotifications"] as? [[String: Any]])
    #expect(
      notices.count == 1
        && (notices[0]["message"] as? [String: String])?["text"]?.contains("empty.html") == true)
    let empty = try run(try object(try report("sarif", files: [])))
    #expect((empty["results"] as? [Any])?.isEmpty == true)
  }

  @Test(
    "addresses",
    arguments: [
      ("a b/c.html", "a%20b/c.html"), ("./x.html", "x.html"), ("a:b%.html", "a%3Ab%25.html"),
      ("/t/ü", "file:///t/%C3%BC"),
      ("../x?#.html", "../x%3F%23.html"), ("\u{1}", "%01"),
    ])
  func addresses(path: String, uri: String) { #expect(ArtifactAddress.uri(of: path) == uri) }

  @Test func junitCountsWhatFailsAndEscapesEverything() throws {
    let text = try report("junit")
    let document = try XMLCounter(text)
    #expect(document.counts["testsuite"] == 3 && document.counts["error"] == 1)
    #expect(document.failures == document.counts["failure"] && document.failures >= 4)
    #expect(document.suiteNames.contains(folder.file(Self.hostileName)))
    #expect(text.contains("timestamp=\"2023-11-14T22:13:20\""))
  }

  @Test func junitTellsWhatIsBelowTheThresholdInItsOutput() throws {
    let page = try folder.write("<html lang=\"en\"><p>Hello there, Привет</p></html>", to: "mild.html")
    let severity = try #require(try checker.check(.file(page)).findings.first?.finding.severity)
    try #require(severity < .error)
    let options = ReportOptions(failingOn: .error, date: Timestamp(seconds: 0))
    let text = try report("junit", options: options, files: ["mild.html"])
    let document = try XMLCounter(text)
    #expect(document.failures == 0 && document.counts["failure"] == nil && document.counts["testcase"] == 1)
    #expect(text.contains("Привет"))
  }

  @Test func htmlStandsAloneAndMarksFindingsInTheirText() throws {
    let text = try report("html")
    #expect(
      text.contains(
        "first. <mark class=\"error\"><a href=\"#f0\">Все права\u{A0}защищены</a></mark>. And more."))
    #expect(text.contains("Log &lt;in&gt; &amp; \"go\""))
    #expect(text.contains("default-src 'none'"))
    for outside in ["src=\"", "href=\"http", "url(", "@import", "<link"] {
      #expect(!text.contains(outside), "\(outside)")
    }
  }

  @Test func htmlLetsNothingOfAPageBecomeMarkup() throws {
    let text = try report("html")
    #expect(text.components(separatedBy: "<script").count == 2)
    #expect(!text.contains("<img") && !text.contains("\u{1}") && !text.contains("\u{202E}"))
    #expect(text.contains("&lt;script&gt;"))
  }

  @Test func htmlShowsARepeatedFindingOnceAndRefersToIt() throws {
    for number in 0..<3 {
      _ = try folder.write("<html lang=\"en\"><p>Войти</p></html>", to: "r\(number).html")
    }
    let text = try report("html", files: ["r0.html", "r1.html", "r2.html"])
    #expect(text.components(separatedBy: "id=\"f0\"").count == 2)
    #expect(text.components(separatedBy: "class=\"card again").count == 3)
    #expect(text.contains("3 places on 3 pages"))
  }

  @Test func longBlocksAreCutAroundTheirFindings() throws {
    let filler = String(repeating: "plain English words go on and on ", count: 4_000)
    let page = try folder.write(
      "<html lang=\"en\"><p>\(filler). Войти. \(filler)</p></html>", to: "long.html")
    let source = InputSource.file(page)
    let pageReport = try checker.check(source)
    let extracts = try checker.extracts(of: pageReport, in: source)
    let extract = try #require(extracts.first)
    #expect(
      extracts.count == 1 && extract.isCutBefore && extract.isCutAfter && extract.text.utf8.count < 1_000)
    #expect(extract.marks.map { String(extract.text.bytes($0.range)) } == ["Войти"])
  }

  @Test func everyKindOfReportIsFoundByItsName() {
    #expect(ReportRegistry.standard.formats.map(\.identifier) == ["jsonl", "sarif", "junit", "html"])
    #expect(ReportRegistry.standard.format(named: "pdf") == nil)
  }
}

/// Counts elements, refusing what is not well-formed.
private struct XMLCounter {
  private(set) var counts: [String: Int] = [:]
  private(set) var suiteNames: [String] = []
  private(set) var failures = 0

  init(_ text: String) throws {
    var parser = try XMLStreamParser()
    var problems: [XMLProblem] = []
    try parser.feed(Array(text.utf8), atEnd: true) { event, _ in
      guard case .start(let tag) = event else { return }
      counts[tag.name, default: 0] += 1
      guard tag.name == "testsuite" else { return }
      suiteNames.append(tag["name"] ?? "")
      failures += Int(tag["failures"] ?? "") ?? 0
    } problem: {
      problems.append($0)
    }
    #expect(problems.isEmpty)
  }
}
