public import Bitext

/// A check of a page's segments; each rule is a file of its own.
protocol Rule: Sendable {
  /// The name that commands and reports use.
  static var identifier: String { get }
  /// What the rule says of a segment.
  func decide(_ segment: ReviewedSegment) throws -> Decision
}

/// What a rule says of a segment.
enum Decision {
  /// There is something to look at.
  case found([Finding])
  /// There is nothing to look at, and why.
  case cleared(Clearance.Reason)
  /// The rule is not about such text.
  case silent
}

/// A text that a rule looked at and left alone, and why.
public struct Clearance: Hashable, Sendable {
  /// Why a text is no finding.
  public enum Reason: Hashable, Sendable {
    /// The page marks it as of a language other than its own.
    case declared(LanguageTag)
    /// The page says that it stays as it is.
    case keptByPage
    /// It has no word of a language: numbers, code, addresses, terms that stay as they are.
    case noWords
    /// The memory has it as a text of the page's language.
    case known
    /// It names a language in that language, as menus do.
    case languageName
    /// Its words in another script are too few, or names.
    case mention(String)
    /// It looks like the name of a person.
    case name
    /// Its words may well be of the page's language.
    case spoken(own: Double, other: LanguageTag?, share: Double)
    /// Its words look like another language, but are too few inside a longer text.
    case tooFewWords(LanguageTag, share: Double)
    /// Its words are names, acronyms, or too few letters to tell.
    case noEvidence
  }

  /// The rule.
  public var rule: String
  /// The bytes of the file, as it is on disk.
  public var place: Range<Int>
  /// The text as people read it.
  public var text: String
  /// What the text is in its page: `text`, `heading 1`, ...
  public var context: String
  /// Why it is no finding.
  public var reason: Reason
}

/// What a review is about, and what it may ask.
public struct ReviewOptions: Sendable {
  /// The language that the page should be in.
  public var target: LanguageTag
  /// The languages from which strings may have been left over; empty means any.
  public var sources: [LanguageTag]
  /// The rules to run, by name; empty means all.
  public var rules: Set<String>
  /// The memory, where there is one.
  public var renderings: (any RenderingSource)?
  /// The glossaries, where there are any.
  public var terms: (any TermSource)?

  /// The page in the source language, where there is one: what stands there too was not translated.
  public var reference: (any ReferenceSource)?

  /// Creates options.
  public init(
    target: LanguageTag, sources: [LanguageTag] = [], rules: Set<String> = [],
    renderings: (any RenderingSource)? = nil, terms: (any TermSource)? = nil,
    reference: (any ReferenceSource)? = nil
  ) {
    self.target = target
    self.sources = sources.filter { !$0.isServed(by: target) }
    self.rules = rules
    self.renderings = renderings
    self.terms = terms
    self.reference = reference
  }
}
