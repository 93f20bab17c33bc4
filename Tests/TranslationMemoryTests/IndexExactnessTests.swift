import Bitext
import Foundation
import TestSupport
import Testing

@testable import TranslationMemory

/// The index must answer exactly what comparing with every unit answers.
struct IndexExactnessTests {
  static let origin = ImportOrigin(source: "test", format: "test", date: Timestamp(seconds: 0))

  private static func expectSame(
    _ memory: MemoryStore, _ text: String, from: LanguageTag, to: LanguageTag, threshold: Double,
    limit: Int = 5
  ) throws {
    let indexed = try memory.matches(
      for: MarkedText(text), from: from, to: to, threshold: threshold, limit: limit)
    let scanned = try memory.matches(
      for: MarkedText(text), from: from, to: to, threshold: threshold, limit: limit, exhaustive: true)
    #expect(indexed == scanned, "'\(text)' at \(threshold), \(limit)")
  }

  @Test("random texts in five scripts", arguments: RandomText.alphabets.indices, [UInt64(1)])
  func randomTexts(script: Int, seed: UInt64) throws {
    let (language, letters, isSpaced) = RandomText.alphabets[script]
    var random = RandomText(seed: seed, letters: letters, isSpaced: isSpaced)
    let memory = try MemoryStore()
    let (from, to) = (try LanguageTag(language), try LanguageTag("fr"))
    var texts: [String] = []
    // Several imports make several segments and a rest outside them.
    for count in [400, 270, 300, 280, 40] {
      _ = try memory.importUnits(from: Self.origin) { add in
        for _ in 0..<count {
          let isVariation = !texts.isEmpty && random.number(in: 0...2) == 0
          let length = random.number(in: 0...9) == 0 ? 60 : 7
          let text =
            isVariation
            ? random.changed(texts[random.number(in: 0...texts.count - 1)], edits: random.number(in: 0...4))
            : random.text(words: length)
          if text.isEmpty { continue }
          texts.append(text)
          try add(.pair(text, "t\(random.number(in: 0...99))", from: language, to: "fr"))
        }
      }
    }
    for round in 0..<20 {
      let known = texts[random.number(in: 0...texts.count - 1)]
      let query =
        round % 3 == 0 ? random.text(words: 5) : random.changed(known, edits: random.number(in: 0...6))
      if query.isEmpty { continue }
      for threshold in [60.0, 70, 85, 98] {
        try Self.expectSame(
          memory, query, from: from, to: to, threshold: threshold, limit: round % 4 == 0 ? 1 : 5)
      }
      if round % 10 == 0 {
        for threshold in [0.0, 0.5, 30] {
          try Self.expectSame(memory, query, from: from, to: to, threshold: threshold, limit: 1 + round)
        }
      }
    }
  }

  @Test("real documentation and its next release", .needsSharedData)
  func realTexts() throws {
    func sources(_ name: String, _ count: Int) throws -> [String] {
      try String(contentsOfFile: SharedData.path("leverage/python-docs-fr/\(name)"), encoding: .utf8)
        .split(separator: "\n").prefix(count).compactMap { $0.split(separator: "\t").first.map(String.init) }
    }
    let memory = try MemoryStore()
    _ = try memory.importUnits(from: Self.origin) { add in
      for (index, source) in try sources("old.tsv", 3_000).enumerated() {
        try add(.pair(source, "t\(index)", from: "en", to: "fr"))
      }
    }
    for query in try sources("new.tsv", 40) {
      try Self.expectSame(
        memory, query, from: try LanguageTag("en"), to: try LanguageTag("fr"), threshold: 60)
    }
  }

  @Test("memories of many imports, deletions and a merged index", arguments: [UInt64(3), 4])
  func mergedSegments(seed: UInt64) throws {
    var random = RandomText(seed: seed, letters: RandomText.alphabets[1].letters, isSpaced: true)
    let memory = try MemoryStore()
    let (from, to) = (try LanguageTag("ru"), try LanguageTag("fr"))
    var texts: [String] = []
    // More segments than may stand side by side, so that some are merged.
    for round in 0..<6 {
      _ = try memory.importUnits(from: Self.origin) { add in
        for number in 0..<270 {
          let text = random.text(words: 6)
          texts.append(text)
          try add(.pair(text, "t\(round) \(number)", from: "ru", to: "fr"))
        }
      }
      if round == 2 { try memory.deleteUnits((1...200).map { Int64($0 * 3) }) }
    }
    for round in 0..<25 {
      let query = random.changed(texts[random.number(in: 0...texts.count - 1)], edits: round % 4)
      for threshold in [60.0, 75, 95] {
        try Self.expectSame(memory, query, from: from, to: to, threshold: threshold)
      }
    }
  }

  @Test("an import larger than what is held in memory")
  func largeImport() throws {
    var random = RandomText(seed: 8, letters: RandomText.alphabets[2].letters, isSpaced: true)
    let memory = try MemoryStore()
    let (from, to) = (try LanguageTag("el"), try LanguageTag("fr"))
    var texts: [String] = []
    for _ in 0..<2 {
      _ = try memory.importUnits(from: Self.origin, featureLimit: 3_000) { add in
        for number in 0..<900 {
          let text = number % 5 == 0 && !texts.isEmpty ? texts[number / 5] : random.text(words: 6)
          texts.append(text)
          try add(.pair(text, "t\(number)", from: "el", to: "fr"))
        }
      }
    }
    for round in 0..<25 {
      let query = random.changed(texts[random.number(in: 0...texts.count - 1)], edits: round % 4)
      for threshold in [60.0, 80] {
        try Self.expectSame(memory, query, from: from, to: to, threshold: threshold)
      }
    }
  }

  @Test("texts of different lengths that share all words")
  func lengths() throws {
    let memory = try MemoryStore()
    let words = ["open", "the", "file", "and", "close", "it", "again", "2", "now", "please"]
    var texts: [String] = []
    for count in 1...40 {
      texts.append((0..<count).map { words[$0 * 7 % words.count] }.joined(separator: " "))
    }
    _ = try memory.importUnits(from: Self.origin) { add in
      for copy in 0..<7 {
        for (index, text) in texts.enumerated() {
          try add(.pair(text + String(repeating: "!", count: copy), "t\(index)", from: "en", to: "ru"))
        }
      }
    }
    for text in texts.filter({ $0.count % 4 == 0 }) {
      for threshold in [60.0, 80, 96] {
        try Self.expectSame(
          memory, text, from: try LanguageTag("en"), to: try LanguageTag("ru"), threshold: threshold)
      }
    }
  }

  @Test("all strings of one to three characters")
  func shortStrings() throws {
    let memory = try MemoryStore()
    let letters = ["a", "b", "A", "1", "2", "-", " ", "é", "文", "件"]
    var texts = letters
    for first in letters { for second in letters { texts.append(first + second) } }
    for pair in texts { for letter in letters.prefix(6) { texts.append(pair + letter) } }
    _ = try memory.importUnits(from: Self.origin) { add in
      for (index, text) in texts.enumerated() { try add(.pair(text, "t\(index)", from: "en", to: "ru")) }
    }
    let (from, to) = (try LanguageTag("en"), try LanguageTag("ru"))
    for text in texts.prefix(40) {
      for threshold in [60.0, 75, 97] {
        try Self.expectSame(memory, text, from: from, to: to, threshold: threshold)
      }
    }
  }

  @Test("segments of two thousand characters")
  func longTexts() throws {
    let memory = try MemoryStore()
    var random = RandomText(seed: 9, letters: RandomText.alphabets[0].letters, isSpaced: true)
    var texts: [String] = []
    for _ in 0..<8 {
      var text = ""
      while text.count < 2_000 { text += random.text(words: 30) + " " }
      texts.append(text)
      for edits in [1, 40, 200] { texts.append(random.changed(text, edits: edits)) }
    }
    _ = try memory.importUnits(from: Self.origin) { add in
      for (index, text) in texts.enumerated() { try add(.pair(text, "t\(index)", from: "en", to: "ru")) }
      for index in 0..<300 { try add(.pair(random.text(words: 300), "u\(index)", from: "en", to: "ru")) }
    }
    for text in texts.prefix(4) {
      let query = random.changed(text, edits: 100)
      for threshold in [60.0, 80] {
        try Self.expectSame(
          memory, query, from: try LanguageTag("en"), to: try LanguageTag("ru"), threshold: threshold)
      }
    }
  }
}
