/// A term of a glossary, found in a text.
public struct TermMatch: Hashable, Sendable {
  /// How the text and the term agree.
  public enum Kind: String, Hashable, Sendable {
    /// The text has the term as the glossary writes it.
    case exact
    /// Only case, width or compatibility forms differ.
    case folded
  }

  /// Where the term stands, in UTF-8 bytes of the text.
  public var range: Range<Int>
  /// The term as the glossary writes it.
  public var term: String
  /// The entry.
  public var concept: Concept
  /// How text and term agree.
  public var kind: Kind
}
