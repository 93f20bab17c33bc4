import Foundation
import TestSupport
import Testing

@testable import Tolmach

struct TermCheckerTests {
  private let english: LanguageTag
  private let russian: LanguageTag
  private let glossary: Glossary

  init() throws {
    let (english, russian) = (try LanguageTag("en"), try LanguageTag("ru"))
    (self.english, self.russian) = (english, russian)
    func entry(_ id: String, en: [Term], ru: [Term], isTranslatable: Bool = true) -> Concept {
      Concept(
        id: id, isTranslatable: isTranslatable,
        languages: [LanguageLevel(language: english, terms: en), LanguageLevel(language: russian, terms: ru)])
    }
    glossary = Glossary([
      entry("lam", en: [Term("To Lam")], ru: [Term("То Лам")]),
      entry(
        "eaeu", en: [Term("Eurasian Economic Union")],
        ru: [
          Term("Евразийский экономический союз"), Term("ЕАЭС", status: .admitted),
          Term("Евразийский союз", status: .deprecated),
        ]),
      entry("union", en: [Term("union")], ru: [Term("объединение"), Term("союз", status: .forbidden)]),
      entry("brand", en: [Term("Sputnik", caseRule: .exact)], ru: [], isTranslatable: false),
    ])
  }

  /// The findings in pairs of texts, as `kind:text`.
  private func found(_ pairs: [(String, String)]) throws -> [String] {
    let lines = pairs.map { pair in
      String(
        decoding: (try? JSONSerialization.data(withJSONObject: ["source": pair.0, "target": pair.1]))
          ?? Data(),
        as: UTF8.self)
    }
    var result: [String] = []
    let source = InputSource.bytes(lines.joined(separator: "\n").utf8, name: "pairs.jsonl")
    let report = try TermChecker(glossary, source: english, target: russian).check(source) { found, text in
      let whole = found.side == .source ? text.source : text.target
      #expect(String(decoding: Array(whole.utf8)[found.finding.place], as: UTF8.self) == found.finding.text)
      result.append("\(found.kind):\(found.finding.text)")
    }
    #expect(report.pairs == pairs.count && report.findings == result.count && report.problems.isEmpty)
    return result
  }

  @Test func aRenderingInAnyFormWillDo() throws {
    #expect(
      try found([
        ("To Lam came.", "Приезд То Лама."),
        ("In the Eurasian Economic Union", "В Евразийском экономическом союзе"),
      ]).isEmpty)
  }

  @Test func aMissingRenderingIsReportedOnceAndSuggested() throws {
    #expect(try found([("To Lam and To Lam", "Лам и Лам")]) == ["missing:To Lam"])
  }

  @Test func aTermInsideALongerOneIsNotAskedFor() throws {
    #expect(try found([("The Eurasian Economic Union grew", "ЕАЭС вырос")]).isEmpty)
  }

  @Test func forbiddenAndDeprecatedTermsAreReportedWhereTheyStandAndNotAsMissingToo() throws {
    #expect(
      try found([("The Eurasian Economic Union", "Евразийского союза")]) == ["deprecated:Евразийского союза"])
    #expect(try found([("a union", "о союзе")]) == ["forbidden:союзе"])
  }

  @Test func whatStaysAsItIsMustStandThere() throws {
    #expect(try found([("Sputnik wrote", "«Спутник» писал")]) == ["translated:Sputnik"])
    #expect(try found([("Sputnik wrote", "Sputnik писал")]).isEmpty)
  }

  @Test func oneNameHasOneRenderingInADocument() throws {
    let long = ("Eurasian Economic Union", "Евразийский экономический союз")
    #expect(try found([long, ("Eurasian Economic Union", "в ЕАЭС"), long]) == ["inconsistent:ЕАЭС"])
  }

  @Test func linesThatAreNoPairsAreNamedAndTheRestIsChecked() throws {
    let text = "{\"source\": \"To Lam\", \"target\": \"Лам\"}\nnonsense\n{\"source\": 1}\n"
    var count = 0
    let report = try TermChecker(glossary, source: english, target: russian).check(
      .bytes(text.utf8, name: "a.jsonl")
    ) { _, _ in count += 1 }
    #expect(count == 1)
    #expect(report.problems.map(\.position?.line) == [2, 3])
  }

  @Test func tablesAndTMXAreReadAndTheProjectsOwnTranslationsPass() throws {
    let files = ["people", "places", "organisations"].map { Checkout.path("Glossaries/\($0).csv") }
    let checker = TermChecker(try Glossary(files: files), source: english, target: russian)
    var kinds: [BilingualFinding.Kind: Int] = [:]
    let report = try checker.check(.file(Checkout.path("Memories/news-en-ru-vi.tmx"))) { found, _ in
      kinds[found.kind, default: 0] += 1
    }
    #expect(report.pairs > 50)
    #expect((kinds[.missing] ?? 0) <= report.pairs / 20)
  }
}

struct GlossaryExchangeTests {
  @Test func theShippedGlossariesGoIntoAStoreAndComeBackTheSame() throws {
    let folder = try TemporaryFolder()
    let path = Checkout.path("Glossaries/people.csv")
    let store = try TermStore(path: folder.file("m.sqlite"), mode: .create)
    #expect(try store.importFile(path).problems.isEmpty)
    let again = try store.importFile(path).counts
    #expect(again.added == 0 && again.replaced == 0 && again.unchanged > 0)
    let glossary = try Glossary(files: [folder.file("m.sqlite")])
    #expect(glossary.concepts == (try Glossary(files: [path])).concepts)
    let sink = ByteSink()
    _ = try glossary.export(to: sink, format: TableFormat.csv)
    let copy = try folder.write(String(decoding: sink.bytes, as: UTF8.self), to: "copy.csv")
    #expect(try Glossary(files: [copy]).concepts == glossary.concepts)
    // Entries that pass one by one are written as those that are held.
    let passed = ByteSink()
    let source = try GlossarySource(files: [folder.file("m.sqlite")])
    #expect(try source.export(to: passed, format: TableFormat.csv).count == glossary.concepts.count)
    #expect(passed.bytes == sink.bytes)
    #expect(try source.languages() == glossary.languages)
    // A memory may live in the same file.
    let memory = try MemoryStore(path: folder.file("m.sqlite"), mode: .create)
    _ = try memory.importFile(.file(Checkout.path("Memories/news-en-ru-vi.tmx")), date: Timestamp(seconds: 0))
    #expect(try TermStore(path: folder.file("m.sqlite"), mode: .readOnly).count() == glossary.concepts.count)
    #expect(try MemoryStore(path: folder.file("m.sqlite"), mode: .readOnly).statistics().units > 10)
  }

  @Test func aTableSaysWhatItCannotHold() throws {
    var concept = Concept(id: "a", validity: Validity(start: PartialDate("2024")))
    concept.add(Term("Hanoi", gender: .neuter), language: try LanguageTag("en"))
    let problems = try Glossary([concept]).export(to: ByteSink(), format: TableFormat.csv)
    #expect(problems.count == 1)
  }
}

struct GlossarySourceTests {
  @Test func whatIsWrongAmongEntriesIsReportedWhileTheyPass() throws {
    let folder = try TemporaryFolder()
    let first = try folder.write("concept,en,related\na,A,part of b\nb,B,part of a\n", to: "1.csv")
    let second = try folder.write("concept,en,related\na,A,\nc,C,part of nobody\n", to: "2.csv")
    var messages: [String] = []
    var count = 0
    let report = { (problem: Problem, _: String) in messages.append(problem.message) }
    try GlossarySource(files: [first, second]).forEachConcept(report: report) { _ in count += 1 }
    #expect(count == 4)
    #expect(
      messages == [
        "two entries have the id 'a'; both were kept",
        "the entry 'c' is part-of 'nobody', which is no entry",
        "entries are part-of each other in a circle: a → b → a",
      ])
  }
}
