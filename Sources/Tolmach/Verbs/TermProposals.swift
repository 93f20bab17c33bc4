public import Bitext
public import Formats
import Terminology
public import TranslationMemory

/// Proposes entries for a glossary from what was translated before.
public struct TermProposals {
  private var extractor: TermExtractor
  private let source: LanguageTag
  private let target: LanguageTag

  /// Creates the verb.
  ///
  /// - Parameter glossary: what is known, which is not proposed again.
  public init(source: LanguageTag, target: LanguageTag, glossary: Glossary = Glossary()) {
    self.source = source
    self.target = target
    extractor = TermExtractor(source: source, target: target, glossary: glossary)
  }

  /// The number of units taken in.
  public var count: Int { extractor.count }

  /// Takes in the units of a memory.
  ///
  /// - Throws: ``TranslationMemory/MemoryError``.
  public mutating func add(_ memory: MemoryStore) throws {
    try memory.forEachUnit(in: [source, target]) { unit in
      guard let text = unit.variant(for: source), let translation = unit.variant(for: target) else { return }
      extractor.add(source: text.content.text, target: translation.content.text)
    }
  }

  /// Takes in a bilingual file, and returns what was wrong with it.
  ///
  /// - Throws: ``Formats/FormatError``.
  public mutating func add(_ file: InputSource) throws -> [Problem] {
    try BilingualFiles(source: source, target: target).read(file) {
      extractor.add(source: $0.source, target: $0.target)
    }
  }

  /// The proposals as entries that nobody has reviewed, the most frequent first.
  ///
  /// The note says in how many units the term is, how closely the rendering goes with it, and which others do.
  public mutating func concepts(minimumCount: Int, minimumAssociation: Double, limit: Int) -> [Concept] {
    let candidates = extractor.candidates(
      minimumCount: minimumCount, minimumAssociation: minimumAssociation, limit: limit)
    return candidates.map { candidate in
      var concept = Concept(kind: candidate.isName ? "name" : "term")
      concept.add(Term(candidate.term, isReviewed: false), language: source)
      guard let best = candidate.renderings.first else { return concept }
      concept.add(Term(best.text, isReviewed: false), language: target)
      let others = candidate.renderings.dropFirst().map { "\($0.text) (\(Self.percent($0.association)))" }
      var note = "\(candidate.count) units, together in \(Self.percent(best.association))"
      if !others.isEmpty { note += "; or \(others.joined(separator: ", "))" }
      concept.notes = [Note(text: note)]
      return concept
    }
  }

  private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
