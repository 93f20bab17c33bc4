import Bitext
import Foundation
import TestSupport
import Testing

@testable import Languages

@Suite("Language detector")
struct LanguageDetectorTests {
  private let detector = LanguageDetector()

  @Test(
    "names the language of interface strings",
    arguments: [
      ("Einstellungen speichern", "de"), ("Log in to your account", "en"),
      ("Enregistrer les modifications", "fr"),
      ("Настройки сохранены", "ru"), ("Đăng nhập tài khoản", "vi"), ("Налаштування збережено", "uk"),
      ("Zapisz ustawienia", "pl"), ("설정", "ko"), ("設定を保存する", "ja"), ("保存设置", "zh-Hans"),
    ])
  func interfaceStrings(text: String, language: String) throws {
    #expect(detector.answer(for: text).language == (try LanguageTag(language)))
  }

  @Test(
    "code, numbers and addresses have no language",
    arguments: [
      "", " ", "42", "3.14 %", "getElementById", "foo_bar = {x}", "https://example.org/a", "a@b.org", "🙂",
      "\u{200B}",
    ])
  func undetermined(text: String) {
    #expect(detector.answer(for: text).language.isUndetermined)
    #expect(detector.evidence(for: text).language.isUndetermined)
  }

  /// The answer where everything is read and added.
  private func wholeAnswer(for text: String) -> LanguageAnswer {
    let table = detector.table
    return Array(text.utf8).withUnsafeBufferPointer { bytes in
      ScriptTally.withTally { tally in
        tally.read(bytes, 0..<bytes.count, table: table, stopsEarly: false)
        return table.answer(tally)
      }
    }
  }

  @Test(
    "two words that short sequences decide get the language of all that is known of them",
    arguments: [
      "The settings that you have changed will be used when the program is started the next time.",
      "Die geänderten Einstellungen werden verwendet, sobald das Programm das nächste Mal gestartet wird.",
      "Muutetut asetukset otetaan käyttöön, kun ohjelma käynnistetään seuraavan kerran tällä koneella.",
      "Các thiết lập đã thay đổi sẽ được dùng khi chương trình được khởi động lần tới trên máy này.",
      "Изменённые настройки будут использованы при следующем запуске программы на этом компьютере.",
      "Змінені налаштування буде використано під час наступного запуску програми на цьому комп’ютері.",
    ])
  func pairs(text: String) {
    let words = text.split(separator: " ").map(String.init)
    for (first, second) in zip(words, words.dropFirst()) {
      let pair = first + " " + second
      #expect(detector.answer(for: pair).language == wholeAnswer(for: pair).language, "\(pair)")
    }
    for pair in ["Anmelden Вход", "Вход Anmelden", "日本 Anmelden", "Anmelden 日本"] {
      #expect(detector.answer(for: pair).language == wholeAnswer(for: pair).language, "\(pair)")
    }
  }

  @Test(
    "a text that is read no further where it is clear gets the answer of all of it",
    arguments: [
      "The settings that you have changed will be used when the program is started the next time.",
      "Die geänderten Einstellungen werden verwendet, sobald das Programm das nächste Mal gestartet wird.",
      "Os ajustes que mudaches empregaranse a próxima vez que se inicie o programa no teu ordenador.",
      "Innstillingene du har endret, blir brukt neste gang programmet startes på maskinen din.",
      "Изменённые настройки будут использованы при следующем запуске программы на этом компьютере.",
      "Змінені налаштування буде використано під час наступного запуску програми на цьому комп’ютері.",
      "पुनः आरम्भ करने पर बदली हुई सेटिंग्स का उपयोग किया जाएगा और प्रोग्राम फिर से चलेगा।",
      "تُستخدم الإعدادات التي غيّرتها عند تشغيل البرنامج في المرة القادمة على هذا الحاسوب.",
    ])
  func stopping(text: String) {
    let full = wholeAnswer(for: text)
    let answer = detector.answer(for: text)
    #expect(answer.language == full.language)
    #expect(abs(answer.confidence - full.confidence) < 0.01)
  }

  @Test("a clear beginning does not hide that the rest is in another script")
  func otherScriptAfterTheBeginning() {
    let english = "The following text was written by the people of the town. "
    let russian = "Изменённые настройки будут использованы при следующем запуске программы. "
    #expect(detector.answer(for: english + russian + russian + russian).language.identifier == "ru")
    #expect(detector.answer(for: russian + english + english + english + english).language.identifier == "en")
  }

  @Test("only candidates are named, under the tag they were given")
  func candidates() throws {
    let tags = try ["no", "sv-SE"].map { try LanguageTag($0) }
    let narrow = LanguageDetector(candidates: tags)
    #expect(tags.contains(narrow.answer(for: "Lagre innstillingene dine").language))
    #expect(narrow.answer(for: "Настройки").language.isUndetermined)
  }

  @Test("a strong prior decides where the text does not")
  func priors() throws {
    let (danish, bokmal) = (try LanguageTag("da"), try LanguageTag("nb"))
    for tag in [danish, bokmal] {
      let leaning = LanguageDetector(candidates: [danish, bokmal], priors: [tag: 1e6])
      #expect(leaning.answer(for: "Send").language == tag)
    }
  }

  @Test(
    "both normal forms and all capitals give the same answer",
    arguments: ["Đăng nhập tài khoản", "Žlutý kůň", "Configuración"])
  func forms(text: String) {
    let answer = detector.answer(for: text)
    #expect(detector.answer(for: text.decomposedStringWithCanonicalMapping) == answer)
    #expect(detector.answer(for: text.uppercased()).language == answer.language)
  }

  @Test("Latin look-alikes and zero-width characters inside a Cyrillic word change nothing")
  func lookAlikes() {
    let answer = detector.answer(for: "Настройки системы")
    #expect(detector.answer(for: "Нacтpoйки cиcтeмы") == answer)
    #expect(detector.answer(for: "На\u{200B}стр\u{AD}ойки сис\u{2060}темы") == answer)
  }

  @Test("broken UTF-8, long words and large texts end in time")
  func hostile() {
    let long = String(repeating: "a", count: 100_000)
    #expect(detector.answer(for: long).confidence <= 1)
    let large = String(repeating: "Das ist ein Satz. ", count: 500_000)
    let start = ContinuousClock.now
    #expect(detector.answer(for: large).language.identifier == "de")
    #expect(ContinuousClock.now - start < .seconds(2))
    let bytes: [UInt8] = [0x41, 0xE2, 0x82, 0xF0, 0x9F, 0xC3, 0x28, 0xFF]
    bytes.withUnsafeBufferPointer { bytes in
      for end in 0...bytes.count {
        let path = LanguagePath(detector: detector, bytes: bytes, range: 0..<end)
        #expect(path.stretches().allSatisfy { $0.end <= end })
      }
    }
  }

  @Test("answers are right as often as their confidence says", .enabled(if: SharedData.folder != nil))
  func calibration() throws {
    let text = try String(contentsOfFile: SharedData.path("langid/dev.tsv"), encoding: .utf8)
    var (right, sure) = (0.0, 0.0)
    for line in text.split(separator: "\n") {
      let columns = line.split(separator: "\t")
      guard columns.count == 3 else { continue }
      let answer = detector.answer(for: columns[2])
      guard (0.85..<0.95).contains(answer.confidence) else { continue }
      sure += 1
      if answer.language.language == (try LanguageTag(String(columns[0]))).language { right += 1 }
    }
    #expect(right / sure > 0.85)
  }
}
