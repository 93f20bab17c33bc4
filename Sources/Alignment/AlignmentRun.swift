/// One call of the aligner: the documents as numbers and what they have taught so far.
struct AlignmentRun {
  /// How far from the path of the round before each round looks.
  ///
  /// Short documents cost little, and have taught little when they are searched first.
  private static let widths = [40, 20, 10]
  private static let widthsOfLong = [24, 10, 6]
  private static let long = 2000
  /// A first band that touches its border is widened while it holds no more cells for a sentence than this.
  private static let mostCellsPerSentence = 350
  /// Of so many sentences in a row without a sure pair the path is looked for anew.
  private static let lostSentences = 40
  /// Fewer sentences that recur are searched like others.
  private static let leastRecurring = 200

  private let options: SentenceAligner.Options
  private var documents: [PreparedDocument] = []
  private var source = Vocabulary()
  private var target = Vocabulary()
  private let sourceChance: [Float]
  private let targetChance: [Float]
  private let seeds: PairLexicon
  private var lexicon: ScoringLexicon
  private var priors: ShapePriors
  private var space: PostingSpace
  /// Pairs known to render each other: they teach, and are not searched.
  private let examples: (spans: [Span], source: TokenizedText, target: TokenizedText)
  private var occurrences: OccurrenceSpace

  init(_ given: [AlignmentDocument], options: SentenceAligner.Options) throws {
    self.options = options
    var tokenizer = Tokenizer()
    var texts: [(TokenizedText, TokenizedText)] = []
    for document in given {
      var pair = (TokenizedText(), TokenizedText())
      for sentence in document.source { tokenizer.append(sentence.text, to: &pair.0, vocabulary: &source) }
      for sentence in document.target { tokenizer.append(sentence.text, to: &pair.1, vocabulary: &target) }
      texts.append(pair)
    }
    var known = (spans: [Span](), source: TokenizedText(), target: TokenizedText())
    for example in options.examples {
      let place = known.source.count
      tokenizer.append(example.source, to: &known.source, vocabulary: &source)
      tokenizer.append(example.target, to: &known.target, vocabulary: &target)
      known.spans.append(Span(source: place..<place + 1, target: place..<place + 1))
    }
    examples = known
    sourceChance = Self.chances(source)
    targetChance = Self.chances(target)
    var entries = try SeedLexicon(source: source, target: target).entries
    if let lexicon = options.lexicon {
      entries += try LexiconImport.entries(of: lexicon, source: source, target: target, options: options)
    }
    seeds = PairLexicon(entries, sourceCount: source.count)
    lexicon = ScoringLexicon(seeds, sourceChance: sourceChance, targetChance: targetChance)
    priors = ShapePriors(Self.frequencies(options))
    space = PostingSpace(targetCount: target.count)
    occurrences = OccurrenceSpace(sourceCount: source.count, targetCount: target.count)
    let background = LengthModel.distribution(of: texts.map(\.1))
    let sums = texts.reduce(into: (0.0, 0.0)) { sums, pair in
      sums.0 += pair.0.lengths.reduce(0.0) { $0 + Double($1) }
      sums.1 += pair.1.lengths.reduce(0.0) { $0 + Double($1) }
    }
    let ratio = sums.0 > 0 && sums.1 > 0 ? sums.1 / sums.0 : 1
    for (document, pair) in zip(given, texts) {
      documents.append(
        PreparedDocument(
          source: pair.0, target: pair.1, structure: StructureModel(document),
          lengths: LengthModel(source: pair.0, target: pair.1, background: background, corpusRatio: ratio)))
    }
  }

  private static func chances(_ vocabulary: Vocabulary) -> [Float] {
    let total = vocabulary.counts.reduce(0.0) { $0 + Double($1) }
    return vocabulary.counts.map { Float((Double($0) + 0.5) / (total + 0.5 * Double(vocabulary.count))) }
  }

  private static func frequencies(_ options: SentenceAligner.Options) -> [Double] {
    var frequencies = BeadShape.all.map(\.frequency)
    for given in options.shapeFrequencies {
      guard let index = BeadShape.index(source: given.source, target: given.target) else { continue }
      frequencies[index] = max(1e-9, given.frequency)
    }
    let sum = frequencies.reduce(0, +)
    return frequencies.map { $0 / sum }
  }

  mutating func align() throws -> [DocumentAlignment] {
    let fixed = documents.map(Self.recurringPairs)
    for index in documents.indices {
      documents[index].spans = fixed[index] ?? coarse(documents[index], lexicon: seeds)
    }
    for round in 0..<max(1, options.rounds) {
      adapt()
      let learnt = learn()
      for index in documents.indices where fixed[index] == nil {
        if round > 0, Self.hasLostStretch(documents[index].spans) {
          // What was learnt elsewhere shows where the texts meet again.
          documents[index].spans = coarse(documents[index], lexicon: learnt)
        }
        let isLong = documents[index].source.count > Self.long
        let widths = isLong ? Self.widthsOfLong : Self.widths
        search(index, width: widths[min(round, widths.count - 1)])
      }
    }
    let judge = QualityJudge(
      seeds: seeds, sourceChance: sourceChance, targetChance: targetChance, sourceKinds: source.kinds,
      targetKinds: target.kinds, examples: examples)
    if options.findsMovedBlocks {
      for index in documents.indices { findMovedBlocks(index) }
    }
    return zip(documents, judge.judge(documents)).map { document, judgement in
      let pairs = document.spans.lazy.filter(\.isPair)
      let evidence = pairs.reduce(0.0) { $0 + Double($1.evidence) } / Double(max(1, pairs.count))
      return DocumentAlignment(
        beads: document.spans.map { bead($0, of: document, judgement.quality) }, quality: judgement.quality,
        comparisons: judgement.comparisons, evidence: evidence)
    }
  }

  private func bead(_ span: Span, of document: PreparedDocument, _ quality: Double) -> Bead {
    var score = BeadScore.zero
    if let index = BeadShape.index(source: span.source.count, target: span.target.count) {
      score.shape = Double(priors.values[index])
    }
    score.structure = Double(document.structure.score(span.source, span.target))
    if span.isPair {
      var sums: (source: Float, target: Float, chance: Float) = (0, 0, 0)
      for sentence in span.source { sums.source += document.source.lengths[sentence] }
      for sentence in span.target {
        sums.target += document.target.lengths[sentence]
        sums.chance += document.lengths.chance(of: document.target.lengths[sentence])
      }
      score.length = Double(
        document.lengths.score(
          source: sums.source, target: sums.target, chance: sums.chance, targetCount: span.target.count))
      score.content = Double(span.evidence) - score.length - score.structure
    }
    return Bead(
      source: span.source, target: span.target,
      confidence: Calibration.confidence(span, quality: quality), score: score, isMoved: span.isMoved)
  }

  /// Whether a document has two sides; one that has not needs no search.
  private static func hasBothSides(_ document: PreparedDocument) -> Bool {
    document.source.count > 0 && document.target.count > 0
  }

  /// Whether the path goes astray over many sentences.
  private static func hasLostStretch(_ spans: [Span]) -> Bool {
    var lost = 0
    var sure = 0
    for span in spans {
      if span.isPair, span.posterior >= 0.5, span.evidence > 0 {
        sure += 1
        if sure >= 3 { lost = 0 }
      } else {
        sure = 0
        lost += span.source.count + span.target.count
        if lost >= lostSentences { return true }
      }
    }
    return false
  }

  /// The beads of texts of equal length in which few sentences recur, each always beside the same.
  ///
  /// A search finds no place in them, as none of their sentences has one; only the order tells.
  private static func recurringPairs(_ document: PreparedDocument) -> [Span]? {
    let count = document.source.count
    guard count == document.target.count, count >= leastRecurring else { return nil }
    var partners: [ArraySlice<Int32>: ArraySlice<Int32>] = [:]
    for sentence in 0..<count {
      let source = document.source.tokens[document.source.range(sentence)]
      let target = document.target.tokens[document.target.range(sentence)]
      if let known = partners[source] {
        guard known == target else { return nil }
      } else {
        partners[source] = target
        guard partners.count * 50 <= count else { return nil }
      }
    }
    return (0..<count).map { Span(source: $0..<$0 + 1, target: $0..<$0 + 1) }
  }

  private mutating func coarse(_ document: PreparedDocument, lexicon: PairLexicon) -> [Span] {
    guard Self.hasBothSides(document) else { return Self.unpaired(document) }
    let places = SentencePlaces(document.target, tokenCount: target.count)
    let chain = AnchorChain.find(document, lexicon: lexicon, space: &occurrences)
    var best: [Span]?
    for scale in [1.0, 2, 4, 8] {
      let band = CoarseBand.make(document, chain: chain, scale: scale)
      let most = Self.mostCellsPerSentence * (document.source.count + document.target.count)
      if best != nil, band.cellCount > most { break }
      guard
        let found = CoarseSearch.run(
          document, band: band, priors: priors, lexicon: lexicon, sourceChance: sourceChance,
          targetChance: targetChance, targetKinds: target.kinds, places: places)
      else { continue }
      best = found.spans
      if !found.touchesBorder { break }
    }
    return best ?? Self.unpaired(document)
  }

  private static func unpaired(_ document: PreparedDocument) -> [Span] {
    document.source.lengths.indices.map { Span(source: $0..<$0 + 1, target: 0..<0) }
      + document.target.lengths.indices.map {
        Span(source: document.source.count..<document.source.count, target: $0..<$0 + 1)
      }
  }

  private var aligned: [(spans: [Span], source: TokenizedText, target: TokenizedText)] {
    documents.map { ($0.spans, $0.source, $0.target) }
  }

  private mutating func adapt() {
    priors.adapt(to: documents.map(\.spans))
    let ratio = LengthModel.corpusRatio(aligned)
    for index in documents.indices {
      let document = documents[index]
      documents[index].lengths.adapt(
        to: document.spans, source: document.source, target: document.target, corpusRatio: ratio)
    }
  }

  private mutating func learn() -> PairLexicon {
    let trainer = LexiconTrainer(seeds: seeds, sourceChance: sourceChance, targetChance: targetChance)
    let learnt = trainer.train(aligned + [examples])
    lexicon = ScoringLexicon(learnt, sourceChance: sourceChance, targetChance: targetChance)
    return learnt
  }

  private mutating func search(_ index: Int, width: Int) {
    let document = documents[index]
    guard Self.hasBothSides(document) else { return }
    let band = Band(
      around: document.spans, sourceCount: document.source.count, targetCount: document.target.count,
      width: width)
    var search = BandSearch(document, band: band, priors: priors, lexicon: lexicon, space: &space)
    if let spans = search.run(space: &space) { documents[index].spans = spans }
  }

  private mutating func findMovedBlocks(_ index: Int) {
    guard Self.hasBothSides(documents[index]) else { return }
    documents[index].spans = MovedBlocks(documents[index], lexicon: lexicon, priors: priors).spans(
      space: &space)
  }
}
