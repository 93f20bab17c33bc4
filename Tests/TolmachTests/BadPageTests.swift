import TestSupport
import Testing

@testable import Tolmach

/// Pages as they come, read as an editor reads them: what is foreign is found, what is only odd is not.
@Suite("Bad pages")
struct BadPageTests {
  private static let german = [
    "Lesen Sie diese Seite sorgfältig, bevor Sie mit der Arbeit beginnen.",
    "Installieren Sie das Paket und starten Sie den Rechner neu.",
    "Die Einstellungen werden beim Schließen des Fensters gespeichert.",
  ]
  private static let russian = [
    "Перед началом работы прочитайте эту страницу внимательно.",
    "Установите пакет и перезапустите компьютер.", "Настройки сохраняются после закрытия окна.",
  ]
  private static let english = [
    "Read this page carefully before you begin.", "Install the package and restart the computer.",
    "The settings are saved when the window is closed.",
  ]

  private func check(_ paragraphs: [String], declared: String?, to target: String? = nil) throws
    -> PageChecker.Report
  {
    let checker = try PageChecker(target: try target.map { try LanguageTag($0) })
    let language = declared.map { " lang=\"\($0)\"" } ?? ""
    let page =
      "<!doctype html><html\(language)><meta charset=utf-8><body>"
      + paragraphs.map { "<p>\($0)</p>\n" }.joined()
    return try checker.check(.bytes(page.utf8, name: "page.html"))
  }

  private func found(_ paragraphs: [String], declared: String?) throws -> [String] {
    try check(paragraphs, declared: declared).findings.map(\.finding.text)
  }

  /// Each character with a code around every second or every one.
  private func tagged(_ text: String, _ element: String, all: Bool) -> String {
    text.enumerated().map { index, character in
      all || index % 2 == 0 ? "<\(element)>\(character)</\(element)>" : String(character)
    }.joined()
  }

  @Test(arguments: ["b", "span", "a"], [false, true])
  func `text with a tag at every letter is read as one text`(element: String, all: Bool) throws {
    let texts = (Self.german + ["Save changes", "Speichern"]).map { tagged($0, element, all: all) }
    #expect(try found(texts, declared: "de") == ["Save changes"])
  }

  @Test func `Latin letters in Cyrillic words make no other language, nor do Cyrillic ones in Latin words`()
    throws
  {
    let pairs: [(Character, Character)] = [
      ("а", "a"), ("е", "e"), ("о", "o"), ("р", "p"), ("с", "c"), ("у", "y"), ("х", "x"),
    ]
    let toLatin = Dictionary(uniqueKeysWithValues: pairs)
    let toCyrillic = Dictionary(uniqueKeysWithValues: pairs.map { ($1, $0) })
    let russian = Self.russian.map { String($0.map { toLatin[$0] ?? $0 }) }
    #expect(try found(russian + ["Save changes"], declared: "ru") == ["Save changes"])
    let english = Self.english.map { String($0.map { toCyrillic[$0] ?? $0 }) }
    #expect(try found(english + ["Сохранить изменения"], declared: "en") == ["Сохранить изменения"])
  }

  @Test(arguments: ["\u{200B}", "\u{AD}", "\u{2060}", "\u{FEFF}"])
  func `characters that no one sees change nothing`(invisible: String) throws {
    let texts = (Self.german + ["Save changes"]).map {
      $0.map { String($0) }.joined(separator: invisible)
    }
    let found = try found(texts, declared: "de")
    #expect(found.map { $0.replacing(invisible, with: "") } == ["Save changes"])
  }

  @Test func `capitals are read as words where the text is in capitals`() throws {
    let shouted = (Self.german + ["Save changes"]).map { $0.uppercased() }
    #expect(try found(shouted, declared: "de") == ["SAVE CHANGES"])
    // Acronyms are no words.
    #expect(try found(Self.german + ["CD/DVD/USB", "FAT16, FAT", "HTML"], declared: "de") == [])
  }

  @Test func `emoji are no letters`() throws {
    let texts = Self.german.map { "🎉 \($0) 🚀" } + ["💾 Save changes", "👨‍👩‍👧‍👦👍🏽", "❤️"]
    #expect(try found(texts, declared: "de") == ["Save changes"])
  }

  @Test func `a page that claims the wrong language is one finding`() throws {
    let report = try check(Self.english + Self.english, declared: "de")
    #expect(report.findings.map(\.finding.rule) == ["wrong-language"])
    #expect(report.findings.first?.finding.language.identifier == "en")
  }

  @Test(arguments: ["zxx", "und", "german", "xx-yy-!!"])
  func `a page that claims no language is checked for the one it is in`(declared: String) throws {
    let report = try check(Self.german + ["Save changes"], declared: declared)
    #expect(report.target.identifier == "de")
    #expect(report.findings.map(\.finding.text) == ["Save changes"])
    #expect(report.problems.count == 1)
  }

  @Test func `a text that can be of no other language is explained as the page's own`() throws {
    let greek = "Διαβάστε προσεκτικά αυτή τη σελίδα πριν ξεκινήσετε."
    for (text, language) in [(Self.german[0], "de"), (greek, "el")] {
      let checker = try PageChecker(target: try LanguageTag(language), explains: true)
      let report = try checker.check(.bytes("<p>\(text)</p>".utf8, name: "page.html"))
      guard case .spoken(let own, _, _) = report.clearances.first?.clearance.reason else {
        Issue.record("\(report.clearances)")
        continue
      }
      #expect(own > 0.9)
    }
  }
}
