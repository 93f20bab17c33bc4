import Bitext
import XML

/// Builds the marked text of a `seg` from the elements and the text in it.
///
/// Source: TMX 1.4b, section 3.5 ("Content Markup"). The level of nesting is bounded by the parser.
struct TMXSegmentBuilder {
  private enum Frame {
    /// Text for people: the segment, or a `sub` with its attributes.
    case text(MarkedText, attributes: [String: String])
    /// What a code holds.
    case code(InlineCode)
    /// An element of another format that TMX does not know, with its end tag where it has one.
    case foreign(name: String, id: String)
    /// A `hi`.
    case highlight(id: String?)
  }

  /// The text as long as no element was in it, which is all that most segments have.
  private var plainText = ""
  /// From the first element on.
  private var frames: [Frame] = []
  private var foreignCount = 0
  /// Elements that are nested more deeply are left out, their text is kept: what is read can be written.
  private static let deepest = 64
  /// How many elements are open that were left out.
  private var ignoredDepth = 0

  mutating func take(_ text: String) {
    guard let last = frames.indices.last else {
      // Taken as it is, most text is not copied.
      if plainText.isEmpty { plainText = text } else { plainText += text }
      return
    }
    switch frames[last] {
    case .code(var code):
      // Text comes in pieces; one stretch is one part.
      if case .native(let before)? = code.content.last {
        code.content[code.content.count - 1] = .native(before + text)
      } else {
        code.content.append(.native(text))
      }
      frames[last] = .code(code)
    default:
      withText { $0.append(text) }
    }
  }

  /// Changes the innermost text for people.
  private mutating func withText(_ body: (inout MarkedText) -> Void) {
    for index in frames.indices.reversed() {
      if case .text(var marked, let attributes) = frames[index] {
        // Frees the frame's own copy, so that text is added in place.
        frames[index] = .text(MarkedText(), attributes: [:])
        body(&marked)
        frames[index] = .text(marked, attributes: attributes)
        return
      }
    }
  }

  /// Takes in the start of an element; returns a warning where TMX does not know it.
  mutating func start(_ tag: XMLStartTag) -> String? {
    if frames.isEmpty { frames = [.text(MarkedText(plainText), attributes: [:])] }
    if ignoredDepth > 0 || frames.count > Self.deepest {
      ignoredDepth += 1
      return
        "<\(tag.name)> is nested more than \(Self.deepest) deep; such elements were left out, their text was kept"
    }
    var attributes = Dictionary(
      tag.attributes.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    func code(_ kind: InlineCode.Kind) -> Frame {
      let id = attributes.removeValue(forKey: "i")
      return .code(InlineCode(kind: kind, id: id, attributes: attributes))
    }
    switch tag.name {
    case "bpt": frames.append(code(.open))
    case "ept": frames.append(code(.close))
    case "ph": frames.append(code(.placeholder))
    case "ut": frames.append(code(.unknown))
    case "it":
      let position = attributes.removeValue(forKey: "pos")
      frames.append(code(position == "end" || position == "close" ? .isolatedClose : .isolatedOpen))
    case "sub": frames.append(.text(MarkedText(), attributes: attributes))
    case "hi":
      let id = attributes.removeValue(forKey: "i")
      withText { $0.append(InlineCode(kind: .highlightOpen, id: id, attributes: attributes)) }
      frames.append(.highlight(id: id))
    default:
      foreignCount += 1
      let id = "foreign-\(foreignCount)"
      var native = "<\(tag.name)"
      for attribute in tag.attributes {
        native += " \(attribute.name)=\"\(XMLText.escaped(attribute.value, place: .attribute))\""
      }
      withText { $0.append(InlineCode(kind: .open, id: id, content: [.native(native + ">")])) }
      frames.append(.foreign(name: tag.name, id: id))
      return "<\(tag.name)> is no element of TMX; it was kept as an inline code, its text as text"
    }
    return nil
  }

  mutating func end(_ name: String) {
    if ignoredDepth > 0 {
      ignoredDepth -= 1
      return
    }
    guard frames.count > 1, let frame = frames.popLast() else { return }
    switch frame {
    case .code(let code): withText { $0.append(code) }
    case .highlight(let id): withText { $0.append(InlineCode(kind: .highlightClose, id: id)) }
    case .foreign(let name, let id):
      withText { $0.append(InlineCode(kind: .close, id: id, content: [.native("</\(name)>")])) }
    case .text(let text, let attributes):
      guard let last = frames.indices.last else { return }
      if case .code(var code) = frames[last] {
        code.content.append(.subflow(text, attributes: attributes))
        frames[last] = .code(code)
      } else {
        // A `sub` outside a code: its text is text.
        withText { outer in
          let start = outer.text.utf8.count
          outer = MarkedText(
            outer.text + text.text,
            codes: outer.codes + text.codes.map { .init(offset: $0.offset + start, code: $0.code) })
        }
      }
    }
  }

  /// The marked text; what is still open is closed.
  mutating func finish() -> MarkedText {
    ignoredDepth = 0
    while frames.count > 1 { end("") }
    guard case .text(let text, _)? = frames.first else { return MarkedText(plainText) }
    return text
  }
}
