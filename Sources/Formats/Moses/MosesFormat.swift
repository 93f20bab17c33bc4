public import Bitext
import ICU

/// Moses pairs: a plain text file a language, whose lines are translations of each other.
///
/// The files are named alike and end in their languages: `news.en`, `news.ru`. A line is a text; there is no way to
/// write a line end in one, nor anything but the text.
public struct MosesFormat: Format {
  /// Creates the format.
  public init() {}

  /// Names, endings and abilities.
  public var description: FormatDescription {
    FormatDescription(
      identifier: "moses", name: "Moses pair of files", fileExtensions: [],
      abilities: [.readsUnits, .writesUnits])
  }

  /// One file of a pair is any text.
  public func likelihood(of sample: FormatSample) -> Likelihood { .no }

  /// Refuses: one file is not enough.
  public func readUnits(
    from stream: ByteStream, options: ReadingOptions, body: (TranslationUnit) throws -> Void
  ) throws -> UnitSummary {
    throw FormatError(
      .unsupported, "is one file of a Moses pair; name both: `tolmach import news.en news.ru`",
      source: stream.name)
  }

  /// Refuses: one file is not enough.
  public func unitWriter(to sink: ByteSink, header: UnitHeader) throws -> any UnitWriter {
    throw FormatError(
      .unsupported, "a Moses pair is two files; name them with -o and their languages with --languages",
      source: sink.name)
  }

  /// The language that a file's name ends in; nil where it ends in none.
  public static func language(ofFile path: String) -> (stem: String, language: LanguageTag)? {
    guard let dot = path.lastIndex(of: "."), dot != path.startIndex else { return nil }
    let ending = String(path[path.index(after: dot)...])
    guard !ending.contains("/"), LanguageIdentifier.isKnown(ending), let language = try? LanguageTag(ending)
    else { return nil }
    return (String(path[..<dot]), language)
  }

  /// Reads the units of files side by side, line by line.
  ///
  /// - Parameters:
  ///   - files: the files, the language that was translated from first.
  ///   - body: is called with each unit; lines that are empty in all files but one are passed over and counted.
  /// - Throws: ``FormatError`` where a file cannot be read, or where they have different numbers of lines: then nobody
  ///   knows which lines belong together.
  public static func readUnits(
    from files: [(language: LanguageTag, stream: ByteStream)], options: ReadingOptions = ReadingOptions(),
    body: (TranslationUnit) throws -> Void
  ) throws -> UnitSummary {
    let readers = try files.map { try MosesLines($0.stream, options: options) }
    var summary = UnitSummary(
      header: UnitHeader(sourceLanguage: files.first?.language, languages: files.map(\.language)))
    var line = 0
    while true {
      let texts = try readers.map { try $0.next() }
      if texts.allSatisfy({ $0 == nil }) { break }
      guard let short = texts.firstIndex(of: nil) else {
        line += 1
        let variants = zip(files, texts).compactMap { file, text in
          text.flatMap { $0.isEmpty ? nil : Variant(language: file.language, content: MarkedText($0)) }
        }
        if variants.count < 2 {
          summary.droppedCount += 1
          continue
        }
        try body(TranslationUnit(variants: variants))
        summary.unitCount += 1
        continue
      }
      throw FormatError(
        .malformed,
        "has \(line) lines, and the file beside it has more; lines of Moses files must belong together",
        source: files[short].stream.name)
    }
    summary.problems = readers.flatMap(\.problems)
    if summary.droppedCount > 0 {
      summary.problems.append(
        Problem(.warning, "\(summary.droppedCount) lines have no text in one of the files and were left out"))
    }
    return summary
  }
}

/// Takes lines from a text of any charset.
private final class MosesLines {
  private static let longestLine = 16 * 1_048_576

  private let name: String
  private var decoded: DecodedStream
  private var chunk: ArraySlice<UInt8> = []
  private var line = 0

  init(_ stream: ByteStream, options: ReadingOptions) throws {
    name = stream.name
    decoded = try DecodedStream(stream, forced: options.charset)
  }

  var problems: [Problem] { decoded.problems }

  /// The next line without its end; nil after the last.
  func next() throws -> String? {
    var pending: [UInt8] = []
    while true {
      if let end = chunk.firstIndex(of: 0x0A) {
        pending.append(contentsOf: chunk[..<end])
        chunk = chunk[(end + 1)...]
        break
      }
      pending.append(contentsOf: chunk)
      chunk = try decoded.next()[...]
      if chunk.isEmpty {
        if pending.isEmpty { return nil }
        break
      }
      guard pending.count <= Self.longestLine else {
        throw FormatError(
          .malformed, "a line is longer than 16 MB", source: name,
          position: TextPosition(line: line + 1, column: 1))
      }
    }
    line += 1
    if pending.last == 0x0D { pending.removeLast() }
    return String(decoding: pending, as: UTF8.self)
  }
}
