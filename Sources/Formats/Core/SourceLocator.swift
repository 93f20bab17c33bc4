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
    let width = charset.uppercased().hasPrefix("UTF-16") ? 2 : 1
    let stream = try source.open()
    var (offset, line, lineStart) = (0, 1, 0)
    var column = 1
    /// The bytes of the current line before `offset`, as many as are shown.
    var before: [UInt8] = []
    var isCutBefore = false
    var previousByte: UInt8 = 0
    for event in order {
      let place = places[event.index]
      // Walks to the place.
      while offset < event.offset {
        let bytes = try stream.read(min(ByteStream.chunkSize, event.offset - offset))
        if bytes.isEmpty { break }
        for byte in bytes {
          if isNewline(byte, previous: previousByte, offset: offset, width: width) {
            line += 1
            lineStart = offset + 1
            column = 1
            before.removeAll(keepingCapacity: true)
            isCutBefore = false
          } else {
            if startsCharacter(byte, offset: offset - lineStart, width: width) { column += 1 }
            before.append(byte)
            if before.count > 4 * Self.margin {
              before.removeFirst(2 * Self.margin)
              isCutBefore = true
            }
          }
          previousByte = byte
          offset += 1
        }
      }
      if event.isEnd {
        result[event.index]?.end = TextPosition(line: line, column: column)
        continue
      }
      let ahead = Array(try stream.peek(place.count + Self.margin))
      result[event.index] = excerpt(
        place, position: TextPosition(line: line, column: column), before: before, isCutBefore: isCutBefore,
        ahead: ahead, width: width)
    }
    let last = TextPosition(line: line, column: column)
    return result.map { $0 ?? Excerpt(position: last, end: last, line: "", range: 0..<0) }
  }

  /// The lines and columns of byte offsets, in the order in which they are given.
  ///
  /// - Throws: ``FormatError`` where the file cannot be read any more.
  public func positions(of offsets: [Int], in source: InputSource) throws(FormatError) -> [TextPosition] {
    var result = [TextPosition](repeating: TextPosition(line: 1, column: 1), count: offsets.count)
    let width = charset.uppercased().hasPrefix("UTF-16") ? 2 : 1
    let stream = try source.open()
    var (offset, line, column, lineStart) = (0, 1, 1, 0)
    var previousByte: UInt8 = 0
    for index in offsets.indices.sorted(by: { offsets[$0] < offsets[$1] }) {
      while offset < offsets[index] {
        let bytes = try stream.read(min(ByteStream.chunkSize, offsets[index] - offset))
        if bytes.isEmpty { break }
        for byte in bytes {
          if isNewline(byte, previous: previousByte, offset: offset, width: width) {
            (line, column, lineStart) = (line + 1, 1, offset + 1)
          } else if startsCharacter(byte, offset: offset - lineStart, width: width) {
            column += 1
          }
          previousByte = byte
          offset += 1
        }
      }
      result[index] = TextPosition(line: line, column: column)
    }
    return result
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

  private func isNewline(_ byte: UInt8, previous: UInt8, offset: Int, width: Int) -> Bool {
    guard width == 2 else { return byte == 0x0A }
    // UTF-16: a line feed is the pair that ends here.
    if offset % 2 == 0 { return false }
    return isBigEndian
      ? previous == 0 && byte == 0x0A : previous == 0x0A && byte == 0
  }

  private func startsCharacter(_ byte: UInt8, offset: Int, width: Int) -> Bool {
    if width == 2 { return offset % 2 == 0 }
    return !isUTF8 || byte & 0xC0 != 0x80
  }

  private func excerpt(
    _ place: Range<Int>, position: TextPosition, before: [UInt8], isCutBefore: Bool, ahead: [UInt8],
    width: Int
  ) -> Excerpt {
    var head = before.suffix(Self.margin)
    let cutBefore = isCutBefore || before.count > head.count
    if charset == "UTF-8" { while let first = head.first, first & 0xC0 == 0x80 { head.removeFirst() } }
    if width == 2, head.count % 2 == 1 { head.removeFirst() }
    var text = ahead.prefix(place.count)
    var tail = ahead.dropFirst(place.count)
    if let end = text.firstIndex(of: 0x0A) {
      text = text[..<end]
      tail = []
    }
    if let end = tail.firstIndex(of: 0x0A) { tail = tail[..<end] }
    let cutAfter = ahead.count == place.count + Self.margin && tail.count == Self.margin
    if charset == "UTF-8" {
      // The look ahead may end within a character.
      while let last = tail.last, last & 0xC0 == 0x80 { tail.removeLast() }
      if let last = tail.last, last >= 0xC0 { tail.removeLast() }
    }
    let parts = [Array(head), Array(text), Array(tail)].map { clean(decoded($0)) }
    let start = parts[0].utf8.count
    return Excerpt(
      position: position, end: position, line: parts.joined(), range: start..<start + parts[1].utf8.count,
      cutBefore: cutBefore, cutAfter: cutAfter)
  }

  private func decoded(_ bytes: [UInt8]) -> String {
    if charset == "UTF-8" { return String(decoding: bytes, as: UTF8.self) }
    let decoded = try? TextDecoding.decode(bytes, declared: nil, forced: charset, isMarkup: false, name: "")
    return String(decoding: decoded?.bytes ?? [], as: UTF8.self)
  }

  private func clean(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar != "\r" {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      scalars.append(isControl ? " " : scalar)
    }
    return String(scalars)
  }
}
