import Bitext
import XML

/// Writes TBX, an entry at a time; the same entries give the same bytes, one element a line.
struct TBXWriter: ConceptWriter {
  private let sink: ByteSink
  private let dialect: TBXDialect
  private var items: TBXItems
  private var buffer: [UInt8] = []
  private var droppedCharacters = 0
  private var emptyCount = 0
  private var written = 0

  init(to sink: ByteSink, header: UnitHeader, dialect: TBXDialect) throws {
    self.sink = sink
    self.dialect = dialect
    items = TBXItems(dialect)
    let isThree = dialect.version == .three
    let language = header.sourceLanguage?.identifier ?? header.languages.first?.identifier ?? "en"
    line(0, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
    if isThree {
      let modules =
        dialect.isByElements
        ? " xmlns:min=\"http://www.tbxinfo.net/ns/min\" xmlns:basic=\"http://www.tbxinfo.net/ns/basic\"" : ""
      let style = dialect.isByElements ? "dct" : "dca"
      line(
        0,
        "<tbx type=\"\(dialect.type)\" style=\"\(style)\" xml:lang=\"\(language)\""
          + " xmlns=\"urn:iso:std:iso:30042:ed-2\"\(modules)>")
    } else {
      line(0, "<!DOCTYPE martif SYSTEM \"TBXcoreStructV02.dtd\">")
      line(0, "<martif type=\"\(dialect.type)\" xml:lang=\"\(language)\">")
    }
    line(1, isThree ? "<tbxHeader>" : "<martifHeader>")
    line(2, "<fileDesc>")
    if let title = header.attributes["title"] {
      line(3, "<titleStmt>")
      element(4, "title", value: title)
      line(3, "</titleStmt>")
    }
    line(3, "<sourceDesc>")
    for note in header.notes.isEmpty ? [Note(text: "Exported by Tolmach")] : header.notes {
      element(4, "p", value: note.text)
    }
    line(3, "</sourceDesc>")
    line(2, "</fileDesc>")
    line(1, isThree ? "</tbxHeader>" : "</martifHeader>")
    line(1, "<text>")
    line(2, "<body>")
    try flush()
  }

  var problems: [Problem] {
    var result = items.losses.problems(format: dialect.name)
    if droppedCharacters > 0 {
      result.append(
        Problem(.error, "\(droppedCharacters) control characters, which XML cannot hold, were left out"))
    }
    if emptyCount > 0 { result.append(Problem(.error, "\(emptyCount) entries without terms were left out")) }
    return result
  }

  mutating func write(_ concept: Concept) throws {
    guard !concept.languages.allSatisfy(\.terms.isEmpty) else {
      emptyCount += 1
      return
    }
    written += 1
    let isThree = dialect.version == .three
    let (entry, language, section) =
      isThree ? ("conceptEntry", "langSec", "termSec") : ("termEntry", "langSet", "tig")
    start(3, entry, [("id", concept.id ?? "c\(written)")])
    items(items.items(of: concept), 4)
    for level in concept.languages {
      start(4, language, [("xml:lang", level.language.identifier)])
      items(items.items(of: level), 5)
      for term in level.terms {
        let identifier = term.properties.first { $0.type == "id" }?.value
        // Version 2 has the id at the term, version 3 at its section.
        start(5, section, isThree ? [("id", identifier)] : [])
        element(6, "term", isThree ? [] : [("id", identifier)], value: term.text)
        items(items.items(of: term), 6)
        line(5, "</\(section)>")
      }
      line(4, "</\(language)>")
    }
    line(3, "</\(entry)>")
    if buffer.count > 65_536 { try flush() }
  }

  mutating func finish() throws {
    line(2, "</body>")
    line(1, "</text>")
    line(0, dialect.version == .three ? "</tbx>" : "</martif>")
    try flush()
    try sink.close()
  }

  // MARK: - Elements

  private mutating func items(_ all: [TBXItem], _ depth: Int) {
    for item in all {
      guard !item.details.isEmpty || item.element == "transac" else {
        self.item(item, depth)
        continue
      }
      let group = [
        "descrip": "descripGrp", "admin": "adminGrp", "transac": "transacGrp", "termNote": "termNoteGrp",
      ]
      let name = group[item.element] ?? "descripGrp"
      line(depth, "<\(name)>")
      self.item(item, depth + 1)
      for detail in item.details { self.item(detail, depth + 1) }
      line(depth, "</\(name)>")
    }
  }

  private mutating func item(_ item: TBXItem, _ depth: Int) {
    var attributes: [(String, String?)] = []
    var name = item.element
    if dialect.isByElements, !item.category.isEmpty {
      name = (TBXDialect.minimal.contains(item.category) ? "min:" : "basic:") + item.category
    } else if !item.category.isEmpty {
      attributes.append(("type", item.category))
    }
    attributes.append(("target", item.target))
    attributes.append(("xml:lang", item.language))
    element(depth, name, attributes, value: item.value)
  }

  private mutating func start(_ depth: Int, _ name: String, _ attributes: [(String, String?)]) {
    indent(depth)
    open(name, attributes)
    buffer.append(0x0A)
  }

  private mutating func element(
    _ depth: Int, _ name: String, _ attributes: [(String, String?)] = [], value: String
  ) {
    indent(depth)
    open(name, attributes)
    droppedCharacters += XMLText.append(value, to: &buffer)
    buffer.append(contentsOf: "</\(name)>\n".utf8)
  }

  private mutating func open(_ name: String, _ attributes: [(String, String?)]) {
    buffer.append(contentsOf: "<\(name)".utf8)
    for case (let attribute, let value?) in attributes {
      buffer.append(contentsOf: " \(attribute)=\"".utf8)
      droppedCharacters += XMLText.append(value, to: &buffer, place: .attribute)
      buffer.append(UInt8(ascii: "\""))
    }
    buffer.append(UInt8(ascii: ">"))
  }

  private mutating func line(_ depth: Int, _ text: String) {
    indent(depth)
    buffer.append(contentsOf: text.utf8)
    buffer.append(0x0A)
  }

  private mutating func indent(_ depth: Int) {
    for _ in 0..<depth { buffer.append(contentsOf: "  ".utf8) }
  }

  private mutating func flush() throws {
    try sink.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
