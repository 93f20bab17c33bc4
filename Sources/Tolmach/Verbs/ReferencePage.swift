public import Bitext
public import Formats
import ICU
public import Review
import Segmentation

/// The texts of a page in the source language, to find what stands unchanged on its translation.
///
/// Texts are compared without regard to case and white space. Holds every text of the page twice.
public struct ReferencePage: Sendable {
  /// The language that the page declares.
  public let language: LanguageTag?
  /// The segments of the page, one of each, as it writes them.
  public let texts: [String]
  private let keys: Set<String>

  /// Reads a page in any format of documents.
  ///
  /// - Throws: ``Formats/FormatError`` where it cannot be read.
  public init(
    _ source: InputSource, reading: ReadingOptions = ReadingOptions(), registry: FormatRegistry = .standard
  ) throws {
    let stream = try source.open()
    let format = try registry.format(of: source, stream: stream, ability: .readsDocuments)
    let segmenter = Segmenter()
    var keys: Set<String> = []
    var texts: Set<String> = []
    let summary = try format.readDocument(from: stream, options: reading) { block in
      keys.insert(Self.key(block.content.text))
      for segment in try segmenter.segments(of: block) {
        keys.insert(Self.key(segment.content.text))
        texts.insert(segment.content.text)
      }
    }
    self.keys = keys
    self.texts = texts.sorted()
    language = summary.language
  }

  private static func key(_ text: String) -> String {
    let joined = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return (try? Normalization.foldCase(joined)) ?? joined
  }
}

extension ReferencePage: ReferenceSource {
  /// Whether the page has exactly this text, as a block or a segment of its own.
  public func contains(_ text: String) -> Bool { keys.contains(Self.key(text)) }
}
