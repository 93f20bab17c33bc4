public import Bitext
import Foundation

/// A language that a text may be in, and how likely that is.
public struct LanguageProbability: Hashable, Sendable {
  /// The language.
  public var language: LanguageTag
  /// From 0 to 1.
  public var probability: Double
}

extension LanguageDetector {
  /// How likely each language in question is, the likeliest first; empty where the text has no letters of any.
  ///
  /// The languages are those written in the script of most of the text's letters. Costs what ``evidence(for:)`` does, and a
  /// sort of the languages.
  public func distribution(for text: String) -> [LanguageProbability] {
    var copy = text
    return copy.withUTF8 { bytes in
      table.withTally(of: bytes) { tally in
        guard let main = tally.main else { return [] }
        let entries = table.entries(ofScript: Int(main))
        guard Int(main) < LanguageModel.groupLimit, entries.count > 1 else {
          return entries.prefix(1).map { LanguageProbability(language: $0.tag, probability: 1) }
        }
        return Calibration.ranking(
          entries, scores: tally.scores(ofScript: main), unit: table.model.unit,
          letters: tally.letters(ofScript: main)
        ).map { LanguageProbability(language: $0.tag, probability: $0.probability) }
      }
    }
  }

  /// The languages in question that speak for a page in a language; makes a hundred comparisons, so keep it.
  public func ownLanguages(of language: LanguageTag) -> OwnLanguages {
    OwnLanguages(language, table: table)
  }

  /// What speaks for one language in a text, and which other is likeliest; nil where the text has no letters of any other.
  ///
  /// The same probabilities as those of ``distribution(for:)``, but nothing is sorted or kept.
  ///
  /// - Parameter own: as this detector gave it.
  public func comparison(of text: String, with own: OwnLanguages) -> LanguageComparison? {
    var copy = text
    return copy.withUTF8 { bytes in
      table.withTally(of: bytes, stopsEarly: false) { comparison(in: $0, with: own) }
    }
  }

  /// What the scores of a text say for one language and those that pass for it.
  ///
  /// - Parameter onlyOthers: whether nil will do where one of the page's own languages is the likeliest of all.
  func comparison(
    in tally: ScriptTally, with own: OwnLanguages, onlyOthers: Bool = false
  ) -> LanguageComparison? {
    guard let main = tally.main else { return nil }
    let slots = table.slots(ofScript: Int(main))
    guard Int(main) < LanguageModel.groupLimit, slots.count > 1 else {
      guard let only = table.entries(ofScript: Int(main)).first, !own.contains(only.language) else {
        return nil
      }
      return LanguageComparison(own: 0, other: LanguageProbability(language: only.tag, probability: 1))
    }
    let scores = tally.scores(ofScript: main)
    let mask = own.mask(ofScript: Int(main))
    let factor = table.model.unit / Calibration.temperature(letters: tally.letters(ofScript: main))
    var highest = -Double.infinity
    for slot in slots { highest = max(highest, Double(scores[slot.index]) * factor + slot.prior) }
    if onlyOthers {
      for slot in own.slots(ofScript: Int(main))
      where Double(scores[slot.index]) * factor + slot.prior >= highest {
        return nil
      }
    }
    var (sum, ownSum, best, bestValue) = (0.0, 0.0, -1, 0.0)
    for place in slots.indices {
      let slot = slots[place]
      let distance = Double(scores[slot.index]) * factor + slot.prior - highest
      guard distance > -20 else { continue }
      let value = exp(distance)
      sum += value
      if mask & (1 << UInt64(slot.index)) != 0 {
        ownSum += value
      } else if value > bestValue {
        (best, bestValue) = (place, value)
      }
    }
    guard best >= 0 else { return nil }
    return LanguageComparison(
      own: ownSum / sum,
      other: LanguageProbability(
        language: table.entries(ofScript: Int(main))[best].tag, probability: bestValue / sum))
  }
}

/// One language against all others.
public struct LanguageComparison: Hashable, Sendable {
  /// How likely the language itself is, from 0 to 1.
  public var own: Double
  /// The likeliest of the others.
  public var other: LanguageProbability
}
