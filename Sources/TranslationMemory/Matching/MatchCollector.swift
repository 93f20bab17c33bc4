/// Keeps the best matches of a search.
///
/// Units with the same text and the same rendering are one match; how many there are is its evidence. Matches
/// are ordered by score, then evidence, then the newest unit first.
struct MatchCollector {
  struct Entry {
    var score: MatchScore
    var unit: StoredUnit
    var source: StoredVariant
    var target: StoredVariant
    /// The places of source and target in the unit.
    var place: (source: Int, target: Int)
    var occurrences = 1

    func isSameMatch(as other: Entry) -> Bool {
      score.value == other.score.value && source.text == other.source.text && target.text == other.target.text
        && source.codes == other.source.codes && target.codes == other.target.codes
        && target.language == other.target.language
    }

    fileprivate func precedes(_ other: Entry) -> Bool {
      if score.value != other.score.value { return score.value > other.score.value }
      if occurrences != other.occurrences { return occurrences > other.occurrences }
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
      if (entry.unit.identifier, -entry.place.source, -entry.place.target)
        > (entries[known].unit.identifier, -entries[known].place.source, -entries[known].place.target)
      {
        entries[known] = entry
      }
      entries[known].occurrences = count
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
  var best: [Entry] { Array(entries.sorted { $0.precedes($1) }.prefix(limit)) }
}
