public import Bitext
import HTML

/// What a page's markup points to: a link, a picture, the same page in another language.
public struct PageAddress: Hashable, Sendable {
  /// What is pointed to.
  public enum Kind: Hashable, Sendable {
    /// The target of a link.
    case link
    /// The source of a picture, a sound, a film or a frame.
    case media
    /// The page in another language (`hreflang`); nil where the markup does not say which.
    case alternate(LanguageTag?)
    /// The address of the page itself.
    case canonical
  }

  /// What is pointed to.
  public var kind: Kind
  /// The address as it is written.
  public var address: String
  /// The bytes of the file that belong to it: a link with its text, a picture's tag, the figure around a
  /// picture.
  public var place: Range<Int>
}

extension HTMLFormat {
  /// The addresses that a page names, in the order in which they end.
  ///
  /// Reads the page anew. Costs time and memory in proportion to it.
  ///
  /// - Throws: ``FormatError`` where the page cannot be read; one that has too many elements names none.
  public func addresses(in stream: ByteStream, options: ReadingOptions) throws -> [PageAddress] {
    let raw = try stream.readAll(limit: Self.largestPage)
    let decoded = try TextDecoding.decode(
      raw, declared: HTMLDetection.declaredCharset(raw), forced: options.charset, isMarkup: true,
      name: stream.name)
    guard
      let page = try? HTMLReader(
        decoded.bytes, attributes: HTMLAddressReader.attributes,
        memoryLimit: Self.memoryLimit(pageSize: decoded.bytes.count))
    else { return [] }
    var reader = HTMLAddressReader(page: page)
    reader.run()
    guard !decoded.isIdentity else { return reader.found }
    return reader.found.map { address in
      var address = address
      address.place = decoded.map.source(of: address.place)
      return address
    }
  }
}

/// Collects the addresses of a parsed page.
private struct HTMLAddressReader: ~Copyable {
  static let attributes = ["href", "src", "hreflang", "rel", "lang"]

  private static let links: Set<HTMLTag> = [HTMLTag("a"), HTMLTag("area")]
  private static let media: Set<HTMLTag> = [
    HTMLTag("img"), HTMLTag("video"), HTMLTag("audio"), HTMLTag("source"), HTMLTag("iframe"),
    HTMLTag("embed"),
  ]
  private static let metadata = HTMLTag("link")
  private static let figure = HTMLTag("figure")
  private static let most = 200_000

  private(set) var found: [PageAddress] = []
  private var page: HTMLReader
  /// The open elements: where each starts, and the addresses that its end completes.
  private var open: [(start: Int, tag: HTMLTag, firstAddress: Int, isLink: Bool)] = []

  init(page: consuming HTMLReader) { self.page = page }

  mutating func run() {
    var end = 0
    while let event = page.next() {
      switch event {
      case .open(let element):
        end = max(end, element.source.upperBound)
        let first = found.count
        let isLink = read(element)
        open.append((element.source.lowerBound, element.tag, first, isLink))
      case .close(let source):
        if !source.isEmpty { end = max(end, source.upperBound) }
        guard let element = open.popLast() else { continue }
        finish(element, end: end)
      case .text: continue
      }
    }
  }

  private mutating func finish(
    _ element: (start: Int, tag: HTMLTag, firstAddress: Int, isLink: Bool), end: Int
  ) {
    if element.isLink, element.firstAddress < found.count, element.start < end {
      for index in element.firstAddress..<found.count where found[index].place.lowerBound == element.start {
        found[index].place = element.start..<end
      }
    }
    guard element.tag == Self.figure, element.start < end else { return }
    // A caption belongs to the picture of its figure.
    for index in element.firstAddress..<found.count where found[index].kind == .media {
      found[index].place = element.start..<end
    }
  }

  /// Reads an element's attributes; whether it is a link with content.
  private mutating func read(_ element: HTMLElement) -> Bool {
    let isLink = Self.links.contains(element.tag)
    guard element.attributeCount > 0, found.count < Self.most,
      isLink || element.tag == Self.metadata || Self.media.contains(element.tag)
    else { return false }
    var values: [String: String] = [:]
    for index in 0..<element.attributeCount {
      guard let name = page.loadAttribute(index) else { continue }
      values[Self.attributes[name]] = String(decoding: page.text, as: UTF8.self)
    }
    let language = values["hreflang"].map { try? LanguageTag($0) }
    let relations = (values["rel"] ?? "").lowercased().split(separator: " ")
    func add(_ kind: PageAddress.Kind, _ address: String?) {
      guard let address, !address.isEmpty else { return }
      found.append(PageAddress(kind: kind, address: address, place: element.source))
    }
    if element.tag == Self.metadata {
      if relations.contains("canonical") { add(.canonical, values["href"]) }
      if relations.contains("alternate"), let language { add(.alternate(language), values["href"]) }
    } else if isLink {
      add(.link, values["href"])
      // Language switches say the language of the page, or of its name.
      if let language {
        add(.alternate(language), values["href"])
      } else if let own = values["lang"] {
        add(.alternate(try? LanguageTag(own)), values["href"])
      }
    } else {
      add(.media, values["src"])
    }
    return isLink
  }
}
