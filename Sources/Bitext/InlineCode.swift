/// One piece of markup inside a text: a tag, a placeholder, a highlight.
///
/// The kinds are those of TMX 1.4b, section 3.5 ("Content Markup"); other formats map onto them.
public struct InlineCode: Hashable, Sendable, Codable {
  /// What the code does to the text around it.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// Opens a pair whose end stands in the same segment (`bpt`).
    case open
    /// Closes a pair (`ept`).
    case close
    /// Stands alone (`ph`).
    case placeholder
    /// Opens a pair whose end stands in another segment (`it pos="begin"`).
    case isolatedOpen
    /// Closes a pair whose start stands in another segment (`it pos="end"`).
    case isolatedClose
    /// Starts a highlight (`hi`).
    case highlightOpen
    /// Ends a highlight (`/hi`).
    case highlightClose
    /// Markup of which nothing is known (`ut`, foreign elements).
    case unknown
  }

  /// A part of what the code itself holds.
  public indirect enum Content: Hashable, Sendable, Codable {
    /// The markup of the original format, such as `<b>`.
    case native(String)
    /// Text that people read inside the markup, such as a title attribute (`sub`).
    case subflow(MarkedText, attributes: [String: String])
  }

  /// What the code does.
  public var kind: Kind
  /// The name that joins the two ends of a pair inside one segment (`i`).
  public var id: String?
  /// Everything else the format says of the code, by attribute name (`x`, `type`, `assoc`, ...).
  public var attributes: [String: String]
  /// What the code holds.
  public var content: [Content]

  /// Creates a code.
  public init(kind: Kind, id: String? = nil, attributes: [String: String] = [:], content: [Content] = []) {
    self.kind = kind
    self.id = id
    self.attributes = attributes
    self.content = content
  }

  /// The markup of the original format, without the texts inside it.
  public var native: String {
    content.reduce(into: "") { result, part in
      if case .native(let text) = part { result += text }
    }
  }
}
