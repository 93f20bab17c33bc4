import Bitext

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// One look-up of a ``NameFinder``.
///
/// Scores are logarithms of likelihood ratios: how much likelier the name looked up is if it stands for the glossary's than
/// if it stands for any name. Those of words add up to those of names.
struct NameSearch {
  private struct Found {
    var score: Float
    var spelling: Int
    var pairs: [(query: Int, word: Int)] = []
    var isSame = false
  }

  /// Words and names that are kept.
  private static let (keptWords, keptNames) = (48, 64)
  private static let (missingWord, missingLight, unknownWord, unknownLight): (Float, Float, Float, Float) =
    (-3, -0.7, -2, -0.5)
  private static let (initialAgrees, initialDiffers, sameOrder): (Float, Float, Float) = (1.2, -4, 0.3)

  private let finder: NameFinder
  private let name: String
  private let parts: NameParts
  private let kind: SpellingTable.Kind
  private var workspace = SpellingWorkspace()
  /// The best so far, by entry.
  private var best: [Int: Found] = [:]

  init(_ finder: NameFinder, name: String, language: LanguageTag?) throws {
    self.finder = finder
    self.name = name
    parts = try NameParts(name, letters: finder.letters)
    kind = NameScript.kind(of: name, language: language)
  }

  mutating func matches(limit: Int) throws -> [NameMatch] {
    guard !parts.words.isEmpty else { return [] }
    let calibration = finder.tables[
      kind == .any ? finder.words.keys.max { $0.rawValue < $1.rawValue } ?? .any : kind]
    for group in finder.words.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      let direction = Direction(query: kind, group: group)
      let table = finder.tables[direction.table]
      byWords(group, direction, table)
      byWholes(group, direction, table)
    }
    if kind == .russian { byVietnameseSyllables() }
    let own = parts.words.reduce(0) { $0 - calibration.nullScore(of: $1.letters) }
    for spelling in finder.sameTexts[try NameFinder.folded(name)] ?? [] {
      keep(Found(score: own + 4, spelling: spelling, isSame: true))
    }
    return ranked(calibration, limit)
  }

  private mutating func keep(_ found: Found) {
    let entry = finder.spellings[found.spelling].entry
    if (best[entry]?.score ?? -.infinity) < found.score { best[entry] = found }
  }

  /// Which side is the English one of the table, and which table it is.
  private struct Direction {
    var table: SpellingTable.Kind
    var queryIsEnglish: Bool

    init(query: SpellingTable.Kind, group: SpellingTable.Kind) {
      if query == group {
        (table, queryIsEnglish) = (.any, false)
      } else {
        (table, queryIsEnglish) = group == .any ? (query, false) : (group, true)
      }
    }
  }

  /// The words of a vocabulary that a word may stand for, the likeliest first, with scores above 0.
  private mutating func words(
    like word: [UInt8], in vocabulary: SpelledWords, _ direction: Direction, _ table: SpellingTable
  ) -> [(word: Int, score: Float)] {
    var result: [(word: Int, score: Float)] = []
    if direction.queryIsEnglish {
      workspace.prepare(source: word, table: table)
      let weights = WordWeights(source: word, table: table)
      for other in vocabulary.candidates(weights, length: Float(word.count), limit: finder.closeComparisons) {
        let letters = vocabulary.letters[other]
        let null = table.nullScore(of: letters)
        let score = workspace.score(target: letters, bound: null)
        if score > null { result.append((other, score - null)) }
      }
    } else {
      workspace.prepare(target: word)
      let weights = WordWeights(target: word, workspace: workspace, table: table)
      let null = table.nullScore(of: word)
      var bound = null
      for other in vocabulary.candidates(weights, length: Float(word.count), limit: finder.closeComparisons) {
        let score = workspace.score(source: vocabulary.letters[other], table: table, bound: bound)
        if score > null { result.append((other, score - null)) }
        bound = max(bound, score - 14)
      }
    }
    result.sort { ($1.score, $0.word) < ($0.score, $1.word) }
    return Array(result.prefix(Self.keptWords))
  }

  /// Compares names word by word.
  private mutating func byWords(
    _ group: SpellingTable.Kind, _ direction: Direction, _ table: SpellingTable
  ) {
    guard let vocabulary = finder.words[group] else { return }
    var known: [[Int: Float]] = []
    var sums: [Int32: Float] = [:]
    for word in parts.words {
      guard !word.isInitial else {
        known.append([:])
        continue
      }
      let found = words(like: word.letters, in: vocabulary, direction, table)
      known.append(Dictionary(found.map { ($0.word, $0.score) }, uniquingKeysWith: max))
      var seen: Set<Int32> = []
      for (other, score) in found {
        for owner in vocabulary.owners(of: other) where seen.insert(owner.spelling).inserted {
          sums[owner.spelling, default: 0] += score
        }
      }
    }
    let ordered = sums.sorted { ($1.value + rest($1.key), $0.key) < ($0.value + rest($0.key), $1.key) }
    for (spelling, _) in ordered.prefix(Self.keptNames) {
      keep(assigned(Int(spelling), vocabulary, &known, direction, table))
    }
  }

  /// About what the words that miss will cost.
  private func rest(_ spelling: Int32) -> Float {
    Float(abs(finder.spellings[Int(spelling)].words.count - parts.words.count)) * Self.unknownWord / 2
  }

  /// Gives each word of the query its best word of a name, the best pair first.
  private mutating func assigned(
    _ number: Int, _ vocabulary: SpelledWords, _ known: inout [[Int: Float]], _ direction: Direction,
    _ table: SpellingTable
  ) -> Found {
    let spelling = finder.spellings[number]
    var pairs: [(score: Float, query: Int, word: Int)] = []
    for (query, own) in parts.words.enumerated() {
      for (place, word) in spelling.words.enumerated() {
        let isInitial = own.isInitial || spelling.initials & 1 << UInt16(place) != 0
        let score: Float
        if isInitial {
          score = initialScore(own.letters, vocabulary.letters[word], direction, table)
        } else if let found = known[query][word] {
          score = found
        } else {
          score = compare(own.letters, vocabulary.letters[word], direction, table)
          known[query][word] = score
        }
        pairs.append((score, query, place))
      }
    }
    pairs.sort { ($1.score, $0.query, $0.word) < ($0.score, $1.query, $1.word) }
    var (usedQueries, usedWords): (UInt16, UInt16) = (0, 0)
    var found = Found(score: 0, spelling: number)
    for pair in pairs where pair.score > 0 || pair.score == Self.initialDiffers {
      guard usedQueries & 1 << UInt16(pair.query) == 0, usedWords & 1 << UInt16(pair.word) == 0 else {
        continue
      }
      usedQueries |= 1 << UInt16(pair.query)
      usedWords |= 1 << UInt16(pair.word)
      found.score += pair.score
      if pair.score > 0 { found.pairs.append((pair.query, pair.word)) }
    }
    for (query, word) in parts.words.enumerated() where usedQueries & 1 << UInt16(query) == 0 {
      found.score += word.isLight ? Self.unknownLight : Self.unknownWord
    }
    for place in spelling.words.indices where usedWords & 1 << UInt16(place) == 0 {
      found.score += spelling.lightWords & 1 << UInt16(place) != 0 ? Self.missingLight : Self.missingWord
    }
    found.pairs.sort { $0.query < $1.query }
    if zip(found.pairs, found.pairs.dropFirst()).allSatisfy({ $0.word < $1.word }) {
      found.score += Self.sameOrder
    }
    return found
  }

  private mutating func compare(
    _ query: [UInt8], _ word: [UInt8], _ direction: Direction, _ table: SpellingTable
  ) -> Float {
    let (source, target) = direction.queryIsEnglish ? (query, word) : (word, query)
    workspace.prepare(target: target)
    return workspace.score(source: source, table: table) - table.nullScore(of: target)
  }

  /// An initial agrees with a word that starts with its sound.
  private mutating func initialScore(
    _ query: [UInt8], _ word: [UInt8], _ direction: Direction, _ table: SpellingTable
  ) -> Float {
    if query.first == word.first { return Self.initialAgrees }
    let count = min(2, min(query.count, word.count))
    let isLikely = (1...max(1, count)).contains { length in
      compare(Array(query.prefix(length)), Array(word.prefix(length)), direction, table) > 0
    }
    return isLikely ? Self.initialAgrees : Self.initialDiffers
  }

  /// Compares names as wholes where one side has no spaces.
  private mutating func byWholes(
    _ group: SpellingTable.Kind, _ direction: Direction, _ table: SpellingTable
  ) {
    if NameScript.isSpaceless(kind), parts.words.count == 1, let vocabulary = finder.wholes[group],
      let word = parts.words.first
    {
      for (other, score) in words(like: word.letters, in: vocabulary, direction, table) {
        for owner in vocabulary.owners(of: other) {
          keep(Found(score: score - 0.5, spelling: Int(owner.spelling)))
        }
      }
    }
    if NameScript.isSpaceless(group), parts.words.count > 1, let vocabulary = finder.words[group] {
      for whole in parts.wholes {
        for (other, score) in words(like: whole, in: vocabulary, direction, table) {
          for owner in vocabulary.owners(of: other)
          where finder.spellings[Int(owner.spelling)].words.count == 1 {
            keep(Found(score: score - 0.5, spelling: Int(owner.spelling)))
          }
        }
      }
    }
  }

  /// A Vietnamese name in Russian letters has the same key as in its own.
  private mutating func byVietnameseSyllables() {
    let table = finder.tables[.russian]
    let keys = parts.words.map { VietnameseSpelling.key(russian: $0.text) }
    let own = parts.words.map { -table.nullScore(of: $0.letters) - 1 }
    for owner in finder.vietnamese[keys.joined()] ?? [] {
      let spelling = finder.spellings[Int(owner.spelling)]
      guard owner.word < 0 || spelling.words.count == 1 else { continue }
      let pairs = spelling.words.count == keys.count ? keys.indices.map { ($0, $0) } : []
      keep(Found(score: own.reduce(0, +), spelling: Int(owner.spelling), pairs: pairs))
    }
  }

  private func ranked(_ table: SpellingTable, _ limit: Int) -> [NameMatch] {
    let ordered = best.sorted { ($1.value.score, $0.key) < ($0.value.score, $1.key) }
    guard let top = ordered.first?.value.score else { return [] }
    // Relative to the best, so that nothing overflows.
    let absent = exp(table.temperature * (log(Float(finder.entries.count)) + table.absent - top))
    let sum = ordered.reduce(absent) { $0 + exp(table.temperature * ($1.value.score - top)) }
    return ordered.prefix(limit).map { entry, found in
      let confidence = exp(table.temperature * (found.score - top)) / sum
      let spelling = finder.spellings[found.spelling]
      let glossaryWords = (try? NameParts(spelling.text, letters: finder.letters).words) ?? []
      return NameMatch(
        entry: entry, name: finder.entries[entry].name, spelling: spelling.text,
        confidence: Double(confidence),
        isLikely: found.isSame || confidence > table.threshold, isSame: found.isSame,
        words: found.pairs.filter { $0.word < glossaryWords.count }.map {
          NameMatch.WordPair(query: parts.words[$0.query].text, name: glossaryWords[$0.word].text)
        },
        isReordered: zip(found.pairs, found.pairs.dropFirst()).contains { $0.word > $1.word })
    }
  }
}
