import Bitext
import ICU
import Languages
import Synchronization

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

  /// How likely a language is before a text is read, against one that many pages are written in: the page's own,
  /// English, and one that few pages are written in.
  ///
  /// Chosen, with the limits below, on planted strings in 160 pages of MDN and 176 of Debian's manuals in twelve languages.
  private static let (ownPrior, englishPrior, rarePrior) = (12.0, 8.0, 0.3)
  /// The languages of nearly all pages of the web (W3Techs, content languages); the others are rare.
  private static let common: Set<String> = [
    "ar", "bg", "ca", "cs", "da", "de", "el", "es", "et", "fa", "fi", "fr", "he", "hr", "hu", "id", "it",
    "ja",
    "ko", "lt", "lv", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk", "vi",
    "zh",
  ]
  /// The most that may speak for the page's language: in a string that stands alone, in a sentence, in a stretch of one.
  private static let (aloneLimit, sentenceLimit, stretchLimit) = (0.6, 0.05, 0.002)
  /// The least that must speak for one other language.
  private static let leastProbability = 0.05
  /// The most that may speak for the page's language in short words in capitals, and the least for another.
  private static let (mostOwnOfCapitals, leastOtherOfCapitals) = (0.1, 0.7)
  /// From here on a language is surely no other in the letters of a third.
  private static let certainOther = 0.97
  /// The most that a single word in small letters is worth where no label stands.
  private static let smallWordConfidence = 0.55
  /// From here on a text that is the same in both languages is taken for one of the page's language.
  private static let identicalLimit = 0.9
  /// How much likelier the page's language is between two texts in another, and the most that may speak for it there.
  private static let (betweenPrior, betweenLimit) = (2.0, 0.75)
  /// The words of a stretch that are read together.
  private static let windowLength = 6
  /// The most words of a segment that are judged at a time.
  private static let mostWords = 4_096

  private let target: LanguageTag
  private let detector: LanguageDetector
  private let own: OwnLanguages
  private let pairs = PairDetectors()

  init(target: LanguageTag, sources: [LanguageTag]) {
    self.target = target
    // A string on a page is in the page's language until its words say otherwise; of others English is likeliest.
    var priors: [LanguageTag: Double] = [:]
    for tag in LanguageDetector.languages {
      if tag.commonLanguage == target.commonLanguage {
        priors[tag] = Self.ownPrior
      } else if tag.language == "en" {
        priors[tag] = Self.englishPrior
      } else if !Self.common.contains(tag.language) {
        priors[tag] = Self.rarePrior
      }
    }
    if !sources.isEmpty { priors[target] = Self.ownPrior }
    // Against a language that the model does not know, those named would win every text.
    let isKnown = LanguageDetector.languages.contains { $0.commonLanguage == target.commonLanguage }
    detector = LanguageDetector(
      candidates: sources.isEmpty || !isKnown ? [] : [target] + sources, priors: priors)
    own = detector.ownLanguages(of: target)
  }

  /// What a text in a script that the page's language does not use says of its language.
  func evidence(for text: String) -> LanguageEvidence { detector.evidence(for: text) }

  /// The verdict on a segment, whole or on a stretch of it; nil where it may well be in the page's language.
  ///
  /// Costs one reading of the words, and a sum over the languages for every second word.
  ///
  /// - Parameter counts: which words count; all, if it is not given.
  func verdict(
    on segment: ReviewedSegment, where counts: ((SegmentWords.Word) -> Bool)? = nil
  ) -> Verdict? {
    let words = segment.words.filter { !$0.isMasked && $0.letters > 1 && counts?($0) ?? true }
    // What the words say is kept while they are judged; a segment of any size is judged in parts.
    var first = 0
    while first < words.count {
      let part = words[first..<min(words.count, first + Self.mostWords)]
      let speaking = Speaking(words: Array(part), of: segment.text, detector: detector)
      let isWhole = part.count == words.count
      if isWhole || first == 0, let verdict = wholeVerdict(on: speaking, of: segment) { return verdict }
      if let verdict = inlineVerdict(on: speaking) { return verdict }
      first += part.count
    }
    return nil
  }

  /// What the words of a segment say altogether, of the page's language and of the likeliest other.
  func judgement(
    of segment: ReviewedSegment, where counts: ((SegmentWords.Word) -> Bool)? = nil
  ) -> LanguageComparison? {
    let words = segment.words.filter { !$0.isMasked && $0.letters > 1 && counts?($0) ?? true }
      .prefix(Self.mostWords)
    let speaking = Speaking(words: Array(words), of: segment.text, detector: detector)
    return speaking.voices.comparison(of: speaking.spoken, with: own)
  }

  /// The verdict on a text that stands alone between two that are in another language; nil where its words speak for the
  /// page's, or say nothing.
  ///
  /// Makes a detector of the two languages the first time, in about a tenth of a millisecond.
  func verdict(on segment: ReviewedSegment, between other: LanguageTag) -> Verdict? {
    let words = segment.words.filter { !$0.isMasked && !$0.isInternational && $0.letters > 1 }
      .prefix(Self.mostWords)
    guard let first = words.first, let last = words.last, words.reduce(0, { $0 + $1.letters }) >= 3 else {
      return nil
    }
    let detector = pairs.detector(of: other) {
      LanguageDetector(candidates: [target, other], priors: [target: Self.betweenPrior])
    }
    let voices = WordVoices(of: segment.text, words: words.map(\.range), detector: detector)
    guard
      var judged = voices.comparison(of: Array(words.indices), with: detector.ownLanguages(of: target)),
      judged.own < Self.betweenLimit
    else { return nil }
    judged.own = max(judged.own, 0.3)
    var verdict = verdict(
      judged, range: first.range.lowerBound..<last.range.upperBound, words: words.count)
    let name = LanguageNames.name(of: other)
    verdict.reasons = ["the texts before and after it are \(name), and it may be \(name) too"]
    return verdict
  }

  /// The verdict on a text that stands unchanged on the page in the source language: nil where it is names only, or words
  /// that may well be of the page's language too.
  func sameTextVerdict(on segment: ReviewedSegment) -> Verdict? {
    let words = segment.words.filter { !$0.isMasked && !$0.isInternational && $0.letters > 1 }
      .prefix(Self.mostWords)
    guard let first = words.first, let last = words.last, words.contains(where: \.isPlain) || words.count > 2
    else { return nil }
    let speaking = Speaking(words: Array(words), of: segment.text, detector: detector)
    guard var judged = speaking.voices.comparison(of: Array(words.indices), with: own),
      judged.own < Self.identicalLimit
    else { return nil }
    // That the texts are the same says more than the words.
    judged.own = min(judged.own, 0.05)
    return verdict(judged, range: first.range.lowerBound..<last.range.upperBound, words: max(2, words.count))
  }

  /// Detectors of the page's language and another, by the other.
  private final class PairDetectors: Sendable {
    private let known = Mutex<[LanguageTag: LanguageDetector]>([:])

    func detector(of other: LanguageTag, make: () -> LanguageDetector) -> LanguageDetector {
      known.withLock { known in
        if let detector = known[other] { return detector }
        let detector = make()
        known[other] = detector
        return detector
      }
    }
  }

  /// Words, and what each says.
  private struct Speaking {
    let text: String
    let words: [SegmentWords.Word]
    let voices: WordVoices
    /// The words that are no names of all languages.
    let spoken: [Int]

    init(words: [SegmentWords.Word], of text: String, detector: LanguageDetector) {
      self.text = text
      self.words = words
      voices = WordVoices(of: text, words: words.map(\.range), detector: detector)
      spoken = words.indices.filter { !words[$0].isInternational }
    }
  }

  private func wholeVerdict(on speaking: Speaking, of segment: ReviewedSegment) -> Verdict? {
    let (words, spoken, standsAlone) = (speaking.words, speaking.spoken, segment.standsAlone)
    guard let first = spoken.first, let last = spoken.last, spoken.count >= (standsAlone ? 1 : 3),
      spoken.reduce(0, { $0 + words[$1].letters }) >= 3,
      let judged = speaking.voices.challenge(of: spoken, to: own),
      judged.own < (standsAlone ? Self.aloneLimit : Self.sentenceLimit),
      judged.other.probability >= Self.leastProbability,
      // `Radio` is a word of many languages, each with a small share; that is no sign against the page's.
      judged.own < judged.other.probability
    else { return nil }
    // A few short words in capitals may be acronyms all the same.
    if spoken.count < 4, spoken.allSatisfy({ words[$0].isCapitals && words[$0].letters <= 6 }),
      judged.own > Self.mostOwnOfCapitals || judged.other.probability < Self.leastOtherOfCapitals
    {
      return nil
    }
    var verdict = verdict(
      judged, range: words[first].range.lowerBound..<words[last].range.upperBound, words: spoken.count)
    if spoken.count == 1, words[first].isPlain, words[first].hasCase, segment.block.kind != .control {
      verdict.confidence = min(verdict.confidence, Self.smallWordConfidence)
      verdict.reasons.append("a single word in small letters may also be code or a name")
    }
    return romanized(verdict, judged, in: speaking)
  }

  /// The longest stretch of a segment that is in another language, where there is one of some words.
  private func inlineVerdict(on speaking: Speaking) -> Verdict? {
    let (words, voices) = (speaking.words, speaking.voices)
    guard words.count >= Self.windowLength else { return nil }
    var found: Range<Int>?
    for start in stride(from: 0, through: words.count - Self.windowLength, by: 2) {
      let window = start..<start + Self.windowLength
      guard let judged = voices.challenge(of: window, to: own), judged.own < Self.stretchLimit else {
        continue
      }
      found = found.map { min($0.lowerBound, start)..<window.upperBound } ?? window
    }
    guard var range = found else { return nil }
    // The ends of the stretch are where a single word says so too.
    func isOwn(_ word: Int) -> Bool {
      (voices.comparison(of: word..<word + 1, with: own)?.own ?? 1) > 0.5
    }
    while range.upperBound < words.count, !isOwn(range.upperBound) {
      range = range.lowerBound..<range.upperBound + 1
    }
    while range.lowerBound > 0, !isOwn(range.lowerBound - 1) {
      range = range.lowerBound - 1..<range.upperBound
    }
    while range.count > 3, isOwn(range.lowerBound) { range = range.lowerBound + 1..<range.upperBound }
    while range.count > 3, isOwn(range.upperBound - 1) { range = range.lowerBound..<range.upperBound - 1 }
    guard range.count >= 4, words[range].filter(\.isPlain).count >= 2,
      let judged = voices.comparison(of: range, with: own), judged.own < Self.stretchLimit
    else { return nil }
    let verdict = verdict(
      judged, range: words[range.lowerBound].range.lowerBound..<words[range.upperBound - 1].range.upperBound,
      words: range.count)
    return romanized(verdict, judged, in: speaking)
  }

  /// A verdict under the right name where the text is in a language that is written in other letters.
  private func romanized(_ verdict: Verdict, _ judged: LanguageComparison, in speaking: Speaking) -> Verdict {
    guard judged.other.probability < Self.certainOther,
      let language = RomanizedRussian.language(of: speaking.text.slice(utf8: verdict.range))
    else { return verdict }
    var verdict = verdict
    verdict.language = language
    verdict.reasons[0] =
      "written back in Cyrillic its words are Russian, with no signs of \(LanguageNames.name(of: target))"
    return verdict
  }

  private func verdict(_ judged: LanguageComparison, range: Range<Int>, words: Int)
    -> Verdict
  {
    let certainty = judged.own < 0.01 ? "no" : "few"
    return Verdict(
      range: range, language: judged.other.language,
      confidence: min(0.99, 1 - judged.own) * (words == 1 ? 0.8 : 1),
      reasons: [
        "\(words == 1 ? "its word is" : "its \(words) words are") \(LanguageNames.name(of: judged.other.language)), "
          + "with \(certainty) signs of \(LanguageNames.name(of: target))"
      ])
  }
}
