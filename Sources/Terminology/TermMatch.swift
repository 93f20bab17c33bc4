public import Bitext

/// A term of a glossary, found in a text.
public struct TermMatch: Hashable, Sendable {
  /// How the text and the term agree.
  public enum Kind: String, Hashable, Sendable {
    /// The text has the term as the glossary writes it.
    case exact
    /// Only case, ё for е, width, spaces or diacritics differ.
    case folded
    /// The text has another form of the term.
    case inflected
  }

  /// Where the term stands, in UTF-8 bytes of the text.
  public var range: Range<Int>
  /// The term as the glossary writes it.
  public var term: String
  /// The term with all that is known of it.
  public var entry: Term
  /// The entry that it belongs to.
  public var concept: Concept
  /// The place of the entry in its glossary.
  public var conceptNumber: Int
  /// How text and term agree.
  public var kind: Kind
  /// Whether one of the two lacks the other's diacritics: a likeness, never a proof that the term is written right.
  public var isUnaccented: Bool
  /// How sure the match is, from 0 to 1; of several at one place the surest comes first.
  public var score: Double
}
