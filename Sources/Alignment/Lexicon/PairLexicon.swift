/// How likely a token renders another, in both directions, as rows of a sparse matrix.
struct PairLexicon {
  /// Where each source token's entries start, and the end of the last.
  var starts: [Int32]
  /// The target tokens; in a row they rise.
  var targets: [Int32] = []
  /// How likely the source token's rendering is the target token.
  var forward: [Float] = []
  /// How likely the target token's rendering is the source token.
  var reverse: [Float] = []

  /// A lexicon without entries.
  init(sourceCount: Int) { starts = [Int32](repeating: 0, count: sourceCount + 1) }

  /// The places of a source token's entries.
  @inline(__always)
  func row(_ source: Int) -> Range<Int> { Int(starts[source])..<Int(starts[source + 1]) }
}

/// An entry before it stands in a lexicon.
struct PairEntry {
  var source: Int32
  var target: Int32
  var forward: Float
  var reverse: Float
}

extension PairLexicon {
  /// A lexicon of entries in any order; of two for the same tokens the greater probabilities stay.
  init(_ entries: [PairEntry], sourceCount: Int) {
    self.init(sourceCount: sourceCount)
    let sorted = entries.sorted { ($0.source, $0.target) < ($1.source, $1.target) }
    var source = 0
    var last: (Int32, Int32) = (-1, -1)
    for entry in sorted {
      if (entry.source, entry.target) == last {
        let place = targets.count - 1
        forward[place] = max(forward[place], entry.forward)
        reverse[place] = max(reverse[place], entry.reverse)
        continue
      }
      while source < Int(entry.source) {
        source += 1
        starts[source] = Int32(targets.count)
      }
      targets.append(entry.target)
      forward.append(entry.forward)
      reverse.append(entry.reverse)
      last = (entry.source, entry.target)
    }
    while source < sourceCount {
      source += 1
      starts[source] = Int32(targets.count)
    }
  }
}
