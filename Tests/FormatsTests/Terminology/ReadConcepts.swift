import Bitext
import Formats
import Testing

/// Everything that a reader said of a glossary.
struct ReadConcepts {
  var concepts: [Concept] = []
  var summary = UnitSummary()

  init(_ format: any Format, _ source: InputSource, options: ReadingOptions = ReadingOptions()) throws {
    var concepts: [Concept] = []
    summary = try format.readConcepts(from: try source.open(), options: options) { concepts.append($0) }
    self.concepts = concepts
  }

  init(_ format: any Format, _ text: String, options: ReadingOptions = ReadingOptions()) throws {
    try self.init(format, .bytes(text.utf8, name: "memory"), options: options)
  }

  var termCount: Int { concepts.reduce(0) { $0 + $1.languages.reduce(0) { $0 + $1.terms.count } } }
  var messages: String { summary.problems.map(\.message).joined(separator: "\n") }
}

/// What a writer made of entries.
struct WrittenConcepts {
  var text: String
  var problems: [Problem]

  init(_ format: any Format, _ concepts: [Concept], languages: [String] = ["en", "ru"]) throws {
    let sink = ByteSink()
    var writer = try format.conceptWriter(
      to: sink, header: UnitHeader(languages: try languages.map { try LanguageTag($0) }))
    for concept in concepts { try writer.write(concept) }
    try writer.finish()
    text = String(decoding: sink.bytes, as: UTF8.self)
    problems = writer.problems
  }
}

/// The format of a short name.
func format(_ identifier: String) throws -> any Format {
  try #require(FormatRegistry.standard.format(named: identifier))
}

/// An entry with every field in use.
func richConcept() throws -> Concept {
  let person = PersonName(
    order: .familyFirst, parts: [.init(.family, "Tô"), .init(.given, "Lâm")], shortForms: ["Lâm"])
  let moment = try #require(Timestamp("20240620T093000Z"))
  let provenance = Provenance(created: moment, createdBy: "An <a> & B", changed: moment, changedBy: "Bình")
  let term = Term(
    "Tô Lâm", status: .preferred, type: .full, partOfSpeech: .properNoun, gender: .masculine,
    number: .singular,
    isDeclinable: false, fixedWords: [0, 1], irregularForms: ["Tô Lâma"], caseRule: .exact, matching: .exact,
    region: "VN", contexts: [.init("Tô Lâm said so.", source: "VNA")], source: "nhandan.vn",
    isReviewed: false,
    reviewer: "C", reviewed: moment, name: person, notes: [Note(text: "a \"note\"", language: "en")],
    provenance: provenance, properties: [Property(type: "x", value: "y")])
  let english = LanguageLevel(
    language: try LanguageTag("en"), definition: "The president", definitionSource: "BBC",
    notes: [Note(text: "with accents")], transliterationStandard: "house style",
    terms: [term, Term("To Lam", status: .admitted, type: .variant), Term("Lam To", status: .forbidden)],
    properties: [Property(type: "z", value: "1")])
  let russian = LanguageLevel(
    language: try LanguageTag("ru"),
    terms: [Term("То Лам", isDeclinable: true), Term("товарищ То Лам", status: .proposed, type: .honorific)])
  return Concept(
    id: "p-1", kind: "person", subjects: ["politics", "Vietnam"], definition: "Head of state",
    externalIdentifiers: ["Q1"], isTranslatable: false,
    validity: Validity(start: PartialDate("2024-05"), end: nil),
    relations: [
      ConceptRelation(.holderOf, "t-1", validity: Validity(start: nil, end: PartialDate("2026"))),
      ConceptRelation(.related, "p-2", note: "see"),
    ],
    languages: [english, russian], notes: [Note(text: "first"), Note(text: "second", language: "vi")],
    source: "wikidata", provenance: provenance, properties: [Property(type: "owner", value: "desk")])
}
