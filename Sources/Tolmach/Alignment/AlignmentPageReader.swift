public import Formats
import Languages
public import Segmentation

/// Reads pages for alignment: in any format of documents, or as files with a sentence a line.
public struct AlignmentPageReader: Sendable {
  private static let standardInputLimit = 256 * 1_048_576
  /// A declaration gives way to a text that says something else as surely as this.
  static let certain = 0.95
  private static let sampleSize = 64 * 1024

  private let segmenter: Segmenter
  private let detector = LanguageDetector()
  private let registry: FormatRegistry
  private let reading: ReadingOptions

  /// Creates a reader.
  public init(
    segmentation: SegmenterOptions = SegmenterOptions(), reading: ReadingOptions = ReadingOptions(),
    registry: FormatRegistry = .standard
  ) {
    segmenter = Segmenter(segmentation)
    self.reading = reading
    self.registry = registry
  }

  /// Reads a document, cut into sentences.
  ///
  /// Text that must not be translated is left out. Memory grows with the document.
  ///
  /// - Parameter language: the language, where the user names it.
  /// - Throws: ``Formats/FormatError`` or ``ICU/ICUError``.
  public func page(_ source: InputSource, language: LanguageTag? = nil) throws -> AlignmentPage {
    let file = try read(source)
    let evidence = detector.evidence(for: Self.sample(file.blocks.map(\.content.text)))
    let known = language ?? Self.language(declared: file.summary.language, evidence)
    var sentences: [AlignmentPage.Sentence] = []
    for (number, block) in file.blocks.enumerated() {
      let whole = 0..<block.content.text.utf8.count
      sentences += try self.sentences(of: block, in: whole, number: number, language: known)
    }
    try locate(&sentences, in: file)
    return AlignmentPage(
      name: file.source.name, language: known, evidence: evidence, sentences: sentences,
      addresses: try addresses(of: file), problems: file.summary.problems)
  }

  /// A document that was read, before it is cut into sentences.
  struct File {
    var source: InputSource
    var format: any Format
    var blocks: [Block] = []
    var summary = DocumentSummary()
  }

  func read(_ source: InputSource) throws -> File {
    let source = try source.rereadable(limit: Self.standardInputLimit)
    let stream = try source.open()
    var file = File(
      source: source, format: try registry.format(of: source, stream: stream, ability: .readsDocuments))
    file.summary = try file.format.readDocument(from: stream, options: reading) { block in
      if block.isTranslatable { file.blocks.append(block) }
    }
    return file
  }

  /// The sentences of a part of a block; their line and column are found later.
  func sentences(
    of block: Block, in part: Range<Int>, number: Int, language: LanguageTag
  ) throws -> [AlignmentPage.Sentence] {
    let isWhole = part.count == block.content.text.utf8.count
    let inner = isWhole ? block : Block(kind: block.kind, content: block.content[part], map: SourceMap())
    return try segmenter.segments(of: inner, language: language).compactMap { segment in
      let (content, leading, trailing) = segment.content.trimmed()
      guard !content.text.isEmpty else { return nil }
      let start = part.lowerBound + segment.range.lowerBound
      let range = start + leading..<start + segment.range.count - trailing
      return AlignmentPage.Sentence(
        content: content, place: block.map.source(of: range), position: TextPosition(line: 1, column: 1),
        kind: block.kind, block: number)
    }
  }

  func locate(_ sentences: inout [AlignmentPage.Sentence], in file: File) throws {
    let positions = try SourceLocator(charset: file.summary.charset)
      .positions(of: sentences.map(\.place.lowerBound), in: file.source)
    for (index, position) in positions.enumerated() { sentences[index].position = position }
  }

  func addresses(of file: File) throws -> [PageAddress] {
    guard let format = file.format as? HTMLFormat else { return [] }
    return try format.addresses(in: file.source.open(), options: reading)
  }

  /// Reads a file that holds a sentence a line; an empty line is an empty sentence.
  ///
  /// - Throws: ``Formats/FormatError``.
  public func segmentedPage(_ source: InputSource, language: LanguageTag? = nil) throws -> AlignmentPage {
    let lines = try SentenceFiles.sentences(of: source)
    let evidence = detector.evidence(for: Self.sample(lines))
    var offset = 0
    let sentences = lines.enumerated().map { number, line in
      defer { offset += line.utf8.count + 1 }
      return AlignmentPage.Sentence(
        content: MarkedText(line), place: offset..<offset + line.utf8.count,
        position: TextPosition(line: number + 1, column: 1), kind: .paragraph, block: number)
    }
    return AlignmentPage(
      name: source.name, language: language ?? Self.language(declared: nil, evidence), evidence: evidence,
      sentences: sentences)
  }

  /// A text that stands for the whole: parts from everywhere.
  private static func sample(_ texts: [String]) -> String {
    let total = texts.reduce(0) { $0 + $1.utf8.count }
    let step = max(1, total / sampleSize)
    var sample = ""
    for (number, text) in texts.enumerated() where number % step == 0 {
      sample += text.utf8.count > 4096 ? String(text.bytes(0..<4096)) : text
      sample += "\n"
    }
    return sample
  }

  private static func language(declared: LanguageTag?, _ evidence: LanguageEvidence) -> LanguageTag {
    guard let declared, !declared.isUndetermined else { return evidence.language }
    let isOther = evidence.confidence >= certain && contradicts(evidence, declared)
    return isOther ? evidence.language : declared
  }

  /// Whether a text is surely in another language than the one named.
  static func contradicts(
    _ evidence: LanguageEvidence, _ language: LanguageTag, least: Double = certain
  ) -> Bool {
    guard evidence.confidence >= least, !evidence.language.isUndetermined, !language.isUndetermined else {
      return false
    }
    return !LanguageDetector.passes(evidence.language, for: language)
  }
}
