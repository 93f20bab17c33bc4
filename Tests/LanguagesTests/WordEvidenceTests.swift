import Bitext
import Languages
import Testing

@Suite struct WordEvidenceTests {
  private func tags(_ names: String...) throws -> [LanguageTag] { try names.map { try LanguageTag($0) } }

  private func languages(_ spans: [LanguageSpan]) -> [String] { spans.map(\.evidence.language.identifier) }

  @Test func aShortStringBetweenSentencesIsFound() throws {
    let text =
      "Bitte geben Sie Ihren Namen ein. Forgot your password? Danach klicken Sie auf die Schaltfläche."
    let spans = LanguageDetector(candidates: try tags("de", "en")).spans(in: text)
    #expect(languages(spans) == ["de", "en", "de"])
  }

  @Test func aNumberWithAPointEndsNoSentence() throws {
    let detector = LanguageDetector(candidates: try tags("de", "en"))
    #expect(languages(detector.spans(in: "Die neue Version 3.5 wurde gestern freigegeben")) == ["de"])
  }

  @Test func probabilitiesOfADistributionSumToOne() {
    let distribution = LanguageDetector().distribution(for: "Guardar los cambios realizados")
    #expect(distribution.first?.language.identifier == "es")
    #expect(abs(distribution.reduce(0) { $0 + $1.probability } - 1) < 1e-6)
    #expect(LanguageDetector().distribution(for: "1 2 3").isEmpty)
  }
}
