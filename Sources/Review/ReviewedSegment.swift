import Bitext
import ICU

/// A segment, with what every rule has to know of it; found once for all rules.
struct ReviewedSegment {
  let segment: Segment
  private let reviewed: ReviewedBlock
  /// Its words; those in URLs, code and terms that stay as they are count for nothing.
  let words: [SegmentWords.Word]
  /// The terms of the glossaries in it, by the language in which they were sought.
  let terms: [(language: LanguageTag, term: KnownTerm)]
  /// Whether it is the whole block, or an element that stands alone in it.
  let standsAlone: Bool

  /// The text without white space around it.
  let trimmed: String
  let trimmedRange: Range<Int>

  init(_ segment: Segment, of reviewed: ReviewedBlock, options: ReviewOptions) throws {
    self.segment = segment
    self.reviewed = reviewed
    standsAlone = reviewed.standsAlone(segment)
    let text = segment.content.text
    trimmedRange = text.trimmedRange
    trimmed = trimmedRange.count == text.utf8.count ? text : text.slice(utf8: trimmedRange)
    var masked = reviewed.untouchable(in: segment.range)
    var found: [(language: LanguageTag, term: KnownTerm)] = []
    if let terms = options.terms {
      for language in terms.languages {
        for term in try terms.terms(in: text, language: language) {
          found.append((language, term))
          // Not translated at all, or written just so in the page's language.
          if !term.isTranslatable || term.renderings(in: options.target).contains(term.term) {
            masked.append(term.range)
          }
        }
      }
    }
    terms = found
    // A word in capitals is a label on a button, and anywhere else more likely an acronym.
    let leastCapitals = standsAlone ? (reviewed.block.kind == .control ? 1 : 2) : nil
    words = SegmentWords(in: text, masked: masked, leastCapitals: leastCapitals).words
  }

  var text: String { segment.content.text }
  var block: Block { reviewed.block }

  /// The bytes from the first word to the last; nil where there is none.
  var wordSpan: Range<Int>? {
    guard let first = words.first, let last = words.last else { return nil }
    return first.range.lowerBound..<last.range.upperBound
  }

  /// The letters of the words that count.
  var letters: Int { words.reduce(0) { $1.isMasked ? $0 : $0 + $1.letters } }

  /// The bytes of the file that a part of the text covers.
  func place(of range: Range<Int>) -> Range<Int> {
    let start = segment.range.lowerBound
    return reviewed.block.map.source(of: start + range.lowerBound..<start + range.upperBound)
  }

  /// A finding about a part of the text, without evidence so far.
  func finding(
    _ rule: String, _ range: Range<Int>, language: LanguageTag = .undetermined, confidence: Double,
    evidence: [String] = []
  ) -> Finding {
    let range = withClosingBracket(range)
    return Finding(
      rule: rule, severity: Finding.Severity(confidence: confidence), place: place(of: range),
      text: text.slice(utf8: range), context: reviewed.block.kind.name, language: language,
      candidates: language.isUndetermined ? [] : [language], confidence: confidence, evidence: evidence,
      suggestions: [])
  }

  /// A range with the bracket or quotation mark after it, where it opens inside.
  private func withClosingBracket(_ range: Range<Int>) -> Range<Int> {
    let bytes = segment.content.text.utf8
    let end = bytes.index(bytes.startIndex, offsetBy: range.upperBound)
    guard let closing = segment.content.text[end...].first,
      let opening = Self.brackets[closing]
    else { return range }
    let inside = text.slice(utf8: range)
    let open = inside.count { $0 == opening }
    let closed = opening == closing ? open / 2 * 2 : inside.count { $0 == closing }
    return open > closed ? range.lowerBound..<range.upperBound + closing.utf8.count : range
  }

  private static let brackets: [Character: Character] = [
    ")": "(", "]": "[", "}": "{", "»": "«", "”": "“", "’": "‘", "\"": "\"", "」": "「", "）": "（",
  ]
}
