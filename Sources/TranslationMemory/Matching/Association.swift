import Bitext
import GRDB

/// Which words of a language go with a phrase of another: those that stand in the renderings of texts with the
/// phrase far oftener than elsewhere.
///
/// What renders the phrase in a text is then the stretch of words whose weights add up to most. Costs the reading of
/// up to ``sampleLimit`` units.
///
/// Source: the phrase extraction by co-occurrence of Smadja, McKeown, Hatzivassiloglou, "Translating Collocations
/// for Bilingual Lexicons" (1996), with the best stretch found as by Kadane (Bentley, "Programming Pearls", 1984).
struct Association {
  /// How many units are looked at.
  static let sampleLimit = 120
  /// How much oftener than elsewhere a word must occur.
  private static let leastLift = 3.0
  /// The share of the renderings that a word must be in to be worth its place.
  private static let leastShare = 0.3

  private static let stemLength = 5

  /// In how many units the phrase was found; at most ``sampleLimit``.
  let count: Int
  private let weights: [String: Double]
  private let texts: [String]
  private let words: Words

  /// Looks at the units of a phrase.
  init(
    of phrase: String, from source: LanguageTag, to target: LanguageTag, connection: Database,
    workspace: Workspace
  ) throws {
    words = try Words()
    let pattern = try WordPattern(phrase, finder: words)
    var texts: [String] = []
    if !pattern.parts.isEmpty {
      var tries = 0
      try PhraseSearch(connection: connection, workspace: workspace, language: source).forEachUnit(
        withAll: pattern.features(workspace.extractor)
      ) { row in
        tries += 1
        let variants = row.withBytes(1, StoredVariant.decode)
        let isFound = try variants.contains { variant in
          try source.isServed(by: workspace.tag(variant.language))
            && !pattern.ranges(in: variant.text).isEmpty
        }
        let rendering = variants.first { target.isServed(by: workspace.tag($0.language)) }
        if isFound, let rendering { texts.append(rendering.text) }
        return texts.count < Self.sampleLimit && tries < 20 * Self.sampleLimit
      }
    }
    self.texts = texts
    count = texts.count
    weights = try Self.weights(
      texts, words: words, target: target, connection: connection, workspace: workspace)
  }

  private static func weights(
    _ texts: [String], words: Words, target: LanguageTag, connection: Database, workspace: Workspace
  ) throws -> [String: Double] {
    var counts: [String: Int] = [:]
    var forms: [String: Set<String>] = [:]
    for text in texts {
      var own: Set<String> = []
      for word in try words.folded(in: text) {
        own.insert(stem(word))
        forms[stem(word), default: []].insert(word)
      }
      for stem in own { counts[stem, default: 0] += 1 }
    }
    let segments = try workspace.segments(connection, language: target.commonLanguage)
    let documents = max(1, segments.reduce(0) { $0 + $1.documents })
    let reader = try PostingReader(connection)
    var weights: [String: Double] = [:]
    for (stem, count) in counts {
      let share = Double(count) / Double(texts.count)
      // What stands in one rendering only may be anything.
      if count < 2 || share < leastShare { continue }
      var frequency = 0
      for form in forms[stem] ?? [] {
        let own = try workspace.extractor.phraseFeatures(of: form).map { feature in
          try segments.reduce(0) { $0 + (try reader.list(of: feature, in: $1).count) }
        }
        frequency += own.min() ?? 0
      }
      let elsewhere = Double(frequency) / Double(documents)
      if share >= leastLift * elsewhere { weights[stem] = share - elsewhere }
    }
    return weights
  }

  /// Forms of a word mostly share their first letters, in languages that inflect at the end.
  private static func stem(_ word: String) -> String { String(word.prefix(stemLength)) }

  /// The stretch of a text that most likely renders the phrase, in UTF-8 bytes.
  func range(in text: String) throws -> Range<Int>? {
    var best: (sum: Double, range: Range<Int>)?
    var current: (sum: Double, start: Int)?
    for token in try words.tokens(of: text) where token.isWord {
      let weight = (weights[Self.stem(try TextKey.folded(String(token.text)))] ?? 0) - Self.leastShare
      if let known = current, known.sum > 0 {
        current = (known.sum + weight, known.start)
      } else {
        current = (weight, token.range.lowerBound)
      }
      if let current, current.sum > max(0, best?.sum ?? 0) {
        best = (current.sum, current.start..<token.range.upperBound)
      }
    }
    return best?.range
  }

  /// The renderings that occur, the most frequent first.
  func renderings(limit: Int) throws -> [PhraseRendering] {
    var found: [String: (count: Int, texts: [String: Int])] = [:]
    for text in texts {
      guard let range = try range(in: text) else { continue }
      let own = String(text.slice(range))
      let key = try TextKey.folded(own)
      found[key, default: (0, [:])].count += 1
      found[key]?.texts[own, default: 0] += 1
    }
    let ordered = found.sorted { ($0.value.count, $1.key) > ($1.value.count, $0.key) }
    return ordered.prefix(limit).compactMap { _, value in
      let text = value.texts.max { ($0.value, $1.key) < ($1.value, $0.key) }
      return text.map { PhraseRendering(text: $0.key, occurrences: value.count, units: count) }
    }
  }
}
