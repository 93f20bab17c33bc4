public import Bitext
import ICU
import Synchronization

/// Cuts text into segments: sentences, and phrases in another script.
///
/// Sentences end where Unicode's rules, in a language's tailoring, say so (UAX #29 through ICU). A sentence is cut further
/// where the script changes for a whole phrase. The segments of a text, joined, are the text: white space belongs
/// to the segment before it.
///
/// ```swift
/// try Segmenter().ranges(in: "One. Two.", language: english)  // [0..<5, 5..<9]
/// ```
///
/// Keeps one break iterator a language, so hold on to a segmenter; it may be used from several tasks.
public final class Segmenter: Sendable {
  private let breakers = Mutex<[String: TextBreaker]>([:])

  /// Creates a segmenter.
  public init() {}

  /// The segments of a text, as UTF-8 byte ranges.
  ///
  /// - Throws: ``ICU/ICUError`` where ICU cannot break text.
  public func ranges(in text: String, language: LanguageTag? = nil) throws -> [Range<Int>] {
    var result: [Range<Int>] = []
    for sentence in try breaker(for: language).pieces(in: text) {
      result.append(contentsOf: PhraseSplitter.split(text, within: sentence.range))
    }
    return result
  }

  /// The segments of a block, with their inline codes and their places in the file.
  ///
  /// - Parameter language: used where the block does not declare its own.
  /// - Throws: ``ICU/ICUError`` where ICU cannot break text.
  public func segments(of block: Block, language: LanguageTag? = nil) throws -> [Segment] {
    let ranges = try ranges(in: block.content.text, language: block.language ?? language)
    if ranges.count == 1, let range = ranges.first {
      return [Segment(content: block.content, range: range, place: block.map.source(of: range))]
    }
    return ranges.map { Segment(content: block.content[$0], range: $0, place: block.map.source(of: $0)) }
  }

  private func breaker(for language: LanguageTag?) throws -> TextBreaker {
    let locale = language.map { $0.isUndetermined ? "" : $0.language } ?? ""
    return try breakers.withLock { known in
      if let breaker = known[locale] { return breaker }
      let breaker = try TextBreaker(.sentence, locale: locale)
      known[locale] = breaker
      return breaker
    }
  }
}
