public import Formats

/// A page as alignment sees it: its sentences in order, each with its place and its part in the page.
public struct AlignmentPage: Hashable, Sendable {
  /// A sentence of the page.
  public struct Sentence: Hashable, Sendable {
    /// The text with its inline codes, without white space around it.
    public var content: MarkedText
    /// Where it stands in the file, in bytes.
    public var place: Range<Int>
    /// Where it starts.
    public var position: TextPosition
    /// What the block is that it belongs to.
    public var kind: Block.Kind
    /// The number of that block, from 0.
    public var block: Int
  }

  /// The page's name.
  public var name: String
  /// The language: named by the user, declared by the page, or read from its text.
  public var language: LanguageTag
  /// What the text says of its language.
  public var evidence: LanguageEvidence
  /// The sentences.
  public var sentences: [Sentence]
  /// What the page's markup points to; empty for what is no page.
  public var addresses: [PageAddress] = []
  /// What was wrong with the file.
  public var problems: [Problem] = []

  /// The part that a sentence has in the page, as a word: `heading 2`, `caption`.
  ///
  /// Nil for running text, which another version may break into lists or cells.
  static func structure(of kind: Block.Kind) -> String? {
    switch kind {
    case .paragraph: nil
    case .heading(let level): "heading \(level)"
    case .listItem: "item"
    case .tableCell: "cell"
    case .caption: "caption"
    case .control: "control"
    case .title: "title"
    case .attribute(let name): "attribute \(name)"
    case .metadata(let name): "metadata \(name)"
    }
  }

  /// The sentences of a range as one text; the codes get names of their own.
  ///
  /// Sentences of one block are joined as their language joins them, others by a space.
  public func text(of range: Range<Int>) -> MarkedText {
    guard range.count != 1 else { return sentences[range.lowerBound].content }
    var result = MarkedText()
    var names: [String: String] = [:]
    var codeCount = 0
    for index in range {
      let sentence = sentences[index]
      if index > range.lowerBound, !result.text.isEmpty {
        let isSameBlock = sentences[index - 1].block == sentence.block
        if !isSameBlock || !joinsWithoutSpace { result.append(" ") }
        if !isSameBlock { names.removeAll() }
      }
      result.append(sentence.content) { code in
        guard let id = code.id else { return nil }
        if code.kind == .close || code.kind == .isolatedClose { return names[id] ?? id }
        codeCount += 1
        let name = names[id] ?? String(codeCount)
        names[id] = name
        return name
      }
    }
    return result
  }

  /// Whether the language puts no space between sentences.
  var joinsWithoutSpace: Bool { ["zh", "ja", "yue", "wuu", "lzh"].contains(language.language) }
}

extension MarkedText {
  /// Adds a text at the end, with its codes under other names.
  fileprivate mutating func append(_ other: MarkedText, naming name: (InlineCode) -> String?) {
    let bytes = other.text.utf8
    var position = bytes.startIndex
    var offset = 0
    for placed in other.codes {
      let next = bytes.index(position, offsetBy: placed.offset - offset)
      append(other.text[position..<next])
      (position, offset) = (next, placed.offset)
      var code = placed.code
      code.id = name(code)
      append(code)
    }
    append(other.text[position...])
  }

  /// The text without white space at its ends; codes that stood there stay, and how many bytes went.
  func trimmed() -> (content: MarkedText, leading: Int, trailing: Int) {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else {
      return (MarkedText("", codes: codes.map { PlacedCode(offset: 0, code: $0.code) }), text.utf8.count, 0)
    }
    let kept = text[first...last]
    let leading = text.utf8.distance(from: text.utf8.startIndex, to: first)
    let trailing = text.utf8.count - leading - kept.utf8.count
    if leading == 0, trailing == 0 { return (self, 0, 0) }
    let placed = codes.map { PlacedCode(offset: $0.offset - leading, code: $0.code) }
    return (MarkedText(String(kept), codes: placed), leading, trailing)
  }
}
