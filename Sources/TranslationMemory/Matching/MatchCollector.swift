/// Keeps the best matches of a search.
///
/// Units with the same text and the same rendering are one match; how many there are is its evidence. Matches of
/// a score are ordered by how many neighbours they share with the text looked up, by how many units of that score
/// have the same rendering but for numbers, by their own evidence, with renderings that leave the text as it is
/// last, and then the newest first.
struct MatchCollector {
  struct Entry {
    var score: MatchScore
    var unit: StoredUnit
    var source: StoredVariant
    var target: StoredVariant
    /// The places of source and target in the unit.
    var place: (source: Int, target: Int)
    /// How many of the neighbours that were given are the unit's, too.
    var neighbours = 0
    var occurrences = 1

    func isSameMatch(as other: Entry) -> Bool {
      score.value == other.score.value && source.text == other.source.text && target.text == other.target.text
        && source.codes == other.source.codes && target.codes == other.target.codes
        && target.language == other.target.language
    }

    fileprivate var isUntranslated: Bool { source.text == target.text }

    fileprivate func precedes(_ other: Entry, support: (own: Int, other: Int)) -> Bool {
      if score.value != other.score.value { return score.value > other.score.value }
      if neighbours != other.neighbours { return neighbours > other.neighbours }
      if support.own != support.other { return support.own > support.other }
      if occurrences != other.occurrences { return occurrences > other.occurrences }
      if isUntranslated != other.isUntranslated { return other.isUntranslated }
      let (date, otherDate) = (unit.date, other.unit.date)
      if date != otherDate { return date > otherDate }
      return (unit.identifier, -place.source, -place.target)
        > (other.unit.identifier, -other.place.source, -other.place.target)
    }
  }

  private let limit: Int
  private var entries: [Entry] = []
  /// The lowest score that can still be among the best; equals are kept, their evidence decides at the end.
  private(set) var floor: Double

  init(limit: Int, threshold: Double) {
    self.limit = limit
    floor = threshold
  }

  /// Whether there are as many matches as were wanted.
  var isFull: Bool { entries.count >= limit }

  mutating func add(_ entry: Entry) {
    guard entry.score.value >= floor else { return }
    if let known = entries.firstIndex(where: { $0.isSameMatch(as: entry) }) {
      let count = entries[known].occurrences + 1
      let neighbours = max(entries[known].neighbours, entry.neighbours)
      if (entry.unit.identifier, -entry.place.source, -entry.place.target)
        > (entries[known].unit.identifier, -entries[known].place.source, -entries[known].place.target)
      {
        entries[known] = entry
      }
      entries[known].occurrences = count
      entries[known].neighbours = neighbours
      return
    }
    entries.append(entry)
    guard entries.count >= limit else { return }
    let lowest = entries.map(\.score.value).sorted(by: >)[limit - 1]
    if lowest > floor {
      floor = lowest
      entries.removeAll { $0.score.value < lowest }
    }
  }

  /// The best matches, in order.
  var best: [Entry] {
    // Only ties need it, and folding a rendering costs more than comparing scores.
    var counts: [Pattern: Int] = [:]
    let patterns = entries.map { entry in
      Pattern(score: entry.score.value, rendering: TextKey.skeleton(entry.target.text))
    }
    for (entry, pattern) in zip(entries, patterns) { counts[pattern, default: 0] += entry.occurrences }
    let support = patterns.map { counts[$0] ?? 0 }
    return entries.indices.sorted {
      entries[$0].precedes(entries[$1], support: (support[$0], support[$1]))
    }.prefix(limit).map { entries[$0] }
  }

  /// What equally good renderings that differ in numbers only have in common.
  private struct Pattern: Hashable {
    var score: Double
    var rendering: String
  }
}
