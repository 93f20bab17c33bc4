import Bitext
import HTML

/// Turns the events of a page into blocks.
struct HTMLExtractor: ~Copyable {
  /// What is known of an open element.
  private struct Frame {
    var tag: HTMLTag
    var isBlock = false
    var reading = HTMLElementRole.Reading.text
    var kind = Block.Kind.paragraph
    /// An index in `languages`.
    var language = 0
    var isTranslatable = true
    var isNavigation = false
    /// Whether text here is to stay as it is, in a block that is not.
    var isProtected = false
    /// The open code of an inline element, and the block in which it stands.
    var code: (index: Int, block: Int, id: Int)?
  }

  private var page: HTMLReader
  private let fileMap: SourceMap?
  private let roles = HTMLElementRole.table
  private let names = HTMLAttributeName.allCases
  private var frames = [Frame(tag: .unknown, isBlock: true)]
  /// The places in `frames` of the blocks that are open.
  private var blocks = [0]
  private var languages: [LanguageTag?] = [nil]
  private var languageIndices: [String: Int] = [:]
  private var collector = HTMLTextCollector()
  private var blockNumber = 0
  private var openCodes = 0
  private var nextCode = 1
  private var documentLanguage: LanguageTag?

  /// The class of what must stay as it is.
  static let keptClass = "notranslate"

  private static let navigation = HTMLTag("nav")
  private static let link = HTMLTag("a")
  private static let linkMetadata = HTMLTag("link")
  private static let paragraph = HTMLTag("p")
  private static let input = HTMLTag("input")
  private static let meta = HTMLTag("meta")
  private static let root = HTMLTag("html")
  private static let vector = HTMLTag("svg")
  private static let vectorTexts: Set<HTMLTag> = [HTMLTag("title"), HTMLTag("desc"), HTMLTag("text")]

  init(page: consuming HTMLReader, fileMap: SourceMap?) {
    self.page = page
    self.fileMap = fileMap
  }

  /// Hands over all blocks; returns the language of the page.
  mutating func run(_ body: (Block) throws -> Void) throws -> LanguageTag? {
    while let event = page.next() {
      switch event {
      case .text:
        let top = frames[frames.count - 1]
        guard top.reading == .text || top.reading == .protected else { continue }
        collector.append(page.text, pieces: page.pieces, isProtected: top.isProtected)
      case .open(let element): try open(element, body)
      case .close(let source): try close(source, body)
      }
    }
    try flush(body)
    return documentLanguage
  }

  private mutating func open(_ element: HTMLElement, _ body: (Block) throws -> Void) throws {
    let parent = frames[frames.count - 1]
    let role = role(of: element, in: parent)
    var frame = Frame(
      tag: element.tag, kind: parent.kind, language: parent.language, isTranslatable: parent.isTranslatable,
      isNavigation: parent.isNavigation || element.tag == Self.navigation, isProtected: parent.isProtected)
    frame.reading = role.reading == .text ? parent.reading : role.reading
    if parent.reading == .nothing { frame.reading = .nothing }
    if parent.reading == .attributesOnly, role.reading != .nothing {
      // The texts inside a drawing are read, though the drawing is not text.
      frame.reading = element.isForeign && role.flow == .block ? .text : .attributesOnly
    }
    if frame.reading != .nothing, element.attributeCount > 0 { try readAttributes(element, &frame, body) }
    if role.flow == .block {
      try flush(body)
      frame.isBlock = true
      frame.isProtected = false
      if let kind = role.kind { frame.kind = kind }
      blocks.append(frames.count)
    } else if parent.reading == .text || parent.reading == .protected {
      let block = frames[blocks[blocks.count - 1]]
      frame.isProtected =
        parent.isProtected || role.reading == .protected || frame.language != block.language
        || (block.isTranslatable && !frame.isTranslatable)
      addCode(element, role, &frame)
    }
    frames.append(frame)
  }

  private func role(of element: HTMLElement, in parent: Frame) -> HTMLElementRole {
    var role = roles[element.tag.index]
    if element.isForeign {
      if parent.reading == .protected { return HTMLElementRole(reading: .protected) }
      if Self.vectorTexts.contains(element.tag), parent.reading == .attributesOnly {
        role = HTMLElementRole(flow: .block, kind: .caption)
      } else if role.reading == .text {
        role = HTMLElementRole()
      }
    } else if element.tag == Self.link, parent.isNavigation,
      frames[blocks[blocks.count - 1]].tag != Self.paragraph
    {
      role.flow = .block
      role.kind = .control
    }
    return role
  }

  private mutating func addCode(_ element: HTMLElement, _ role: HTMLElementRole, _ frame: inout Frame) {
    guard !element.source.isEmpty else { return }
    if role.flow == .lineBreak {
      let code = InlineCode(
        kind: .placeholder, id: takeIdentifier(), content: [.native(page.string(element.source))])
      _ = collector.append(code)
      collector.appendLineBreak(source: element.source)
      return
    }
    let isPlaceholder = role.isVoid || frame.reading == .attributesOnly || frame.reading == .nothing
    let number = nextCode
    let code = InlineCode(
      kind: isPlaceholder ? .placeholder : .open, id: takeIdentifier(),
      content: [.native(page.string(element.source))])
    let index = collector.append(code)
    if !isPlaceholder {
      frame.code = (index, blockNumber, number)
      openCodes += 1
    }
  }

  private mutating func takeIdentifier() -> String {
    defer { nextCode += 1 }
    return String(nextCode)
  }

  private mutating func close(_ source: Range<Int>, _ body: (Block) throws -> Void) throws {
    guard frames.count > 1 else { return }
    let frame = frames[frames.count - 1]
    if frame.isBlock {
      try flush(body)
      blocks.removeLast()
    } else if let code = frame.code {
      let isInside = code.block == blockNumber
      if isInside { openCodes -= 1 }
      if isInside || !source.isEmpty {
        _ = collector.append(
          InlineCode(
            kind: isInside ? .close : .isolatedClose, id: String(code.id),
            content: source.isEmpty ? [] : [.native(page.string(source))]))
      }
    }
    frames.removeLast()
  }

  /// Ends the block that is being gathered.
  private mutating func flush(_ body: (Block) throws -> Void) throws {
    if openCodes > 0 {
      for frame in frames {
        if let code = frame.code, code.block == blockNumber { collector.isolate(code.index) }
      }
      openCodes = 0
    }
    blockNumber += 1
    nextCode = 1
    guard let taken = collector.take(fileMap: fileMap) else { return }
    let frame = frames[blocks[blocks.count - 1]]
    try body(
      Block(
        kind: frame.kind, content: taken.content, map: taken.map, language: languages[frame.language],
        isTranslatable: frame.isTranslatable, protected: taken.protected))
  }
}

// MARK: - Attributes

extension HTMLExtractor {
  private mutating func readAttributes(
    _ element: HTMLElement, _ frame: inout Frame, _ body: (Block) throws -> Void
  ) throws {
    // The language and the names come before or after the texts they are about, so texts wait.
    var texts: [(name: HTMLAttributeName, index: Int)] = []
    var (type, metaName, content) = ("", "", Int?.none)
    for index in 0..<element.attributeCount {
      guard let found = page.loadAttribute(index) else { continue }
      let name = names[found]
      switch name {
      case .lang, .xmlLang: frame.language = languageIndex(of: string)
      case .translate:
        let value = string.lowercased()
        if value == "no" {
          frame.isTranslatable = false
        } else if value == "yes" || value.isEmpty {
          frame.isTranslatable = true
        }
      case .styleClass:
        if Self.hasNoTranslate(page.text) { frame.isTranslatable = false }
      case .type: type = string.lowercased()
      case .name, .property, .itemProperty: if metaName.isEmpty { metaName = string.lowercased() }
      case .httpEquivalent: if metaName.isEmpty { metaName = "http-equiv:" + string.lowercased() }
      case .content: content = index
      default: texts.append((name, index))
      }
    }
    if element.tag == Self.root, !element.isForeign, documentLanguage == nil {
      documentLanguage = languages[frame.language]
    }
    for text in texts {
      let isButton = element.tag == Self.input && ["submit", "button", "reset"].contains(type)
      guard text.name != .value || isButton, !(element.tag == Self.input && type == "hidden") else {
        continue
      }
      if text.name == .title && element.tag == Self.linkMetadata { continue }
      try emit(text.index, as: .attribute(name: text.name.rawValue), frame, body)
    }
    guard element.tag == Self.meta, let content else { return }
    if metaName == "http-equiv:content-language" {
      _ = page.loadAttribute(content)
      let first = string.split(separator: ",").first.map { $0.trimmingSpaces() } ?? ""
      let language = languageIndex(of: first)
      if documentLanguage == nil {
        documentLanguage = languages[language]
        for index in frames.indices where frames[index].language == 0 { frames[index].language = language }
      }
    } else if HTMLAttributeName.metadata.contains(metaName) {
      try emit(content, as: .metadata(name: metaName), frame, body)
    }
  }

  private static func hasNoTranslate(_ classes: [UInt8]) -> Bool {
    guard classes.count >= 11 else { return false }
    let words = classes.split(whereSeparator: HTMLTextCollector.isSpace)
    return words.contains { $0.elementsEqual(Self.keptClass.utf8) }
  }

  private var string: String { String(decoding: page.text, as: UTF8.self) }

  private mutating func emit(
    _ attribute: Int, as kind: Block.Kind, _ frame: Frame, _ body: (Block) throws -> Void
  ) throws {
    guard page.loadAttribute(attribute) != nil else { return }
    var value = HTMLTextCollector()
    value.append(page.text, pieces: page.pieces, isProtected: false)
    guard let taken = value.take(fileMap: fileMap) else { return }
    try body(
      Block(
        kind: kind, content: taken.content, map: taken.map, language: languages[frame.language],
        isTranslatable: frame.isTranslatable))
  }

  private mutating func languageIndex(of text: String) -> Int {
    if let known = languageIndices[text] { return known }
    let tag = try? LanguageTag(text)
    // A page can hold any number of different wrong tags; they are not worth remembering.
    guard let tag, languageIndices.count < 1_000 else { return 0 }
    let index = languages.firstIndex(of: tag) ?? languages.count
    if index == languages.count { languages.append(tag) }
    languageIndices[text] = index
    return index
  }
}

extension Substring {
  fileprivate func trimmingSpaces() -> String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
