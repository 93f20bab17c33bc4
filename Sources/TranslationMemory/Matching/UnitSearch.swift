import Bitext
import GRDB

/// One search for a text in one language, through the index or through everything.
struct UnitSearch {
  /// What is looked for.
  struct Request {
    var content: MarkedText
    /// The language of the text.
    var source: LanguageTag
    /// The language of the renderings; nil where the text alone is wanted.
    var target: LanguageTag?
    var previous: String?
    var next: String?
    var isExhaustive = false
    /// Whether texts that differ in form only have ``MatchScore/Fixed/sameForm`` at least, however short.
    var countsFormAsSame = false
  }

  /// Scores that are tried before a lower threshold, because the index leaves out the less the lower it is.
  private static let levels = [80.0, 60, 45, 30]

  private let connection: Database
  private let workspace: Workspace
  private let request: Request
  private var query: QueryText
  private let row: RawStatement
  private var serves: [String: (source: Bool, target: Bool)] = [:]
  private var seen: Set<Int64> = []

  init(_ connection: Database, workspace: Workspace, request: Request) throws {
    self.connection = connection
    self.workspace = workspace
    self.request = request
    query = try QueryText(
      request.content, extractor: workspace.extractor,
      negations: workspace.negations(of: request.source.commonLanguage))
    row = try RawStatement(connection, "SELECT \(StoredUnit.columns) FROM unit WHERE id = ?")
  }

  /// Puts all that reach the collector's floor into it, or at least the best of them, so many as it holds.
  mutating func run(into collector: inout MatchCollector) throws {
    let segments = try workspace.segments(connection, language: request.source.commonLanguage)
    let reader = try PostingReader(connection)
    let lists = try workspace.search.weigh(&query, segments: segments, reader: reader)
    if request.isExhaustive || query.features.isEmpty {
      try compareAll(after: 0, into: &collector)
      return
    }
    try compareAll(
      after: try Int64.fetchOne(connection.cachedStatement(sql: "SELECT unit_id FROM index_state")) ?? 0,
      into: &collector)
    let threshold = collector.floor
    for level in Self.levels.filter({ $0 > threshold && threshold < Self.levels[1] }) + [threshold] {
      try compareCandidates(
        threshold: max(level, collector.floor), segments: segments, lists: lists, reader: reader,
        into: &collector)
      if collector.isFull, collector.floor >= level { return }
    }
  }

  /// Compares what the index finds, those first that may score highest.
  private mutating func compareCandidates(
    threshold: Double, segments: [IndexSegment], lists: [[PostingReader.List]], reader: PostingReader,
    into collector: inout MatchCollector
  ) throws {
    var candidates: [IndexSearch.Candidate] = []
    for (place, segment) in segments.enumerated() {
      try workspace.search.addCandidates(
        to: &candidates, query, threshold: threshold, segment: segment, place: place, lists: lists[place],
        reader: reader)
    }
    candidates.sort { $0.bound > $1.bound }
    for candidate in candidates {
      if candidate.bound + IndexSearch.slack < collector.floor { break }
      let unit = try reader.unit(of: candidate.text, in: segments[candidate.segment])
      if !seen.insert(unit).inserted { continue }
      row.bind(unit, at: 1)
      // A unit that was deleted stays in the index until that is renewed.
      guard try row.step() else { continue }
      defer { row.reset() }
      try compare(row, into: &collector)
    }
  }

  private mutating func compareAll(after first: Int64, into collector: inout MatchCollector) throws {
    let rows = try RawStatement(connection, "SELECT \(StoredUnit.columns) FROM unit WHERE id > ? ORDER BY id")
    rows.bind(first, at: 1)
    defer { rows.reset() }
    while try rows.step() {
      if !seen.insert(rows.integer(0)).inserted { continue }
      try compare(rows, into: &collector)
    }
  }

  private mutating func compare(_ row: RawStatement, into collector: inout MatchCollector) throws {
    let variants = row.withBytes(1, StoredVariant.decode)
    let served = variants.map { serving($0.language) }
    var unit: StoredUnit?
    for (index, variant) in variants.enumerated() where served[index].source {
      let targets = served.indices.filter { $0 != index && served[$0].target }
      if targets.isEmpty, request.target != nil { continue }
      guard
        var score = try workspace.comparer.score(
          query, text: variant.text, codes: variant.placedCodes, threshold: collector.floor,
          countsFormAsSame: request.countsFormAsSame)
      else { continue }
      let stored = unit ?? StoredUnit(row)
      unit = stored
      if score.value == MatchScore.Fixed.same, hasContext(stored.context) {
        score.value = MatchScore.Fixed.context
        score.limit = "the same text between the same neighbours"
      }
      for target in request.target == nil ? [index] : targets {
        collector.add(
          MatchCollector.Entry(
            score: score, unit: stored, source: variant, target: variants[target], place: (index, target),
            neighbours: sameNeighbours(stored.context)))
      }
    }
  }

  /// Repairs a match, and scores it as if its source had been so.
  func repair(_ match: MemoryMatch, by repairer: MatchRepairer) throws -> MatchRepair? {
    guard match.score.value < MatchScore.Fixed.codes,
      let result = try repairer.repaired(
        match.source.content.text, match.target.content.text, for: request.content.text),
      let score = try workspace.comparer.score(
        query, text: result.source, codes: match.source.content.codes, threshold: 0)
    else { return nil }
    return MatchRepair(
      text: result.target, replacements: result.replacements,
      score: max(0, min(MatchScore.Fixed.codes, score.value - MatchScore.penalty)))
  }

  private mutating func serving(_ language: String) -> (source: Bool, target: Bool) {
    if let known = serves[language] { return known }
    let tag = workspace.tag(language)
    let result = (
      source: request.source.isServed(by: tag), target: request.target.map { $0.isServed(by: tag) } ?? false
    )
    serves[language] = result
    return result
  }

  /// Whether a unit stood between the neighbours that were given: one at least is the same, and none differs.
  private func hasContext(_ context: TranslationUnit.Context?) -> Bool {
    let neighbours = self.neighbours(context)
    return neighbours.contains(true) && !neighbours.contains(false)
  }

  private func sameNeighbours(_ context: TranslationUnit.Context?) -> Int {
    neighbours(context).count { $0 }
  }

  /// Of each neighbour that was given and is known, whether it is the same.
  private func neighbours(_ context: TranslationUnit.Context?) -> [Bool] {
    guard let context else { return [] }
    let pairs = [(request.previous, context.previous), (request.next, context.next)]
    return pairs.compactMap { given, stored in given.flatMap { given in stored.map { given == $0 } } }
  }
}
