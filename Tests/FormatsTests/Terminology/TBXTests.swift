import Bitext
import Formats
import TestSupport
import Testing

struct TBXTests {
  /// The real files, with how many entries and terms each has, and what must be said of it.
  @Test(
    .needsSharedData,
    arguments: [
      ("TBX-converter__tests__resources__Good-Basic1", 50, 127, "the language '---'"),
      ("TBX-converter__tests__resources__Good-Basic2", 25, 49, ""),
      ("converted-by-pl__Unknown_Dialect1", 223, 472, "has no text"),
      ("converted-by-pl__Unknown_Dialect2", 5, 11, "relatedConcept"),
      ("TBX_test_files__basic_good", 45, 113, "what follows the entries"),
      ("TBX_test_files__core_structure_bad", 45, 114, "two terms where one belongs"),
      ("TBX_test_files__core_structure_good", 45, 113, ""),
      ("TBX_test_files__min_bad", 45, 113, "source (1)"),
      ("sampleTBXfile", 1, 2, ""), ("ibm_tbx", 5, 11, ""), ("maryland", 1, 13, ""),
      ("medtronic_TBX", 3, 62, ""),
      ("test02_win1254", 1, 2, ""),
    ]) func `a real file is read whole, and what is wrong with it is said`(
      name: String, entries: Int, terms: Int, message: String
    ) throws
  {
    let path = try #require(try SharedData.files(in: "tbx").first { $0.contains(name) })
    let source = InputSource.file(path)
    let detected = try FormatRegistry.standard.format(
      of: source, stream: try source.open(), ability: .readsConcepts)
    #expect(detected.description.identifier == "tbx")
    let read = try ReadConcepts(detected, source)
    #expect(read.summary.unitCount == entries)
    #expect(read.termCount == terms)
    #expect(read.messages.contains(message) || message.isEmpty, "\(read.messages)")
    // What was read survives the format that holds all.
    let written = try WrittenConcepts(detected, read.concepts)
    #expect(written.problems.isEmpty, "\(written.problems)")
    #expect(try ReadConcepts(detected, written.text).concepts == read.concepts)
  }

  @Test(.needsSharedData) func `a charset that the file declares is heeded`() throws {
    let path = try #require(try SharedData.files(in: "tbx").first { $0.contains("win1254") })
    let read = try ReadConcepts(try format("tbx"), .file(path))
    #expect(read.concepts.first?.languages.first?.terms.first?.text == "term with: éá and İı")
  }

  @Test func `every field of an entry survives`() throws {
    let concept = try richConcept()
    let written = try WrittenConcepts(try format("tbx"), [concept])
    #expect(written.problems.isEmpty, "\(written.problems)")
    let read = try ReadConcepts(try format("tbx"), written.text)
    #expect(read.concepts == [concept])
    #expect(read.summary.problems.isEmpty, "\(read.messages)")
  }

  @Test(arguments: ["tbx-basic", "tbx-basic-dct", "tbx-min", "tbx-min-dct", "tbx-core", "tbx2"])
  func `what a dialect cannot hold is counted by field, and what it writes reads back the same`(name: String)
    throws
  {
    let target = try format(name)
    let written = try WrittenConcepts(target, [try richConcept()])
    let messages = written.problems.map(\.message).joined(separator: "\n")
    #expect(messages.contains("the case rule: left out 1 time"), "\(messages)")
    #expect(messages.contains("the parts of a name: left out 2 times"), "\(messages)")
    let read = try ReadConcepts(try format("tbx"), written.text)
    #expect(read.summary.problems.isEmpty, "\(read.messages)")
    // A second trip loses nothing more.
    let again = try WrittenConcepts(target, read.concepts)
    #expect(again.text == written.text)
    #expect(try ReadConcepts(try format("tbx"), again.text).concepts == read.concepts)
  }

  @Test func `both styles of a dialect read alike`() throws {
    let concept = try richConcept()
    let attributes = try ReadConcepts(
      try format("tbx"), try WrittenConcepts(try format("tbx-basic"), [concept]).text)
    let elements = try ReadConcepts(
      try format("tbx"), try WrittenConcepts(try format("tbx-basic-dct"), [concept]).text)
    #expect(attributes.concepts == elements.concepts)
  }

  @Test func `bad entries cost themselves only`() throws {
    let text = """
      <tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
      <conceptEntry id="a"><langSec xml:lang="en"><termSec><term>one</term></termSec></langSec></conceptEntry>
      <conceptEntry id="a"><langSec xml:lang="en"><termSec><term>two</term></termSec></langSec></conceptEntry>
      <conceptEntry id="b"><langSec xml:lang="e n"><termSec><term>three</term></termSec></langSec>
        <langSec xml:lang="ru"><termSec><term>три</term></termSec></langSec></conceptEntry>
      <conceptEntry id="c"><langSec xml:lang="en"><termSec><term> </term></termSec></langSec></conceptEntry>
      <conceptEntry id="d"><descrip>x</descrip><langSec xml:lang="en"><termSec><term>f<hi>ou</hi>r</term>
      """
    let read = try ReadConcepts(try format("tbx"), text)
    #expect(read.concepts.map(\.id) == ["a", "a", "b"])
    #expect(read.concepts.last?.languages.map(\.language.identifier) == ["ru"])
    for message in [
      "the id 'a' stands at two entries", "the language 'e n', which is not a language tag",
      "the entry 'c' has no term", "the file ends inside the entry 'd'",
    ] { #expect(read.messages.contains(message), "\(message) in \(read.messages)") }
    #expect(read.summary.droppedCount == 4)
  }

  @Test(arguments: ["<tmx version=\"1.4\"/>", "<html></html>", "no markup", "<a"])
  func `what is no TBX is refused in words`(text: String) throws {
    #expect {
      _ = try ReadConcepts(try format("tbx"), text)
    } throws: { error in
      (error as? FormatError)?.code == .malformed && "\(error)".contains("is not TBX")
    }
  }

  @Test func `the older TBX-Min is read`() throws {
    let text = """
      <TBX dialect="TBX-Min"><header><id>x</id></header><body><entry id="C1"><subjectField>law</subjectField>
      <langGroup xml:lang="de"><termGroup><term>Hund</term><termStatus>preferred</termStatus>
      <partOfSpeech>noun</partOfSpeech></termGroup></langGroup></entry></body></TBX>
      """
    let read = try ReadConcepts(try format("tbx"), text)
    let term = try #require(read.concepts.first?.languages.first?.terms.first)
    #expect(term.text == "Hund" && term.partOfSpeech == .noun && term.status == .preferred)
    #expect(read.concepts.first?.subjects == ["law"])
  }

  @Test func `a MultiTerm export is read`() throws {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?><mtf><conceptGrp><concept>7</concept>
      <transacGrp><transac type="origination">super</transac><date>2010-05-01T10:00:00</date></transacGrp>
      <descripGrp><descrip type="Subject">Law</descrip></descripGrp>
      <languageGrp><language type="English" lang="EN-US"/><termGrp><term>treaty</term>
      <descripGrp><descrip type="Status">Preferred</descrip></descripGrp>
      <descripGrp><descrip type="House">x</descrip></descripGrp></termGrp></languageGrp>
      <languageGrp><language type="Martian" lang="??"/><termGrp><term>zz</term></termGrp></languageGrp>
      <languageGrp><language type="Russian" lang="RU"/><termGrp><term>договор</term>
      <descripGrp><descrip type="Gender">masculine</descrip></descripGrp></termGrp></languageGrp>
      </conceptGrp></mtf>
      """
    let read = try ReadConcepts(try format("multiterm"), text)
    let concept = try #require(read.concepts.first)
    #expect(concept.id == "7" && concept.subjects == ["Law"] && concept.provenance.createdBy == "super")
    #expect(concept.languages.map(\.language.identifier) == ["en-US", "ru"])
    #expect(concept.languages.last?.terms.first?.gender == .masculine)
    #expect(concept.languages.first?.terms.first?.properties == [Property(type: "descrip:House", value: "x")])
    #expect(read.messages.contains("the language '??' (Martian)"))
  }
}
