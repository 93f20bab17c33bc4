public import Formats
public import TranslationMemory

/// Looks up every segment of documents in a memory.
public struct BatchLookup {
  /// A segment and what is known of it.
  public struct Segment: Sendable {
    /// The text, without white space around it.
    public var text: String
    /// Where it starts.
    public var position: TextPosition
    /// The matches, the closest first.
    public var matches: [MemoryMatch]
  }

  private let memory: MemoryStore
  private let source: LanguageTag
  private let target: LanguageTag
  private let threshold: Double
  private let limit: Int
  private let repairer: MatchRepairer?
  private let segments: DocumentSegments

  /// Creates the verb.
  ///
  /// - Parameters:
  ///   - threshold: the lowest score, from 0 to 101.
  ///   - limit: the most matches of a segment.
  ///   - repairer: replaces in each match what differs; nil where that is not wanted.
  public init(
    _ memory: MemoryStore, from source: LanguageTag, to target: LanguageTag, threshold: Double, limit: Int,
    repairer: MatchRepairer? = nil
  ) {
    self.memory = memory
    self.source = source
    self.target = target
    self.threshold = threshold
    self.limit = limit
    self.repairer = repairer
    segments = DocumentSegments(language: source)
  }

  /// Looks up the segments of a file, each with the ones around it as its context.
  ///
  /// - Parameter body: is called with each segment, its number from 1, and how many there are.
  /// - Returns: what was wrong with the file.
  /// - Throws: ``Formats/FormatError``, ``TranslationMemory/MemoryError``, or what `body` throws.
  public func run(_ file: InputSource, body: (Segment, _ number: Int, _ total: Int) throws -> Void) throws
    -> [Problem]
  {
    let (located, summary) = try segments.segments(of: file)
    let contents = located.map { $0.segment.content.trimmed().content }
    for (index, content) in contents.enumerated() {
      let matches = try memory.matches(
        for: content, from: source, to: target, threshold: threshold, limit: limit,
        previous: index > 0 ? contents[index - 1].text : nil,
        next: index + 1 < contents.count ? contents[index + 1].text : nil, repairer: repairer)
      try body(
        Segment(text: content.text, position: located[index].position, matches: matches), index + 1,
        contents.count)
    }
    return summary.problems
  }
}
