import Bitext
import Foundation
import TestSupport
import Testing

@testable import Terminology

struct InflectionTests {
  /// What is found of terms in a text, as `text=term`.
  private func found(_ terms: [Term], _ text: String, _ language: String) throws -> [String] {
    let tag = try LanguageTag(language)
    let glossary = Glossary(
      terms.map { term in
        var concept = Concept()
        concept.add(term, language: tag)
        return concept
      })
    let utf8 = Array(text.utf8)
    return TermFinder(glossary, language: tag).terms(in: text).map {
      String(decoding: utf8[$0.range], as: UTF8.self) + "=" + $0.term
    }
  }

  private func found(_ terms: [String], _ text: String, _ language: String) throws -> [String] {
    try found(terms.map { Term($0) }, text, language)
  }

  @Test func everyWordOfARussianTermIsInflectedOnItsOwn() throws {
    let terms = [
      "Евразийский экономический союз", "Российская Федерация", "То Лам", "Минские соглашения", "отец",
    ]
    let text = "В Евразийском экономическом союзе с То Ламом; Российской Федерации, минских соглашений, отцом"
    #expect(
      try found(terms, text, "ru") == [
        "Евразийском экономическом союзе=Евразийский экономический союз", "То Ламом=То Лам",
        "Российской Федерации=Российская Федерация", "минских соглашений=Минские соглашения", "отцом=отец",
      ])
  }

  @Test func yoIsYeAndAcronymsTakeSmallEndings() throws {
    let terms = ["партнёрство", "МИД", "ИТ"]
    #expect(
      try found(terms, "о партнерстве с МИДом, ит и мид, ИТ", "ru") == [
        "партнерстве=партнёрство", "МИДом=МИД", "ИТ=ИТ",
      ])
  }

  @Test func aSingleNameNeedsItsCapital() throws {
    #expect(try found(["Вера", "US", "WHO"], "без веры в Веру", "ru") == ["Веру=Вера"])
    #expect(try found(["US", "WHO"], "who told us? WHO, US", "en") == ["WHO=WHO", "US=US"])
  }

  @Test func fixedWordsAndUndeclinedTermsStay() throws {
    let fixed = Term("То Лам", fixedWords: [0])
    #expect(try found([fixed], "Тома Лама, То Лама", "ru") == ["То Лама=То Лам"])
    let undeclined = Term("Сочи", isDeclinable: false, irregularForms: ["Сочей"])
    #expect(try found([undeclined], "Сочь, в Сочи, из Сочей", "ru") == ["Сочи=Сочи", "Сочей=Сочи"])
  }

  @Test func diacriticsMayBeMissingButNotDiffer() throws {
    let glossary = ["Tô Lâm", "bộ"]
    #expect(
      try found(glossary, "To Lam, Tô Lâm, Tố Lâm, bố, bo", "vi") == ["To Lam=Tô Lâm", "Tô Lâm=Tô Lâm"])
    let tag = try LanguageTag("vi")
    var concept = Concept()
    concept.add(Term("Tô Lâm"), language: tag)
    let match = TermFinder(Glossary([concept]), language: tag).terms(in: "To Lam").first
    #expect(match?.isUnaccented == true)
    #expect((match?.score ?? 1) < 0.7)
  }

  @Test func decomposedTextAndStressMarksAreTheSameWords() throws {
    #expect(try found(["Tô Lâm"], "To\u{302} La\u{302}m", "vi") == ["To\u{302} La\u{302}m=Tô Lâm"])
    #expect(try found(["Путин"], "Пу\u{301}тина", "ru") == ["Пу\u{301}тина=Путин"])
  }

  @Test func turkishCasesStandAfterAnApostropheAndArabicCliticsBefore() throws {
    #expect(try found(["Putin"], "Putin’e, Putin'in", "tr") == ["Putin=Putin", "Putin=Putin"])
    #expect(try found(["فيتنام", "الرئيس"], "وفيتنام بالرئيس للرئيس", "ar").count == 3)
    #expect(try found(["بوتين"], "بوتينات", "ar").isEmpty)
  }

  @Test func koreanParticlesFollow() throws {
    #expect(try found(["푸틴"], "푸틴은 푸틴과의", "ko") == ["푸틴은=푸틴", "푸틴과의=푸틴"])
  }

  @Test func thaiAndChineseNeedNoSpacesAndKatakanaWordsAreNotCut() throws {
    #expect(try found(["普京"], "俄罗斯总统普京访问", "zh") == ["普京=普京"])
    #expect(try found(["タイ"], "タイトルとタイへ", "ja") == ["タイ=タイ"])
    #expect(try found(["เวียดนาม"], "ประเทศเวียดนามและ", "th") == ["เวียดนาม=เวียดนาม"])
  }

  @Test func greekWordsEndInAFinalSigma() throws {
    #expect(try found(["οργανική"], "της οργανικής", "el") == ["οργανικής=οργανική"])
  }

  @Test func strangeTermsDoNoHarm() throws {
    let long = String(repeating: "слово ", count: 2_000)
    let terms = ["To", "a", "C++", ".*", "(", "\\", "", " ", "[bilateral] trade", long, "\u{301}", "'"]
    let text = "To a C++ (.*) [bilateral] trade to \(long)"
    let result = try found(terms, text, "en")
    for term in ["To", "a", "C++", ".*", "(", "[bilateral] trade"] {
      #expect(result.contains("\(term)=\(term)"))
    }
    #expect(!result.contains("to=To"))
    #expect(result.count < 12)
  }

  @Test func aTermOfRepeatedWordsInATextOfThemEnds() throws {
    let terms = (1...40).map { Array(repeating: "а", count: $0 * 5).joined(separator: " ") }
    let text = Array(repeating: "а", count: 5_000).joined(separator: " ")
    #expect(try found(terms, text, "ru").count == 25)
  }

  @Test(.needsSharedData) func theFormsOfRussianNamesAndTitlesAreFound() throws {
    let rows = try String(contentsOfFile: SharedData.path("names/inflection-ru.tsv"), encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    let tag = try LanguageTag("ru")
    let glossary = Glossary(
      Set(rows.map { $0[1] }).sorted().map { lemma in
        var concept = Concept()
        concept.add(Term(lemma), language: tag)
        return concept
      })
    let finder = TermFinder(glossary, language: tag)
    let hits = rows.count { row in finder.terms(in: row[2]).contains { $0.term == row[1] } }
    #expect(Double(hits) / Double(rows.count) >= 0.98)
  }
}
