import Bitext
import Testing

@testable import Names

@Suite struct NameRendererTests {
  /// Names as reference works print them.
  @Test(arguments: [
    (NameStandard.bgnPCGN, "Ельцин", "Yelʹtsin"), (.bgnPCGN, "Хрущёв", "Khrushchëv"),
    (.bgnPCGN, "Зеленый", "Zelenyy"), (.bgnPCGN, "Μητσοτάκης", "Mitsotákis"),
    (.iso9, "Щукин Юрий", "Ŝukin Ûrij"), (.iso9, "Хрущёв", "Hruŝëv"), (.iso9, "Чайковский", "Čajkovskij"),
    (.gostR52535, "Цветаева Юлия", "Tcvetaeva Iuliia"), (.gostR52535, "ЩУКИН", "SHCHUKIN"),
    (.icao9303, "Подъячев Царёв", "Podieiachev Tsarev"),
    (.palladius, "习近平", "Си Цзиньпин"), (.palladius, "毛澤東", "Мао Цзэдун"), (.palladius, "长安", "Чан Ань"),
    (.palladius, "Xi Jinping", "Си Цзиньпин"), (.palladius, "胡锦涛", "Ху Цзиньтао"),
    (.palladius, "诸葛亮", "Чжугэ Лян"),
    (.palladius, "北京", "Бэй Цзин"), (.palladius, "Hu Yaobang", "Ху Яобан"),
    (.kontsevich, "김정은", "Ким Чонын"), (.kontsevich, "박근혜", "Пак Кынхе"), (.kontsevich, "문재인", "Мун Чэин"),
    (.kontsevich, "윤석열", "Юн Согёль"), (.kontsevich, "이명박", "И Мёнбак"),
    (.kontsevich, "평양 서울", "Пхёнъян Соуль"),
    (.polivanov, "あべ しんぞう", "Абэ Синдзо"), (.polivanov, "ほっかいどう", "Хоккайдо"),
    (.polivanov, "きしだ ふみお", "Кисида Фумио"),
    (.polivanov, "しんいち", "Синъити"), (.polivanov, "とうきょう", "Токё"), (.polivanov, "ぐんま", "Гумма"),
    (.vietnamesePractice, "Tô Lâm", "То Лам"), (.vietnamesePractice, "Nguyễn Phú Trọng", "Нгуен Фу Чонг"),
    (.vietnamesePractice, "Võ Văn Thưởng", "Во Ван Тхыонг"),
    (.vietnamesePractice, "Hồ Chí Minh", "Хо Ти Минь"),
    (.vietnamesePractice, "Trần Đại Quang", "Чан Дай Куанг"),
    (.vietnamesePractice, "Phan Văn Giang", "Фан Ван Зянг"),
    (.vietnamesePractice, "Nguyễn Tấn Dũng", "Нгуен Тан Зунг"), (.vietnamesePractice, "Nha Trang", "Ня Чанг"),
  ])
  func `a standard renders names as reference works do`(
    standard: NameStandard, name: String, expected: String
  ) throws {
    let rendering = try NameRenderer(standard).rendering(of: name)
    #expect(rendering.text == expected)
    #expect(rendering.unknown.isEmpty)
  }

  @Test func `letters without a rendering are named`() throws {
    let rendering = try NameRenderer(.polivanov).rendering(of: "安倍 しんぞう")
    #expect(rendering.text == "安倍 Синдзо")
    #expect(rendering.unknown == ["安", "倍"])
  }

  @Test func `the usual standard follows from script and languages`() throws {
    let (english, russian) = (try LanguageTag("en"), try LanguageTag("ru"))
    #expect(NameStandard.usual(for: "Путин", from: nil, to: english) == .bgnPCGN)
    #expect(NameStandard.usual(for: "习近平", from: nil, to: russian) == .palladius)
    #expect(NameStandard.usual(for: "安倍", from: try LanguageTag("ja"), to: russian) == .polivanov)
    #expect(NameStandard.usual(for: "김정은", from: nil, to: russian) == .kontsevich)
    #expect(NameStandard.usual(for: "Tô Lâm", from: nil, to: russian) == .vietnamesePractice)
    #expect(NameStandard.usual(for: "John Smith", from: nil, to: russian) == nil)
    #expect(NameStandard.usual(for: "Putin", from: nil, to: english) == nil)
  }

  @Test(arguments: NameStandard.allCases)
  func `odd names come through`(standard: NameStandard) throws {
    for name in ["", " ", "123", "🇻🇳", "A\u{301}", String(repeating: "김", count: 5000), "a'b", "ﷺ"] {
      _ = try NameRenderer(standard).rendering(of: name)
    }
  }
}
