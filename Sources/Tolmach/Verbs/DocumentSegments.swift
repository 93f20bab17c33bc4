public import Formats
import Languages
public import Segmentation

/// Cuts documents into segments, each with its language and its place.
public struct DocumentSegments: Sendable {
  /// A segment of a document, where it stands, and why it is one.
  public struct Located: Sendable {
    /// The segment.
    public var segment: Segment
    /// Where it starts.
    public var position: TextPosition
    /// The places in the segment's text where it might have been cut, its end the last of them, as offsets
    /// from its start; empty unless asked for.
    public var decisions: [BoundaryDecision]
  }

  private static let standardInputLimit = 256 * 1_048_576

  private let segmenter: Segmenter
  private let detector: LanguageDetector
  private let language: LanguageTag?
  private let registry: FormatRegistry
  private let reading: ReadingOptions

  /// Creates the verb.
  ///
  /// - Parameters:
  ///   - language: the language of what declares none.
  ///   - candidates: the languages in question; empty means any.
  ///   - segmentation: the rules.
  public init(
    language: LanguageTag? = nil, candidates: [LanguageTag] = [],
    segmentation: SegmenterOptions = SegmenterOptions(), reading: ReadingOptions = ReadingOptions(),
    registry: FormatRegistry = .standard
  ) {
    self.language = language
    self.reading = reading
    self.registry = registry
    segmenter = Segmenter(segmentation)
    detector = LanguageDetector(candidates: candidates)
  }

  /// The segments of a text; joined, they are the text.
  ///
  /// - Throws: ``ICU/ICUError``.
  public func segments(of text: String, language: LanguageTag?) throws -> [String] {
    let utf8 = text.utf8
    var start = utf8.startIndex
    return try segmenter.ranges(in: text, language: language ?? self.language).map { range in
      let end = utf8.index(start, offsetBy: range.count)
      defer { start = end }
      return String(text[start..<end])
    }
  }

  /// The places of a text where it is cut or might have been, with the reasons, as byte offsets in order.
  ///
  /// - Throws: ``ICU/ICUError``.
  public func decisions(in text: String, language: LanguageTag?) throws -> [BoundaryDecision] {
    let language = language ?? self.language
    let ends = try segmenter.ranges(in: text, language: language).map(\.upperBound)
    return BoundaryExplanation.decisions(in: text, cutAt: ends, segmenter: segmenter, language: language)
  }

  /// Reads a document: its segments, in the order of its blocks, and what was wrong with it.
  ///
  /// A paragraph is cut where the language changes for a phrase too. Memory grows with the document.
  ///
  /// - Parameter explains: whether each segment comes with the decisions in it.
  /// - Throws: ``Formats/FormatError`` or ``ICU/ICUError``.
  public func segments(
    of source: InputSource, explains: Bool = false
  ) throws -> (segments: [Located], summary: DocumentSummary) {
    let source = try source.rereadable(limit: Self.standardInputLimit)
    let stream = try source.open()
    let format = try registry.format(of: source, stream: stream, ability: .readsDocuments)
    var located: [Located] = []
    let summary = try format.readDocument(from: stream, options: reading) { block in
      let text = block.content.text
      let spans = detector.spans(in: text)
      var segments = try segmenter.segments(of: block, language: language, spans: certain(spans, in: text))
      var decisions =
        explains
        ? BoundaryExplanation.decisions(
          in: text, cutAt: segments.map(\.range.upperBound), segmenter: segmenter,
          language: block.language ?? language)[...] : []
      var spanIndex = 0
      for index in segments.indices {
        let range = segments[index].range
        // A short segment is known by what stands around it.
        while spanIndex + 1 < spans.count, spans[spanIndex].range.upperBound <= range.lowerBound {
          spanIndex += 1
        }
        segments[index].evidence = evidence(for: range, spans[min(spanIndex, spans.count)...])
        var inside: [BoundaryDecision] = []
        while var decision = decisions.first, decision.offset <= range.upperBound {
          decisions.removeFirst()
          decision.offset -= range.lowerBound
          inside.append(decision)
        }
        located.append(
          Located(
            segment: segments[index], position: TextPosition(line: 1, column: 1), decisions: inside))
      }
    }
    let positions = try SourceLocator(charset: summary.charset)
      .positions(of: located.map(\.segment.place.lowerBound), in: source)
    for (index, position) in positions.enumerated() { located[index].position = position }
    return (located, summary)
  }

  /// What the stretch says that has most of a segment; `spans` start with the first that reaches into it.
  private func evidence(for range: Range<Int>, _ spans: ArraySlice<LanguageSpan>) -> LanguageEvidence? {
    spans.prefix { $0.range.lowerBound < range.upperBound }
      .max { $0.range.clamped(to: range).count < $1.range.clamped(to: range).count }?.evidence
  }

  /// The stretches whose language is beyond doubt, where there is more than one language.
  private func certain(
    _ spans: [LanguageSpan], in text: String
  ) -> [(range: Range<Int>, language: LanguageTag)] {
    guard spans.count > 1 else { return [] }
    let utf8 = text.utf8
    return spans.filter { span in
      guard span.evidence.confidence >= 0.9 else { return false }
      let start = utf8.index(utf8.startIndex, offsetBy: span.range.lowerBound)
      let part = utf8[start..<utf8.index(start, offsetBy: span.range.count)]
      // Names and titles of few words are part of the sentence; scripts without spaces have no such count.
      return part.split(separator: 0x20, maxSplits: 4).count > 3 || part.allSatisfy { $0 != 0x20 }
    }
    .map { ($0.range, $0.evidence.language) }
  }
}
