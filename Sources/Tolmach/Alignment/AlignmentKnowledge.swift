import Alignment
import ICU
public import TranslationMemory

/// What a memory and a glossary know of the words of pages that are aligned.
public struct AlignmentKnowledge: Sendable {
  /// A memory with no more units teaches with all of them.
  private static let smallMemory = 4_000
  private static let mostLookups = 2_000
  private static let mostPairs = 8_000
  private static let leastScore = 50.0

  private let memory: MemoryStore?
  private let glossary: Glossary?

  /// Creates the knowledge.
  public init(memory: MemoryStore? = nil, glossary: Glossary? = nil) {
    self.memory = memory
    self.glossary = glossary
  }

  /// The glossary as a lexicon; nil where there is none.
  var lexicon: (any AlignmentLexicon)? { glossary.map(GlossaryLexicon.init) }

  /// Pairs that are known to render each other and have to do with these texts.
  ///
  /// A small memory gives all it has; of a large one, the units that are like the texts.
  func pairs(
    for texts: [String], from source: LanguageTag, to target: LanguageTag
  ) throws -> [(source: String, target: String)] {
    guard let memory, !source.isUndetermined, !target.isUndetermined else { return [] }
    var pairs: [(source: String, target: String)] = []
    if try memory.statistics().units <= Self.smallMemory {
      try memory.forEachUnit { unit in
        guard let first = unit.variant(for: source), let second = unit.variant(for: target) else { return }
        pairs.append((first.content.text, second.content.text))
      }
      return pairs
    }
    var seen: Set<String> = []
    var lookups = 0
    for text in texts where text.utf8.count < 1_000 && seen.insert(text).inserted {
      lookups += 1
      if lookups > Self.mostLookups || pairs.count > Self.mostPairs { break }
      let matches = try memory.matches(
        for: MarkedText(text), from: source, to: target, threshold: Self.leastScore, limit: 4)
      for match in matches { pairs.append((match.source.content.text, match.target.content.text)) }
    }
    return pairs
  }
}

/// A glossary's terms as a lexicon.
struct GlossaryLexicon: AlignmentLexicon {
  private static let probability = 0.6

  let glossary: Glossary

  func entries(for words: [String], from source: LanguageTag, to target: LanguageTag) throws -> [LexiconEntry]
  {
    let known = Set(words)
    var entries: [LexiconEntry] = []
    for concept in glossary.concepts {
      let terms = concept.terms(in: source).map(\.text)
      let renderings = concept.terms(in: target).map(\.text)
      guard !terms.isEmpty, !renderings.isEmpty else { continue }
      for term in terms {
        let folded = (try? Normalization.foldCase(term)) ?? term
        // A term of which no word occurs says nothing; a script without spaces has no such words.
        let isSpaced = folded.contains(" ") || known.contains(folded)
        if isSpaced, !folded.split(separator: " ").contains(where: { known.contains(String($0)) }) {
          continue
        }
        for rendering in renderings {
          entries.append(
            LexiconEntry(
              source: term, target: rendering, probability: Self.probability / Double(renderings.count)))
        }
      }
    }
    return entries
  }
}
