import Bitext
import Formats
import TestSupport
import Testing

@testable import Terminology

struct TermFinderTests {
  private func glossary(_ csv: String) throws -> Glossary {
    var glossary = Glossary()
    let source = InputSource.bytes(csv.utf8)
    _ = try TableFormat.csv.readUnits(from: try source.open(), options: ReadingOptions()) { glossary.add($0) }
    return glossary
  }

  private func found(_ csv: String, _ text: String, _ language: String = "en") throws -> [String] {
    let finder = TermFinder(try glossary(csv), language: try LanguageTag(language))
    let utf8 = Array(text.utf8)
    return finder.terms(in: text).map { String(decoding: utf8[$0.range], as: UTF8.self) + "=" + $0.term }
  }

  @Test func wholeWordsAreFoundTheLongestFirst() throws {
    let csv = "en\nVietnam\nVietnam Expo\nIT\n"
    #expect(
      try found(csv, "At Vietnam Expo it was Vietnam's; Vietnamese IT.") == [
        "Vietnam Expo=Vietnam Expo", "Vietnam=Vietnam", "IT=IT",
      ])
  }

  @Test func caseRulesKeepANameFromBeingAWord() throws {
    let csv = "en,case\nTo Lam,initial\nASEAN,exact\nstate visit,any\n"
    #expect(
      try found(csv, "It went to lam. To Lam came. Asean, ASEAN; STATE VISIT") == [
        "To Lam=To Lam", "ASEAN=ASEAN", "STATE VISIT=state visit",
      ])
  }

  @Test func severalTermsOfACellAreAllFoundAndTheFirstIsPreferred() throws {
    let csv = "en,ru\nKim Jong Un | Kim Jong-un,Ким Чен Ын\n"
    #expect(
      try found(csv, "Kim Jong-un met Kim Jong Un") == ["Kim Jong-un=Kim Jong-un", "Kim Jong Un=Kim Jong Un"])
    #expect(try glossary(csv).concepts.first?.rendering(in: try LanguageTag("en")) == "Kim Jong Un")
  }

  @Test func aShortNameThatIsTheFullOneInThisLanguageComesAfterIt() throws {
    let csv = "concept,en,ru,related\nshort,Lam,То Лам,short for full\nfull,To Lam,То Лам,\n"
    let finder = TermFinder(try glossary(csv), language: try LanguageTag("ru"))
    #expect(finder.terms(in: "То Лам в Ханое").map(\.concept.id) == ["full", "short"])
  }

  @Test func scriptsWithoutSpacesAreSearchedInside() throws {
    #expect(try found("zh\n普京\n", "俄罗斯总统普京访问越南", "zh") == ["普京=普京"])
  }

  @Test func theNamesOfTheNewsPageAreFoundInItsOwnGlossaries() throws {
    var glossary = Glossary()
    for name in ["people", "places"] {
      let source = InputSource.file(Checkout.path("Glossaries/\(name).csv"))
      _ = try TableFormat.csv.readUnits(from: try source.open(), options: ReadingOptions()) {
        glossary.add($0)
      }
    }
    let finder = TermFinder(glossary, language: try LanguageTag("en"))
    let matches = finder.terms(in: "Vladimir Putin and To Lam met in Hanoi.")
    #expect(matches.map(\.term) == ["Vladimir Putin", "To Lam", "Hanoi"])
    #expect(matches.first?.concept.rendering(in: try LanguageTag("vi")) == "Vladimir Putin")
    #expect(matches[1].concept.rendering(in: try LanguageTag("ru")) == "То Лам")
  }

  @Test func wrongValuesAreReportedByEntry() throws {
    let glossary = try glossary("concept,en,case,translate\nx,Word,loud,perhaps\n")
    #expect(glossary.problems.count == 2)
    #expect(glossary.concepts.count == 1)
  }
}
