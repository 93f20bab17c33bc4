import Formats
import ICU

/// How much pages in two languages have in common that does not depend on language: numbers, names, links,
/// pictures.
///
/// The cosine of the pages' features, each weighted by how few pages have it. Words are compared by their
/// sound in Latin letters, cut to a stem, so that names and international words meet across scripts.
struct PageLikeness {
  private static let sampleBytes = 32 * 1024
  private static let stemLength = 6
  private static let leastWord = 4
  /// A feature of more pages tells none of them.
  private static let mostPages = 50

  private var sources: [[String: Double]] = []
  private var targets: [[String: Double]] = []

  init(_ sources: [AlignmentPage], _ targets: [AlignmentPage]) throws {
    let transliterator = try Transliterator("Any-Latin; Latin-ASCII; Any-Lower")
    let features = try (sources + targets).map { try Self.features(of: $0, transliterator) }
    var pageCounts: [String: Int] = [:]
    for page in features { for feature in page.keys { pageCounts[feature, default: 0] += 1 } }
    let weighted = features.map { page -> [String: Double] in
      var weights: [String: Double] = [:]
      var square = 0.0
      for (feature, count) in page {
        let weight = Double(min(count, 3)) / Double(pageCounts[feature] ?? 1)
        weights[feature] = weight
        square += weight * weight
      }
      let norm = square.squareRoot()
      return norm > 0 ? weights.mapValues { $0 / norm } : weights
    }
    self.sources = Array(weighted.prefix(sources.count))
    self.targets = Array(weighted.dropFirst(sources.count))
  }

  /// Pairs that are most like each other on both sides, the most alike first.
  func matches(from least: Double) -> [(Int, Int)] {
    var pages: [String: [(page: Int, weight: Double)]] = [:]
    for (page, weights) in targets.enumerated() {
      for (feature, weight) in weights { pages[feature, default: []].append((page, weight)) }
    }
    var found: [(likeness: Double, source: Int, target: Int)] = []
    for (source, weights) in sources.enumerated() {
      var sums: [Int: Double] = [:]
      for (feature, weight) in weights {
        guard let others = pages[feature], others.count <= Self.mostPages else { continue }
        for other in others { sums[other.page, default: 0] += weight * other.weight }
      }
      for (target, likeness) in sums where likeness >= least { found.append((likeness, source, target)) }
    }
    found.sort { ($1.likeness, $0.source, $0.target) < ($0.likeness, $1.source, $1.target) }
    var (takenSources, takenTargets) = (Set<Int>(), Set<Int>())
    return found.compactMap { match in
      guard !takenSources.contains(match.source), !takenTargets.contains(match.target) else { return nil }
      takenSources.insert(match.source)
      takenTargets.insert(match.target)
      return (match.source, match.target)
    }
  }

  private static func features(of page: AlignmentPage, _ transliterator: Transliterator) throws -> [String:
    Int]
  {
    var features: [String: Int] = [:]
    for address in page.addresses where address.kind == .link || address.kind == .media {
      features["@" + AddressPattern(address.address).pattern, default: 0] += 1
    }
    var sample = ""
    for sentence in page.sentences {
      sample += sentence.content.text + "\n"
      if sample.utf8.count > sampleBytes { break }
    }
    let latin = try transliterator.transliterate(String(sample.bytes(0..<sampleBytes)))
    for word in latin.utf8.split(whereSeparator: { !isWordByte($0) }) {
      let isNumber = word.allSatisfy { (0x30...0x39).contains($0) }
      guard word.count >= (isNumber ? 2 : leastWord) else { continue }
      let stem = isNumber ? word : word.prefix(stemLength)
      features[String(decoding: stem, as: UTF8.self), default: 0] += 1
    }
    return features
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
