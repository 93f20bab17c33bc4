/// A stretch of a document that is read as one: a paragraph, a heading, an attribute's value.
public struct Block: Hashable, Sendable {
  /// What the block is in its document.
  public enum Kind: Hashable, Sendable {
    /// Running text.
    case paragraph
    /// A heading, from level 1 down.
    case heading(level: Int)
    /// An item of a list.
    case listItem
    /// A cell of a table.
    case tableCell
    /// A caption of a figure or table.
    case caption
    /// A button, a label, an option: text of the interface.
    case control
    /// The title of the whole document.
    case title
    /// The value of an attribute that people read, such as `alt`.
    case attribute(name: String)
    /// Metadata that people see elsewhere, such as `description` or `og:title`.
    case metadata(name: String)
  }

  /// What the block is.
  public var kind: Kind
  /// The text with its inline codes.
  public var content: MarkedText
  /// Where each byte of the text stands in the file.
  public var map: SourceMap
  /// The language that the file declares here, inherited from what surrounds the block.
  public var language: LanguageTag?
  /// Whether the file lets the block be translated (`translate="no"` says it does not).
  public var isTranslatable: Bool
  /// Parts of the text that must stay as they are (inline code, `translate="no"`), as UTF-8 byte ranges of the text.
  public var protected: [Range<Int>]

  /// Creates a block.
  public init(
    kind: Kind = .paragraph, content: MarkedText, map: SourceMap, language: LanguageTag? = nil,
    isTranslatable: Bool = true, protected: [Range<Int>] = []
  ) {
    self.kind = kind
    self.content = content
    self.map = map
    self.language = language
    self.isTranslatable = isTranslatable
    self.protected = protected
  }

  /// The bytes of the file that the whole block covers.
  public var place: Range<Int> { map.source(of: 0..<content.text.utf8.count) }
}
