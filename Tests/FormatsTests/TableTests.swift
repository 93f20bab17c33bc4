import Bitext
import Formats
import Foundation
import TestSupport
import Testing

struct TableTests {
  private func pair() throws -> ReadingOptions {
    ReadingOptions(sourceLanguage: try LanguageTag("en"), targetLanguage: try LanguageTag("ru"))
  }

  @Test func cellsInQuotationMarksHoldCommasLinesAndMarks() throws {
    let read = try ReadUnits(TableFormat.csv, "en,ru,note\r\n\"a, \"\"b\"\"\nc\",да,x\r\nd,нет,\r\n")
    #expect(read.units.map { $0.variants.map(\.content.text) } == [["a, \"b\"\nc", "да"], ["d", "нет"]])
    #expect(read.units.map { $0.notes.map(\.text) } == [["x"], []])
    #expect(read.summary.problems.isEmpty)
  }

  @Test func semicolonsPartCellsWhereTheyPartTheHeader() throws {
    let read = try ReadUnits(TableFormat.csv, "en;ru\na, b;да\n")
    #expect(read.units.first?.variants.map(\.content.text) == ["a, b", "да"])
  }

  @Test func escapesOfTSVComeBack() throws {
    let texts = ["tab\there", "two\nlines", "back\\slash\\n", "\r", "plain"]
    let sink = ByteSink()
    let languages = [try LanguageTag("en"), try LanguageTag("ru")]
    var writer = try TableFormat.tsv.unitWriter(to: sink, header: UnitHeader(languages: languages))
    for text in texts {
      try writer.write(
        TranslationUnit(variants: languages.map { Variant(language: $0, content: MarkedText(text)) }))
    }
    try writer.finish()
    let read = try ReadUnits(TableFormat.tsv, String(decoding: sink.bytes, as: UTF8.self))
    #expect(read.units.map { $0.variants.last?.content.text } == texts)
  }

  @Test func pairsWithoutAHeaderTakeTheLanguagesOfTheUser() throws {
    let read = try ReadUnits(TableFormat.tsv, "no\tнет\nyes\tда\n", options: try pair())
    #expect(read.units.map { $0.variants.map(\.content.text) } == [["no", "нет"], ["yes", "да"]])
    #expect(read.units.first?.variants.map(\.language.identifier) == ["en", "ru"])
    #expect { try ReadUnits(TableFormat.tsv, "hello there, friend\tпривет\n") } throws: { error in
      (error as? FormatError)?.message.contains("--from") == true
    }
  }

  @Test func aQuotationMarkThatDoesNotCloseIsReportedWithItsLine() throws {
    let read = try ReadUnits(TableFormat.csv, "en,ru\na,\"b\nc,d\n")
    #expect(read.errors.first?.position?.line == 2)
  }

  @Test func aTableInWindows1251IsGuessed() throws {
    let text =
      "en,ru\nTitle of the article,Заголовок открываемого материала\nPage not found,Страница не найдена\n"
    let bytes = try #require(text.data(using: .windowsCP1251))
    let read = try ReadUnits(TableFormat.csv, .bytes(bytes))
    #expect(read.units.first?.variants.last?.content.text == "Заголовок открываемого материала")
  }

  @Test func theGlossariesOfThisPackageAreReadWithoutAProblem() throws {
    var count = 0
    let folder = Checkout.path("Glossaries")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".csv") {
      let read = try ReadUnits(TableFormat.csv, .file("\(folder)/\(name)"))
      #expect(read.summary.problems.isEmpty, "\(name)")
      #expect(read.units.allSatisfy { $0.id != nil && $0.property("kind") != nil }, "\(name)")
      count += read.units.count
    }
    #expect(count >= 800)
  }
}
