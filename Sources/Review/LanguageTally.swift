import Bitext

/// How many letters of a page are in which language, as far as the rules tell.
struct LanguageTally {
  /// All letters of words that count.
  private(set) var letters = 0
  /// The texts with such letters.
  private(set) var texts = 0
  private var foreign: [LanguageTag: Int] = [:]

  /// Adds a segment with the findings of the rules about languages in it.
  mutating func add(_ segment: ReviewedSegment, _ findings: [Finding]) {
    let count = segment.letters
    guard count > 0 else { return }
    letters += count
    texts += 1
    for finding in findings where !finding.language.isUndetermined {
      // A finding is the segment or a part of it.
      let share = min(1, Double(finding.text.utf8.count) / Double(max(1, segment.trimmed.utf8.count)))
      foreign[finding.language, default: 0] += Int(Double(count) * share)
    }
  }

  /// The foreign language of most letters, and their share of all.
  var main: (language: LanguageTag, share: Double)? {
    foreign.max { ($0.value, $1.key.identifier) < ($1.value, $0.key.identifier) }
      .map { ($0.key, Double($0.value) / Double(max(1, letters))) }
  }
}
