import Alignment
import Languages

/// Aligns pairs of pages, which teach each other.
///
/// ```swift
/// let reader = AlignmentPageReader()
/// let pages = (try reader.page(.file("news.en.html")), try reader.page(.file("news.ru.html")))
/// let alignment = try PageAligner().align([pages])[0]
/// for unit in alignment.units(threshold: 0.5) { print(unit.variants.map(\.content.text)) }
/// ```
///
/// Costs time and memory in proportion to the pages.
public struct PageAligner: Sendable {
  /// What can be set.
  public struct Options: Sendable {
    /// The source language as the user names it; pages in another are objected to.
    public var source: LanguageTag?
    /// The target language as the user names it.
    public var target: LanguageTag?
    /// What the memory and the glossaries know.
    public var knowledge: AlignmentKnowledge?
    /// Whether what has no counterpart in its place is looked for elsewhere.
    public var findsMovedBlocks = true
    /// Whether pages are aligned whatever speaks against it.
    public var ignoresObjections = false

    /// Creates options.
    public init(
      source: LanguageTag? = nil, target: LanguageTag? = nil, knowledge: AlignmentKnowledge? = nil
    ) {
      self.source = source
      self.target = target
      self.knowledge = knowledge
    }
  }

  /// What was set.
  public var options: Options

  /// Creates an aligner.
  public init(_ options: Options = Options()) { self.options = options }

  /// Aligns pairs of pages.
  ///
  /// - Throws: what the memory throws, or ``ICU/ICUError``.
  public func align(_ pairs: [(source: AlignmentPage, target: AlignmentPage)]) throws -> [PageAlignment] {
    var results = pairs.map { pair in
      PageAlignment(
        source: pair.source, target: pair.target, beads: [], quality: 0,
        objection: objection(pair.source, pair.target))
    }
    // What one pair of languages teaches is of no use to another.
    var groups: [[String]: [Int]] = [:]
    for (index, result) in results.enumerated() {
      if case .noText = result.objection { continue }
      guard result.objection == nil || options.ignoresObjections else { continue }
      let tags = [result.source.language, result.target.language]
      groups[tags.map { "\($0.language)-\($0.script ?? "")" }, default: []].append(index)
    }
    for members in groups.values {
      let first = results[members[0]]
      try align(members, from: first.source.language, to: first.target.language, &results)
    }
    return results
  }

  /// Aligns the pairs of a set.
  ///
  /// - Throws: what the memory throws, or ``ICU/ICUError``.
  public func align(_ set: AlignmentSet) throws -> [PageAlignment] {
    var results = try align(set.pairs.map { ($0.source, $0.target) })
    for (index, pair) in set.pairs.enumerated() { results[index].reason = pair.reason }
    return results
  }

  /// Aligns the two languages of one file, group by group.
  ///
  /// - Throws: what the memory throws, or ``ICU/ICUError``.
  public func align(_ page: BilingualPage) throws -> PageAlignment {
    let (source, target) = (page.grouped(page.source), page.grouped(page.target))
    var result = PageAlignment(source: page.source, target: page.target, beads: [], quality: 0)
    if !source.sentences.isEmpty, !target.sentences.isEmpty {
      var results = [result]
      try align([0], from: page.source.language, to: page.target.language, &results) { _ in page.document }
      result = results[0]
      result.beads = result.beads.filter { !$0.isPair || page.isWithinGroup($0) }
    }
    // What belongs to no group, or was paired across groups, has no partner.
    let (sources, targets) = (result.beads.flatMap(\.source), result.beads.flatMap(\.target))
    let (taken, takenTargets) = (Set(sources), Set(targets))
    let end = (page.source.sentences.count, page.target.sentences.count)
    for index in 0..<end.0 where !taken.contains(index) {
      result.beads.append(Bead(alone: index..<index + 1, at: end.1..<end.1))
    }
    for index in 0..<end.1 where !takenTargets.contains(index) {
      result.beads.append(Bead(alone: end.0..<end.0, at: index..<index + 1))
    }
    return result
  }

  private func align(
    _ members: [Int], from source: LanguageTag, to target: LanguageTag, _ results: inout [PageAlignment],
    document: ((PageAlignment) -> AlignmentDocument)? = nil
  ) throws {
    var aligner = SentenceAligner(from: source, to: target)
    aligner.options.findsMovedBlocks = options.findsMovedBlocks
    var documents = members.map {
      document?(results[$0]) ?? Self.document(results[$0].source, results[$0].target)
    }
    if let knowledge = options.knowledge {
      let texts = documents.flatMap { $0.source.map(\.text) }
      aligner.options.lexicon = knowledge.lexicon
      let known = try knowledge.pairs(for: texts, from: source, to: target)
      aligner.options.examples = known
      Self.addAnchors(of: known, to: &documents)
    }
    for (index, found) in zip(members, try aligner.alignments(of: documents)) {
      results[index].quality = found.quality
      if found.isUnrelated, results[index].objection == nil {
        results[index].objection = .unrelated(quality: found.quality)
      }
      if results[index].objection == nil || options.ignoresObjections { results[index].beads = found.beads }
    }
  }

  static func document(_ source: AlignmentPage, _ target: AlignmentPage) -> AlignmentDocument {
    func sentences(_ page: AlignmentPage) -> [AlignmentSentence] {
      page.sentences.map {
        AlignmentSentence($0.content.text, structure: AlignmentPage.structure(of: $0.kind))
      }
    }
    return AlignmentDocument(
      source: sentences(source), target: sentences(target),
      anchors: PageAnchors.anchors(source: source, target: target))
  }

  /// Sentences that a memory renders as a sentence of the other side are anchors, where both stand once.
  private static func addAnchors(
    of known: [(source: String, target: String)], to documents: inout [AlignmentDocument]
  ) {
    guard !known.isEmpty else { return }
    let renderings = Dictionary(grouping: known, by: \.source).mapValues { Set($0.map(\.target)) }
    for index in documents.indices {
      var places: [String: Int] = [:]
      for (place, sentence) in documents[index].target.enumerated() {
        places[sentence.text] = places[sentence.text] == nil ? place : -1
      }
      var sources: [String: Int] = [:]
      for sentence in documents[index].source { sources[sentence.text, default: 0] += 1 }
      for (place, sentence) in documents[index].source.enumerated() where sources[sentence.text] == 1 {
        guard let targets = renderings[sentence.text] else { continue }
        let found = targets.compactMap { places[$0] }.filter { $0 >= 0 }
        if found.count == 1 {
          documents[index].anchors.append(AlignmentAnchor(source: place, target: found[0]))
        }
      }
    }
  }

  private func objection(_ source: AlignmentPage, _ target: AlignmentPage) -> AlignmentObjection? {
    for page in [source, target] where page.sentences.allSatisfy({ $0.content.text.isEmpty }) {
      return .noText(page: page.name)
    }
    if source.sentences.map(\.content.text) == target.sentences.map(\.content.text) { return .sameText }
    for (page, named) in [(source, options.source), (target, options.target)] {
      if let named, AlignmentPageReader.contradicts(page.evidence, named) {
        return .otherLanguage(page: page.name, named: named, page.evidence)
      }
    }
    let isSame =
      source.language.commonLanguage == target.language.commonLanguage && !source.language.isUndetermined
    let differs =
      source.language.script != target.language.script
      || source.language.identifier != target.language.identifier
    if isSame, !differs { return .sameLanguage(source.language) }
    return nil
  }
}
