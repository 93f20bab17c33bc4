public import Formats
public import TranslationMemory

/// How much of a segment is known already: the lines of a leverage report, the best first.
public enum LeverageBand: String, Hashable, Sendable, CaseIterable {
  /// The same text between the same neighbours is in the memory.
  case context = "101"
  /// The text stood earlier in the same file.
  case repetition = "repetition"
  /// The text stood in an earlier file.
  case crossFileRepetition = "cross-file repetition"
  /// The same text is in the memory.
  case exact = "100"
  /// A text with a score from 95 to less than 100 is in the memory.
  case from95 = "95-99"
  /// From 85 to less than 95.
  case from85 = "85-94"
  /// From 75 to less than 85.
  case from75 = "75-84"
  /// From 50 to less than 75.
  case from50 = "50-74"
  /// A text like it stood earlier in these files, with a score from 75 that is higher than the memory's.
  case internalFuzzy = "internal fuzzy"
  /// Nothing like it is known.
  case new = "new"

  static func ofScore(_ score: Double?) -> LeverageBand {
    guard let score else { return .new }
    if score >= 100 { return score >= 101 ? .context : .exact }
    // As people see it, with one decimal place.
    switch (score * 10).rounded() {
    case 950...: return .from95
    case 850...: return .from85
    case 750...: return .from75
    case 500...: return .from50
    default: return .new
    }
  }
}

/// What stands in one line of a leverage report.
public struct LeverageCounts: Hashable, Sendable {
  /// The segments.
  public var segments = 0
  /// Their words, see ``WordCounter``.
  public var words = 0
  /// Their characters without white space.
  public var characters = 0

  /// Creates counts of nothing.
  public init() {}

  init(segments: Int, words: Int, characters: Int) {
    self.segments = segments
    self.words = words
    self.characters = characters
  }

  static func += (left: inout LeverageCounts, right: LeverageCounts) {
    left.segments += right.segments
    left.words += right.words
    left.characters += right.characters
  }
}

/// The leverage of a file, or of all.
public struct Leverage: Hashable, Sendable {
  /// The name of the file; nil for all files together.
  public var name: String?
  /// What falls into each band.
  public var bands: [LeverageBand: LeverageCounts] = [:]
  /// Segments without a letter or a digit, which nobody bills.
  public var passedOver = 0
  /// What was wrong with the file.
  public var problems: [Problem] = []

  /// All bands together.
  public var total: LeverageCounts {
    bands.values.reduce(into: LeverageCounts()) { $0 += $1 }
  }

  mutating func add(_ other: Leverage) {
    for (band, counts) in other.bands { bands[band, default: LeverageCounts()] += counts }
    passedOver += other.passedOver
  }
}

/// Tells how much of pages a memory knows, as agencies bill it.
///
/// Every segment falls into the first band of ``LeverageBand`` that fits. The first of several equal segments counts
/// for what the memory knows of it, the others are repetitions, unless the memory has them between the same
/// neighbours. Texts are equal where their codes are too.
public struct LeverageAnalysis {
  private static let internalThreshold = 75.0

  /// The lowest score that a memory's index finds; below it every unit must be compared.
  public static let indexedScore = 60.0
  /// The lowest score that any band has.
  public static let lowestScore = 50.0

  private let memory: MemoryStore?
  private let source: LanguageTag
  private let target: LanguageTag
  private let segments: DocumentSegments
  private let counter: WordCounter
  private let threshold: Double
  /// The segments so far, each a rendering of itself, so that it can be looked up.
  private let own: MemoryStore
  private var seen: [MarkedText: Int] = [:]
  private var fileNumber = 0
  /// All files so far.
  public private(set) var total = Leverage()

  /// Creates the verb.
  ///
  /// - Parameters:
  ///   - memory: what is known; nil means nothing.
  ///   - source: the language of the pages.
  ///   - target: the language that they will be translated into.
  ///   - threshold: the lowest score that counts as a match; below ``indexedScore`` every segment without a
  ///     better match is compared with the whole memory, which takes half a second in one of 300,000 units.
  ///   - reading: the charset of the files.
  /// - Throws: ``TranslationMemory/MemoryError``, ``ICU/ICUError``.
  public init(
    memory: MemoryStore?, from source: LanguageTag, to target: LanguageTag,
    threshold: Double = LeverageAnalysis.indexedScore, reading: ReadingOptions = ReadingOptions()
  ) throws {
    self.threshold = threshold
    self.memory = memory
    self.source = source
    self.target = target
    segments = DocumentSegments(language: source, reading: reading)
    counter = try WordCounter()
    own = try MemoryStore()
  }

  /// Analyses a file, after those before it.
  ///
  /// - Parameter progress: is called with the number of segments so far.
  /// - Throws: ``Formats/FormatError`` where it cannot be read, ``TranslationMemory/MemoryError``.
  public mutating func add(_ file: InputSource, progress: (Int) -> Void = { _ in }) throws -> Leverage {
    let (located, summary) = try segments.segments(of: file)
    fileNumber += 1
    var result = Leverage(name: file.name, problems: summary.problems)
    let contents = located.map { $0.segment.content.trimmed().content }
    for (index, content) in contents.enumerated() {
      let words = try counter.words(in: content.text)
      if words == 0 {
        result.passedOver += 1
        continue
      }
      let band = try band(
        of: content, previous: index > 0 ? contents[index - 1].text : nil,
        next: index + 1 < contents.count ? contents[index + 1].text : nil)
      let counts = LeverageCounts(
        segments: 1, words: words, characters: counter.characters(in: content.text))
      result.bands[band, default: LeverageCounts()] += counts
      if seen[content] == nil {
        seen[content] = fileNumber
        try remember(content)
      }
      progress(index + 1)
    }
    total.add(result)
    return result
  }

  private func band(of content: MarkedText, previous: String?, next: String?) throws -> LeverageBand {
    let known = try memory?.matches(
      for: content, from: source, to: target, threshold: threshold, limit: 1, previous: previous, next: next
    ).first?.score.value
    let band = LeverageBand.ofScore(known)
    if band == .context { return band }
    if let file = seen[content] { return file == fileNumber ? .repetition : .crossFileRepetition }
    let floor = max(Self.internalThreshold, known ?? 0)
    guard floor < 95 else { return band }
    let inside = try own.matches(for: content, from: source, to: target, threshold: floor, limit: 1).first
    return inside.map { $0.score.value > floor || known == nil } ?? false ? .internalFuzzy : band
  }

  private func remember(_ content: MarkedText) throws {
    _ = try own.importUnits(
      from: ImportOrigin(source: "", format: "", date: Timestamp(seconds: 0)), duplicates: .keepAll,
      isTrial: false
    ) { add in
      try add(
        TranslationUnit(variants: [
          Variant(language: source, content: content), Variant(language: target, content: content),
        ]))
      return nil
    }
  }
}
