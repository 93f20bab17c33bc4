/// A text and its translation, as a rule for bilingual text sees them.
public struct BilingualText: Hashable, Sendable {
  /// The number of the unit in its file, from 1.
  public var number: Int
  /// The name that the file gives the unit.
  public var id: String?
  /// The text that was translated.
  public var source: String
  /// The translation.
  public var target: String

  /// Creates a pair of texts.
  public init(number: Int, id: String? = nil, source: String, target: String) {
    self.number = number
    self.id = id
    self.source = source
    self.target = target
  }
}

/// A finding in a text and its translation.
public struct BilingualFinding: Hashable, Sendable {
  /// What is wrong with a term.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The source has a term, the target none of its renderings.
    case missing
    /// The target has a term that must not be used.
    case forbidden
    /// The target has a term that should no longer be used.
    case deprecated
    /// The target translates what stays as it is.
    case translated
    /// The target renders a term otherwise than before in the same document.
    case inconsistent
  }

  /// In which of the two texts the place is.
  public enum Side: String, Hashable, Sendable {
    /// In the text that was translated.
    case source
    /// In the translation.
    case target
  }

  /// What is wrong.
  public var kind: Kind
  /// The unit's number in its file, from 1.
  public var number: Int
  /// The unit's name.
  public var id: String?
  /// In which of the two texts the place is.
  public var side: Side
  /// The finding; its place is in UTF-8 bytes of the text of `side`.
  public var finding: Finding
}
