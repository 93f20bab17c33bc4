import Bitext
import ICU
import Languages

/// Finds whole pages and texts in a language that does not belong there: neither the page's nor one from which strings
/// may have been left over.
///
/// A page most of which is in such a language is one finding, not as many as it has texts.
struct WrongLanguageRule: Rule {
  static let identifier = "wrong-language"

  /// The least share of the letters, and the least number of letters and texts, that make a page one of another language.
  private static let (pageShare, pageLetters, pageTexts) = (0.7, 100, 3)
  /// The least words and letters of a text in a third language, and the most that may speak for the page's.
  private static let (leastWords, leastLetters, mostOwn, leastOther) = (4, 20, 0.01, 0.6)

  private let options: ReviewOptions
  private let detector: LanguageDetector
  private let own: OwnLanguages
  private let ownScripts: Set<Script>

  init(_ options: ReviewOptions) {
    self.options = options
    detector = LanguageDetector()
    own = detector.ownLanguages(of: options.target)
    ownScripts = LanguageScripts.scripts(of: options.target)
  }

  /// Texts in a third language, where the languages of left-over strings are given.
  ///
  /// Where any language may have been left over, the rule `untranslated` finds them.
  func decide(_ segment: ReviewedSegment) throws -> Decision {
    guard !options.sources.isEmpty else { return .silent }
    let words = segment.words.filter { !$0.isMasked && !$0.isInternational && $0.letters > 1 }
    guard let first = words.first, let last = words.last,
      words.contains(where: { $0.isPlain || $0.script != .latin }),
      words.reduce(0, { $0 + $1.letters }) >= (isForeign(words) ? 4 : Self.leastLetters),
      words.count >= (isForeign(words) ? 1 : Self.leastWords)
    else { return .silent }
    let range = first.range.lowerBound..<last.range.upperBound
    let text = segment.text.slice(utf8: range)
    guard let judged = detector.comparison(of: text, with: own), judged.own < Self.mostOwn,
      judged.other.probability > Self.leastOther, !isExpected(judged.other.language),
      try options.renderings?.isKnown(segment.trimmed, in: options.target) != true,
      !LanguageNames.isOwnName(segment.trimmed)
    else { return .silent }
    let expected = ([options.target] + options.sources).map(name).joined(separator: ", ")
    return .found([
      segment.finding(
        Self.identifier, range, language: judged.other.language,
        confidence: min(0.99, judged.other.probability),
        evidence: [
          "its \(words.count == 1 ? "word is" : "\(words.count) words are") \(name(judged.other.language)); "
            + "expected here: \(expected)"
        ])
    ])
  }

  private func isForeign(_ words: [SegmentWords.Word]) -> Bool {
    !ownScripts.isEmpty && words.allSatisfy { $0.isForeign(to: ownScripts) && $0.script != .latin }
  }

  private func isExpected(_ language: LanguageTag) -> Bool {
    ([options.target] + options.sources).contains { $0.commonLanguage == language.commonLanguage }
  }

  /// The finding on a whole page, where most of it is in a language that does not belong there.
  ///
  /// - Parameters:
  ///   - findings: what stands on the page; the first of that language gives the place.
  ///   - declared: the language that the page declares.
  func finding(on tally: LanguageTally, findings: [Finding], declared: LanguageTag?) -> Finding? {
    guard tally.letters >= Self.pageLetters, tally.texts >= Self.pageTexts, let main = tally.main,
      main.share >= Self.pageShare,
      !options.sources.contains(where: { $0.commonLanguage == main.language.commonLanguage }),
      var finding = findings.first(where: { $0.language == main.language })
    else { return nil }
    finding.rule = Self.identifier
    finding.context = "page"
    finding.confidence = 0.99
    finding.severity = .error
    finding.candidates = [main.language]
    let percent = Int((main.share * 100).rounded())
    finding.evidence = [
      "\(percent) % of the letters in its \(tally.texts) texts are \(name(main.language)); "
        + "it should be \(name(options.target))"
    ]
    finding.suggestions = []
    if let declared {
      if declared.commonLanguage == main.language.commonLanguage {
        finding.evidence.append("the page declares \(name(declared)) itself: is it in the right folder?")
      } else {
        finding.evidence.append("the page declares \(name(declared))")
        finding.suggestions = [
          .init(text: "lang=\"\(main.language)\"", source: "the language of its text", score: 100)
        ]
      }
    }
    return finding
  }

  private func name(_ tag: LanguageTag) -> String { LanguageNames.name(of: tag) }
}
