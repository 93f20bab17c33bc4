public import Bitext
public import Terminology

/// Finds the terms of glossaries in texts.
public struct GlossaryTerms: Sendable {
  private let finder: TermFinder

  /// Creates the verb for texts in a language.
  ///
  /// - Throws: ``ICU/ICUError`` where ICU cannot find words.
  public init(_ glossary: Glossary, language: LanguageTag) throws {
    finder = try TermFinder(glossary, language: language)
  }

  /// The terms in a text, in order.
  ///
  /// - Throws: ``ICU/ICUError``.
  public func terms(in text: String) throws -> [TermMatch] { try finder.terms(in: text) }
}
