import Formats
import ICU

/// Finds which pages of a set are versions of each other.
///
/// First by what the pages say themselves (`hreflang`, language switches), then by paths that differ in the
/// language only, then by names, numbers, links and pictures that both have. Whether a pair holds, the
/// alignment says.
public struct PagePairing: Sendable {
  /// Why two pages were taken for versions of each other.
  public enum Reason: String, Hashable, Sendable {
    /// One links to the other as its version in another language.
    case link
    /// Their paths differ in the language only.
    case path
    /// They have names, numbers, links or pictures in common.
    case content
  }

  /// Two pages that seem to be versions of each other.
  public struct Pair: Hashable, Sendable {
    /// The number of the page in the source language.
    public var source: Int
    /// The number of the page in the target language.
    public var target: Int
    /// Why.
    public var reason: Reason
  }

  /// Likeness from 0 to 1 below which pages have no more in common than any two.
  static let leastLikeness = 0.12

  /// Pairs pages; each occurs in one pair at most.
  ///
  /// Costs time in proportion to the pages, and for those that only content pairs, to what they have in
  /// common.
  ///
  /// - Parameters:
  ///   - sources: the pages in the source language, with their paths from the folder that was named.
  ///   - targets: the pages in the target language.
  /// - Throws: ``ICU/ICUError``.
  public static func pairs(
    of sources: [(page: AlignmentPage, path: String)], with targets: [(page: AlignmentPage, path: String)]
  ) throws -> [Pair] {
    var pairs: [Pair] = []
    var (freeSources, freeTargets) = (Set(sources.indices), Set(targets.indices))
    func take(_ source: Int, _ target: Int, _ reason: Reason) {
      guard freeSources.contains(source), freeTargets.contains(target) else { return }
      freeSources.remove(source)
      freeTargets.remove(target)
      pairs.append(Pair(source: source, target: target, reason: reason))
    }
    let targetPlaces = PathIndex(targets.map(\.page.name))
    let sourcePlaces = PathIndex(sources.map(\.page.name))
    for (index, source) in sources.enumerated() {
      for other in targetPlaces.alternates(of: source.page) { take(index, other, .link) }
    }
    for (index, target) in targets.enumerated() {
      for other in sourcePlaces.alternates(of: target.page) { take(other, index, .link) }
    }
    let byPattern = Dictionary(grouping: freeTargets.sorted()) { AddressPattern(targets[$0].path).pattern }
    let own = Dictionary(grouping: freeSources.sorted()) { AddressPattern(sources[$0].path).pattern }
    for (pattern, members) in own.sorted(by: { $0.key < $1.key }) {
      guard members.count == 1, let others = byPattern[pattern], others.count == 1 else { continue }
      take(members[0], others[0], .path)
    }
    guard !freeSources.isEmpty, !freeTargets.isEmpty else { return sorted(pairs) }
    let (lefts, rights) = (freeSources.sorted(), freeTargets.sorted())
    let likeness = try PageLikeness(lefts.map { sources[$0].page }, rights.map { targets[$0].page })
    for match in likeness.matches(from: leastLikeness) { take(lefts[match.0], rights[match.1], .content) }
    return sorted(pairs)
  }

  private static func sorted(_ pairs: [Pair]) -> [Pair] {
    pairs.sorted { ($0.source, $0.target) < ($1.source, $1.target) }
  }
}

/// Finds files by addresses that pages name.
private struct PathIndex {
  private static let indexNames: Set = ["index.html", "index.htm", "index.xhtml", ""]

  private var byName: [String: [Int]] = [:]
  private let parts: [[Substring]]

  init(_ paths: [String]) {
    parts = paths.map { Self.parts(of: $0[...]) }
    for (index, parts) in parts.enumerated() { byName[Self.key(parts), default: []].append(index) }
  }

  /// The files that a page names as its versions in another language.
  func alternates(of page: AlignmentPage) -> [Int] {
    let folder = Self.parts(of: page.name[...]).dropLast()
    return page.addresses.compactMap { address -> Int? in
      guard case .alternate(let language) = address.kind else { return nil }
      if let language, language.commonLanguage == page.language.commonLanguage { return nil }
      return file(address.address, from: Array(folder))
    }
  }

  /// The one file whose path an address ends like.
  private func file(_ address: String, from folder: [Substring]) -> Int? {
    var rest = address[...]
    if let end = rest.firstIndex(where: { $0 == "#" || $0 == "?" }) { rest = rest[..<end] }
    var isRelative = !rest.hasPrefix("/")
    if let scheme = rest.firstRange(of: "://") {
      rest = rest[scheme.upperBound...]
      rest = rest[(rest.firstIndex(of: "/") ?? rest.endIndex)...]
      isRelative = false
    }
    var wanted = isRelative ? folder : []
    let isFolder = rest.isEmpty || rest.hasSuffix("/")
    for part in rest.split(separator: "/") where part != "." {
      if part == ".." { _ = wanted.popLast() } else { wanted.append(part) }
    }
    if isFolder { wanted.append("index.html") }
    let found = (byName[Self.key(wanted)] ?? []).map { index in
      (index: index, common: zip(parts[index].reversed(), wanted.reversed()).prefix { $0 == $1 }.count)
    }
    guard let best = found.map(\.common).max() else { return nil }
    let winners = found.filter { $0.common == best }
    return winners.count == 1 ? winners[0].index : nil
  }

  /// A file's name without its ending, or its folder's where it is the folder's index.
  private static func key(_ parts: [Substring]) -> String {
    guard let last = parts.last else { return "" }
    if indexNames.contains(last.lowercased()) { return (parts.dropLast().last.map(String.init) ?? "") + "/" }
    return String(last.prefix { $0 != "." }).lowercased()
  }

  private static func parts(of path: Substring) -> [Substring] {
    path.split(separator: "/").filter { $0 != "." }
  }
}
