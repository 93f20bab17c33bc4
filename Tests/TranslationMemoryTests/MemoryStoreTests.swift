import Bitext
import Foundation
import TestSupport
import Testing
import TranslationMemory

/// What a memory answers, and that it keeps what it was told.
struct MemoryStoreTests {
  private static let origin = ImportOrigin(source: "test", format: "test", date: Timestamp(seconds: 0))
  private let english: LanguageTag
  private let russian: LanguageTag
  private let memory: MemoryStore

  init() throws {
    english = try LanguageTag("en")
    russian = try LanguageTag("ru")
    memory = try MemoryStore()
  }

  private func add(_ pairs: [(String, String)], from: String = "en", to: String = "ru") throws {
    _ = try memory.importUnits(from: Self.origin) { add in
      for (source, target) in pairs { try add(.pair(source, target, from: from, to: to)) }
    }
  }

  private func lookup(_ text: String, threshold: Double = 60) throws -> [MemoryMatch] {
    try memory.matches(for: MarkedText(text), from: english, to: russian, threshold: threshold)
  }

  @Test("a language is looked up under each subtag that it has, by index and by scan")
  func subtagsOfOneLanguage() throws {
    try add(
      (0..<2_000).map { ("Filen nummer \($0) ble lagret", "File number \($0) was saved") }, from: "nb",
      to: "en")
    for name in ["no", "nb", "nb-NO"] {
      let language = try LanguageTag(name)
      for exhaustive in [false, true] {
        let found = try memory.matches(
          for: MarkedText("Filen nummer 1234 ble ikke lagret"), from: language, to: english, limit: 1,
          exhaustive: exhaustive)
        #expect(found.map(\.target.content.text) == ["File number 1234 was saved"])
      }
    }
  }

  @Test("the fixed scores: same text, form, numbers")
  func fixedScores() throws {
    try add([("Open the file 12 now", "Откройте файл 12")])
    #expect(try lookup("Open the file 12 now").first?.score.value == 100)
    let form = try #require(try lookup("open  the file 12 now").first?.score.value)
    // 19 of 20 and 21 scalars are common.
    #expect(abs(form - (99 - 80 * (1 - 38.0 / 41))) < 1e-9)
    let numbers = try #require(try lookup("Open the file 13 now").first?.score.value)
    #expect(abs(numbers - 94) < 1e-9)
    let other = try #require(try lookup("Open the file 12 then").first?.score.value)
    #expect(other < numbers && other > 60)
  }

  @Test("a negation that one text lacks costs more than case or punctuation")
  func negation() throws {
    try add([("Open the file in the editor now", "Откройте файл в редакторе")])
    let plain = try #require(try lookup("Open the files in the editor now").first?.score.value)
    let negated = try #require(try lookup("Not open the file in the editor now").first?.score)
    #expect(negated.penalties.map(\.points) == [1])
    #expect(negated.value < plain)
    #expect(try lookup("open the file in the editor now").first?.score.penalties == [])
  }

  @Test("of renderings that are equally good the one that most units have goes first, numbers aside")
  func support() throws {
    try add([
      ("See part 11 now", "Смотрите часть 11 сейчас"), ("See part 12 now", "См. часть 12"),
      ("See part 13 now", "См. часть 13"), ("See part 14 now", "Смотри 14"),
    ])
    let found = try lookup("See part 90 now")
    #expect(Set(found.map(\.score.value)).count == 1)
    #expect(found.prefix(2).map(\.target.content.text) == ["См. часть 13", "См. часть 12"])
    try add([("height", "height"), ("width", "width"), ("height", "высота")])
    #expect(try lookup("height").map(\.target.content.text) == ["высота", "height"])
    try add([("width", "ширина"), ("width", "width!")])
    #expect(try lookup("width").last?.target.content.text == "width")
  }

  @Test("a threshold of 0 gives what comparing with every unit gives", arguments: [1, 5, 40])
  func lowThresholds(limit: Int) throws {
    var random = RandomText(seed: 12, letters: RandomText.alphabets[0].letters, isSpaced: true)
    try add((0..<700).map { (random.text(words: 9), "t\($0)") })
    for round in 0..<12 {
      let query = MarkedText(random.text(words: round + 1))
      for threshold in [0.0, 20, 50] {
        let indexed = try memory.matches(
          for: query, from: english, to: russian, threshold: threshold, limit: limit)
        let scanned = try memory.matches(
          for: query, from: english, to: russian, threshold: threshold, limit: limit, exhaustive: true)
        #expect(indexed == scanned)
      }
    }
  }

  @Test("101 between the same neighbours, and 100 elsewhere")
  func context() throws {
    _ = try memory.importUnits(from: Self.origin) { add in
      var unit = try TranslationUnit.pair("Yes", "Да", from: "en", to: "ru")
      unit.context = TranslationUnit.Context(previous: "Delete it?", next: "No")
      try add(unit)
      try add(.pair("Yes", "Так точно", from: "en", to: "ru"))
    }
    func best(_ previous: String?, _ next: String?) throws -> [Double] {
      try memory.matches(
        for: "Yes", from: english, to: russian, previous: previous, next: next
      ).map(\.score.value)
    }
    #expect(try best("Delete it?", nil) == [101, 100])
    #expect(try best("Delete it?", "No") == [101, 100])
    #expect(try best("Delete it?", "Perhaps") == [100, 100])
    #expect(try best(nil, nil) == [100, 100])
  }

  @Test("of several renderings the one with more units goes first")
  func evidence() throws {
    _ = try memory.importUnits(from: Self.origin) { add in
      for (number, target) in ["Файл", "Файл", "Папка"].enumerated() {
        var unit = try TranslationUnit.pair("File", target, from: "en", to: "ru")
        unit.variants.append(Variant(language: try LanguageTag("de"), content: MarkedText("Datei \(number)")))
        try add(unit)
      }
    }
    let matches = try lookup("File")
    #expect(matches.map(\.target.content.text) == ["Файл", "Папка"])
    #expect(matches.map(\.occurrences) == [2, 1])
  }

  @Test("a deleted unit is not found, a replaced one as it is now", arguments: [3, 700])
  func editing(count: Int) throws {
    try add((0..<count).map { ("Unit number \($0) of \($0 * 7 % 13)", "Запись \($0)") })
    let match = try #require(try lookup("Unit number 2 of 1").first)
    #expect(
      try memory.replaceUnit(match.unitNumber, with: .pair("Quite another", "Иное", from: "en", to: "ru")))
    #expect(try lookup("Unit number 2 of 1").allSatisfy { $0.score.value < 100 })
    let other = try #require(try lookup("Quite another").first)
    #expect(other.score.value == 100)
    #expect(try memory.deleteUnits([other.unitNumber, 1_000_000]) == 1)
    #expect(try lookup("Quite another").isEmpty)
    #expect(try memory.statistics().units == count - 1)
    // It may come in again.
    try add([("Quite another", "Иное")])
    #expect(try lookup("Quite another").count == 1)
  }

  @Test("concordance finds whole words whatever their case and accents", arguments: [0, 600])
  func concordance(others: Int) throws {
    try add([
      ("Tô Lâm arrives", "То Лам прибывает"), ("TO LAM leaves", "То Лам уезжает"),
      ("Tola Mbappé", "Тола Мбаппе"),
    ])
    try add((0..<others).map { ("Filler \($0) text", "Текст \($0)") })
    let hits = try memory.concordance(ConcordanceQuery("to lam", in: english))
    #expect(Set(hits.map(\.source.content.text)) == ["Tô Lâm arrives", "TO LAM leaves"])
    #expect(hits.first?.renderings.count == 1)
    let parts = try memory.concordance(ConcordanceQuery("bapp", in: english, mode: .substring))
    #expect(parts.map(\.source.content.text) == ["Tola Mbappé"])
    #expect(try memory.concordance(ConcordanceQuery("bapp", in: english)).isEmpty)
  }

  @Test("words are found in texts without spaces")
  func unspacedConcordance() throws {
    try add([("保存文件到磁盘", "Save the file to disk"), ("删除目录", "Delete the folder")], from: "zh", to: "en")
    let hits = try memory.concordance(ConcordanceQuery("文件", in: try LanguageTag("zh")))
    #expect(hits.map(\.source.content.text) == ["保存文件到磁盘"])
  }

  @Test("what was imported is there when the file is opened again, and a failed import leaves nothing")
  func durability() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/memory.sqlite"
    struct Stop: Error {}
    do {
      let memory = try MemoryStore(path: path, mode: .create)
      _ = try memory.importUnits(from: Self.origin) { add in
        for number in 0..<500 {
          try add(.pair("Text \(number) here", "Текст \(number)", from: "en", to: "ru"))
        }
      }
      #expect(throws: Stop.self) {
        try memory.importUnits(from: Self.origin) { add in
          for number in 0..<500 { try add(.pair("Lost \(number)", "Нет \(number)", from: "en", to: "ru")) }
          throw Stop()
        }
      }
    }
    let memory = try MemoryStore(path: path, mode: .readOnly)
    #expect(try memory.statistics().units == 500)
    #expect(try memory.matches(for: "Text 77 here", from: english, to: russian).first?.score.value == 100)
    #expect(try memory.matches(for: "Lost 77", from: english, to: russian).isEmpty)
    #expect(try memory.contains("text 77 HERE", in: english))
    #expect(try memory.exactMatches(for: "text 77 here", to: russian).count == 1)
  }
}
