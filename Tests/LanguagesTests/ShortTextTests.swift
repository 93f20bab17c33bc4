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

  @Test(arguments: ["John Smith", "Maria Garcia", "Иван Петров", "Nguyễn Văn An", "José Luis Rodríguez"])
  func theNameOfAPersonSaysLittle(_ name: String) {
    #expect(LanguageDetector().answer(for: name).confidence <= 0.3)
    #expect(LanguageDetector().evidence(for: name).reasons.contains { $0.contains("name of a person") })
  }

  @Test(arguments: ["Wi-Fi 6E", "Galaxy S24", "Core i7", "RTX4090 Ti"])
  func theNameOfAProductSaysLittle(_ name: String) {
    #expect(LanguageDetector().answer(for: name).confidence <= 0.3)
  }

  @Test(arguments: [("Kapitel 12", "de"), ("Раздел 3", "ru"), ("Windows 11 herunterladen", "de")])
  func aNumberBesideAWordChangesNothing(_ text: String, _ language: String) throws {
    let candidates = try ["de", "ru", "en"].map { try LanguageTag($0) }
    #expect(LanguageDetector(candidates: candidates).answer(for: text).language.language == language)
    #expect(LanguageDetector(candidates: candidates).answer(for: text).confidence > 0.3)
  }

  @Test(arguments: [
    "let x = foo(bar);", "print(\"hello\")", "const a = 5", "<div class=\"x\">", "npm install --save",
    "/usr/local/bin",
    "./configure", "git commit -m",
  ])
  func aProgramHasNoLanguage(_ text: String) {
    #expect(LanguageDetector().answer(for: text).language.isUndetermined)
  }

  @Test(arguments: [
    ("Speichern (alle Dateien)", "de"), ("Удалить файл(ы)", "ru"), ("<b>Speichern unter</b>", "de"),
    ("Guardar / Cancelar", "es"),
  ])
  func bracketsAndTagsAroundProseAreNoProgram(_ text: String, _ language: String) throws {
    let candidates = try ["de", "ru", "es", "en"].map { try LanguageTag($0) }
    #expect(LanguageDetector(candidates: candidates).answer(for: text).language.language == language)
  }

  @Test(arguments: [
    ("O utilizador guarda o ficheiro no ecrã.", "pt-PT"), ("O usuário salva o arquivo na tela.", "pt-BR"),
    ("A casa tem uma porta grande.", "pt"),
  ])
  func portugueseIsRefinedWhereItsWordsTell(_ text: String, _ tag: String) throws {
    #expect(LanguageDetector().answer(for: text).language.identifier == tag)
    let portuguese = try LanguageTag("pt")
    #expect(LanguageDetector(candidates: [portuguese]).answer(for: text).language == portuguese)
  }

  @Test(arguments: [("这个文件已经保存", "zh-Hans"), ("這個檔案已經儲存", "zh-Hant"), ("Ovaj fajl je sačuvan", "sr-Latn")])
  func writtenFormsAreNamed(_ text: String, _ tag: String) throws {
    let candidates = try ["zh-Hans", "zh-Hant", "sr-Latn", "sr", "en"].map { try LanguageTag($0) }
    #expect(LanguageDetector(candidates: candidates).answer(for: text).language.identifier == tag)
  }
}
