import Bitext
import Foundation
import TestSupport
import Testing

@testable import Terminology

struct TermStoreTests {
  private func concept() throws -> Concept {
    let stamp = Timestamp(seconds: 1_700_000_000)
    let term = Term(
      "То Лам", status: .proposed, type: .variant, partOfSpeech: .properNoun, gender: .masculine,
      number: .dual,
      isDeclinable: false, fixedWords: [0], irregularForms: ["То Ламу"], caseRule: .initial, matching: .exact,
      region: "RU", contexts: [.init("Прибыл.", source: "page")], source: "desk", isReviewed: false,
      reviewer: "vera", reviewed: stamp,
      name: PersonName(order: .familyFirst, parts: [.init(.family, "То")], shortForms: ["Лам"]),
      notes: [Note(text: "a\n\"b\"")], provenance: Provenance(created: stamp, attributes: ["tool": "x"]),
      properties: [Property(type: "p", value: "v", language: "en")])
    return Concept(
      id: "person-to-lam", kind: "person", subjects: ["politics"], definition: "a man",
      externalIdentifiers: ["Q1"], isTranslatable: false, validity: Validity(start: PartialDate("2024-05")),
      relations: [ConceptRelation(.holderOf, "title-president", note: "n")],
      languages: [
        LanguageLevel(
          language: try LanguageTag("RU_ru"), definition: "d", definitionSource: "s",
          notes: [Note(text: "n")],
          transliterationStandard: "BGN/PCGN", terms: [term, Term("Лам")],
          properties: [Property(type: "q", value: "w")]),
        LanguageLevel(language: try LanguageTag("vi"), terms: [Term("Tô Lâm")]),
        LanguageLevel(language: try LanguageTag("en")),
      ], notes: [Note(text: "x")], source: "seed", provenance: Provenance(createdBy: "anna"),
      properties: [Property(type: "z", value: "3")])
  }

  @Test func everyFieldSurvives() throws {
    let store = try TermStore()
    let plain = Concept(languages: [LanguageLevel(language: try LanguageTag("en"), terms: [Term("Hanoi")])])
    #expect(try store.add([concept(), plain]).added == 2)
    #expect(try store.glossary().concepts == [concept(), plain])
    #expect(try store.glossary().concepts[0].languages[0].language.original == "RU_ru")
  }

  @Test func anEntryOfTheSameIdTakesThePlaceAndTheSameEntryIsNotKeptTwice() throws {
    let store = try TermStore()
    var other = try concept()
    let plain = Concept(languages: [LanguageLevel(language: try LanguageTag("en"), terms: [Term("Hanoi")])])
    try store.add([other, plain])
    other.definition = "a president"
    let counts = try store.add([other, plain])
    #expect(counts == TermStore.Counts(added: 0, replaced: 1, unchanged: 1))
    #expect(try store.glossary().concepts == [other, plain])
    #expect(try store.remove("person-to-lam"))
    #expect(try !store.remove("person-to-lam"))
    #expect(try store.count() == 1)
  }

  @Test func aFailedImportChangesNothing() throws {
    struct Stop: Error {}
    let store = try TermStore()
    #expect(throws: Stop.self) {
      _ = try store.add { add in
        try add(Concept(id: "a"))
        throw Stop()
      }
    }
    #expect(try store.count() == 0)
  }

  @Test func whatIsNoStoreIsRefused() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write("no database at all, only some text in a file", to: "text.sqlite")
    #expect(throws: TermStoreError.self) { try TermStore(path: text, mode: .create) }
    #expect { try TermStore(path: folder.file("none.sqlite"), mode: .readOnly) } throws: {
      ($0 as? TermStoreError)?.isMissing == true
    }
    let path = folder.file("new.sqlite")
    try TermStore(path: path, mode: .create).add([try concept()])
    #expect(try TermStore(path: path, mode: .readOnly).count() == 1)
  }

  @Test func circlesAndMissingEntriesAreReported() throws {
    func concept(_ id: String, _ targets: String...) -> Concept {
      Concept(id: id, relations: targets.map { ConceptRelation(.partOf, $0) })
    }
    let glossary = Glossary([
      concept("a", "b"), concept("b", "c"), concept("c", "a"), concept("d", "d"), concept("e", "a", "nobody"),
    ])
    #expect(
      glossary.relationProblems().map(\.message) == [
        "the entry 'e' is part-of 'nobody', which is no entry",
        "entries are part-of each other in a circle: a → b → c → a",
        "entries are part-of each other in a circle: d → d",
      ])
    let long = Glossary((0..<20_000).map { concept("\($0)", "\($0 + 1)") })
    #expect(long.relationProblems().count == 1)
    // A store says the same, and holds no entry for it.
    for set in [glossary, Glossary(long.concepts.prefix(200))] {
      let store = try TermStore()
      try store.add(set.concepts)
      #expect(try store.relationProblems() == set.relationProblems())
    }
  }
}
