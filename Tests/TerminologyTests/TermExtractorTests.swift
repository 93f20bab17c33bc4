import Bitext
import Testing

@testable import Terminology

struct TermExtractorTests {
  private let pairs = [
    ("The minister met Anna Lind in Oslo.", "Министр и Анна Линд были в Осло."),
    ("Later Riga greeted Anna Lind.", "Позже Рига встречала Анну Линд."),
    ("A trade deal was signed in Riga by the minister.", "Торговое соглашение министр подписал в Риге."),
    ("The trade deal of last year was short.", "Торговое соглашение прошлого года было коротким."),
    ("Nobody read the trade deal.", "Торгового соглашения никто не читал."),
    ("We stayed with Anna Lind.", "Мы остались с Анной Линд."),
    ("It rained all day.", "Весь день шёл дождь."), ("The hotel was cheap.", "Гостиница была дешёвой."),
    ("Trains were late.", "Поезда опаздывали."), ("Snow fell.", "Выпал снег."),
    ("Shops closed.", "Лавки закрылись."),
    ("Ships sailed.", "Корабли отплыли."), ("Children laughed.", "Дети смеялись."),
    ("Nothing else happened.", "Больше ничего не случилось."),
  ]

  private func proposals(glossary: Glossary = Glossary()) throws -> [String: String] {
    var extractor = TermExtractor(
      source: try LanguageTag("en"), target: try LanguageTag("ru"), glossary: glossary)
    for (source, target) in pairs { extractor.add(source: source, target: target) }
    return Dictionary(
      extractor.candidates().map { ($0.term, $0.renderings[0].text) }, uniquingKeysWith: { first, _ in first }
    )
  }

  @Test func namesAndPhrasesThatComeAgainFindTheirRenderingsInAnyForm() throws {
    let found = try proposals()
    #expect(found["Anna Lind"] == "Анна Линд")
    #expect(found["Riga"] == "Рига")
    #expect(found["trade deal"] == "Торговое соглашение")
    #expect(found["Lind"] == nil)
  }

  @Test func whatTheGlossaryHasIsNotProposed() throws {
    var concept = Concept()
    concept.add(Term("Anna Lind"), language: try LanguageTag("en"))
    #expect(try proposals(glossary: Glossary([concept]))["Anna Lind"] == nil)
  }

  @Test func theRatioIsDunnings() {
    // 2 Σ O ln(O/E) over the table 10, 20, 30, 940.
    let value = TermExtractor.logLikelihood(both: 10, first: 30, second: 40, total: 1_000)
    #expect(abs(value - 30.069) < 0.001)
    #expect(TermExtractor.logLikelihood(both: 0, first: 0, second: 0, total: 0) == 0)
  }
}
