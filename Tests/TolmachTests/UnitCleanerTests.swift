import Foundation
import TestSupport
import Testing
import Tolmach

@Suite struct UnitCleanerTests {
  private static func unit(_ english: String, _ russian: String, _ more: (String, String)...) throws
    -> TranslationUnit
  {
    var unit = TranslationUnit(variants: [
      Variant(language: try LanguageTag("en"), content: MarkedText(english)),
      Variant(language: try LanguageTag("ru"), content: MarkedText(russian)),
    ])
    for (language, text) in more {
      unit.variants.append(Variant(language: try LanguageTag(language), content: MarkedText(text)))
    }
    return unit
  }

  private static func rule(_ english: String, _ russian: String) throws -> CleaningRule? {
    var cleaner = try UnitCleaner()
    return cleaner.clean(try unit(english, russian)).rejected.first?.reason.rule
  }

  @Test(
    arguments: [
      ("Read more about the town.", "Подробнее о городе.", nil),
      ("Microsoft Windows 11", "Microsoft Windows 11", nil),
      ("It was in the 1990s.", "Это было в 90-е годы.", nil),
      ("Open at 5 p.m.", "Открыто в 17 часов.", nil),
      ("It costs 10,000 roubles.", "Это стоит 10 000 рублей.", nil),
      ("Two of the bridges", "2 моста", nil),
      ("CAFÉ… “VOILÀ”", "КАФЕ…", nil),
      ("Hello", "  ", .empty),
      ("The caf\u{FFFD} is closed today.", "Кафе сегодня закрыто.", .encoding),
      ("Itâ€™s closed.", "Закрыто.", .encoding),
      ("It is closed.", "РџСЂРёРІРµС‚, Р·Р°РєСЂС‹С‚Рѕ.", .encoding),
      ("Tom &amp; Jerry", "Том и Джерри", .encoding),
      ("Read more about the history of the town.", "Read about the history of this old town.", .language),
      ("about us", "about us", .identical),
      ("The whole story of the town and its bridge, told by those who were there.", "Город.", .length),
      ("The bridge has 12 arches.", "У моста 13 арок.", .numbers),
      ("It was built in 1874.", "Он был построен давно.", .numbers),
      ("Hello, {name}!", "Привет!", .tags),
      ("%d files were <b>removed</b>.", "%d файлов удалено.", .tags),
    ] as [(String, String, CleaningRule?)])
  func eachRuleFindsItsOwn(_ english: String, _ russian: String, _ expected: CleaningRule?) throws {
    #expect(try Self.rule(english, russian) == expected)
  }

  @Test func theSecondOfTwoEqualPairsIsADuplicate() throws {
    var cleaner = try UnitCleaner()
    #expect(cleaner.clean(try Self.unit("Hello there", "Привет всем")).rejected.isEmpty)
    #expect(cleaner.clean(try Self.unit("Hello there", "Всем привет")).rejected.isEmpty)
    let (kept, rejected) = cleaner.clean(try Self.unit("Hello  there", "Привет всем"))
    #expect(kept == nil)
    #expect(rejected.map(\.reason.rule) == [.duplicate])
  }

  @Test func ofSeveralLanguagesTheGoodStay() throws {
    var cleaner = try UnitCleaner()
    let unit = try Self.unit(
      "The bridge has 12 arches.", "У моста 12 арок.", ("de", "Die Brücke hat 13 Bögen."))
    let (kept, rejected) = cleaner.clean(unit)
    #expect(kept?.variants.map(\.language.identifier) == ["en", "ru"])
    #expect(rejected.map(\.reason.rule) == [.numbers])
    #expect(rejected[0].unit.variants.map(\.language.identifier) == ["en", "de"])
  }

  @Test func rulesCanBeLeftOut() throws {
    var cleaner = try UnitCleaner(UnitCleaner.Options(rules: [.numbers]))
    #expect(cleaner.clean(try Self.unit("about us", "about us")).rejected.isEmpty)
  }

  @Test func aFileIsPartedInTwo() throws {
    let folder = try TemporaryFolder()
    let source = try folder.write(
      "en\tru\nThe bridge\tМост\n12 arches\t13 арок\nabout us\tabout us\n", to: "in.tsv")
    let report = try FileCleaner().clean(
      .file(source), kept: (try ByteSink(path: folder.file("out.tmx")), TMXFormat()),
      rejected: (try ByteSink(path: folder.file("bad.tsv")), TableFormat.tsv))
    #expect((report.unitCount, report.keptCount) == (3, 1))
    #expect(report.counts == [.numbers: 1, .identical: 1])
    let bad = try String(contentsOfFile: folder.file("bad.tsv"), encoding: .utf8)
    #expect(bad.hasPrefix("en\tru\trejected\n12 arches\t13 арок\tnumbers: 12 and 13\n"))
    let good = try String(contentsOfFile: folder.file("out.tmx"), encoding: .utf8)
    #expect(good.contains("<seg>The bridge</seg>") && !good.contains("13 арок"))
  }
}
