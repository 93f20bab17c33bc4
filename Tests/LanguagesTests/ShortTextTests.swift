import Bitext
import Languages
import Testing

struct ShortTextTests {
  @Test(arguments: [
    ("Speichern", "de"), ("Заголовок открываемого материала", "ru"), ("Đăng nhập", "vi"),
    ("Recherche avancée", "fr"), ("Ustawienia", "pl"), ("Forgot your password?", "en"),
  ])
  func aStringOfAnInterfaceIsNamed(_ text: String, _ language: String) {
    #expect(LanguageDetector().evidence(for: text).language.language == language)
  }

  @Test(arguments: ["", "12:30", "…", "42 %", "©"])
  func whatHasNoLettersHasNoLanguage(_ text: String) {
    #expect(LanguageDetector().evidence(for: text).language.isUndetermined)
  }
}
