import Bitext
import XML

/// Writes elements, attributes and the text of segments as TMX 1.4 has them.
struct TMXMarkup {
  /// What was written and not yet taken.
  var buffer: [UInt8] = []
  /// Characters that XML cannot hold.
  private(set) var droppedCharacters = 0
  /// Attributes of codes that TMX does not have.
  private(set) var droppedAttributes: Set<String> = []
  /// Highlights that end without a start, which XML cannot hold.
  private(set) var droppedCodes = 0

  /// The starts of variants that say their language and nothing else, by language as written.
  private var plainStarts: [(language: String, markup: [UInt8])] = []

  /// Writes the start of a variant that says its language and nothing else, up to its text.
  mutating func plainStart(_ language: String) {
    for index in plainStarts.indices where plainStarts[index].language == language {
      return buffer.append(contentsOf: plainStarts[index].markup)
    }
    let start = buffer.count
    let dropped = droppedCharacters
    raw("      <tuv")
    attribute("xml:lang", language)
    raw("><seg>")
    // Most memories have a few languages; a search through many would cost more than it saves.
    if plainStarts.count < 8, droppedCharacters == dropped {
      plainStarts.append((language, Array(buffer[start...])))
    }
  }

  mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { buffer.append(contentsOf: $0) }
  }

  mutating func attribute(_ name: String, _ value: String) {
    buffer.append(UInt8(ascii: " "))
    buffer.append(contentsOf: name.utf8)
    raw("=\"")
    text(value, place: .attribute)
    buffer.append(UInt8(ascii: "\""))
  }

  mutating func attribute(_ name: String, ifPresent value: String?) {
    if let value { attribute(name, value) }
  }

  mutating func text(_ text: some StringProtocol, place: XMLText.Place = .content) {
    droppedCharacters += XMLText.append(text, to: &buffer, place: place)
  }

  /// Writes remarks and values in the order in which they stood.
  mutating func remarks(_ notes: [Note], _ properties: [Property], indent: StaticString) {
    var written = 0
    for note in notes {
      while written < min(note.place ?? 0, properties.count) {
        self.property(properties[written], indent: indent)
        written += 1
      }
      self.note(note, indent: indent)
    }
    for property in properties[written...] { self.property(property, indent: indent) }
  }

  mutating func note(_ note: Note, indent: StaticString) {
    raw(indent)
    raw("<note")
    attribute("xml:lang", ifPresent: note.language)
    attribute("o-encoding", ifPresent: note.encoding)
    raw(">")
    text(note.text)
    raw("</note>\n")
  }

  mutating func property(_ property: Property, indent: StaticString) {
    raw(indent)
    raw("<prop")
    attribute("type", property.type)
    attribute("xml:lang", ifPresent: property.language)
    attribute("o-encoding", ifPresent: property.encoding)
    raw(">")
    text(property.value)
    raw("</prop>\n")
  }

  mutating func encoding(_ encoding: UserEncoding, indent: StaticString) {
    raw(indent)
    raw("<ude")
    attribute("name", encoding.name)
    attribute("base", ifPresent: encoding.base)
    raw(">")
    for mapping in encoding.mappings {
      raw("<map")
      attribute("unicode", mapping.unicode)
      attribute("code", ifPresent: mapping.code)
      attribute("ent", ifPresent: mapping.entity)
      attribute("subst", ifPresent: mapping.substitute)
      raw("/>")
    }
    raw("</ude>\n")
  }

  // MARK: - Segments

  /// Text with its codes, as section 3.5 of the specification writes them.
  mutating func marked(_ content: MarkedText) {
    guard !content.codes.isEmpty else { return text(content.text) }
    let bytes = content.text.utf8
    var position = bytes.startIndex
    var offset = 0
    var open = 0
    for placed in content.codes {
      let next = bytes.index(position, offsetBy: placed.offset - offset)
      text(content.text[position..<next])
      position = next
      offset = placed.offset
      switch placed.code.kind {
      case .highlightOpen: open += 1
      case .highlightClose where open == 0:
        droppedCodes += 1
        continue
      case .highlightClose: open -= 1
      default: break
      }
      code(placed.code)
    }
    text(content.text[position...])
    for _ in 0..<open { raw("</hi>") }
  }

  private mutating func code(_ code: InlineCode) {
    switch code.kind {
    case .highlightOpen:
      raw("<hi")
      attributes(of: code, allowed: ["x", "type"])
      raw(">")
      return
    case .highlightClose:
      raw("</hi>")
      return
    default: break
    }
    let name = Self.elementNames[code.kind] ?? "ph"
    buffer.append(UInt8(ascii: "<"))
    buffer.append(contentsOf: name.utf8)
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
    guard !code.content.isEmpty else { return raw("/>") }
    raw(">")
    for part in code.content {
      switch part {
      case .native(let markup): text(markup)
      case .subflow(let inner, let attributes):
        raw("<sub")
        for name in ["datatype", "type"] { attribute(name, ifPresent: attributes[name]) }
        raw(">")
        marked(inner)
        raw("</sub>")
      }
    }
    raw("</")
    buffer.append(contentsOf: name.utf8)
    raw(">")
  }

  private static let elementNames: [InlineCode.Kind: String] = [
    .open: "bpt", .close: "ept", .placeholder: "ph", .isolatedOpen: "it", .isolatedClose: "it",
    .unknown: "ut",
  ]

  private mutating func attributes(of code: InlineCode, allowed: [String]) {
    for name in allowed { attribute(name, ifPresent: code.attributes[name]) }
    droppedAttributes.formUnion(code.attributes.keys.filter { !allowed.contains($0) })
  }
}
