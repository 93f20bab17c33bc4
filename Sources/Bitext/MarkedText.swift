/// Plain text, plus the inline codes that stood in it.
///
/// Matching sees ``text``; writing back sees both. Codes stand at UTF-8 byte offsets of the text, in order; several at one
/// offset keep the order in which they stood.
///
/// ```swift
/// let marked: MarkedText = "Read more"
/// marked.text   // "Read more"
/// marked.codes  // []
/// ```
public struct MarkedText: Hashable, Sendable, Codable {
  /// A code at its place.
  public struct PlacedCode: Hashable, Sendable, Codable {
    /// The UTF-8 byte offset in the text before which the code stands.
    public var offset: Int
    /// The code.
    public var code: InlineCode

    /// Places a code.
    public init(offset: Int, code: InlineCode) {
      self.offset = offset
      self.code = code
    }
  }

  /// The text as people read it.
  public private(set) var text: String
  /// The codes in it, by offset.
  public private(set) var codes: [PlacedCode]

  /// Creates marked text; codes are put in order and kept within the text.
  public init(_ text: String = "", codes: [PlacedCode] = []) {
    self.text = text
    let count = text.utf8.count
    let clamped = codes.map { PlacedCode(offset: min(max($0.offset, 0), count), code: $0.code) }
    let inOrder = zip(clamped, clamped.dropFirst()).allSatisfy { $0.offset <= $1.offset }
    // Swift's sort is stable, so codes at one offset keep their order.
    self.codes = inOrder ? clamped : clamped.sorted { $0.offset < $1.offset }
  }

  /// Whether there is neither text nor code.
  public var isEmpty: Bool { text.isEmpty && codes.isEmpty }

  /// Adds text at the end.
  public mutating func append(_ more: some StringProtocol) { text += more }

  /// Adds a code at the end.
  public mutating func append(_ code: InlineCode) {
    codes.append(PlacedCode(offset: text.utf8.count, code: code))
  }

  /// The part of the text in a range of UTF-8 bytes, with the codes in it.
  ///
  /// The range is widened to whole Unicode scalars. A code at the start of the range belongs to it, one at its end
  /// to what follows, except at the end of the text.
  public subscript(range: Range<Int>) -> MarkedText {
    let bytes = text.utf8
    let count = bytes.count
    let lower = text.unicodeScalarIndex(atUTF8Offset: min(max(range.lowerBound, 0), count))
    let upper = text.unicodeScalarIndex(atUTF8Offset: min(max(range.upperBound, 0), count), roundingUp: true)
    guard lower < upper else { return MarkedText() }
    let start = bytes.distance(from: bytes.startIndex, to: lower)
    let end = bytes.distance(from: bytes.startIndex, to: upper)
    let first = codes.partitioningIndex { $0.offset >= start }
    let inside = codes[first...].prefix { $0.offset < end || (end == count && $0.offset == end) }
    return MarkedText(
      String(text[lower..<upper]), codes: inside.map { PlacedCode(offset: $0.offset - start, code: $0.code) })
  }
}

extension [MarkedText.PlacedCode] {
  /// The first index from which on a condition holds; costs O(log n).
  fileprivate func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension MarkedText: ExpressibleByStringLiteral {
  /// Text without codes.
  public init(stringLiteral value: String) { self.init(value) }
}

extension String {
  /// The index of the scalar that holds the byte at an offset, or, rounding up, of the next one.
  func unicodeScalarIndex(atUTF8Offset offset: Int, roundingUp: Bool = false) -> String.Index {
    let index = utf8.index(startIndex, offsetBy: offset, limitedBy: endIndex) ?? endIndex
    if index == endIndex || index.samePosition(in: unicodeScalars) != nil { return index }
    let rounded = unicodeScalars.index(before: unicodeScalars.index(after: index))
    return roundingUp ? unicodeScalars.index(after: rounded) : rounded
  }
}
