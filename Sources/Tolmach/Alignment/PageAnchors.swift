import Alignment
import Formats

/// Finds sentences of two pages that belong together by what their markup points to.
enum PageAnchors {
  /// An address that occurs more often says little.
  private static let mostOccurrences = 8
  /// A link around more sentences is no link of theirs.
  private static let mostSentences = 20

  private struct Key: Hashable {
    var isMedia: Bool
    var pattern: String
    var structure: String?
  }

  /// Pairs of sentences with the same link or the same picture, as often on one side as on the other.
  static func anchors(source: AlignmentPage, target: AlignmentPage) -> [AlignmentAnchor] {
    guard !source.addresses.isEmpty, !target.addresses.isEmpty else { return [] }
    let others = occurrences(in: target)
    var anchors: [AlignmentAnchor] = []
    for (key, places) in occurrences(in: source) {
      guard let other = others[key], other.count == places.count, places.count <= mostOccurrences else {
        continue
      }
      for (first, second) in zip(places, other) {
        anchors.append(AlignmentAnchor(source: first, target: second))
      }
    }
    return anchors.sorted { ($0.source, $0.target) < ($1.source, $1.target) }
  }

  /// The sentences of each address, in order.
  private static func occurrences(in page: AlignmentPage) -> [Key: [Int]] {
    // The same link on the page of another language leads elsewhere.
    let switches = Set(
      page.addresses.compactMap { address -> Range<Int>? in
        if case .alternate = address.kind { address.place } else { nil }
      })
    let order = page.sentences.indices.sorted {
      page.sentences[$0].place.lowerBound < page.sentences[$1].place.lowerBound
    }
    let starts = order.map { page.sentences[$0].place.lowerBound }
    var result: [Key: [Int]] = [:]
    for address in page.addresses {
      guard address.kind == .link || address.kind == .media, !switches.contains(address.place) else {
        continue
      }
      let pattern = AddressPattern(address.address).pattern
      guard !pattern.isEmpty else { continue }
      // The first sentence that starts in or after the place, and the one before, which may reach into it.
      var index = max(0, firstIndex(in: starts, notBefore: address.place.lowerBound) - 1)
      var taken = 0
      while index < order.count, starts[index] < address.place.upperBound, taken < mostSentences {
        let sentence = page.sentences[order[index]]
        if sentence.place.upperBound > address.place.lowerBound {
          let key = Key(
            isMedia: address.kind == .media, pattern: pattern,
            structure: AlignmentPage.structure(of: sentence.kind))
          if result[key]?.last != order[index] { result[key, default: []].append(order[index]) }
          taken += 1
        }
        index += 1
      }
    }
    return result.mapValues { $0.sorted() }
  }

  private static func firstIndex(in values: [Int], notBefore value: Int) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
