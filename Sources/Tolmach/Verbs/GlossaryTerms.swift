public import Bitext
public import Terminology
public import TranslationMemory

/// Finds the terms of glossaries in texts.
public struct GlossaryTerms: Sendable {
  private let finder: TermFinder

  /// Creates the verb for texts in a language.
  ///
  /// - Parameter dictionaries: dictionaries that know more forms of the terms.
  public init(
    _ glossary: Glossary, language: LanguageTag,
    dictionaries: InflectionDictionaries = InflectionDictionaries()
  ) {
    finder = TermFinder(glossary, language: language, dictionary: dictionaries[language])
  }

  /// The terms in a text, in order.
  public func terms(in text: String) -> [TermMatch] { finder.terms(in: text) }
}

extension GlossaryTerms: RepairTermSource {
  /// The terms in a text with what they are called in another language; those without a rendering are left out.
  public func repairTerms(in text: String, from source: LanguageTag, to target: LanguageTag) -> [RepairTerm] {
    var terms: [RepairTerm] = []
    for match in self.terms(in: text) {
      let preferred = match.concept.rendering(in: target)
      let renderings = [preferred].compactMap { $0 } + match.concept.terms(in: target).map(\.text)
      if !renderings.isEmpty, terms.last?.range != match.range {
        terms.append(RepairTerm(range: match.range, renderings: renderings))
      }
    }
    return terms
  }
}
