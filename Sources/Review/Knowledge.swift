public import Bitext

/// What a rule asks about texts that were translated before, without knowing who answers.
public protocol RenderingSource: Sendable {
  /// Renderings of exactly this text, which is known in another language.
  func renderings(ofExactly text: String, into target: LanguageTag) throws -> [KnownRendering]
  /// Renderings of texts close to this one, the closest first.
  func renderings(
    closeTo text: String, from source: LanguageTag, into target: LanguageTag
  ) throws -> [KnownRendering]
  /// Whether the text is known as a text of this language.
  func isKnown(_ text: String, in language: LanguageTag) throws -> Bool
}

/// A rendering of a text, and where it comes from.
public struct KnownRendering: Hashable, Sendable {
  /// The language of the text that was asked about.
  public var source: LanguageTag
  /// The rendering.
  public var text: String
  /// Where it comes from, for people.
  public var origin: String
  /// How close the known text is to the one asked about, from 0 to 100.
  public var score: Double

  /// Creates a rendering.
  public init(source: LanguageTag, text: String, origin: String, score: Double) {
    self.source = source
    self.text = text
    self.origin = origin
    self.score = score
  }
}

/// What a rule asks about names and terms, without knowing who answers.
public protocol TermSource: Sendable {
  /// The terms of a language in a text.
  func terms(in text: String, language: LanguageTag) throws -> [KnownTerm]
  /// The same, with the terms that stand inside longer ones.
  func nestedTerms(in text: String, language: LanguageTag) throws -> [KnownTerm]
  /// The languages that have terms.
  var languages: [LanguageTag] { get }
}

extension TermSource {
  /// The terms of a language in a text; one that cannot tell more gives those that stand in no other.
  public func nestedTerms(in text: String, language: LanguageTag) throws -> [KnownTerm] {
    try terms(in: text, language: language)
  }
}

/// A term in a text.
public struct KnownTerm: Hashable, Sendable {
  /// Where it stands, in UTF-8 bytes of the text.
  public var range: Range<Int>
  /// The term as the glossary writes it.
  public var term: String
  /// All its terms by language, the preferred first.
  public var renderings: [LanguageTag: [String]]
  /// Whether it is translated at all.
  public var isTranslatable: Bool
  /// Which entry it belongs to.
  public var concept: String
  /// Whether translators may use it.
  public var isUsable: Bool
  /// Whether it must not be used; what is neither usable nor forbidden should no longer be used.
  public var isForbidden: Bool
  /// Whether the text has the term as the glossary writes it.
  public var isExact: Bool
  /// Whether the text only resembles the term, as without its diacritics.
  public var isUncertain: Bool

  /// Creates a term.
  public init(
    range: Range<Int>, term: String, renderings: [LanguageTag: [String]], isTranslatable: Bool,
    concept: String = "", isUsable: Bool = true, isForbidden: Bool = false, isExact: Bool = true,
    isUncertain: Bool = false
  ) {
    self.range = range
    self.term = term
    self.renderings = renderings
    self.isTranslatable = isTranslatable
    self.concept = concept
    self.isUsable = isUsable
    self.isForbidden = isForbidden
    self.isExact = isExact
    self.isUncertain = isUncertain
  }

  /// The terms in a language, or in one that serves it.
  public func renderings(in language: LanguageTag) -> [String] {
    renderings[language] ?? renderings.first { language.isServed(by: $0.key) }?.value ?? []
  }
}

/// What a rule asks about the page in the source language, without knowing who read it.
public protocol ReferenceSource: Sendable {
  /// The language of the page; nil where nobody knows.
  var language: LanguageTag? { get }
  /// The texts of the page, one of each, in any order and case.
  var texts: [String] { get }
  /// Whether the page has exactly this text, as a block or a segment of its own.
  func contains(_ text: String) -> Bool
}
