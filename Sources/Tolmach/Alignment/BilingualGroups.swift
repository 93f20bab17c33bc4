import Bitext

/// Finds which parts of a file in two languages stand together.
///
/// In one block: parts that alternate, parted by a mark or a sentence's end, each pair of like length.
/// Across blocks: stretches of blocks in one language with the stretch in the other that follows; captions,
/// and cells of tables, among themselves. Across blocks parts are grouped only where most of the text
/// alternates so: a string that was left in the other language stands beside others too, and has no partner
/// there.
struct BilingualGroups {
  /// The longer of two partners has at most so many times the other's characters, Han and kana counted for
  /// more.
  private static let mostRatio = 3.2
  private static let mostRatioOfShort = 5.0
  private static let short = 24
  /// Of what could be grouped across blocks, so much must be.
  private static let leastShare = 0.6

  /// The group of each part; nil where it has none.
  private(set) var groups: [Int?]
  private var count = 0
  private let parts: [BilingualPart]

  init(_ parts: [BilingualPart]) {
    self.parts = parts
    groups = [Int?](repeating: nil, count: parts.count)
    var alone: [Int] = []
    var start = 0
    while start < parts.count {
      var end = start + 1
      while end < parts.count, parts[end].block == parts[start].block { end += 1 }
      if end - start == 1 { alone.append(start) } else { groupWithin(start..<end) }
      start = end
    }
    let cells = alone.filter { parts[$0].kind == .tableCell }
    let captions = alone.filter { parts[$0].kind == .caption }
    groupAcross(cells.map { $0..<$0 + 1 })
    groupAcross(captions.map { $0..<$0 + 1 })
    groupAcross(runs(alone.filter { parts[$0].kind != .tableCell && parts[$0].kind != .caption }))
  }

  /// The parts of one block, two by two.
  private mutating func groupWithin(_ range: Range<Int>) {
    guard range.count.isMultiple(of: 2) else { return }
    let pairs = stride(from: range.lowerBound, to: range.upperBound, by: 2).map { ($0, $0 + 1) }
    let fits = pairs.allSatisfy { first, second in
      parts[second].isParted && areLike(parts[first].length, parts[second].length)
    }
    guard fits, range.dropFirst().allSatisfy({ parts[$0].isParted }) else { return }
    for (first, second) in pairs { join([first, second]) }
  }

  /// Neighbouring places of one side put together, as ranges of positions in `places`.
  private func runs(_ places: [Int]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for place in places {
      if let last = runs.last, last.upperBound == place, parts[place - 1].side == parts[place].side {
        runs[runs.count - 1] = last.lowerBound..<place + 1
      } else {
        runs.append(place..<place + 1)
      }
    }
    return runs
  }

  private mutating func groupAcross(_ runs: [Range<Int>]) {
    var best: [(Int, Int)] = []
    for first in 0..<2 {
      var found: [(Int, Int)] = []
      var index = 0
      while index + 1 < runs.count {
        let (left, right) = (runs[index], runs[index + 1])
        let isPair =
          parts[left.lowerBound].side == first && parts[right.lowerBound].side != first
          && areLike(length(of: left), length(of: right))
        if isPair { found.append((index, index + 1)) }
        index += isPair ? 2 : 1
      }
      if found.count > best.count { best = found }
    }
    // Enough on both sides, or it is no page in two languages but one with strings of another.
    for side in 0..<2 {
      let all = runs.filter { parts[$0.lowerBound].side == side }.reduce(0) { $0 + length(of: $1) }
      let grouped = best.flatMap { [$0.0, $0.1] }.map { runs[$0] }
        .filter { parts[$0.lowerBound].side == side }.reduce(0) { $0 + length(of: $1) }
      guard Double(grouped) >= Self.leastShare * Double(all) else { return }
    }
    for (left, right) in best { join(Array(runs[left]) + Array(runs[right])) }
  }

  private mutating func join(_ places: [Int]) {
    for place in places { groups[place] = count }
    count += 1
  }

  private func length(of run: Range<Int>) -> Int { run.reduce(0) { $0 + parts[$1].length } }

  private func areLike(_ first: Int, _ second: Int) -> Bool {
    guard first > 0, second > 0 else { return false }
    let ratio = Double(max(first, second)) / Double(min(first, second))
    return ratio <= (max(first, second) <= Self.short ? Self.mostRatioOfShort : Self.mostRatio)
  }
}
