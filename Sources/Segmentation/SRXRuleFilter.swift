/// Tells from the few characters around a place which rules of many may match there.
///
/// A bit a rule in a row of words, a row for each character at each distance from the place: what may match is
/// what all rows have in common. It errs by allowing too much only.
struct SRXRuleFilter: Sendable {
  private struct Entry: Sendable {
    var last: [PatternShape.Characters]
    var first: PatternShape.Characters?
  }

  /// How many characters before a place are looked at.
  private static let depth = 8
  /// ASCII, all others by their last seven bits, and the edge of the text.
  private static let columns = 257
  private static let edge = 256

  private let entries: [Entry]
  /// The words of a row.
  private let width: Int
  private let lastRows: [UInt64]
  private let firstRows: [UInt64]
  private let breaks: [UInt64]
  /// Whether some rule may break between two characters, by their columns.
  private let mayBreak: [Bool]

  init(_ rules: [SRXDocument.Rule]) {
    let entries = rules.map { rule in
      Entry(
        last: Array(PatternShape(rule.before).last.prefix(Self.depth)), first: PatternShape(rule.after).first)
    }
    let width = (rules.count + 63) / 64
    var lastRows = [UInt64](repeating: 0, count: Self.depth * Self.columns * width)
    var firstRows = [UInt64](repeating: 0, count: Self.columns * width)
    var breaks = [UInt64](repeating: 0, count: width)
    var mayBreak = [Bool](repeating: false, count: Self.edge * Self.edge)
    for (index, entry) in entries.enumerated() {
      let word = index >> 6
      let bit = UInt64(1) << UInt64(index & 63)
      if rules[index].breaks { breaks[word] |= bit }
      for column in 0..<Self.columns {
        for distance in 0..<Self.depth {
          let characters = distance < entry.last.count ? entry.last[distance] : nil
          if Self.allows(characters, column) {
            lastRows[(distance * Self.columns + column) * width + word] |= bit
          }
        }
        if Self.allows(entry.first, column) { firstRows[column * width + word] |= bit }
      }
      guard rules[index].breaks else { continue }
      for left in 0..<Self.edge where Self.allows(entry.last.first, left) {
        for right in 0..<Self.edge where Self.allows(entry.first, right) {
          mayBreak[left * Self.edge + right] = true
        }
      }
    }
    self.entries = entries
    self.width = width
    self.lastRows = lastRows
    self.firstRows = firstRows
    self.breaks = breaks
    self.mayBreak = mayBreak
  }

  @inline(__always)
  private static func column(_ unit: UInt16) -> Int { unit < 128 ? Int(unit) : 128 | Int(unit & 127) }

  private static func allows(_ characters: PatternShape.Characters?, _ column: Int) -> Bool {
    guard let characters else { return true }
    switch column {
    case edge: return characters.mayBeAbsent
    case ..<128: return characters.contains(UInt16(column))
    default: return characters.hasAnyOther || characters.others.contains { Self.column($0) == column }
    }
  }

  /// Whether some rule may break between two characters.
  @inline(__always)
  func mayBreak(between left: UInt16, and right: UInt16) -> Bool {
    mayBreak[Self.column(left) << 8 | Self.column(right)]
  }

  /// Puts the rules that may match at a place into `found`, in order; none where none of them breaks.
  ///
  /// - Parameter isAsked: whether the place counts though no rule may break there.
  func rules(at index: Int, of units: [UInt16], isAsked: Bool, into found: inout [Int]) {
    found.removeAll(keepingCapacity: true)
    var mayBreak = isAsked
    var isExact = true
    let right = index < units.count ? Self.column(units[index]) : Self.edge
    if right >= 128, right < Self.edge { isExact = false }
    var rows = [0, 0, 0, 0, 0, 0, 0, 0] as InlineArray<8, Int>
    for distance in 0..<Self.depth {
      let place = index - 1 - distance
      let column = place >= 0 ? Self.column(units[place]) : Self.edge
      if column >= 128, column < Self.edge { isExact = false }
      rows[distance] = (distance * Self.columns + column) * width
    }
    for word in 0..<width {
      var bits = firstRows[right * width + word]
      var distance = 0
      while bits != 0, distance < Self.depth {
        bits &= lastRows[rows[distance] + word]
        distance += 1
      }
      while bits != 0 {
        let rule = word << 6 + bits.trailingZeroBitCount
        let bit = bits & (0 &- bits)
        bits &= bits - 1
        guard isExact || isPossible(rule, at: index, of: units) else { continue }
        if breaks[word] & bit != 0 { mayBreak = true }
        found.append(rule)
      }
    }
    if !mayBreak { found.removeAll(keepingCapacity: true) }
  }

  /// The same for one rule, by the characters themselves.
  private func isPossible(_ rule: Int, at index: Int, of units: [UInt16]) -> Bool {
    let entry = entries[rule]
    if let first = entry.first, index < units.count, !first.contains(units[index]) { return false }
    var place = index - 1
    for characters in entry.last {
      if place < 0 { return characters.mayBeAbsent }
      guard characters.contains(units[place]) else { return false }
      place -= 1
    }
    return true
  }
}
