/// Keeps the best matches of a search.
///
/// Units with the same text and the same rendering are one match; how many there are is its evidence. Matches are
/// ordered by score; those of a score by how many neighbours they share with the text looked up, by how many units of
/// that score have the same rendering but for numbers, by their own evidence, with renderings that leave the text as it
/// is last, and then the newest first. The best eight are then put in order once more: of those less than a point below
/// the best of them, below 100, and with as many neighbours the one goes first whose rendering is most like the others of
/// the eight (``RenderingAgreement``); then those less than a point below the best that is left, and so on.
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

  /// How many of the best are compared with each other.
  private static let panel = 8

  private let limit: Int
  /// How many are kept: the order of the first must not depend on the limit.
  private let kept: Int
  private var entries: [Entry] = []
  /// The lowest score that can still be among the best; equals are kept, their evidence decides at the end.
  private(set) var floor: Double

  init(limit: Int, threshold: Double) {
    self.limit = limit
    kept = max(limit, Self.panel)
    floor = threshold
  }

  /// Whether there are as many matches as are kept.
  var isFull: Bool { entries.count >= kept }

  /// Whether there is none.
  var isEmpty: Bool { entries.isEmpty }

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
    guard entries.count >= kept else { return }
    let lowest = entries.map(\.score.value).sorted(by: >)[kept - 1]
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
    let ordered = entries.indices.sorted {
      entries[$0].precedes(entries[$1], support: (support[$0], support[$1]))
    }.prefix(kept).map { entries[$0] }
    return Array((Self.agreeing(ordered.prefix(Self.panel)) + ordered.dropFirst(Self.panel)).prefix(limit))
  }

  /// Puts matches within a point in the order in which their renderings agree with all.
  private static func agreeing(_ panel: ArraySlice<Entry>) -> [Entry] {
    func isLike(_ left: Entry, _ right: Entry) -> Bool {
      left.score.value < MatchScore.Fixed.same && left.neighbours == right.neighbours
        && left.score.value - right.score.value < 1
    }
    let entries = Array(panel)
    guard zip(entries, entries.dropFirst()).contains(where: isLike) else { return entries }
    let agreement = RenderingAgreement(entries.map { ($0.target.text, $0.occurrences) })
    var result: [Entry] = []
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, isLike(entries[start], entries[end]) { end += 1 }
      let places = end - start > 1 ? agreement.ordered(start..<end) : [start]
      result += places.map { entries[$0] }
      start = end
    }
    return result
  }

  /// What equally good renderings that differ in numbers only have in common.
  private struct Pattern: Hashable {
    var score: Double
    var rendering: String
  }
}
