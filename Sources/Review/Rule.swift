public import Bitext
import Languages

/// A check of a page's segments; each rule is a file of its own.
protocol Rule: Sendable {
  /// The name that commands and reports use.
  static var identifier: String { get }
  /// The findings in a segment of a block.
  func findings(in segment: Segment, of block: ReviewedBlock) throws -> [Finding]
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
