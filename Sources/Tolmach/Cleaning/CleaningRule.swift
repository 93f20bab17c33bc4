public import Bitext

/// A reason to keep a pair of texts out of a memory.
public enum CleaningRule: String, CaseIterable, Hashable, Sendable {
  /// A side has no text.
  case empty
  /// A side shows damage: U+FFFD, letters read in a wrong charset, entities that were left, control
  /// characters.
  case encoding
  /// A side is in another language than it declares.
  case language
  /// Both sides are the same running text.
  case identical
  /// One side is far longer than the other.
  case length
  /// The sides have different numbers.
  case numbers
  /// A side lacks tags or placeholders of the other.
  case tags
  /// The same pair came before.
  case duplicate

  /// What the rule finds, for people.
  public var summary: String {
    switch self {
    case .empty: "a side has no text"
    case .encoding: "damaged letters, entities left, control characters"
    case .language: "a side is in another language than declared"
    case .identical: "both sides are the same text"
    case .length: "one side is far longer than the other"
    case .numbers: "the numbers disagree"
    case .tags: "tags or placeholders are missing"
    case .duplicate: "the same pair came before"
    }
  }
}

/// Why a pair is kept out: the rule, and what it saw.
public struct CleaningReason: Hashable, Sendable, CustomStringConvertible {
  /// The rule.
  public var rule: CleaningRule
  /// What it saw, as a few words.
  public var detail: String

  /// As `rule: detail`.
  public var description: String { "\(rule.rawValue): \(detail)" }
}

/// A unit, or the part of it that one language makes, that is kept out.
public struct RejectedUnit: Hashable, Sendable {
  /// The source variant and the one that is kept out.
  public var unit: TranslationUnit
  /// Why.
  public var reason: CleaningReason
}
