import Bitext
import Review
import Synchronization
import Terminology
import TranslationMemory

/// Lets the rules of Review ask a translation memory.
struct MemoryKnowledge: RenderingSource {
  let store: MemoryStore

  func renderings(ofExactly text: String, into target: LanguageTag) throws -> [KnownRendering] {
    try store.exactMatches(for: text, to: target).map(rendering)
  }

  func renderings(
    closeTo text: String, from source: LanguageTag, into target: LanguageTag
  ) throws -> [KnownRendering] {
    try store.matches(for: MarkedText(text), from: source, to: target, threshold: 60, limit: 3).map(rendering)
  }

  func isKnown(_ text: String, in language: LanguageTag) throws -> Bool {
    try store.contains(text, in: language)
  }

  private func rendering(_ match: MemoryMatch) -> KnownRendering {
    KnownRendering(
      source: match.source.language, text: match.target.content.text,
      origin: ["memory", match.origin?.source].compactMap { $0 }.joined(separator: ", "),
      score: match.score.value)
  }
}

/// Lets the rules of Review ask glossaries; makes the index of a language when it is first asked for.
final class GlossaryKnowledge: TermSource {
  private let glossary: Glossary
  private let dictionaries: InflectionDictionaries
  private let finders = Mutex<[LanguageTag: TermFinder]>([:])
  let languages: [LanguageTag]

  init(_ glossary: Glossary, dictionaries: InflectionDictionaries = InflectionDictionaries()) {
    self.glossary = glossary
    self.dictionaries = dictionaries
    languages = glossary.languages
  }

  func terms(in text: String, language: LanguageTag) throws -> [KnownTerm] {
    finder(for: language).terms(in: text).map(known)
  }

  func nestedTerms(in text: String, language: LanguageTag) throws -> [KnownTerm] {
    finder(for: language).terms(in: text, nested: true).map(known)
  }

  private func known(_ match: TermMatch) -> KnownTerm {
    KnownTerm(
      range: match.range, term: match.term, renderings: match.concept.renderings,
      isTranslatable: match.concept.isTranslatable, concept: match.concept.id ?? "#\(match.conceptNumber)",
      isUsable: match.entry.isUsable, isForbidden: match.entry.status == .forbidden,
      isExact: match.kind == .exact, isUncertain: match.isUnaccented)
  }

  private func finder(for language: LanguageTag) -> TermFinder {
    finders.withLock { known in
      if let finder = known[language] { return finder }
      let finder = TermFinder(glossary, language: language, dictionary: dictionaries[language])
      known[language] = finder
      return finder
    }
  }
}
