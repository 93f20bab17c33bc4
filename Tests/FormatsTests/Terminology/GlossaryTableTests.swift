import Bitext
import Formats
import Testing

struct GlossaryTableTests {
  static func options() throws -> ReadingOptions {
    ReadingOptions(sourceLanguage: try LanguageTag("en"), targetLanguage: try LanguageTag("ru"))
  }

  @Test(arguments: ["omegat", "utx", "weblate", "memoq", "phrase", "lokalise"])
  func `a tool's table keeps both terms, counts what it loses, and a second trip loses nothing more`(
    name: String
  ) throws {
    let target = try format(name)
    let written = try WrittenConcepts(target, [try richConcept()])
    let messages = written.problems.map(\.message).joined(separator: "\n")
    #expect(messages.contains("the parts of a name: left out 1 time"), "\(messages)")
    let read = try ReadConcepts(target, written.text, options: try Self.options())
    #expect(read.summary.problems.filter { $0.severity == .error }.isEmpty, "\(read.messages)")
    let first = try #require(read.concepts.first)
    #expect(first.terms(in: try LanguageTag("en")).first?.text == "Tô Lâm")
    #expect(first.terms(in: try LanguageTag("ru")).first?.text == "То Лам")
    let again = try WrittenConcepts(target, read.concepts)
    let reread = try ReadConcepts(target, again.text, options: try Self.options())
    #expect(reread.concepts == read.concepts)
  }

  @Test func `a column that looks like a language and is none is kept, with a warning at its place`() throws {
    let read = try ReadConcepts(
      try format("csv"), "concept,en,Russian,client,xx-YY\nc,a,b,d,e\n", options: ReadingOptions())
    #expect(
      read.summary.problems.map { "\($0.position?.description ?? "") \($0.message.prefix(40))" } == [
        "1:12 the column 'Russian' is no known languag", "1:27 the column 'xx-YY' is no known language,",
      ])
    #expect(read.messages.contains("if it is one, name it 'ru'"))
    #expect(read.concepts.first?.properties.map(\.type) == ["Russian", "client", "xx-YY"])
    let table = try ReadConcepts(
      try format("weblate"), "source,target,client,xx-YY\na,b,d,e\n", options: try Self.options())
    #expect(table.summary.problems.map(\.position) == [TextPosition(line: 1, column: 22)])
  }

  @Test func `cells with quotation marks, separators and line ends come through`() throws {
    var concept = Concept(id: "1", definition: "two\nlines; and \"quotes\", commas")
    concept.add(Term("a \"b\"; c, d"), language: try LanguageTag("en"))
    concept.add(Term(" е\tж "), language: try LanguageTag("ru"))
    for name in ["weblate", "phrase", "lokalise"] {
      let written = try WrittenConcepts(try format(name), [concept])
      let read = try ReadConcepts(try format(name), "\u{FEFF}" + written.text, options: try Self.options())
      #expect(read.concepts.first?.definition == concept.definition, "\(name)")
      #expect(read.concepts.first?.languages == concept.languages, "\(name)")
    }
    // Tables of tabs cannot hold them, and say so.
    let written = try WrittenConcepts(try format("omegat"), [concept])
    #expect(written.problems.contains { $0.message.contains("tabs and line ends") })
    #expect(written.text.split(separator: "\n").count == 1)
  }

  @Test func `UTX is read with its languages, status and parts of speech`() throws {
    let text =
      "#UTX 1.20; en-US/ru; 2024-06-20; license: CC0\r\n#src\ttgt\tsrc:pos\ttgt:pos\ttgt:term status\tconcept ID\r\n"
      + "# a remark\r\nsummit\tсаммит\tnoun\tnoun\tapproved\t1\r\nmeeting\tмитинг\tnoun\tnoun\tforbidden\t2\r\n"
      + "talks\tпереговоры\tnoun\tfrob\tprovisional\t3\r\n"
    let source = InputSource.bytes(text.utf8, name: "a.utx")
    let detected = try FormatRegistry.standard.format(
      of: source, stream: try source.open(), ability: .readsConcepts)
    #expect(detected.description.identifier == "utx")
    let read = try ReadConcepts(detected, source)
    #expect(read.concepts.map(\.id) == ["1", "2", "3"])
    #expect(read.concepts[0].languages.map(\.language.identifier) == ["en-US", "ru"])
    #expect(read.concepts[1].languages.last?.terms.first?.status == .forbidden)
    #expect(read.concepts[1].languages.first?.terms.first?.status == .preferred)
    #expect(read.concepts[2].languages.last?.terms.first?.isReviewed == false)
    #expect(read.messages.contains("'frob' is not understood"))
  }

  @Test func `headers of the tools are known, and what lacks a language is refused with the remedy`() throws {
    let heads = [
      "lokalise": "term;description;casesensitive;translatable;forbidden;tags;en;en_description\n",
      "phrase": "term,case sensitive,translatable,description,de\n",
      "memoq": "Entry_ID,Entry_Subject,English,English_Def,Term_Info,Term_Example\n",
      "weblate":
        "location,source,target,id,fuzzy,context,translator_comments,developer_comments\n",
    ]
    for (name, head) in heads {
      let source = InputSource.bytes((head + "a;b\n").utf8, name: "x")
      let detected = try FormatRegistry.standard.format(
        of: source, stream: try source.open(), ability: .readsConcepts)
      #expect(detected.description.identifier == name)
    }
    #expect {
      _ = try ReadConcepts(try format("weblate"), "source,target\na,b\n")
    } throws: { "\($0)".contains("--from") }
    #expect {
      _ = try ReadConcepts(try format("omegat"), "a\tb\tc\n")
    } throws: { "\($0)".contains("--from and --to") }
  }

  /// The columns that the tools document or export; see Documentation/terminology-exchange.md.
  @Test(arguments: [
    ("weblate", "location,source,target,id,fuzzy,context,translator_comments,developer_comments"),
    ("phrase", "term,description,case sensitive,translatable,en,ru"),
    (
      "lokalise",
      "term;description;casesensitive;translatable;forbidden;tags;en;en_description;ru;ru_description"
    ),
    ("utx", "#src\ttgt\tsrc:pos\ttgt:pos\ttgt:term status\tConcept ID\tcomment"),
  ])
  func `the columns are those of the tool`(name: String, header: String) throws {
    var concept = Concept(id: "1")
    concept.add(Term("a"), language: try LanguageTag("en"))
    concept.add(Term("b", isReviewed: false), language: try LanguageTag("ru"))
    let text = try WrittenConcepts(try format(name), [concept]).text
    #expect(text.split(whereSeparator: \.isNewline).contains { $0 == header }, "\(text)")
    let options = ReadingOptions(
      sourceLanguage: try LanguageTag("en"), targetLanguage: try LanguageTag("ru"))
    let read = try ReadConcepts(try format(name), text, options: options)
    #expect(read.summary.problems.isEmpty, "\(read.messages)")
    #expect(read.concepts.first?.terms(in: try LanguageTag("ru")).map(\.text) == ["b"])
    if name == "weblate" {
      #expect(text.contains(",a,b,,True,1,,"))
      #expect(read.concepts.first?.terms(in: try LanguageTag("ru")).first?.isReviewed == false)
    }
    if name == "utx" { #expect(text.contains("a\tb\t-\t-\t")) }
  }

  @Test func `Lokalise's rules reach every term`() throws {
    let text = """
      term;description;casesensitive;translatable;forbidden;tags;en;en_description;fr
      Tolmach;the tool;yes;no;no;brand;Tolmach;"a ""tool""; ours";Tolmach
      utilize;;no;yes;yes;;utilize;;utiliser
      """
    let read = try ReadConcepts(try format("lokalise"), text, options: try Self.options())
    #expect(read.concepts[0].isTranslatable == false)
    #expect(read.concepts[0].languages.allSatisfy { $0.terms.allSatisfy { $0.caseRule == .exact } })
    #expect(read.concepts[0].languages.first?.definition == "a \"tool\"; ours")
    #expect(read.concepts[1].languages.allSatisfy { $0.terms.allSatisfy { $0.status == .forbidden } })
    #expect(read.concepts[0].properties == [Property(type: "tags", value: "brand")])
    let written = try WrittenConcepts(try format("lokalise"), read.concepts, languages: ["en", "pt-BR"])
    #expect(written.text.contains(";pt_BR;pt_BR_description\n"))
  }
}
