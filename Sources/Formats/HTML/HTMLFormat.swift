public import Bitext
import HTML

/// HTML5 pages: a block is the text of a leaf element, or an attribute that people read.
///
/// A page is held whole, as HTML's rules need; pages of more than 128 MB are refused, and so is one whose tree would
/// take more than a fixed multiple of its size.
public struct HTMLFormat: Format {
  /// The longest page that is read, in bytes.
  static let largestPage = 128 * 1_048_576

  /// The most memory that the tree of a page may take, in bytes.
  static let mostMemory = 1_536 * 1_048_576

  /// Creates the format.
  public init() {}

  /// Names, endings and abilities.
  public var description: FormatDescription {
    FormatDescription(
      identifier: "html", name: "HTML5 page", fileExtensions: ["html", "htm", "xhtml"],
      abilities: .readsDocuments)
  }

  /// By the doctype or the first tag; else by how many tags of HTML there are.
  public func likelihood(of sample: FormatSample) -> Likelihood {
    HTMLDetection.likelihood(of: sample, as: description)
  }

  /// Reads the texts of a page, in its order.
  public func readDocument(
    from stream: ByteStream, options: ReadingOptions, body: (Block) throws -> Void
  ) throws -> DocumentSummary {
    let raw = try stream.readAll(limit: Self.largestPage)
    let decoded = try TextDecoding.decode(
      raw, declared: HTMLDetection.declaredCharset(raw), forced: options.charset, isMarkup: true,
      name: stream.name)
    let page: HTMLReader
    do {
      page = try HTMLReader(
        decoded.bytes, attributes: HTMLAttributeName.allCases.map(\.rawValue),
        condition: (HTMLAttributeName.styleClass.rawValue, HTMLExtractor.keptClass),
        memoryLimit: Self.memoryLimit(pageSize: decoded.bytes.count))
    } catch  where error.memoryLimit == Self.mostMemory {
      throw FormatError(
        .tooLarge,
        "has so many elements that it would take more than \(Self.mostMemory / 1_048_576) MB of memory; split it",
        source: stream.name)
    } catch {
      throw FormatError(
        .malformed,
        "opens tags without closing them so often that its tree would take more than "
          + "\(error.memoryLimit / 1_048_576) MB; repair its tags or split it", source: stream.name)
    }
    var summary = DocumentSummary(charset: decoded.charset, problems: decoded.problems)
    if let excess = page.passedOverTags {
      let offset = decoded.map.source(of: excess.firstOffset..<excess.firstOffset + 1).lowerBound
      summary.problems.append(
        Problem(
          .warning,
          "nests elements more than \(HTMLPreparation.depth) deep; \(excess.count) start tags were passed over, "
            + "the text in them was read", offset: offset))
    }
    var extractor = HTMLExtractor(page: page, fileMap: decoded.isIdentity ? nil : decoded.map)
    summary.language = try extractor.run(body)
    return summary
  }

  /// Usual pages take 10 to 40 bytes a byte; only reopened formatting elements take more.
  static func memoryLimit(pageSize: Int) -> Int { min(64 * 1_048_576 + 64 * pageSize, mostMemory) }
}
