import Bitext
import Foundation

/// Turns scores into probabilities that hold.
enum Calibration {
  /// The candidates with their probabilities, the likeliest first.
  static func ranking(
    _ entries: [CandidateTable.Entry], scores: UnsafeMutablePointer<Int32>, unit: Double, letters: Int
  ) -> [(tag: LanguageTag, probability: Double)] {
    let heat = temperature(letters: letters)
    let values = entries.map { Double(scores[$0.index]) * unit / heat + $0.prior }
    let highest = values.max() ?? 0
    let exponentials = values.map { exp($0 - highest) }
    let sum = exponentials.reduce(0, +)
    return zip(entries, exponentials).map { (tag: $0.tag, probability: $1 / sum) }
      .sorted { $0.probability > $1.probability }
  }

  /// What the scores of a word are divided by.
  static let wordTemperature = 1.1

  /// Long texts repeat themselves: their evidence counts less a letter.
  static func temperature(letters: Int) -> Double {
    letters >= 0 && letters < temperatures.count
      ? temperatures[letters] : computedTemperature(letters: letters)
  }

  /// Of the usual lengths.
  private static let temperatures = (0..<512).map(computedTemperature)

  private static func computedTemperature(letters: Int) -> Double {
    letters < 12 ? wordTemperature : wordTemperature * pow(Double(letters) / 12, 0.3)
  }
}
