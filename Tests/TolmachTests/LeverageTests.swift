import Foundation
import TestSupport
import Testing
import Tolmach

/// How segments fall into the bands of a leverage report, and how words are counted.
struct LeverageTests {
  private let english: LanguageTag
  private let russian: LanguageTag

  init() throws {
    english = try LanguageTag("en")
    russian = try LanguageTag("ru")
  }

  private func memory(_ pairs: [(String, String)]) throws -> MemoryStore {
    let memory = try MemoryStore()
    _ = try memory.importUnits(
      from: ImportOrigin(source: "m", format: "t", date: Timestamp(seconds: 0)), duplicates: .keepAll,
      isTrial: false
    ) { add in
      for (index, pair) in pairs.enumerated() {
        try add(
          TranslationUnit(
            variants: [
              Variant(language: english, content: MarkedText(pair.0)),
              Variant(language: russian, content: MarkedText(pair.1)),
            ],
            context: TranslationUnit.Context(
              previous: index > 0 ? pairs[index - 1].0 : nil,
              next: index + 1 < pairs.count ? pairs[index + 1].0 : nil)))
      }
      return nil
    }
    return memory
  }

  private func bands(_ files: [String], _ memory: MemoryStore?) throws -> [[LeverageBand: Int]] {
    var analysis = try LeverageAnalysis(memory: memory, from: english, to: russian)
    return try files.map { text in
      try analysis.add(.bytes(text.utf8, name: "f.txt")).bands.mapValues(\.segments)
    }
  }

  @Test("the same text is 101 between its neighbours, 100 elsewhere, and a repetition the second time")
  func bandsOfEqualTexts() throws {
    let memory = try memory([
      ("First line of text", "Первая"), ("Second line of it", "Вторая"), ("Third and last one", "Третья"),
    ])
    let found = try bands(
      [
        "First line of text\n\nSecond line of it\n\nThird and last one\n",
        "Quite other words here\n\nThird and last one\n\nQuite other words here\n",
      ], memory)
    #expect(found[0] == [.context: 3])
    #expect(found[1] == [.new: 1, .crossFileRepetition: 1, .repetition: 1])
    #expect(try bands(["Something before\n\nThird and last one\n\nAnd after\n"], memory)[0][.exact] == 1)
  }

  @Test("close texts fall into bands by their score, or by an earlier segment that is closer")
  func fuzzyBands() throws {
    let memory = try memory([("The quick brown fox jumps over the lazy dog", "Лиса")])
    let found = try bands(
      [
        "The quick brown fox jumps over a lazy dog\n\nBirds of a feather flock together in spring\n\n"
          + "Birds of a feather flock together in autumn\n"
      ], memory)
    #expect(found[0][.internalFuzzy] == 1 && found[0][.new] == 1)
    #expect(found[0].filter { [.from85, .from75].contains($0.key) }.values.reduce(0, +) == 1)
    #expect(try bands(["One two three\n"], nil)[0] == [.new: 1])
  }

  @Test("words are counted in every script, and segments without words are passed over")
  func counting() throws {
    let counter = try WordCounter()
    let words: [(String, Int)] = [
      ("Don't count 2.5 marks, please!", 5), ("Перейти в медиабанк", 3), ("保存文件", 2), ("ファイルを保存する", 4),
      ("— … !", 0), ("", 0),
    ]
    for (text, count) in words { #expect(try counter.words(in: text) == count, "\(text)") }
    #expect(try (2...4).contains(counter.words(in: "บันทึกไฟล์")))
    #expect(counter.characters(in: " a b\tв\u{A0}") == 3)
    var analysis = try LeverageAnalysis(memory: nil, from: english, to: russian)
    #expect(try analysis.add(.bytes("***\n\nWord\n".utf8, name: "f.txt")).passedOver == 1)
    #expect(analysis.total.total.words == 1)
  }
}
