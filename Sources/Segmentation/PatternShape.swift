/// What the ends of a regular expression's matches look like, as far as it can be told without matching.
///
/// It only ever errs by allowing too much, so that it may spare a match but never lose one.
struct PatternShape {
  /// Characters that may stand at a place.
  struct Characters {
    var low: UInt64 = 0
    var high: UInt64 = 0
    /// Characters beyond ASCII one by one, meaningless where any of them may stand.
    var others: Set<UInt16> = []
    var hasAnyOther = false
    /// Whether the edge of the text will do as well.
    var mayBeAbsent = false

    static let any = Characters(low: .max, high: .max, hasAnyOther: true)

    func contains(_ unit: UInt16) -> Bool {
      if unit < 64 { return low >> UInt64(unit) & 1 == 1 }
      if unit < 128 { return high >> UInt64(unit - 64) & 1 == 1 }
      return hasAnyOther || others.contains(unit)
    }

    mutating func insert(_ unit: UInt16) {
      if unit < 64 {
        low |= 1 << UInt64(unit)
      } else if unit < 128 {
        high |= 1 << UInt64(unit - 64)
      } else {
        others.insert(unit)
      }
    }

    mutating func insert(_ range: ClosedRange<UInt16>) {
      for unit in range where unit < 128 { insert(unit) }
      if range.upperBound >= 128 {
        if range.count < 64 {
          for unit in range where unit >= 128 { others.insert(unit) }
        } else {
          hasAnyOther = true
        }
      }
    }

    mutating func formUnion(_ more: Characters) {
      low |= more.low
      high |= more.high
      others.formUnion(more.others)
      hasAnyOther = hasAnyOther || more.hasAnyOther
      mayBeAbsent = mayBeAbsent || more.mayBeAbsent
    }

    /// What may stand before a word boundary that word characters follow: no word character of ASCII.
    static let beforeWord: Characters = {
      var result = Characters.any
      for range: ClosedRange<UInt16> in [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A] {
        for unit in range { result.remove(unit) }
      }
      result.mayBeAbsent = true
      return result
    }()

    private mutating func remove(_ unit: UInt16) {
      if unit < 64 { low &= ~(1 << UInt64(unit)) } else { high &= ~(1 << UInt64(unit - 64)) }
    }

    /// Whether only word characters are allowed.
    var isWord: Bool {
      let word = Self.beforeWord
      guard !hasAnyOther, !mayBeAbsent, low & word.low == 0, high & word.high == 0 else { return false }
      return others.allSatisfy { Unicode.Scalar($0)?.properties.isAlphabetic ?? false }
    }

    var inverted: Characters { Characters(low: ~low, high: ~high, hasAnyOther: true) }
  }

  /// What may stand last, second to last, and so on, as far as known; empty where a match may be empty.
  private(set) var last: [Characters] = []
  /// What may stand first; nil where a match may be empty or nothing is known.
  private(set) var first: Characters?

  /// Reads an expression.
  init(_ pattern: String) {
    var parser = PatternParser(pattern)
    guard let node = parser.parseAll() else { return }
    let ends = node.lastSets
    last = ends.sets
    let starts = node.firstSet
    if !starts.isNullable { first = starts.set }
  }
}

/// An expression as a tree.
indirect enum PatternNode {
  case set(PatternShape.Characters)
  case sequence([PatternNode])
  case choice([PatternNode])
  case repeated(PatternNode, least: Int, most: Int)
  /// Matches at a place, without a character.
  case assertion
  /// An assertion that a word starts or ends.
  case wordBoundary

  /// The sets from the end, and whether they are all there is.
  var lastSets: (sets: [PatternShape.Characters], isNullable: Bool, isWhole: Bool) {
    switch self {
    case .assertion, .wordBoundary: return ([], true, true)
    case .set(let characters): return ([characters], false, true)
    case .repeated(let node, let least, let most):
      let inner = node.lastSets
      if least == 1, most == 1 { return inner }
      if least == 0 || inner.isNullable { return ([], true, false) }
      return (Array(inner.sets.prefix(1)), false, false)
    case .choice(let nodes):
      var result: [PatternShape.Characters]?
      for node in nodes {
        let inner = node.lastSets
        if inner.isNullable || inner.sets.isEmpty { return ([], true, false) }
        guard var sets = result else {
          result = inner.sets
          continue
        }
        sets = Array(sets.prefix(inner.sets.count))
        for index in sets.indices { sets[index].formUnion(inner.sets[index]) }
        result = sets
      }
      return (result ?? [], result == nil, false)
    case .sequence(let nodes):
      var sets: [PatternShape.Characters] = []
      for node in nodes.reversed() {
        let inner = node.lastSets
        if case .wordBoundary = node, sets.last?.isWord == true {
          return (sets + [.beforeWord], false, false)
        }
        if inner.isNullable, !inner.isWhole {
          // What may be left out makes the last character one of two.
          guard sets.isEmpty, let optional = node.anyLast else { return (sets, sets.isEmpty, false) }
          let rest = PatternNode.sequence(Array(nodes.dropLast(nodes.count - index(of: node, in: nodes))))
            .lastSets
          guard !rest.isNullable, var end = rest.sets.first else { return ([], true, false) }
          end.formUnion(optional)
          return ([end], false, false)
        }
        sets += inner.sets
        if !inner.isWhole { return (sets, sets.isEmpty, false) }
        if sets.count > 7 { return (sets, false, false) }
      }
      return (sets, sets.isEmpty, true)
    }
  }

  private func index(of node: PatternNode, in nodes: [PatternNode]) -> Int {
    // The node was met from the end, so that all after it were assertions.
    var end = nodes.count
    while end > 0, nodes[end - 1].isAssertion { end -= 1 }
    return max(0, end - 1)
  }

  private var isAssertion: Bool {
    switch self {
    case .assertion, .wordBoundary: true
    default: false
    }
  }

  /// What may stand last where the node matches anything at all; nil where that is not known.
  private var anyLast: PatternShape.Characters? {
    switch self {
    case .repeated(let node, _, _):
      let inner = node.lastSets
      return inner.isNullable ? nil : inner.sets.first
    default: return nil
    }
  }

  var firstSet: (set: PatternShape.Characters, isNullable: Bool) {
    switch self {
    case .assertion, .wordBoundary: return (PatternShape.Characters(), true)
    case .set(let characters): return (characters, false)
    case .repeated(let node, let least, _):
      let inner = node.firstSet
      return (inner.set, least == 0 || inner.isNullable)
    case .choice(let nodes):
      var result = PatternShape.Characters()
      var isNullable = nodes.isEmpty
      for node in nodes {
        let inner = node.firstSet
        result.formUnion(inner.set)
        isNullable = isNullable || inner.isNullable
      }
      return (result, isNullable)
    case .sequence(let nodes):
      var result = PatternShape.Characters()
      for node in nodes {
        let inner = node.firstSet
        result.formUnion(inner.set)
        if !inner.isNullable { return (result, false) }
      }
      return (result, true)
    }
  }
}
