public import Bitext

/// Writes TMX 1.4, a unit at a time, valid against tmx14.dtd.
///
/// The same units give the same bytes, one element a line, so that a file lives well in version control.
struct TMXWriter: UnitWriter {
  private let sink: ByteSink
  private let sourceLanguage: LanguageTag?
  private var markup = TMXMarkup()
  private var withoutText: [Problem] = []

  init(to sink: ByteSink, header: UnitHeader) throws {
    self.sink = sink
    sourceLanguage = header.sourceLanguage
    markup.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n")
    markup.raw("<tmx version=\"1.4\">\n  <header")
    var given = header.attributes
    given["version"] = nil
    given["segtype"] =
      given["segtype"].flatMap { TMXAttributes.segmentTypes.contains($0) ? $0 : nil } ?? "sentence"
    given["srclang"] = header.sourceLanguage?.original ?? given["srclang"] ?? "*all*"
    // The DTD wants these in every header.
    let needed = [
      "creationtool": "tolmach", "creationtoolversion": "1", "o-tmf": "tolmach", "adminlang": "en",
      "datatype": "unknown",
    ]
    given.merge(needed) { given, _ in given }
    for name in TMXAttributes.header { markup.attribute(name, ifPresent: given[name]) }
    let properties =
      header.properties + TMXAttributes.properties(for: given, known: TMXAttributes.header)
    if header.notes.isEmpty, properties.isEmpty, header.encodings.isEmpty {
      markup.raw("/>\n")
    } else {
      markup.raw(">\n")
      remarks(of: header, properties: properties)
      markup.raw("  </header>\n")
    }
    markup.raw("  <body>\n")
    try flush()
  }

  /// The charsets stand between the other remarks, where they stood.
  private mutating func remarks(of header: UnitHeader, properties: [Property]) {
    var (notes, rest) = (header.notes[...], properties[...])
    for encoding in header.encodings {
      while header.notes.count - notes.count + properties.count - rest.count < encoding.place,
        !notes.isEmpty || !rest.isEmpty
      {
        if let note = notes.first, (note.place ?? 0) <= rest.startIndex || rest.isEmpty {
          markup.note(note, indent: "    ")
          notes.removeFirst()
        } else if let property = rest.popFirst() {
          markup.property(property, indent: "    ")
        }
      }
      markup.encoding(encoding, indent: "    ")
    }
    let done = rest.startIndex
    let remaining = notes.map { note in
      var note = note
      note.place = note.place.map { max(0, $0 - done) }
      return note
    }
    markup.remarks(remaining, Array(rest), indent: "    ")
  }

  /// What had to be changed or left out.
  var problems: [Problem] {
    var result = withoutText
    if markup.droppedCharacters > 0 {
      result.append(
        Problem(
          .error, "\(markup.droppedCharacters) control characters, which XML cannot hold, were left out"))
    }
    if markup.droppedCodes > 0 {
      result.append(
        Problem(.error, "\(markup.droppedCodes) ends of highlights that never start were left out"))
    }
    if !markup.droppedAttributes.isEmpty {
      let names = markup.droppedAttributes.sorted().joined(separator: ", ")
      result.append(
        Problem(.error, "attributes that TMX 1.4 does not give inline codes were left out: \(names)"))
    }
    return result
  }

  mutating func write(_ unit: TranslationUnit) throws {
    guard !unit.variants.isEmpty else {
      withoutText.append(
        Problem(.error, "a unit without texts\(unit.id.map { " ('\($0)')" } ?? "") cannot be written"))
      return
    }
    if unit.id == nil, unit.sourceLanguage == nil, unit.provenance.isEmpty, unit.properties.isEmpty,
      unit.notes.isEmpty, unit.context == nil
    {
      markup.raw("    <tu>\n")
    } else {
      describe(unit)
    }
    for index in unit.variants.indices { write(unit.variants[index]) }
    markup.raw("    </tu>\n")
    if markup.buffer.count >= ByteStream.chunkSize { try flush() }
  }

  /// Writes what is known of a unit.
  private mutating func describe(_ unit: TranslationUnit) {
    var attributes = TMXAttributes.attributes(of: unit.provenance)
    attributes["tuid"] = unit.id
    markup.raw("    <tu")
    if let language = unit.sourceLanguage { attributes["srclang"] = language.original }
    if let type = attributes["segtype"], !TMXAttributes.segmentTypes.contains(type) {
      attributes["segtype"] = nil
      attributes["segtype-given"] = type
    }
    for name in TMXAttributes.unit { markup.attribute(name, ifPresent: attributes[name]) }
    markup.raw(">\n")
    let properties =
      unit.properties + TMXAttributes.properties(for: attributes, known: TMXAttributes.unit)
      + Self.contextProperties(of: unit)
    markup.remarks(unit.notes, properties, indent: "      ")
  }

  private mutating func write(_ variant: Variant) {
    if variant.provenance.isEmpty, variant.properties.isEmpty, variant.notes.isEmpty {
      markup.plainStart(variant.language.original)
      markup.marked(variant.content)
      return markup.raw("</seg></tuv>\n")
    }
    markup.raw("      <tuv")
    markup.attribute("xml:lang", variant.language.original)
    var properties = variant.properties
    if !variant.provenance.isEmpty {
      let attributes = TMXAttributes.attributes(of: variant.provenance)
      for name in TMXAttributes.variant { markup.attribute(name, ifPresent: attributes[name]) }
      properties += TMXAttributes.properties(for: attributes, known: TMXAttributes.variant)
    }
    if variant.notes.isEmpty, properties.isEmpty {
      markup.raw("><seg>")
      markup.marked(variant.content)
      markup.raw("</seg></tuv>\n")
    } else {
      markup.raw(">\n")
      markup.remarks(variant.notes, properties, indent: "        ")
      markup.raw("        <seg>")
      markup.marked(variant.content)
      markup.raw("</seg>\n      </tuv>\n")
    }
  }

  mutating func finish() throws {
    markup.raw("  </body>\n</tmx>\n")
    try flush()
    try sink.close()
  }

  private mutating func flush() throws {
    try sink.write(markup.buffer)
    markup.buffer.removeAll(keepingCapacity: true)
  }

  /// What stood around the unit, where no property says so.
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
}

extension TMXFormat {
  /// A text with its codes as the content of a `seg` element.
  ///
  /// Characters that XML cannot hold are left out.
  public func segment(_ content: MarkedText) -> String {
    var markup = TMXMarkup()
    markup.marked(content)
    return String(decoding: markup.buffer, as: UTF8.self)
  }
}
