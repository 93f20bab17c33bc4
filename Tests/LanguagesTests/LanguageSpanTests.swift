import Bitext
import Testing

@testable import Languages

@Suite("Language spans")
struct LanguageSpanTests {
  private func runs(_ text: String, _ candidates: [String] = []) throws -> [String] {
    let detector = LanguageDetector(candidates: try candidates.map { try LanguageTag($0) })
    return detector.spans(in: text).map { span in
      let bytes = Array(text.utf8)[span.range]
      return "\(span.evidence.language.language): \(String(decoding: bytes, as: UTF8.self))"
    }
  }

  @Test("a title in another script is a span of its own")
  func otherScript() throws {
    let text = "The title is Заголовок открываемого материала and it opens here."
    #expect(
      try runs(text, ["en", "ru"]) == [
        "en: The title is ", "ru: Заголовок открываемого материала ", "en: and it opens here.",
      ])
  }

  @Test("a phrase in the same script is found between two languages")
  func sameScript() throws {
    let text = "Haga clic en el botón Einstellungen speichern para continuar con la instalación."
    #expect(
      try runs(text, ["es", "de"]) == [
        "es: Haga clic en el botón ", "de: Einstellungen speichern ",
        "es: para continuar con la instalación.",
      ])
  }

  @Test("numbers and code belong to the text around them")
  func code() throws {
    #expect(try runs("Откройте файл main_page.html и нажмите 42.", ["ru", "en"]).count == 1)
  }

  @Test(
    "spans cover the text without gaps",
    arguments: ["", " ", "...", "one два three", "日本語 text 中文", "a\u{301}"])
  func cover(text: String) {
    let spans = LanguageDetector().spans(in: text)
    var end = 0
    for span in spans {
      #expect(span.range.lowerBound == end)
      end = span.range.upperBound
    }
    #expect(spans.isEmpty || end == text.utf8.count)
  }

  @Test("a text of several parts keeps its spans together")
  func large() throws {
    let text = String(repeating: "Das ist ein deutscher Satz über das Wetter. ", count: 4_000)
    #expect(try runs(text, ["de", "en"]).count == 1)
  }
}
