/// Pairs sentences whose counterparts stand elsewhere than the beads around them would have it.
///
/// Runs of sentences without a counterpart are held against the runs of the other side that share words with
/// them by the lexicon, and aligned with these. A pair must speak for itself by more than the number of
/// places where it could have been found by chance, or stand beside such a pair. Costs time in proportion to
/// the words of the runs.
struct MovedBlocks {
  /// By how much a pair must speak for a translation, beyond the choice there is.
  private static let leastEvidence: Float = 5
  /// By how much the neighbour of such a pair must.
  private static let leastOfNeighbour: Float = 1
  /// A pair in place that says less may be wrong.
  private static let weakPair: Float = 0
  private static let candidates = 4
  private static let leastVote: Float = 3
  /// Words of more runs say nothing of where a run belongs.
  private static let mostRuns = 24
  private static let mostCells = 1_000_000
  private static let widthOfLarge = 120

  private let document: PreparedDocument
  private let lexicon: ScoringLexicon
  private let priors: ShapePriors
  private let sourceRuns: [Range<Int>]
  private let targetRuns: [Range<Int>]
  private let freeTargetCount: Int

  init(_ document: PreparedDocument, lexicon: ScoringLexicon, priors: ShapePriors) {
    self.document = document
    self.lexicon = lexicon
    self.priors = priors
    let free = document.spans.filter(Self.isFree)
    sourceRuns = Self.runs(free.map(\.source))
    targetRuns = Self.runs(free.map(\.target))
    freeTargetCount = targetRuns.reduce(0) { $0 + $1.count }
  }

  private static func isFree(_ span: Span) -> Bool { !span.isPair || span.evidence < weakPair }

  /// Ranges put together where they touch.
  private static func runs(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for range in ranges where !range.isEmpty {
      if let last = runs.last, last.upperBound == range.lowerBound {
        runs[runs.count - 1] = last.lowerBound..<range.upperBound
      } else {
        runs.append(range)
      }
    }
    return runs
  }

  /// The document's beads, with those that were found elsewhere.
  func spans(space: inout PostingSpace) -> [Span] {
    guard !sourceRuns.isEmpty, !targetRuns.isEmpty else { return document.spans }
    var found: [Span] = []
    for (run, others) in zip(sourceRuns, candidates()) {
      for other in others { found += pairs(of: run, with: targetRuns[other], space: &space) }
    }
    guard !found.isEmpty else { return document.spans }
    var sourceTaken = Set<Int>()
    var targetTaken = Set<Int>()
    var kept: [Span] = []
    for span in found.sorted(by: { ($1.evidence, $0.source.lowerBound) < ($0.evidence, $1.source.lowerBound) }
    )
    where sourceTaken.isDisjoint(with: span.source) && targetTaken.isDisjoint(with: span.target) {
      sourceTaken.formUnion(span.source)
      targetTaken.formUnion(span.target)
      kept.append(span)
    }
    return Self.merged(document.spans, with: kept, sourceTaken, targetTaken)
  }

  /// For each source run the target runs that share most with it.
  private func candidates() -> [[Int]] {
    var runsOfToken: [Int32: [Int32]] = [:]
    for (run, sentences) in targetRuns.enumerated() {
      for sentence in sentences {
        for place in document.target.range(sentence) {
          let token = document.target.tokens[place]
          if runsOfToken[token]?.last != Int32(run) { runsOfToken[token, default: []].append(Int32(run)) }
        }
      }
    }
    return sourceRuns.map { sentences in
      var votes: [Int32: Float] = [:]
      let places = document.source.range(sentences.lowerBound).lowerBound
      let end = document.source.range(sentences.upperBound - 1).upperBound
      for token in Set(document.source.tokens[places..<end]) {
        for entry in Int(lexicon.starts[Int(token)])..<Int(lexicon.starts[Int(token) + 1]) {
          let entry = lexicon.entries[entry]
          guard let runs = runsOfToken[entry.target], runs.count <= Self.mostRuns else { continue }
          let weight = entry.forward * fastLogarithm(lexicon.targetWeights[Int(entry.target)])
          for run in runs { votes[run, default: 0] += weight }
        }
      }
      return votes.filter { $0.value >= Self.leastVote }
        .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.candidates).map { Int($0.key) }
    }
  }

  /// The pairs of two runs that speak for themselves.
  private func pairs(of run: Range<Int>, with other: Range<Int>, space: inout PostingSpace) -> [Span] {
    let part = PreparedDocument(
      source: document.source.slice(run), target: document.target.slice(other),
      structure: StructureModel(AlignmentDocument(source: [String](), target: [])), lengths: document.lengths)
    let band =
      run.count * other.count <= Self.mostCells
      ? Band(
        low: [Int](repeating: 0, count: run.count + 1),
        high: [Int](repeating: other.count, count: run.count + 1), targetCount: other.count)
      : Band(
        around: [Span(source: 0..<run.count, target: 0..<other.count)], sourceCount: run.count,
        targetCount: other.count, width: Self.widthOfLarge)
    var search = BandSearch(part, band: band, priors: priors, lexicon: lexicon, space: &space)
    guard let spans = search.run(space: &space) else { return [] }
    let least = Self.leastEvidence + fastLogarithm(Float(freeTargetCount))
    var isKept = spans.map { $0.isPair && $0.posterior > 0.5 && $0.evidence >= least }
    // Beside a sure pair another is no chance.
    for places in [Array(spans.indices), spans.indices.reversed()] {
      var isBeside = false
      for place in places {
        isBeside =
          isKept[place]
          || (isBeside && spans[place].isPair && spans[place].posterior > 0.5
            && spans[place].evidence >= Self.leastOfNeighbour)
        isKept[place] = isBeside
      }
    }
    return spans.indices.filter { isKept[$0] }.map { place in
      var span = spans[place]
      let (first, second) = (run.lowerBound, other.lowerBound)
      span.source = span.source.lowerBound + first..<span.source.upperBound + first
      span.target = span.target.lowerBound + second..<span.target.upperBound + second
      span.isMoved = true
      return span
    }
  }

  /// The beads with those that were found put in at their source's place.
  private static func merged(
    _ spans: [Span], with found: [Span], _ sourceTaken: Set<Int>, _ targetTaken: Set<Int>
  ) -> [Span] {
    var result: [Span] = []
    var starts: [Int: Span] = [:]
    for span in found { starts[span.source.lowerBound] = span }
    for span in spans {
      guard isFree(span),
        !sourceTaken.isDisjoint(with: span.source) || !targetTaken.isDisjoint(with: span.target)
      else {
        result.append(span)
        continue
      }
      for sentence in span.source {
        if let moved = starts[sentence] {
          result.append(moved)
        } else if !sourceTaken.contains(sentence) {
          result.append(
            Span(source: sentence..<sentence + 1, target: span.target.lowerBound..<span.target.lowerBound))
        }
      }
      for sentence in span.target where !targetTaken.contains(sentence) {
        result.append(
          Span(source: span.source.upperBound..<span.source.upperBound, target: sentence..<sentence + 1))
      }
    }
    return result
  }
}
