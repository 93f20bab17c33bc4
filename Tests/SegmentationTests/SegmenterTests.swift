import Bitext
import Segmentation
import Testing

/// A text with `|` where it is to be cut.
struct MarkedCase: CustomTestStringConvertible, Sendable {
  var language: String
  var marked: String

  init(_ language: String, _ marked: String) {
    self.language = language
    self.marked = marked
  }

  var testDescription: String { "\(language): \(marked)" }
  var pieces: [String] { marked.split(separator: "|").map(String.init) }
  var text: String { pieces.joined() }
}

func pieces(_ segmenter: Segmenter, _ text: String, _ language: String?) throws -> [String] {
  let bytes = Array(text.utf8)
  return try segmenter.ranges(in: text, language: try language.map { try LanguageTag($0) })
    .map { String(decoding: bytes[$0], as: UTF8.self) }
}

@Suite("Sentences")
struct SegmenterTests {
  static let cases: [MarkedCase] = [
    .init("en", "The ferry left. |Nobody waved."),
    .init("en", "Was it late? |It was! |We waited…"),
    .init("en", "Mrs. Hale and Prof. Osei met Gen. Novak."),
    .init("en", "Turn to pp. 12 and 13, then to fig. 4."),
    .init("en", "Paul R. Novak drew the map. |Then he left."),
    .init("en", "We import nuts, figs, etc. from Turkey."),
    .init("en", "They left the U.K. |How could they stay?"),
    .init("en", "The night bus leaves the depot at 2 a.m. |Nobody takes it."),
    .init("en", "It weighs 3.25 kg. |It costs $4.10."),
    .init("en", "Write to jo.doe@example.org or see www.example.org/a.html for more."),
    .init("en", "1. Wash the rice |2. Boil the water |3. Wait"),
    .init("en", "a) Wash the rice |b) Boil the water |c) Wait"),
    .init("en", "• Rice |• Water |• Salt"),
    .init("en", "Rice and water\n\n|Boil both"),
    .init("en", "The line is wrapped\nin the middle of a sentence."),
    .init("en", "Home\n|About us\n|Contact"),
    .init("en", "\"Sit down.\" he said."),
    .init("en", "He paused . . . and went on."),
    .init("de", "Sie kam am 3. Mai an. |Das Boot war voll."),
    .init("de", "Er bringt z. B. Brot mit."),
    .init("de", "Frau Dr. Weiß wohnt in der Hauptstr. |Sie ist nicht da."),
    .init("fr", "M. Petit habite ici. |Il est parti."),
    .init("es", "¿Dónde está? |¡Aquí!"),
    .init("es", "La Sra. Gómez vive en la calle 5."),
    .init("it", "Il sig. Rossi è uscito. |Torna domani."),
    .init("ru", "В 1998 г. он уехал. |Больше его не видели."),
    .init("ru", "Живёт на ул. Садовой, д. 5."),
    .init("ru", "И. И. Петров пришёл. |Все молчали."),
    .init("uk", "Він жив у м. Львові. |Потім поїхав."),
    .init("pl", "Prof. Nowak przyszedł. |Wszyscy milczeli."),
    .init("cs", "Přišel 5. května. |Všichni mlčeli."),
    .init("ja", "雨が降った。|川が増えた！|本当？"),
    .init("zh", "下雨了。|河水涨了！|真的吗？"),
    .init("hi", "बारिश हुई। |नदी बढ़ी।"),
    .init("ar", "نزل المطر. |هل ارتفع النهر؟ |نعم."),
    .init("hy", "Անձրև եկավ։ |Գետը բարձրացավ։"),
    .init("am", "ዝናብ ዘነበ። |ወንዙ ሞላ።"),
    .init("el", "Πού πας; |Στο σπίτι."),
    .init("tr", "Dr. Kaya geldi. |Herkes sustu."),
  ]

  @Test("Sentences end where readers say so", arguments: cases)
  func golden(_ testCase: MarkedCase) throws {
    #expect(try pieces(Segmenter(), testCase.text, testCase.language) == testCase.pieces)
  }

  @Test("An unknown language falls back on what all share", arguments: [nil, "und", "zxx", "tlh"])
  func unknownLanguage(_ language: String?) throws {
    #expect(
      try pieces(Segmenter(), "The ferry left the harbour. Nobody waved.", language)
        == ["The ferry left the harbour. ", "Nobody waved."])
  }

  @Test("Nothing and white space")
  func empty() throws {
    #expect(try pieces(Segmenter(), "", "en").isEmpty)
    #expect(try pieces(Segmenter(), " \n\n ", "en") == [" \n\n "])
    #expect(try pieces(Segmenter(), "\n One.", "en").joined() == "\n One.")
  }

  @Test("UAX #29 and nothing else on request")
  func unicode() throws {
    let segmenter = Segmenter(SegmenterOptions(rules: .unicode))
    #expect(try pieces(segmenter, "Mr. Hale left.", "en") == ["Mr. ", "Hale left."])
    #expect(try pieces(segmenter, "\r\r", "und") == ["\r", "\r"])
  }

  @Test("Each decision says why")
  func decisions() throws {
    let decisions = Segmenter().decisions(in: "Mr. Hale left. Nobody waved.", language: try LanguageTag("en"))
    #expect(decisions.map(\.offset) == [4, 15])
    #expect(decisions.map(\.isBoundary) == [false, true])
    #expect(decisions.first?.reasons == ["a title stands before a name"])
    let last = try #require(decisions.last)
    #expect(last.probability > 0.5)
    #expect(!last.reasons.isEmpty)
  }

  @Test("Decisions and ranges agree", arguments: cases)
  func agreement(_ testCase: MarkedCase) throws {
    let language = try LanguageTag(testCase.language)
    let ends = Segmenter().decisions(in: testCase.text, language: language).filter(\.isBoundary).map(\.offset)
    let ranges = try Segmenter().ranges(in: testCase.text, language: language)
    #expect(ends + [testCase.text.utf8.count] == ranges.map(\.upperBound))
  }
}
