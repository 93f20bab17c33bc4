#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Scores pairs of names by a table, with memory that is used again from pair to pair.
///
/// One side stays: ``prepare(target:)`` keeps a romanised native name to which many English ones are compared,
/// ``prepare(source:table:)`` an English one.
struct SpellingWorkspace {
  /// An English letter that writes nothing, or that no piece explains.
  private static let skipCost: Float = -8
  /// A letter of the other side that no piece writes.
  private static let insertCost: Float = -8
  private static let impossible = -Float.infinity

  private struct Step {
    var length: Int
    var target: Int
    var targetLength: Int
    var cost: Float
  }

  /// By code: a bit for each place of the target where the piece stands.
  private(set) var places: [UInt64]
  private var touched: [Int] = []
  private(set) var targetCount = 0
  private var rows: [Float] = []
  private var steps: [Step] = []
  private var stepOffsets: [Int] = [0]

  init() { places = Array(repeating: 0, count: NameLetters.codes) }

  /// Keeps a romanised native name as the side that stays.
  mutating func prepare(target: [UInt8]) {
    for code in touched { places[code] = 0 }
    touched.removeAll(keepingCapacity: true)
    targetCount = target.count
    for start in target.indices {
      for count in 1...min(3, target.count - start) {
        let code = NameLetters.code(target, at: start, count: count)
        if places[code] == 0 { touched.append(code) }
        places[code] |= 1 << UInt64(start)
      }
    }
    places[0] = targetCount == 63 ? .max : (1 << UInt64(targetCount + 1)) - 1
  }

  /// Keeps an English name as the side that stays.
  mutating func prepare(source: [UInt8], table: SpellingTable) {
    steps.removeAll(keepingCapacity: true)
    stepOffsets = [0]
    for index in source.indices {
      table.forEachPiece(of: source, at: index) { piece, probability in
        steps.append(
          Step(
            length: piece.length, target: piece.target, targetLength: piece.targetLength,
            cost: log(probability)))
      }
      stepOffsets.append(steps.count)
    }
  }

  /// The log-probability of the kept target given an English name; minus infinity where it is below `bound`.
  mutating func score(source: [UInt8], table: SpellingTable, bound: Float = -.infinity) -> Float {
    let width = begin(source.count)
    for index in source.indices {
      if !insert(index, source.count, width, bound) { return Self.impossible }
      table.forEachPiece(of: source, at: index) { piece, probability in
        let found = places[piece.target]
        guard found != 0 else { return }
        take(
          Step(
            length: piece.length, target: piece.target, targetLength: piece.targetLength,
            cost: log(probability)),
          at: index, places: found, width)
      }
    }
    return finish(source.count, width, bound)
  }

  /// The log-probability of a romanised native name given the kept English one.
  ///
  /// The name becomes the kept target.
  mutating func score(target: [UInt8], bound: Float = -.infinity) -> Float {
    prepare(target: target)
    let count = stepOffsets.count - 1
    let width = begin(count)
    for index in 0..<count {
      if !insert(index, count, width, bound) { return Self.impossible }
      for number in stepOffsets[index]..<stepOffsets[index + 1] {
        let found = places[steps[number].target]
        if found != 0 { take(steps[number], at: index, places: found, width) }
      }
    }
    return finish(count, width, bound)
  }

  private mutating func begin(_ sourceCount: Int) -> Int {
    let width = targetCount + 1
    let size = (sourceCount + 1) * width
    if rows.count < size { rows = Array(repeating: Self.impossible, count: size) }
    for place in 0..<size { rows[place] = Self.impossible }
    rows[0] = 0
    return width
  }

  /// Passes over letters on either side; false where no path can reach the bound any more.
  @inline(__always)
  private mutating func insert(_ index: Int, _ sourceCount: Int, _ width: Int, _ bound: Float) -> Bool {
    let row = index * width
    var best = rows[row]
    for place in row + 1..<row + max(1, width) {
      rows[place] = max(rows[place], rows[place - 1] + Self.insertCost)
      best = max(best, rows[place])
    }
    for place in row..<row + width {
      rows[place + width] = max(rows[place + width], rows[place] + Self.skipCost)
    }
    if best >= bound { return true }
    // A piece can have jumped over this row.
    for place in row + width..<min(row + 3 * width, (sourceCount + 1) * width) where rows[place] >= bound {
      return true
    }
    return false
  }

  @inline(__always)
  private mutating func take(_ step: Step, at index: Int, places: UInt64, _ width: Int) {
    var rest = places
    let from = index * width
    let to = (index + step.length) * width + step.targetLength
    while rest != 0 {
      let place = rest.trailingZeroBitCount
      rest &= rest - 1
      let score = rows[from + place] + step.cost
      if score > rows[to + place] { rows[to + place] = score }
    }
  }

  private mutating func finish(_ sourceCount: Int, _ width: Int, _ bound: Float) -> Float {
    let row = sourceCount * width
    for place in row + 1..<row + max(1, width) {
      rows[place] = max(rows[place], rows[place - 1] + Self.insertCost)
    }
    let score = rows[row + width - 1]
    return score >= bound ? score : Self.impossible
  }
}
