import Bitext
import Foundation
import ICU
import Testing

@testable import TranslationMemory

/// What a match's rendering becomes where numbers, months and names differ.
struct RepairTests {
  private struct Names: RepairTermSource {
    let names: [String: String]

    func repairTerms(in text: String, from source: LanguageTag, to target: LanguageTag) -> [RepairTerm] {
      names.compactMap { name, rendering in
        text.range(of: name).map { range in
          let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
          return RepairTerm(range: start..<start + name.utf8.count, renderings: [rendering])
        }
      }.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
  }

  private func repaired(
    _ remembered: String, _ rendering: String, for query: String, from: String = "en", to: String,
    names: [String: String] = [:]
  ) throws -> String? {
    try MatchRepairer(from: try LanguageTag(from), to: try LanguageTag(to), terms: Names(names: names))
      .repaired(
        remembered, rendering, for: query)?.target
  }

  @Test("numbers are written as the target language writes them")
  func numbers() throws {
    #expect(
      try repaired(
        "It cost 1,250.50 dollars", "Es kostete 1.250,50 Dollar", for: "It cost 3,999.75 dollars", to: "de")
        == "Es kostete 3.999,75 Dollar")
    #expect(
      try repaired("Page 3 of 12", "Страница 3 из 12", for: "Page 4 of 15", to: "ru") == "Страница 4 из 15")
    #expect(try repaired("Version 1.2.3", "Version 1.2.3", for: "Version 1.2.4", to: "fr") == "Version 1.2.4")
    // Nothing is guessed where the texts have not equally many.
    #expect(try repaired("Page 3", "Страница 3", for: "Page 4 of 15", to: "ru") == nil)
    #expect(try repaired("Page three", "Страница 3", for: "Page four", to: "ru") == nil)
  }

  @Test("months are put into the form that the rendering has")
  func months() throws {
    #expect(
      try repaired(
        "Opened on 5 March 2024", "Открыто 5 марта 2024 года", for: "Opened on 7 June 2025", to: "ru")
        == "Открыто 7 июня 2025 года")
  }

  @Test("names are replaced by what the glossary calls them")
  func names() throws {
    let names = ["Hanoi": "Ханой", "Beijing": "Пекин"]
    #expect(
      try repaired(
        "Talks in Hanoi ended", "Переговоры, Ханой: итоги", for: "Talks in Beijing ended", to: "ru",
        names: names)
        == "Переговоры, Пекин: итоги")
  }

  @Test("a repaired match has its own score, and says what was replaced")
  func score() throws {
    let memory = try MemoryStore()
    let (english, russian) = (try LanguageTag("en"), try LanguageTag("ru"))
    _ = try memory.importUnits(
      from: ImportOrigin(source: "test", format: "test", date: Timestamp(seconds: 0))
    ) { add in try add(.pair("Chapter 12 begins here", "Здесь начинается глава 12", from: "en", to: "ru")) }
    let match = try #require(
      try memory.matches(
        for: "Chapter 14 begins here", from: english, to: russian,
        repairer: MatchRepairer(from: english, to: russian)
      ).first)
    #expect(match.score.value > 94 && match.score.value < 95)
    let repair = try #require(match.repair)
    #expect(repair.text == "Здесь начинается глава 14")
    #expect(repair.score == 99)
    #expect(repair.replacements.map(\.old) == ["12"])
    #expect(repair.replacements.map { String(repair.text.slice($0.range)) } == ["14"])
  }

  @Test(
    "numbers are read by the language's own marks",
    arguments: [
      ("en", "1,234.5", "1234", "5"), ("de", "1.234,5", "1234", "5"), ("fr", "1\u{202F}234,5", "1234", "5"),
      ("en", "2024", "2024", nil), ("en", "3.14", "3", "14"), ("ru", "12 345", "12345", nil),
      ("ar", "\u{661}\u{662}", "12", nil),
    ] as [(String, String, String, String?)])
  func reading(language: String, text: String, whole: String, fraction: String?) throws {
    let tokens = NumberToken.all(in: "a \(text) b", symbols: try NumberSymbols(of: language))
    #expect(tokens.map(\.value) == [NumberToken.Value(whole: whole, fraction: fraction)])
  }

  @Test("numbers side by side stay apart")
  func neighbours() throws {
    let tokens = NumberToken.all(in: "in 2024 100 of 7 cases", symbols: try NumberSymbols(of: "en"))
    #expect(tokens.map(\.text) == ["2024", "100", "7"])
  }
}
