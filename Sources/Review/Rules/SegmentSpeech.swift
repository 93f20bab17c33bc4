import Bitext
import ICU
import Languages

/// What the words of a segment say of its language, against the language of the page.
struct SegmentSpeech: Sendable {
  /// That a text is in another language than its page.
  struct Verdict {
    /// In UTF-8 bytes of the segment's text.
    var range: Range<Int>
    var language: LanguageTag
    /// From 0 to 1.
    var confidence: Double
    var reasons: [String]
  }

  /// How much likelier than another language that of the page is before its text is read, and English among the others.
  private static let (ownPrior, englishPrior) = (4.0, 3.0)
  /// The most that may speak for the page's language: in a string that stands alone, in a sentence, in a stretch of one.
  private static let (aloneLimit, sentenceLimit, stretchLimit) = (0.5, 0.05, 0.002)
  /// The least that must speak for one other language.
  private static let leastProbability = 0.05
  /// From here on a text that is the same in both languages is taken for one of the page's language.
  private static let identicalLimit = 0.9
  /// The words of a stretch that are read together.
  private static let windowLength = 6

  private let target: LanguageTag
  private let detector: LanguageDetector

  init(target: LanguageTag, sources: [LanguageTag]) {
    self.target = target
    // A string on a page is in the page's language until its words say otherwise; of others English is likeliest.
    var priors: [LanguageTag: Double] = [:]
    for tag in LanguageDetector.languages {
      if tag.language == target.language {
        priors[tag] = Self.ownPrior
      } else if tag.language == "en" {
        priors[tag] = Self.englishPrior
      }
    }
    if !sources.isEmpty { priors[target] = Self.ownPrior }
    detector = LanguageDetector(candidates: sources.isEmpty ? [] : [target] + sources, priors: priors)
  }

  /// What a text in a script that the page's language does not use says of its language.
  func evidence(for text: String) -> LanguageEvidence { detector.evidence(for: text) }

  /// The verdict on a whole segment, or nil where it may well be in the page's language.
  ///
  /// - Parameters:
  ///   - words: all of the segment.
  ///   - isWholeBlock: whether the segment stands alone, as strings of an interface do.
  func verdict(on words: [SegmentWords.Word], of text: String, isWholeBlock: Bool) -> Verdict? {
    let spoken = words.filter { !$0.isMasked && !$0.isInternational && $0.letters > 1 }
    guard let first = spoken.first, let last = spoken.last, spoken.count >= (isWholeBlock ? 1 : 3),
      spoken.reduce(0, { $0 + $1.letters }) >= 3
    else { return nil }
    guard let judged = judge(spoken, of: text),
      judged.own < (isWholeBlock ? Self.aloneLimit : Self.sentenceLimit),
      judged.other.probability >= Self.leastProbability
    else { return nil }
    return verdict(judged, range: first.range.lowerBound..<last.range.upperBound, words: spoken.count)
  }

  /// The verdict on a text that stands unchanged on the page in the source language: nil where it is names only, or words
  /// that may well be of the page's language too.
  func sameTextVerdict(on words: [SegmentWords.Word], of text: String) -> Verdict? {
    let spoken = words.filter { !$0.isMasked && !$0.isInternational && $0.letters > 1 }
    guard let first = spoken.first, let last = spoken.last,
      spoken.contains(where: \.isPlain) || spoken.count > 2,
      var judged = judge(spoken, of: text), judged.own < Self.identicalLimit
    else { return nil }
    // That the texts are the same says more than the words.
    judged.own = min(judged.own, 0.05)
    return verdict(judged, range: first.range.lowerBound..<last.range.upperBound, words: max(2, spoken.count))
  }

  /// The longest stretch of a segment that is in another language, where there is one of some words.
  func inlineVerdict(on words: [SegmentWords.Word], of text: String) -> Verdict? {
    let spoken = words.filter { !$0.isMasked && $0.letters > 1 }
    guard spoken.count >= Self.windowLength else { return nil }
    var found: Range<Int>?
    for start in stride(from: 0, through: spoken.count - Self.windowLength, by: 2) {
      let window = start..<start + Self.windowLength
      guard let judged = judge(Array(spoken[window]), of: text), judged.own < Self.stretchLimit else {
        continue
      }
      found = found.map { min($0.lowerBound, start)..<window.upperBound } ?? window
    }
    guard var range = found else { return nil }
    // The ends of the stretch are where a single word says so too.
    func isOwn(_ word: SegmentWords.Word) -> Bool { (judge([word], of: text)?.own ?? 1) > 0.5 }
    while range.upperBound < spoken.count, !isOwn(spoken[range.upperBound]) {
      range = range.lowerBound..<range.upperBound + 1
    }
    while range.lowerBound > 0, !isOwn(spoken[range.lowerBound - 1]) {
      range = range.lowerBound - 1..<range.upperBound
    }
    while range.count > 3, isOwn(spoken[range.lowerBound]) { range = range.lowerBound + 1..<range.upperBound }
    while range.count > 3, isOwn(spoken[range.upperBound - 1]) {
      range = range.lowerBound..<range.upperBound - 1
    }
    let stretch = Array(spoken[range])
    guard stretch.count >= 4, stretch.filter(\.isPlain).count >= 2, let judged = judge(stretch, of: text),
      judged.own < Self.stretchLimit,
      let first = stretch.first, let last = stretch.last
    else { return nil }
    return verdict(judged, range: first.range.lowerBound..<last.range.upperBound, words: stretch.count)
  }

  private func judge(_ words: [SegmentWords.Word], of text: String) -> LanguageComparison? {
    detector.comparison(of: words.map { text.slice(utf8: $0.range) }.joined(separator: " "), with: target)
  }

  private func verdict(_ judged: LanguageComparison, range: Range<Int>, words: Int)
    -> Verdict
  {
    let certainty = judged.own < 0.01 ? "no" : "few"
    return Verdict(
      range: range, language: judged.other.language,
      confidence: min(0.99, 1 - judged.own) * (words == 1 ? 0.8 : 1),
      reasons: [
        "\(words == 1 ? "its word is" : "its \(words) words are") \(LanguageIdentifier.displayName(of: judged.other.language.identifier)), "
          + "with \(certainty) signs of \(LanguageIdentifier.displayName(of: target.identifier))"
      ])
  }
}
