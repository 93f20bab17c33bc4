public import Bitext

/// Finds the lines and columns of byte offsets, and the text around them, in one pass over a file.
///
/// Files are read again for this, in chunks, only where there is something to show: so no reader has to count lines.
public struct SourceLocator: Sendable {
  /// A place as people look for it.
  public struct Excerpt: Hashable, Sendable {
    /// The line and column of the start.
    public var position: TextPosition
    /// The line and column just after the end.
    public var end: TextPosition
    /// A part of the line around the place, decoded, control characters replaced.
    public var line: String
    /// Where the place stands in `line`, in UTF-8 bytes; it ends with the line at the latest.
    public var range: Range<Int>
    /// Whether the line goes on before and after the part.
    public var isCut: (before: Bool, after: Bool) {
      (cutBefore, cutAfter)
    }
    var cutBefore = false
    var cutAfter = false
  }

  /// How many bytes of a long line are shown before and after a place.
  private static let margin = 90

  private let charset: String
  private let isUTF8: Bool
  private let isBigEndian: Bool

  /// Creates a locator for a file in a charset.
  public init(charset: String = "UTF-8") {
    self.charset = charset
    let name = charset.uppercased()
    isUTF8 = name == "UTF-8"
    isBigEndian = name.hasSuffix("BE")
  }

  /// The excerpts of places, in the order in which they are given.
  ///
  /// - Parameter places: byte ranges of the file, in any order.
  /// - Throws: ``FormatError`` where the file cannot be read any more.
  public func excerpts(of places: [Range<Int>], in source: InputSource) throws(FormatError) -> [Excerpt] {
    let order = events(of: places)
    var result = [Excerpt?](repeating: nil, count: places.count)
    let stream = try source.open()
    var walker = walker
    for event in order {
      try walk(&walker, to: event.offset, in: stream)
      if event.isEnd {
        result[event.index]?.end = walker.position
        continue
      }
      let place = places[event.index]
      let ahead = Array(try stream.peek(place.count + Self.margin))
      result[event.index] = excerpt(place, after: walker, ahead: ahead)
    }
    let last = walker.position
    return result.map { $0 ?? Excerpt(position: last, end: last, line: "", range: 0..<0) }
  }

  /// The lines and columns of byte offsets, in the order in which they are given.
  ///
  /// - Throws: ``FormatError`` where the file cannot be read any more.
  public func positions(of offsets: [Int], in source: InputSource) throws(FormatError) -> [TextPosition] {
    var result = [TextPosition](repeating: TextPosition(line: 1, column: 1), count: offsets.count)
    let stream = try source.open()
    var walker = walker
    for index in offsets.indices.sorted(by: { offsets[$0] < offsets[$1] }) {
      try walk(&walker, to: offsets[index], in: stream)
      result[index] = walker.position
    }
    return result
  }

  private var walker: LineWalker {
    LineWalker(
      unit: charset.uppercased().hasPrefix("UTF-16")
        ? (isBigEndian ? .bigEndianPair : .littleEndianPair) : .byte,
      isUTF8: isUTF8, margin: Self.margin)
  }

  /// Walks to an offset, or to the end of the file.
  private func walk(_ walker: inout LineWalker, to offset: Int, in stream: ByteStream) throws(FormatError) {
    while walker.offset < offset {
      let bytes = try stream.read(min(ByteStream.chunkSize, offset - walker.offset))
      if bytes.isEmpty { return }
      walker.pass(bytes)
    }
  }

  /// The starts and ends of places in the order of the file; an empty place starts before it ends.
  private func events(of places: [Range<Int>]) -> [(offset: Int, isEnd: Bool, index: Int)] {
    var events: [(offset: Int, isEnd: Bool, index: Int)] = []
    events.reserveCapacity(2 * places.count)
    for (index, place) in places.enumerated() {
      events.append((place.lowerBound, false, index))
      events.append((place.upperBound, true, index))
    }
    return events.sorted { ($0.offset, $0.isEnd ? 1 : 0, $0.index) < ($1.offset, $1.isEnd ? 1 : 0, $1.index) }
  }

  private func excerpt(_ place: Range<Int>, after walker: LineWalker, ahead: [UInt8]) -> Excerpt {
    var head = walker.before[...]
    let cutBefore = walker.isCut
    if charset == "UTF-8" { while let first = head.first, first & 0xC0 == 0x80 { head.removeFirst() } }
    if walker.unit != .byte, head.count % 2 == 1 { head.removeFirst() }
    var text = ahead.prefix(place.count)
    var tail = ahead.dropFirst(place.count)
    if let end = text.firstIndex(of: 0x0A) {
      text = text[..<end]
      tail = []
    }
    if let end = tail.firstIndex(of: 0x0A) { tail = tail[..<end] }
    let cutAfter = ahead.count == place.count + Self.margin && tail.count == Self.margin
    if cutAfter, charset == "UTF-8" {
      // The look ahead may end within a character.
      while let last = tail.last, last & 0xC0 == 0x80 { tail.removeLast() }
      if let last = tail.last, last >= 0xC0 { tail.removeLast() }
    }
    let parts = [Array(head), Array(text), Array(tail)].map { clean(decoded($0)) }
    let start = parts[0].utf8.count
    return Excerpt(
      position: walker.position, end: walker.position, line: parts.joined(),
      range: start..<start + parts[1].utf8.count,
      cutBefore: cutBefore, cutAfter: cutAfter)
  }

  private func decoded(_ bytes: [UInt8]) -> String {
    if charset == "UTF-8" { return String(decoding: bytes, as: UTF8.self) }
    let decoded = try? TextDecoding.decode(bytes, declared: nil, forced: charset, isMarkup: false, name: "")
    return String(decoding: decoded?.bytes ?? [], as: UTF8.self)
  }

  private func clean(_ text: String) -> String {
    // U+0080 to U+009F begin with C2.
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar != "\r" {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      scalars.append(isControl ? " " : scalar)
    }
    return String(scalars)
  }
}
