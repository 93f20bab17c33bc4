public import Bitext
import Foundation

/// Proposes entries from texts and their translations: names and phrases that come again, with what goes with them.
///
/// A phrase of one language and one of the other belong together when they are in the same units: by Dice's coefficient, where the
/// log-likelihood ratio says that it is no chance. The forms of a word count as one. Memory grows
/// with the texts; ``unitLimit`` bounds it.
///
/// Source: T. Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence", 1993; F. Smadja et al., "Translating
/// Collocations for Bilingual Lexicons", 1996, for Dice.
public struct TermExtractor {
  /// No more units are looked at.
  public static let unitLimit = 100_000
  /// Of one phrase, no more units are looked at for renderings.
  private static let sampleLimit = 200
  /// The log-likelihood ratio from which two phrases are not together by chance (p < 0.001).
  private static let significance = 10.83

  private var source: PhraseCounter
  private var target: PhraseCounter
  private let known: TermFinder

  /// Creates an extractor.
  ///
  /// - Parameter glossary: what is known, which is not proposed again.
  public init(source: LanguageTag, target: LanguageTag, glossary: Glossary = Glossary()) {
    self.source = PhraseCounter(language: source)
    self.target = PhraseCounter(language: target)
    known = TermFinder(glossary, language: source)
  }

  /// The number of units taken in.
  public var count: Int { source.texts.count }

  /// Takes in a text and its translation; false where there are enough.
  @discardableResult
  public mutating func add(source text: String, target translation: String) -> Bool {
    guard count < Self.unitLimit else { return false }
    source.add(text)
    target.add(translation)
    return true
  }

  /// A phrase of the source, while it is counted.
  private struct Tally {
    var units: [Int32] = []
    var occurrences = 0
    var names = 0
    var wholes = 0
    var length = 0
    var surfaces: [String: Surface] = [:]

    var isName: Bool { names * 2 > occurrences }
  }

  /// A way in which a phrase is written.
  private struct Surface {
    var count = 0
    /// How much it looks like the dictionary form.
    var rank = 0

    mutating func add(rank: Int) {
      count += 1
      self.rank = rank
    }
  }

  /// The proposals, the most frequent first.
  ///
  /// - Parameters:
  ///   - minimumCount: in how many units a term must be.
  ///   - minimumAssociation: how closely a rendering must go with it, from 0 to 1.
  public mutating func candidates(
    minimumCount: Int = 2, minimumAssociation: Double = 0.4, limit: Int = 1_000
  ) -> [TermCandidate] {
    source.finish()
    target.finish()
    let tallies = phrases(minimumCount: minimumCount)
    var frequency: [UInt64: Int32] = [:]
    for unit in 0..<count {
      var seen: Set<UInt64> = []
      target.forEachPhrase(of: unit) {
        if seen.insert($0.key).inserted { frequency[$0.key, default: 0] += 1 }
      }
    }
    var result: [TermCandidate] = []
    for tally in tallies {
      let term = Self.commonest(tally.surfaces)
      let found = known.terms(in: term)
      if found.contains(where: { $0.range == 0..<term.utf8.count }) { continue }
      let renderings = renderings(of: tally, frequency, minimumAssociation)
      guard !renderings.isEmpty else { continue }
      result.append(
        TermCandidate(term: term, isName: tally.isName, count: tally.units.count, renderings: renderings))
      if result.count == limit { break }
    }
    return result
  }

  /// Phrases that come often enough, and are no mere part of a longer one.
  private func phrases(minimumCount: Int) -> [Tally] {
    var tallies: [UInt64: Tally] = [:]
    // Two passes, so that what comes once takes no room for its texts.
    var counts: [UInt64: Int32] = [:]
    for unit in 0..<count { source.forEachPhrase(of: unit) { counts[$0.key, default: 0] += 1 } }
    for unit in 0..<count {
      source.forEachPhrase(of: unit) { phrase in
        guard counts[phrase.key] ?? 0 >= minimumCount else { return }
        var tally = tallies[phrase.key] ?? Tally()
        if tally.units.last != Int32(unit) { tally.units.append(Int32(unit)) }
        tally.occurrences += 1
        if phrase.isName { tally.names += 1 }
        if phrase.isWhole { tally.wholes += 1 }
        tally.length = phrase.words.count
        if tally.occurrences <= Self.sampleLimit {
          let surface = source.text(of: phrase.words, unit: unit)
          tally.surfaces[surface.text, default: Surface()].add(rank: surface.rank)
        }
        tallies[phrase.key] = tally
      }
    }
    // A part that is hardly ever without its whole gives way to it.
    var whole: [UInt64: Int] = [:]
    for unit in 0..<count {
      source.forEachPhrase(of: unit) { phrase in
        guard phrase.words.count > 1, let units = tallies[phrase.key]?.units.count, units >= minimumCount
        else {
          return
        }
        source.forEachPart(of: phrase, unit: unit) { part in whole[part] = max(whole[part] ?? 0, units) }
      }
    }
    let kept = tallies.filter { key, tally in
      // A piece of a longer name is no name; other phrases need more evidence.
      let isLikely =
        tally.isName
        ? tally.wholes * 4 >= tally.occurrences : tally.length > 1 && tally.units.count > minimumCount
      return tally.units.count >= minimumCount && isLikely
        && Double(whole[key] ?? 0) < 0.8 * Double(tally.units.count)
    }
    return kept.sorted {
      ($0.value.units.count, $0.value.length, $1.key) > ($1.value.units.count, $1.value.length, $0.key)
    }
    .map(\.value)
  }

  private func renderings(
    of tally: Tally, _ frequency: [UInt64: Int32], _ minimum: Double
  ) -> [TermCandidate.Rendering] {
    let units = tally.units.prefix(Self.sampleLimit)
    var together: [UInt64: (count: Int, names: Int, wholes: Int, length: Int, surfaces: [String: Surface])] =
      [:]
    for unit in units {
      var seen: Set<UInt64> = []
      target.forEachPhrase(of: Int(unit)) { phrase in
        guard seen.insert(phrase.key).inserted else { return }
        var known = together[phrase.key] ?? (0, 0, 0, phrase.words.count, [:])
        known.count += 1
        if phrase.isName { known.names += 1 }
        if phrase.isWhole { known.wholes += 1 }
        let surface = target.text(of: phrase.words, unit: Int(unit))
        known.surfaces[surface.text, default: Surface()].add(rank: surface.rank)
        together[phrase.key] = known
      }
    }
    let share = Double(units.count) / Double(tally.units.count)
    let scored = together.compactMap {
      key, found -> (rank: Double, key: UInt64, rendering: TermCandidate.Rendering)? in
      let all = max(Double(frequency[key] ?? 0), Double(found.count))
      let both = min(Double(found.count) / share, all)
      let dice = 2 * both / (Double(tally.units.count) + all)
      guard dice >= minimum, found.count > 1,
        Self.logLikelihood(both: both, first: Double(tally.units.count), second: all, total: Double(count))
          >= Self.significance
      else { return nil }
      // Between equals, what is a whole name like the term, and as long.
      let isName = found.names * 2 > found.count
      let bonus =
        (tally.isName && isName ? 0.05 : 0) + (!isName || found.wholes * 4 >= found.count ? 0.05 : 0)
        - 0.01 * Double(abs(found.length - tally.length))
      return (
        dice + bonus, key, TermCandidate.Rendering(text: Self.commonest(found.surfaces), association: dice)
      )
    }
    return scored.sorted { ($0.rank, $1.key) > ($1.rank, $0.key) }.prefix(3).map(\.rendering)
  }

  /// Dunning's ratio for a table of two by two.
  static func logLikelihood(both: Double, first: Double, second: Double, total: Double) -> Double {
    func term(_ observed: Double, _ expected: Double) -> Double {
      observed > 0 && expected > 0 ? observed * log(observed / expected) : 0
    }
    let (a, b, c) = (both, first - both, second - both)
    let d = total - a - b - c
    guard total > 0, d >= 0 else { return 0 }
    return 2
      * (term(a, first * second / total) + term(b, first * (total - second) / total)
        + term(c, (total - first) * second / total)
        + term(d, (total - first) * (total - second) / total))
  }

  /// The text that looks most like the dictionary form; of several the commonest, then the shortest.
  private static func commonest(_ surfaces: [String: Surface]) -> String {
    func order(_ surface: Dictionary<String, Surface>.Element) -> (Int, Int, Int, String) {
      (-surface.value.rank, -surface.value.count, surface.key.utf8.count, surface.key)
    }
    return surfaces.min { order($0) < order($1) }?.key ?? ""
  }
}
