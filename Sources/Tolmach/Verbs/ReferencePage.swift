public import Bitext
public import Formats
import ICU
public import Review
import Segmentation

/// The texts of a page in the source language, to find what stands unchanged on its translation.
///
/// Texts are compared without regard to case and white space. Holds every text of the page once.
public struct ReferencePage: Sendable {
  /// The language that the page declares.
  public let language: LanguageTag?
  private let texts: Set<String>

  /// Reads a page in any format of documents.
  ///
  /// - Throws: ``Formats/FormatError`` where it cannot be read.
  public init(
    _ source: InputSource, reading: ReadingOptions = ReadingOptions(), registry: FormatRegistry = .standard
  ) throws {
    let stream = try source.open()
    let format = try registry.format(of: source, stream: stream, ability: .readsDocuments)
    let segmenter = Segmenter()
    var texts: Set<String> = []
    let summary = try format.readDocument(from: stream, options: reading) { block in
      texts.insert(Self.key(block.content.text))
      for segment in try segmenter.segments(of: block) { texts.insert(Self.key(segment.content.text)) }
    }
    self.texts = texts
    language = summary.language
  }

  private static func key(_ text: String) -> String {
    let joined = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return (try? Normalization.foldCase(joined)) ?? joined
  }
}

extension ReferencePage: ReferenceSource {
  /// Whether the page has exactly this text, as a block or a segment of its own.
  public func contains(_ text: String) -> Bool { texts.contains(Self.key(text)) }
}
