import Bitext
import Testing

@testable import TranslationMemory

/// Which of several matches goes first.
struct MatchOrderTests {
  private let memory: MemoryStore
  private let english: LanguageTag
  private let russian: LanguageTag

  init() throws {
    memory = try MemoryStore()
    english = try LanguageTag("en")
    russian = try LanguageTag("ru")
  }

  private func add(_ pairs: [(String, String)]) throws {
    _ = try memory.importUnits(from: IndexExactnessTests.origin) { add in
      for (source, target) in pairs { try add(.pair(source, target, from: "en", to: "ru")) }
    }
  }

  private func targets(_ text: String, threshold: Double = 60, limit: Int = 5) throws -> [String] {
    try memory.matches(
      for: MarkedText(text), from: english, to: russian, threshold: threshold, limit: limit
    ).map(\.target.content.text)
  }

  @Test("of matches within a point, the rendering most like the others goes first")
  func agreement() throws {
    try add([
      ("The printer is out of paper now x", "В принтере закончилась бумага"),
      ("The printer is out of paper now y", "В принтере закончилась вся бумага"),
      ("The printer is out of paper now z", "Позовите системного администратора"),
    ])
    let found = try targets("The printer is out of paper now q")
    #expect(found.count == 3)
    #expect(found.last == "Позовите системного администратора")
  }

  @Test("fewer matches are the first of more")
  func limits() throws {
    try add(
      (0..<30).map { ("Chapter \($0 % 7) of the manual \($0)", "Глава \($0 % 5) руководства \($0 % 3)") })
    let all = try targets("Chapter 3 of the manual 99", limit: 30)
    for limit in 1...12 {
      #expect(try targets("Chapter 3 of the manual 99", limit: limit) == Array(all.prefix(limit)))
    }
  }

  @Test("the same text in other case is found from 70 up, and counts as known however short")
  func form() throws {
    try add([("Open the recent file", "Открыть недавний файл"), ("Sum", "Сумма")])
    #expect(try targets("OPEN THE RECENT FILE", threshold: 70) == ["Открыть недавний файл"])
    #expect(try targets("SUM", threshold: 60).isEmpty)
    #expect(try memory.exactMatches(for: "SUM", to: russian).map(\.target.content.text) == ["Сумма"])
    #expect(try memory.contains("SUM", in: english))
  }

  @Test("words that no remembered text has count less than those that some have")
  func unknownWords() throws {
    var pairs = (0..<300).map { ("Line \($0) of text", "Строка \($0) текста") }
    pairs.append(("Select the printer to configure", "Выберите принтер"))
    pairs.append(("Remember the password forever", "Запомнить пароль"))
    try add(pairs)
    let extractor = FeatureExtractor()
    var query = try QueryText(MarkedText("printer xylophone"), extractor: extractor)
    query.weigh(documents: 300, frequencies: query.features.map { $0.isWord ? 1 : 0 })
    let known = query.features.map(\.weight)
    #expect(zip(query.features, known).allSatisfy { $0.isWord ? $1 == 14 : $1 == 3 })
    #expect(try targets("Select the xylophone to configure", threshold: 60).first == "Выберите принтер")
  }

  @Test("a score grows with both similarities and its inverse is exact")
  func inverse() {
    for count in [1, 5, 40, 900] {
      for known in [0.0, 0.4, 1] {
        var last = -1.0
        for step in 0...100 {
          let value = MatchScore.combined(characters: Double(step) / 100, known: known, count: count)
          #expect(value > last && value >= 0 && value <= 96)
          last = value
          let needed = MatchScore.neededCharacters(for: value, known: known, count: count)
          #expect(abs(needed - Double(step) / 100) < 1e-9)
        }
      }
    }
  }

  @Test("what may be unknown is what brings the similarity down to the part that is kept")
  func unknown() {
    for count in [1, 5, 40, 900] {
      let share = MatchScore.knownShare(count)
      for unknown in [0.0, 0.1, 0.5, 0.9, 1] {
        let part = MatchScore.similarity(characters: 1, known: 1 - unknown, share: share)
        #expect(abs(MatchScore.mostUnknown(keeping: part, share: share) - unknown) < 1e-9)
      }
      #expect(MatchScore.mostUnknown(keeping: 0.3, share: share) > 1)
      #expect(MatchScore.mostUnknown(keeping: 1.01, share: share) < 0)
    }
  }

  @Test(
    "no match goes before one that is a point or more above it, and some before one that is less above it")
  func withinAPoint() throws {
    var random = RandomText(seed: 5, letters: RandomText.alphabets[0].letters, isSpaced: true)
    let text = random.text(words: 12)
    try add(
      (0..<120).map { number in
        (random.changed(text, edits: 1 + number % 9), "\(number % 4) \(random.text(words: 4))")
      })
    var isReordered = false
    for edits in 0..<12 {
      let scores = try memory.matches(
        for: MarkedText(random.changed(text, edits: edits)), from: english, to: russian, threshold: 0,
        limit: 20
      ).map(\.score.value)
      #expect(scores.count == 20)
      for (place, score) in scores.enumerated() {
        for later in scores[place...] {
          #expect(later - score < 1)
          if later > score { isReordered = true }
        }
      }
    }
    #expect(isReordered)
  }

  @Test("a word of which one letter differs is close although no word is known")
  func shortTexts() throws {
    try add([("_Help", "_Справка"), ("Networks", "Сети"), ("Other", "Другое")])
    #expect(try targets("Help", threshold: 50) == ["_Справка"])
    #expect(try targets("Network", threshold: 50) == ["Сети"])
  }
}
