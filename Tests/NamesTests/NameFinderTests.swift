import Bitext
import Testing

@testable import Names

@Suite struct NameFinderTests {
  static let people = [
    "Vladimir Putin", "Tô Lâm", "Kim Jong Un", "Xi Jinping", "Nguyễn Phú Trọng", "Sergey Lavrov",
    "Shinzo Abe",
    "Benjamin Netanyahu", "Mohammed bin Salman", "Võ Văn Thưởng", "Hồ Chí Minh", "Ursula von der Leyen",
    "Dmitry Medvedev", "Alexander Lukashenko", "Volodymyr Zelenskyy", "Joe Biden", "Emmanuel Macron",
  ]

  static func finder() throws -> NameFinder { try NameFinder(people.map { NameEntry($0) }) }

  @Test(arguments: [
    ("Владимир Путин", "Vladimir Putin"), ("Путин Владимир Владимирович", "Vladimir Putin"),
    ("В. В. Путин", "Vladimir Putin"), ("То Лам", "Tô Lâm"), ("Нгуен Фу Чонг", "Nguyễn Phú Trọng"),
    ("Во Ван Тхыонг", "Võ Văn Thưởng"), ("Хо Ши Мин", "Hồ Chí Minh"), ("김정은", "Kim Jong Un"),
    ("习近平", "Xi Jinping"), ("アベ・シンゾウ", "Shinzo Abe"), ("בנימין נתניהו", "Benjamin Netanyahu"),
    ("محمد بن سلمان", "Mohammed bin Salman"), ("Урсула фон дер Ляйен", "Ursula von der Leyen"),
    ("Дмитрий Медведев", "Dmitry Medvedev"), ("Лавров", "Sergey Lavrov"),
    ("Володимир Зеленський", "Volodymyr Zelenskyy"),
    ("プーチン", "Vladimir Putin"), ("To Lam", "Tô Lâm"), ("Putin, Vladimir", "Vladimir Putin"),
  ])
  func `a name in another script or order finds its entry first`(query: String, name: String) throws {
    let matches = try Self.finder().matches(for: query)
    #expect(matches.first?.name == name)
  }

  @Test func `the same name is certain, whatever its case`() throws {
    let match = try #require(try Self.finder().matches(for: "vladimir PUTIN").first)
    #expect(match.isSame && match.isLikely && match.confidence > 0.95)
  }

  @Test func `words in another order are said to be so`() throws {
    let match = try #require(try Self.finder().matches(for: "Путин Владимир").first)
    #expect(match.isReordered)
    #expect(match.words.map(\.name) == ["Putin", "Vladimir"])
  }

  @Test(arguments: ["Мария Захарова", "Иван Петров", "Сидоров", "田中角栄"])
  func `a name that is in no entry brings no likely one`(query: String) throws {
    let matches = try Self.finder().matches(for: query)
    #expect(matches.allSatisfy { !$0.isLikely }, "\(matches)")
  }

  @Test func `a spelling in another script finds the entry, and is given as the reason`() throws {
    let finder = try NameFinder([NameEntry("Vladimir Putin", spellings: ["普京"]), NameEntry("Pu Jing")])
    let match = try #require(try finder.matches(for: "普京").first)
    #expect(match.name == "Vladimir Putin" && match.spelling == "普京" && match.isSame)
  }

  @Test func `an English name finds names in other scripts`() throws {
    let finder = try NameFinder(
      ["Владимир Путин", "Сергей Лавров", "Дмитрий Песков", "김정은", "習近平", "То Лам"].map { NameEntry($0) })
    #expect(try finder.matches(for: "Lavrov, Sergey").first?.name == "Сергей Лавров")
    #expect(try finder.matches(for: "Kim Jong Un").first?.name == "김정은")
    #expect(try finder.matches(for: "Dmitry Peskov").first?.name == "Дмитрий Песков")
  }

  @Test(arguments: [
    "", " ", "·", "123", "...", "\u{0}", String(repeating: "а", count: 10_000), "🇻🇳", "a", "В.", "﷽",
  ])
  func `odd names neither crash nor take long`(query: String) throws {
    _ = try Self.finder().matches(for: query)
    _ = try NameFinder([NameEntry(query), NameEntry("Hanoi")]).matches(for: "Ханой")
    #expect(try NameFinder([]).matches(for: query).isEmpty)
  }
}
