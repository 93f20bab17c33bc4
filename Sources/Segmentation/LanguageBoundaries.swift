import Bitext
import ICU

/// Cuts sentences where the language changes for a phrase, by what somebody else found out about languages.
enum LanguageBoundaries {
  /// The places where a span of another language starts or ends, as byte offsets in order.
  ///
  /// A span counts from two words up; one in quotation marks or brackets is a citation and stays in its
  /// sentence.
  static func places(
    in text: ScalarText, spans: [(range: Range<Int>, language: LanguageTag)], main: LanguageTag?
  ) -> [Int] {
    var result: Set<Int> = []
    let main = main ?? longest(spans)
    for span in spans
    where span.language.commonLanguage != main?.commonLanguage && !span.language.isUndetermined {
      let start = text.end(ofSpaceAfter: min(max(span.range.lowerBound, 0), text.count))
      let end = min(max(span.range.upperBound, 0), text.count)
      guard start < end, text.isBoundary(start), text.isBoundary(end) else { continue }
      guard text.wordCount(start..<end) > 1, !text.isCitation(start..<end) else { continue }
      result.insert(start)
      result.insert(text.end(ofMarksAfter: end))
    }
    return result.filter { $0 > 0 && $0 < text.count }.sorted()
  }

  private static func longest(_ spans: [(range: Range<Int>, language: LanguageTag)]) -> LanguageTag? {
    var lengths: [LanguageTag: Int] = [:]
    for span in spans { lengths[span.language, default: 0] += span.range.count }
    return lengths.max { ($0.value, $1.key.identifier) < ($1.value, $0.key.identifier) }?.key
  }
}

extension ScalarText {
  /// Whether an offset does not lie inside a scalar.
  func isBoundary(_ offset: Int) -> Bool { offset == count || bytes[offset] & 0xC0 != 0x80 }

  /// The number of runs of letters and digits, at most 2.
  func wordCount(_ range: Range<Int>) -> Int {
    var words = 0
    var isInWord = false
    var offset = range.lowerBound
    while offset < range.upperBound, words < 2 {
      let (kind, width) = sentenceClass(at: offset)
      switch kind {
      case .lower, .upper, .letter, .digit:
        if !isInWord { words += 1 }
        isInWord = true
      case .space, .newline: isInWord = false
      default: break
      }
      offset += width
    }
    return words
  }

  /// Whether quotation marks or brackets stand on both sides.
  func isCitation(_ range: Range<Int>) -> Bool {
    guard range.lowerBound > 0, range.upperBound < count else { return false }
    let before = sentenceClass(before: range.lowerBound)
    let after = sentenceClass(at: range.upperBound).value
    return (before == .opening || before == .quotation) && (after == .closing || after == .quotation)
  }

  /// Where the marks that close a phrase and the white space after them end.
  func end(ofMarksAfter offset: Int) -> Int {
    var end = offset
    while end < count {
      let (kind, width) = sentenceClass(at: end)
      guard kind == .fullStop || kind == .terminator || kind == .continuing || kind == .closing else { break }
      end += width
    }
    return self.end(ofSpaceAfter: end)
  }
}
