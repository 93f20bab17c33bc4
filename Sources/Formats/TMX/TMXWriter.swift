import Bitext
import XML

/// Writes TMX 1.4, a unit at a time, valid against tmx14.dtd.
///
/// The same units give the same bytes, one element a line, so that a file lives well in version control.
struct TMXWriter: UnitWriter {
  private(set) var problems: [Problem] = []
  private let sink: ByteSink
  private let sourceLanguage: LanguageTag?
  private var buffer: [UInt8] = []
  private var droppedCharacters = 0
  private var droppedAttributes: Set<String> = []
  private var unitCount = 0

  init(to sink: ByteSink, header: UnitHeader) throws {
    self.sink = sink
    sourceLanguage = header.sourceLanguage
    buffer.append(
      contentsOf: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n".utf8)
    buffer.append(contentsOf: "<tmx version=\"1.4\">\n  <header".utf8)
    let given = header.attributes
    // The DTD wants these in every header.
    attribute("creationtool", "tolmach")
    attribute("creationtoolversion", "1")
    attribute(
      "segtype", ["block", "paragraph", "sentence", "phrase"].first { $0 == given["segtype"] } ?? "sentence")
    attribute("o-tmf", given["o-tmf"] ?? "tolmach")
    attribute("adminlang", given["adminlang"] ?? "en")
    attribute("srclang", header.sourceLanguage?.identifier ?? "*all*")
    attribute("datatype", given["datatype"] ?? "unknown")
    let allowed = ["o-encoding", "creationdate", "creationid", "changedate", "changeid"]
    for name in allowed { if let value = given[name] { attribute(name, value) } }
    if header.notes.isEmpty, header.properties.isEmpty {
      buffer.append(contentsOf: "/>\n".utf8)
    } else {
      buffer.append(contentsOf: ">\n".utf8)
      remarks(header.notes, header.properties, indent: "    ")
      buffer.append(contentsOf: "  </header>\n".utf8)
    }
    buffer.append(contentsOf: "  <body>\n".utf8)
    try flush()
  }

  mutating func write(_ unit: TranslationUnit) throws {
    guard !unit.variants.isEmpty else {
      problems.append(
        Problem(.error, "a unit without texts\(unit.id.map { " ('\($0)')" } ?? "") cannot be written"))
      return
    }
    unitCount += 1
    buffer.append(contentsOf: "    <tu".utf8)
    if let id = unit.id { attribute("tuid", id) }
    if let language = unit.sourceLanguage, language != sourceLanguage {
      attribute("srclang", language.identifier)
    }
    provenance(unit.provenance, allowed: Self.unitAttributes)
    buffer.append(contentsOf: ">\n".utf8)
    remarks(unit.notes, unit.properties + Self.contextProperties(of: unit), indent: "      ")
    for variant in unit.variants {
      buffer.append(contentsOf: "      <tuv".utf8)
      attribute("xml:lang", variant.language.identifier)
      provenance(variant.provenance, allowed: Self.variantAttributes)
      let isBare = variant.notes.isEmpty && variant.properties.isEmpty
      buffer.append(contentsOf: isBare ? ">".utf8 : ">\n".utf8)
      remarks(variant.notes, variant.properties, indent: "        ")
      buffer.append(contentsOf: isBare ? "<seg>".utf8 : "        <seg>".utf8)
      marked(variant.content)
      buffer.append(contentsOf: isBare ? "</seg></tuv>\n".utf8 : "</seg>\n      </tuv>\n".utf8)
    }
    buffer.append(contentsOf: "    </tu>\n".utf8)
    if buffer.count > 65_536 { try flush() }
  }

  mutating func finish() throws {
    buffer.append(contentsOf: "  </body>\n</tmx>\n".utf8)
    try flush()
    try sink.close()
    if droppedCharacters > 0 {
      problems.append(
        Problem(.error, "\(droppedCharacters) control characters, which XML cannot hold, were left out"))
    }
    if !droppedAttributes.isEmpty {
      let names = droppedAttributes.sorted().joined(separator: ", ")
      problems.append(Problem(.error, "attributes that TMX 1.4 does not have were left out: \(names)"))
    }
  }

  private mutating func flush() throws {
    try sink.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  // MARK: - Parts

  private static let variantAttributes = [
    "o-encoding", "datatype", "usagecount", "lastusagedate", "creationtool", "creationtoolversion", "o-tmf",
  ]
  private static let unitAttributes = variantAttributes + ["segtype"]

  private static func contextProperties(of unit: TranslationUnit) -> [Property] {
    guard let context = unit.context else { return [] }
    let has = { (type: String) in unit.properties.contains { $0.type == type } }
    var result: [Property] = []
    if let previous = context.previous, !has("prev"), !has("x-context-pre") {
      result.append(Property(type: "x-context-pre", value: previous))
    }
    if let next = context.next, !has("next"), !has("x-context-post") {
      result.append(Property(type: "x-context-post", value: next))
    }
    return result
  }

  private mutating func attribute(_ name: String, _ value: String) {
    buffer.append(UInt8(ascii: " "))
    buffer.append(contentsOf: name.utf8)
    buffer.append(contentsOf: "=\"".utf8)
    text(value, place: .attribute)
    buffer.append(UInt8(ascii: "\""))
  }

  private mutating func text(_ text: String, place: XMLText.Place = .content) {
    droppedCharacters += XMLText.append(text, to: &buffer, place: place)
  }

  private mutating func provenance(_ provenance: Provenance, allowed: [String]) {
    for name in allowed { if let value = provenance.attributes[name] { attribute(name, value) } }
    if let created = provenance.created?.description ?? provenance.attributes["creationdate"] {
      attribute("creationdate", created)
    }
    if let createdBy = provenance.createdBy { attribute("creationid", createdBy) }
    if let changed = provenance.changed?.description ?? provenance.attributes["changedate"] {
      attribute("changedate", changed)
    }
    if let changedBy = provenance.changedBy { attribute("changeid", changedBy) }
    guard provenance.attributes.count > 0 else { return }
    let known = Set(allowed + ["creationdate", "changedate"])
    droppedAttributes.formUnion(provenance.attributes.keys.filter { !known.contains($0) })
  }

  private mutating func remarks(_ notes: [Note], _ properties: [Property], indent: String) {
    for note in notes {
      buffer.append(contentsOf: "\(indent)<note".utf8)
      if let language = note.language { attribute("xml:lang", language) }
      buffer.append(UInt8(ascii: ">"))
      text(note.text)
      buffer.append(contentsOf: "</note>\n".utf8)
    }
    for property in properties {
      buffer.append(contentsOf: "\(indent)<prop".utf8)
      attribute("type", property.type)
      if let language = property.language { attribute("xml:lang", language) }
      buffer.append(UInt8(ascii: ">"))
      text(property.value)
      buffer.append(contentsOf: "</prop>\n".utf8)
    }
  }

  /// Text with its codes, as section 3.5 of the specification writes them.
  private mutating func marked(_ content: MarkedText) {
    guard !content.codes.isEmpty else { return text(content.text) }
    let bytes = content.text.utf8
    var position = bytes.startIndex
    var offset = 0
    for placed in content.codes {
      let next = bytes.index(position, offsetBy: placed.offset - offset)
      text(String(content.text[position..<next]))
      position = next
      offset = placed.offset
      code(placed.code)
    }
    text(String(content.text[position...]))
  }

  private mutating func code(_ code: InlineCode) {
    switch code.kind {
    case .highlightOpen:
      buffer.append(contentsOf: "<hi".utf8)
      attributes(of: code, allowed: ["x", "type"])
      buffer.append(UInt8(ascii: ">"))
      return
    case .highlightClose:
      buffer.append(contentsOf: "</hi>".utf8)
      return
    default: break
    }
    let name = Self.elementNames[code.kind] ?? "ph"
    buffer.append(contentsOf: "<\(name)".utf8)
    switch code.kind {
    case .open:
      attribute("i", code.id ?? "1")
      attributes(of: code, allowed: ["x", "type"])
    case .close:
      attribute("i", code.id ?? "1")
      attributes(of: code, allowed: [])
    case .isolatedOpen, .isolatedClose:
      attribute("pos", code.kind == .isolatedOpen ? "begin" : "end")
      attributes(of: code, allowed: ["x", "type"])
    case .unknown: attributes(of: code, allowed: ["x"])
    default: attributes(of: code, allowed: ["x", "assoc", "type"])
    }
    guard !code.content.isEmpty else {
      buffer.append(contentsOf: "/>".utf8)
      return
    }
    buffer.append(UInt8(ascii: ">"))
    for part in code.content {
      switch part {
      case .native(let markup): text(markup)
      case .subflow(let inner, let attributes):
        buffer.append(contentsOf: "<sub".utf8)
        for name in ["datatype", "type"] { if let value = attributes[name] { attribute(name, value) } }
        buffer.append(UInt8(ascii: ">"))
        marked(inner)
        buffer.append(contentsOf: "</sub>".utf8)
      }
    }
    buffer.append(contentsOf: "</\(name)>".utf8)
  }

  private static let elementNames: [InlineCode.Kind: String] = [
    .open: "bpt", .close: "ept", .placeholder: "ph", .isolatedOpen: "it", .isolatedClose: "it",
    .unknown: "ut",
  ]

  private mutating func attributes(of code: InlineCode, allowed: [String]) {
    for name in allowed { if let value = code.attributes[name] { attribute(name, value) } }
    droppedAttributes.formUnion(code.attributes.keys.filter { !allowed.contains($0) })
  }
}
