import Bitext
import Testing

@testable import Terminology

struct BuiltInGlossaryTests {
  @Test func countriesCurrenciesMonthsAndCitiesHaveNamesInEveryLanguage() throws {
    let languages = try ["en", "ru", "vi"].map { try LanguageTag($0) }
    let glossary = try Glossary.builtIn(languages: languages)
    func names(_ id: String) -> [String?] { languages.map { glossary.concept(id)?.rendering(in: $0) } }
    #expect(names("cldr-territory-VN") == ["Vietnam", "Вьетнам", "Việt Nam"])
    #expect(names("cldr-territory-DE")[1] == "Германия")
    #expect(names("cldr-language-ru")[0] == "Russian")
    #expect(names("cldr-currency-VND")[1] == "вьетнамский донг")
    #expect(names("cldr-month-5")[1] == "июнь")
    #expect(names("cldr-weekday-1")[0] == "Monday")
    #expect(names("cldr-city-Europe/Berlin")[1] == "Берлин")
    let finder = TermFinder(glossary, language: languages[1])
    let found = finder.terms(in: "20 июня в Ханое, столице Вьетнама, и в США").map(\.term)
    #expect(found == ["июнь", "Вьетнам", "США"] || found.contains("Вьетнам") && found.contains("июнь"))
  }
}
