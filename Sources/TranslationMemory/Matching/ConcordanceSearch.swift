import Bitext
import GRDB
import ICU

/// One concordance search.
struct ConcordanceSearch {
  private let query: ConcordanceQuery
  private let connection: Database
  private let workspace: Workspace
  private let sources: [Int64: String]
  private let source: PhraseFinder
  private let target: PhraseFinder?

  init(_ query: ConcordanceQuery, connection: Database, workspace: Workspace) throws {
    self.query = query
    self.connection = connection
    self.workspace = workspace
    sources = query.filter.isEmpty ? [:] : try MemoryStore.sources(connection)
    let words = try Words()
    source = try PhraseFinder(query.phrase, language: query.language, mode: query.mode, words: words)
    target = try query.rendering.map {
      try PhraseFinder(
        $0, language: query.targets.first ?? .undetermined, mode: query.mode, words: words)
    }
  }

  private struct Found {
    var rank: (Int, Int)
    var hit: ConcordanceHit
    var place: Int

    func precedes(_ other: Found) -> Bool {
      (rank.0, rank.1, hit.unitNumber, place) < (
        other.rank.0, other.rank.1, other.hit.unitNumber, other.place
      )
    }
  }

  func run() throws -> [ConcordanceHit] {
    guard !source.isEmpty, target?.isEmpty != true else { return [] }
    var found: [Found] = []
    let search = PhraseSearch(connection: connection, workspace: workspace, language: query.language)
    try search.forEachUnit(withAll: source.features(workspace.extractor)) { row in
      try add(row, to: &found)
      // Keeps memory flat in a large memory; what is dropped ranks below what is kept.
      if found.count > max(1_000, query.limit * 4) {
        found.sort { $0.precedes($1) }
        found.removeLast(found.count - query.limit)
      }
      return true
    }
    var hits = found.sorted { $0.precedes($1) }.prefix(query.limit).map(\.hit)
    if target == nil { try markRenderings(&hits) }
    return hits
  }

  private func add(_ row: RawStatement, to found: inout [Found]) throws {
    let stored = row.withBytes(1, StoredVariant.decode)
    var unit: StoredUnit?
    for (place, own) in stored.enumerated() {
      guard query.language.isServed(by: workspace.tag(own.language)) else { continue }
      let ranges = try source.ranges(in: own.text)
      if ranges.isEmpty { continue }
      var renderings: [ConcordanceHit.Rendering] = []
      for (other, variant) in stored.enumerated() where other != place {
        let tag = workspace.tag(variant.language)
        guard query.targets.isEmpty || query.targets.contains(where: { $0.isServed(by: tag) }) else {
          continue
        }
        let range = try target?.ranges(in: variant.text).first
        if target != nil, range == nil { continue }
        renderings.append(ConcordanceHit.Rendering(variant: variant.variant(language: tag), range: range))
      }
      if target != nil, renderings.isEmpty { continue }
      let read = unit ?? StoredUnit(row)
      unit = read
      let entry = MemoryEntry(
        number: read.identifier, version: read.version, unit: read.wholeUnit(workspace.tag),
        source: read.importIdentifier.flatMap { sources[$0] }, isAside: false)
      guard try query.filter.isEmpty || query.filter.matches(entry) else { continue }
      let variant = own.variant(language: workspace.tag(own.language))
      found.append(
        Found(
          rank: (own.text.contains(query.phrase) ? 0 : 1, own.text.utf8.count),
          hit: ConcordanceHit(
            source: variant, ranges: ranges, renderings: renderings, provenance: read.provenance,
            origin: try MemoryStore.origin(connection, read), unitNumber: read.identifier),
          place: place))
    }
  }

  /// Finds in each rendering what most likely renders the phrase.
  private func markRenderings(_ hits: inout [ConcordanceHit]) throws {
    let languages = Set(hits.flatMap { $0.renderings.map(\.variant.language) })
    for language in languages {
      let association = try Association(
        of: query.phrase, from: query.language, to: language, connection: connection, workspace: workspace)
      for hit in hits.indices {
        for place in hits[hit].renderings.indices
        where hits[hit].renderings[place].variant.language == language {
          hits[hit].renderings[place].range = try association.range(
            in: hits[hit].renderings[place].variant.content.text)
        }
      }
    }
  }
}

/// Looks for a phrase in texts, whatever their case and diacritics.
private struct PhraseFinder {
  private let phrase: String
  private let mode: ConcordanceQuery.Mode
  private let collator: Collator
  private let pattern: WordPattern

  init(_ phrase: String, language: LanguageTag, mode: ConcordanceQuery.Mode, words: Words) throws {
    self.phrase = phrase
    self.mode = mode
    collator = try Collator(locale: language.language, strength: .primary)
    pattern = try WordPattern(phrase, finder: words)
  }

  /// Whether nothing can be found.
  var isEmpty: Bool { mode == .words && pattern.parts.isEmpty }

  /// The features that every text has in which the phrase occurs.
  func features(_ extractor: FeatureExtractor) -> [UInt32] {
    mode == .words ? pattern.features(extractor) : []
  }

  func ranges(in text: String) throws -> [Range<Int>] {
    mode == .words ? try pattern.ranges(in: text) : try collator.ranges(of: phrase, in: text)
  }
}
