import Foundation
import TestSupport
import Testing
import Tolmach

/// Files in and out of a memory: headers, orders, pairs of files.
struct MemoryExchangeTests {
  private func pair(_ source: String, _ target: String) throws -> TranslationUnit {
    TranslationUnit(variants: [
      Variant(language: try LanguageTag("en"), content: MarkedText(source)),
      Variant(language: try LanguageTag("ru"), content: MarkedText(target)),
    ])
  }

  private func exported(_ memory: MemoryStore, order: UnitOrder, filter: UnitFilter = UnitFilter()) throws
    -> String
  {
    let sink = ByteSink()
    _ = try memory.exportUnits(to: sink, format: TMXFormat(), matching: filter, order: order)
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  @Test("an edited unit keeps its place, and sorted files do not depend on how a memory came about")
  func orders() throws {
    let origin = ImportOrigin(source: "a", format: "t", date: Timestamp(seconds: 0))
    let texts = [("c", "в"), ("a", "а"), ("b", "б"), ("d", "г")]
    let (one, two) = (try MemoryStore(), try MemoryStore())
    _ = try one.importUnits(from: origin) { add in
      for (source, target) in texts { try add(pair(source, target)) }
    }
    _ = try two.importUnits(from: origin) { add in
      for (source, target) in texts.reversed() { try add(pair(source, target)) }
    }
    _ = try one.editUnit(2, by: MemoryAuthor()) { $0.variants[1].content = "другое" }
    _ = try one.undo(by: MemoryAuthor())
    var order: [String] = []
    try one.forEachUnit { order.append($0.variants[0].content.text) }
    #expect(order == ["c", "a", "b", "d"])
    #expect(try exported(one, order: .text) == exported(two, order: .text))
    #expect(try exported(one, order: .imported) != exported(two, order: .imported))
  }

  @Test("a unit of another source language than the header's says so")
  func sourceLanguages() throws {
    let memory = try MemoryStore()
    for (language, text) in [("en", "one"), ("de", "eins")] {
      let tmx = """
        <tmx version="1.4"><header srclang="\(language)" creationtool="t"/><body><tu><tuv xml:lang="\(language)"><seg>\(text)</seg>
        </tuv><tuv xml:lang="ru"><seg>раз</seg></tuv></tu></body></tmx>
        """
      _ = try memory.importFile(.bytes(tmx.utf8, name: "\(language).tmx"), date: Timestamp(seconds: 0))
    }
    let all = try exported(memory, order: .imported)
    #expect(
      all.contains("srclang=\"*all*\"") && all.contains("<tu srclang=\"de\">")
        && all.contains("<tu srclang=\"en\">"))
    #expect(all.contains("creationtool=\"t\""))
    var filter = UnitFilter()
    filter.sources = ["de.tmx"]
    let german = try exported(memory, order: .imported, filter: filter)
    #expect(german.contains("srclang=\"de\" datatype") && german.contains("<tu>") && !german.contains("one"))
  }

  @Test("files that are named alike and end in languages belong together, others do not")
  func mosesFiles() {
    let inputs = ImportInput.grouped(["news.en", "a.tmx", "news.ru", "page.ts", "x/other.en", "-"])
    #expect(
      inputs.map(\.name) == ["news.en + news.ru", "a.tmx", "page.ts", "x/other.en", "<standard input>"])
  }

  @Test("a part of a memory that is split is there already: nothing is written")
  func splitting() throws {
    let folder = try TemporaryFolder()
    let memory = try MemoryStore()
    _ = try memory.importUnits(from: ImportOrigin(source: "a/b", format: "t", date: Timestamp(seconds: 0))) {
      add in
      for number in 0..<5 { try add(pair("\(number)", "ч \(number)")) }
    }
    let author = MemoryAuthor()
    let parts = try memory.split(by: .size(2), into: folder.file("parts"), by: author)
    #expect(parts.map(\.units) == [2, 2, 1])
    #expect(throws: MemoryError.self) {
      try memory.split(by: .size(2), into: folder.file("parts"), by: author)
    }
    let origin = try memory.split(by: .origin, into: folder.file("origin"), by: author)
    #expect(origin.first?.path.hasSuffix("/a-b.sqlite") == true)
    #expect(try MemoryStore(path: parts[2].path, mode: .readOnly).statistics().units == 1)
  }
}
