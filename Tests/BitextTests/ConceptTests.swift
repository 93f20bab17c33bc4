import Bitext
import Foundation
import Testing

struct ConceptTests {
  /// A concept in which every field has a value.
  static func full() throws -> Concept {
    let stamp = Timestamp(seconds: 1_700_000_000)
    let provenance = Provenance(created: stamp, createdBy: "anna", changed: stamp, changedBy: "boris")
    let term = Term(
      "То Лам", status: .admitted, type: .variant, partOfSpeech: .properNoun, gender: .masculine,
      number: .singular, isDeclinable: true, fixedWords: [0], irregularForms: ["То Ламу"], caseRule: .initial,
      matching: .inflected, region: "RU", contexts: [.init("Прибыл То Лам.", source: "page 1")],
      source: "page 2", isReviewed: false, reviewer: "vera", reviewed: stamp,
      name: PersonName(
        order: .familyFirst, parts: [.init(.family, "То"), .init(.given, "Лам")], shortForms: ["Лам"]),
      notes: [Note(text: "a\nb", language: "ru")], provenance: provenance,
      properties: [Property(type: "x", value: "1")])
    let level = LanguageLevel(
      language: try LanguageTag("RU_ru"), definition: "президент", definitionSource: "dictionary",
      notes: [Note(text: "style")], transliterationStandard: "house style", terms: [term],
      properties: [Property(type: "y", value: "2")])
    return Concept(
      id: "person-to-lam", kind: "person", subjects: ["politics", "Vietnam"], definition: "a man",
      externalIdentifiers: ["wikidata:Q1"], isTranslatable: false,
      validity: Validity(start: PartialDate("2024-05"), end: PartialDate("2024-10-21")),
      relations: [
        ConceptRelation(
          .holderOf, "title-president", validity: Validity(start: PartialDate("2024")), note: "elected")
      ], languages: [level], notes: [Note(text: "note")], source: "seed", provenance: provenance,
      properties: [Property(type: "z", value: "3")])
  }

  @Test func everyFieldSurvivesItsStoredForm() throws {
    let concept = try Self.full()
    let copy = try JSONDecoder().decode(Concept.self, from: JSONEncoder().encode(concept))
    #expect(copy == concept)
    #expect(copy.languages.first?.language.original == "RU_ru")
  }

  @Test func forbiddenTermsAreNeverTheRendering() throws {
    let russian = try LanguageTag("ru")
    var concept = Concept()
    concept.add(Term("плохо", status: .forbidden), language: russian)
    #expect(concept.rendering(in: russian) == nil)
    concept.add(Term("сойдёт", status: .admitted), language: russian)
    #expect(concept.rendering(in: russian) == "сойдёт")
    concept.add(Term("хорошо"), language: russian)
    #expect(concept.rendering(in: russian) == "хорошо")
    #expect(concept.renderings[russian] == ["хорошо", "сойдёт"])
  }

  @Test func whatIsNotTranslatedKeepsItsTermInEveryLanguage() throws {
    var concept = Concept(isTranslatable: false)
    concept.add(Term("Sputnik"), language: try LanguageTag("en"))
    #expect(concept.rendering(in: try LanguageTag("vi")) == "Sputnik")
  }

  @Test func datesAreAsExactAsTheyAreWritten() throws {
    for text in ["2024", "2024-02", "2024-02-29"] { #expect(PartialDate(text)?.description == text) }
    for text in ["", "24", "2024-13", "2023-02-29", "2024-2", "2024-02-01-01", "abcd", "-024"] {
      #expect(PartialDate(text) == nil, "\(text)")
    }
    let validity = Validity(start: PartialDate("2024-05"), end: PartialDate("2024-10-21"))
    for (text, isInside) in [
      ("2024", true), ("2024-05-01", true), ("2024-04-30", false), ("2024-10-21", true),
      ("2024-10-22", false),
      ("2025", false),
    ] {
      #expect(validity.contains(try #require(PartialDate(text))) == isInside, "\(text)")
    }
  }

  @Test func entriesOfOneIdAreBothKeptAndReported() {
    let glossary = Glossary([
      Concept(id: "a", kind: "place"), Concept(id: "a", kind: "person"), Concept(id: "b"),
    ])
    #expect(glossary.concepts.count == 3)
    #expect(glossary.problems.map(\.message) == ["two entries have the id 'a'; both were kept"])
    #expect(glossary.concept("a")?.kind == "place")
  }
}
