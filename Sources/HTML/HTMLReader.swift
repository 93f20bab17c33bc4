internal import CGumbo

/// A page as events in document order, each text with the place of its every byte.
///
/// The page is parsed as HTML5 says, by gumbo, when the reader is made; nothing is read from outside. Scripts and styles
/// have no text, and long white space is one character. Costs about 10 bytes of memory a byte of usual pages, at most what
/// the limit says.
///
/// ```swift
/// var reader = try HTMLReader(Array("<p>Tom &amp; me".utf8), memoryLimit: 1 << 26)
/// while let event = reader.next() {
///   if case .text = event { print(String(decoding: reader.text, as: UTF8.self)) }  // "Tom & me"
/// }
/// ```
@safe public struct HTMLReader: ~Copyable {
  /// What comes next in the page.
  public enum Event {
    /// An element starts; its attributes can be read with ``HTMLReader/loadAttribute(_:)``.
    case open(HTMLElement)
    /// An element ends; the range of its end tag is empty where it is not written.
    case close(source: Range<Int>)
    /// Text, in ``HTMLReader/text`` and ``HTMLReader/pieces``.
    case text
  }

  private let tree: OpaquePointer
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  /// How many of ``bytes`` the parser has.
  private let count: Int
  /// The page as it was given; the parser's copy has blanks in it, and what it need not see is cut out.
  private let page: [UInt8]
  private let cuts: HTMLCuts
  private let names: [CChar]
  /// The text that was loaded last: of an event, or of an attribute.
  public private(set) var text: [UInt8] = []
  /// Where the bytes of ``text`` came from, in order and without gaps in the text.
  public private(set) var pieces: [HTMLPiece] = []
  /// The pieces in what the parser has.
  private var left: [HTMLPiece] = []
  /// Start tags that were passed over because elements were nested too deep.
  public let passedOverTags: HTMLPreparation.Excess?

  /// Parses a page.
  ///
  /// - Parameters:
  ///   - page: valid UTF-8, without a byte order mark.
  ///   - attributes: the names of the attributes that ``loadAttribute(_:)`` shall know, in lower case.
  ///   - condition: an attribute among them that counts only where its value holds a text.
  ///   - memoryLimit: the most bytes that the parsed page may take.
  /// - Throws: ``HTMLError`` where the page would take more.
  public init(
    _ page: [UInt8], attributes: [String], condition: (attribute: String, text: String)? = nil,
    memoryLimit: Int
  ) throws(HTMLError) {
    try self.init(
      page, attributes: attributes, condition: condition, memoryLimit: memoryLimit, cutsText: true)
  }

  /// The same; without cutting text, the parser sees all of it, which takes longer and comes to the same.
  package init(
    _ page: [UInt8], attributes: [String], condition: (attribute: String, text: String)? = nil,
    memoryLimit: Int, cutsText: Bool
  ) throws(HTMLError) {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: page.count + 1)
    _ = unsafe copy.initialize(from: page)
    var cuts = HTMLCuts()
    let whole = unsafe UnsafeMutableBufferPointer(rebasing: copy[..<page.count])
    let excess = unsafe HTMLPreparation.apply(
      to: whole, keeping: HTMLNameSet(attributes, condition: condition),
      cutsText: cutsText && !HTMLCuts.areMarks(in: whole), cuts: &cuts)
    let count = unsafe cuts.apply(to: whole)
    unsafe copy[count] = 0
    let parsed = unsafe copy.baseAddress.flatMap { unsafe cgumbo_parse($0, count, memoryLimit) }
    guard let parsed = unsafe parsed else {
      unsafe copy.deallocate()
      throw HTMLError(memoryLimit: memoryLimit)
    }
    unsafe tree = parsed
    unsafe bytes = copy
    names = (attributes.map { $0 + " " }.joined() + "\0").utf8.map { CChar(bitPattern: $0) }
    passedOverTags = excess
    self.count = count
    self.cuts = cuts
    self.page = page
  }

  deinit {
    unsafe cgumbo_close(tree)
    unsafe bytes.deallocate()
  }

  /// The next event, or nil at the end.
  public mutating func next() -> Event? {
    var event = unsafe cgumbo_event()
    unsafe cgumbo_next(tree, &event)
    let source = unsafe event.source_start..<event.source_start + event.source_count
    switch unsafe Int(event.kind) {
    case CGUMBO_OPEN:
      return .open(
        HTMLElement(
          tag: HTMLTag(index: unsafe Int(event.tag)), isForeign: unsafe event.name_space != 0,
          source: cuts.original(of: source),
          attributeCount: unsafe Int(event.attribute_count)))
    case CGUMBO_CLOSE: return .close(source: cuts.original(of: source))
    case CGUMBO_TEXT:
      let tag = HTMLTag(index: unsafe Int(event.tag))
      let decoded = unsafe UnsafeBufferPointer(start: event.text, count: event.text_count)
      let context: HTMLTextMapper.Context = tag == .title || tag == .textarea ? .escapableText : .content
      unsafe load(decoded, source: source, context: context)
      return .text
    default: return nil
    }
  }

  /// Reads an attribute of the element that was opened last into ``text`` and ``pieces``.
  ///
  /// - Returns: its index in the names that were asked for, or nil where it is another or empty.
  public mutating func loadAttribute(_ index: Int) -> Int? {
    var found = unsafe cgumbo_attribute()
    unsafe names.withUnsafeBufferPointer { names in
      guard let base = names.baseAddress else { return }
      unsafe cgumbo_attribute_at(tree, UInt32(index), base, &found)
    }
    guard unsafe found.name >= 0 else { return nil }
    let decoded = unsafe UnsafeBufferPointer(start: found.value, count: found.value_count)
    let source = unsafe found.source_start..<found.source_start + found.source_count
    unsafe load(decoded, source: source, context: .attribute)
    return unsafe Int(found.name)
  }

  private mutating func load(
    _ decoded: UnsafeBufferPointer<UInt8>, source: Range<Int>, context: HTMLTextMapper.Context
  ) {
    text.removeAll(keepingCapacity: true)
    pieces.removeAll(keepingCapacity: true)
    left.removeAll(keepingCapacity: true)
    let raw = unsafe UnsafeBufferPointer(rebasing: bytes[..<count])
    unsafe HTMLTextMapper.map(decoded, raw: raw, source: source, context: context, into: &left)
    unsafe cuts.restore(decoded, left, from: page, into: &text, &pieces)
  }

  /// The bytes of a range of the page as text, such as a tag.
  public func string(_ range: Range<Int>) -> String {
    String(decoding: page[range], as: UTF8.self)
  }
}

/// An element as it starts.
public struct HTMLElement: Sendable {
  /// Its name.
  public var tag: HTMLTag
  /// Whether it is of SVG or MathML.
  public var isForeign: Bool
  /// Where its start tag stands; empty where it is not written.
  public var source: Range<Int>
  /// How many attributes it has.
  public var attributeCount: Int
}

/// A stretch of text whose every piece has the same widths; see `SourceMap.Run`.
public struct HTMLPiece: Hashable, Sendable {
  /// How many pieces.
  public var count: Int
  /// Bytes of text a piece.
  public var textWidth: Int
  /// The first byte in the page.
  public var sourceStart: Int
  /// Bytes of the page a piece.
  public var sourceWidth: Int
}

/// The page would take more memory than it may.
public struct HTMLError: Error, Hashable, Sendable {
  /// The limit, in bytes.
  public var memoryLimit: Int
}
