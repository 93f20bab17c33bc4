public import Bitext
import ICU
import Synchronization

/// Cuts text into segments: sentences, and phrases in another script.
///
/// Places where a sentence may end are found in one pass over the text's UTF-8; each is decided by rules on
/// language data (abbreviations, initials, ordinals, list items, line ends) or, where no rule speaks, by a
/// linear model whose figures were learned from treebanks of more than 50 languages. A sentence is cut
/// further where the script changes for a whole phrase. The segments of a text, joined, are the text: white
/// space belongs to the segment before it.
///
/// ```swift
/// try Segmenter().ranges(in: "One. Two.", language: english)  // [0..<5, 5..<9]
/// ```
///
/// The result depends on the text, the language and the options alone. Time and memory grow with the length
/// of the text only. Hold on to a segmenter: it keeps what it has read of a language. It may be used from
/// several tasks.
public final class Segmenter: Sendable {
  /// What the segmenter does beyond finding sentences.
  public let options: SegmenterOptions
  private let engines = Mutex(Engines())
  private let breakers = Mutex<[String: TextBreaker]>([:])

  /// Creates a segmenter.
  public init(_ options: SegmenterOptions = SegmenterOptions()) { self.options = options }

  /// The segments of a text, as UTF-8 byte ranges; none where the text is empty.
  ///
  /// - Parameters:
  ///   - language: the language of the text, nil where nobody knows.
  ///  - spans: parts of the text whose language is known to differ, in order; a phrase that starts or ends
  /// inside a
  ///     sentence becomes a segment of its own.
  /// - Throws: ``ICU/ICUError`` where ICU cannot break text.
  public func ranges(
    in text: String, language: LanguageTag? = nil, spans: [(range: Range<Int>, language: LanguageTag)] = []
  ) throws -> [Range<Int>] {
    try pieces(of: text, language: language, spans: spans, splitsPhrases: options.phrases == .always)
  }

  private func pieces(
    of text: String, language: LanguageTag?, spans: [(range: Range<Int>, language: LanguageTag)],
    splitsPhrases: Bool
  ) throws -> [Range<Int>] {
    let scalars = ScalarText(text)
    var ends = try sentenceEnds(of: text, scalars, language: language)
    if case .unicode = options.rules { return Self.ranges(endingAt: ends) }
    var extra: [Int] = []
    if !spans.isEmpty { extra += LanguageBoundaries.places(in: scalars, spans: spans, main: language) }
    if options.splitsGluedText { extra += GluedText.places(in: scalars) }
    if !extra.isEmpty { ends = Set(ends + extra).sorted() }
    let sentences = Self.ranges(endingAt: ends)
    guard splitsPhrases, PhraseSplitter.hasTwoKinds(scalars.bytes[...]) else { return sentences }
    return sentences.flatMap {
      PhraseSplitter.hasTwoKinds(scalars.bytes[$0]) ? PhraseSplitter.split(text, within: $0) : [$0]
    }
  }

  private func sentenceEnds(of text: String, _ scalars: ScalarText, language: LanguageTag?) throws -> [Int] {
    switch options.rules {
    case .builtIn: return engine(for: language).boundaries(in: scalars)
    case .unicode: return try breaker(for: language).boundaries(in: text)
    case .srx(let rules):
      let base = rules.document.usesUnicodeBreaks ? try breaker(for: language).boundaries(in: text) : []
      return try rules.boundaries(in: scalars, string: text, language: tag(of: language), base: base)
    case .extended(let rules):
      let base = engine(for: language).boundaries(in: scalars)
      return try rules.boundaries(in: scalars, string: text, language: tag(of: language), base: base)
    }
  }

  private static func ranges(endingAt ends: [Int]) -> [Range<Int>] {
    var start = 0
    return ends.map { end in
      defer { start = end }
      return start..<end
    }
  }

  /// Every place in a text where a sentence may end, with the decision and its reasons.
  ///
  /// Speaks of the built-in rules, whatever the options say.
  public func decisions(in text: String, language: LanguageTag? = nil) -> [BoundaryDecision] {
    engine(for: language).decisions(in: ScalarText(text))
  }

  /// The segments of a block, with their inline codes and their places in the file.
  ///
  /// A pair of codes that a boundary parts is told as two isolated codes, one in each segment.
  ///
  /// - Parameters:
  ///   - language: used where the block does not declare its own.
  ///   - spans: parts of the block's text whose language is known, in order.
  /// - Throws: ``ICU/ICUError`` where ICU cannot break text.
  public func segments(
    of block: Block, language: LanguageTag? = nil, spans: [(range: Range<Int>, language: LanguageTag)] = []
  ) throws -> [Segment] {
    let ranges = try pieces(
      of: block.content.text, language: block.language ?? language, spans: spans,
      splitsPhrases: options.phrases != .never)
    if ranges.count == 1, let range = ranges.first {
      return [Segment(content: block.content, range: range, place: block.map.source(of: range))]
    }
    let handling: SRXDocument.FormatHandling =
      switch options.rules {
      case .srx(let rules), .extended(let rules): rules.document.formatHandling
      case .builtIn, .unicode: SRXDocument.FormatHandling()
      }
    let contents = CodeSplitter.split(block.content, at: ranges, handling: handling)
    return zip(contents, ranges).map { Segment(content: $0, range: $1, place: block.map.source(of: $1)) }
  }

  /// The engines that were made, and the one that was asked for last: block after block is in one language.
  private struct Engines {
    var byCode: [String: SentenceEngine] = [:]
    var last: (identifier: String, engine: SentenceEngine)?
  }

  private func engine(for language: LanguageTag?) -> SentenceEngine {
    let identifier = tag(of: language)
    return engines.withLock { known in
      if let last = known.last, last.identifier == identifier { return last.engine }
      let code = code(of: language)
      let engine = known.byCode[code] ?? SentenceEngine(language: code)
      known.byCode[code] = engine
      known.last = (identifier, engine)
      return engine
    }
  }

  private func breaker(for language: LanguageTag?) throws -> TextBreaker {
    let locale = code(of: language)
    return try breakers.withLock { known in
      if let breaker = known[locale] { return breaker }
      let breaker = try TextBreaker(.sentence, locale: locale)
      known[locale] = breaker
      return breaker
    }
  }

  private func tag(of language: LanguageTag?) -> String { language?.identifier ?? "" }

  private func code(of language: LanguageTag?) -> String {
    guard let language, !language.isUndetermined else { return "" }
    // Figures are learned under one code for a language that has two.
    return language.commonLanguage
  }
}
