/// What was left out of a page before it was parsed, and where it stood.
///
/// The parser walks over every byte in several steps. So what says nothing (attributes that nobody asked for, scripts,
/// comments, long white space) is taken out; places in what is left are translated back. Plain text is replaced by a mark,
/// which the parser takes for text, and is put in again where the mark comes out. Takes 9 bytes a cut.
struct HTMLCuts {
  /// Where each cut is in what is left.
  private var places: [UInt32] = []
  /// How many bytes are left out up to and with each cut.
  private var removed: [UInt32] = []
  /// Whether what is left out is text, with a mark before it.
  private var isText: [Bool] = []

  /// The length of a mark: two characters of private use, U+E000 to U+EFFF, that number the cut.
  static let markLength = 6
  private static let markLead: UInt8 = 0xEE

  /// Whether a page has characters that could be taken for marks, as they are or as references.
  static func areMarks(in page: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    var previous: UInt8 = 0
    for index in page.indices {
      let byte = unsafe page[index]
      if byte == markLead { return true }
      if byte == UInt8(ascii: "#"), previous == Ascii.ampersand, unsafe isReferenceToMark(page, index + 1) {
        return true
      }
      previous = byte
    }
    return false
  }

  private static func isReferenceToMark(_ page: UnsafeMutableBufferPointer<UInt8>, _ start: Int) -> Bool {
    var (index, value) = (start, 0)
    let isHex = index < page.count && (unsafe page[index] | 0x20) == UInt8(ascii: "x")
    if isHex { index += 1 }
    while index < page.count, value < 0x11_0000 {
      let byte = unsafe page[index]
      guard isHex ? Ascii.isHexDigit(byte) : Ascii.isDigit(byte) else { break }
      let digit = Ascii.isDigit(byte) ? byte - 0x30 : (byte | 0x20) - 0x61 + 10
      value = value * (isHex ? 16 : 10) + Int(digit)
      index += 1
    }
    return (0xE000...0xEFFF).contains(value)
  }

  /// Leaves out text of more bytes than a mark has, and writes the mark.
  mutating func addText(_ range: Range<Int>, in page: UnsafeMutableBufferPointer<UInt8>) {
    let number = places.count
    guard number < 1 << 24, range.count > Self.markLength else { return }
    for (character, bits) in [number >> 12, number & 0xFFF].enumerated() {
      let start = range.lowerBound + 3 * character
      unsafe page[start] = Self.markLead
      unsafe page[start + 1] = UInt8(0x80 | bits >> 6)
      unsafe page[start + 2] = UInt8(0x80 | bits & 0x3F)
    }
    add(range.lowerBound + Self.markLength..<range.upperBound, isText: true)
  }

  /// The cut whose mark stands in a text; nil where there is none.
  private func markedCut(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int? {
    guard offset + Self.markLength <= text.count,
      unsafe text[offset] == Self.markLead && text[offset + 3] == Self.markLead
    else { return nil }
    func bits(_ start: Int) -> Int { unsafe Int(text[start + 1] & 0x3F) << 6 | Int(text[start + 2] & 0x3F) }
    let number = bits(offset) << 12 | bits(offset + 3)
    return number < isText.count && isText[number] ? number : nil
  }

  /// Leaves out a range of the page; ranges come in order and do not overlap.
  mutating func add(_ range: Range<Int>) { add(range, isText: false) }

  private mutating func add(_ range: Range<Int>, isText: Bool) {
    guard !range.isEmpty else { return }
    let before = removed.last ?? 0
    let place = UInt32(truncatingIfNeeded: range.lowerBound) - before
    let all = before + UInt32(truncatingIfNeeded: range.count)
    if places.last == place, !isText {
      removed[removed.count - 1] = all
    } else {
      places.append(place)
      removed.append(all)
      self.isText.append(isText)
    }
  }

  /// Moves what is left of a page together; returns its length.
  func apply(to page: UnsafeMutableBufferPointer<UInt8>) -> Int {
    guard let base = page.baseAddress, let first = places.first else { return page.count }
    var target = Int(first)
    for index in places.indices {
      let source = Int(places[index] + removed[index])
      let end = index + 1 < places.count ? Int(places[index + 1] + removed[index]) : page.count
      unsafe (base + target).update(from: base + source, count: end - source)
      target += end - source
    }
    return target
  }

  /// How many of the cuts are at or before a place in what is left.
  private func count(upTo place: Int) -> Int {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(places[middle]) <= place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// How many bytes are left out up to and with so many cuts.
  private func removedCount(_ cuts: Int) -> Int { cuts == 0 ? 0 : Int(removed[cuts - 1]) }

  /// Where a byte of what is left stood in the page.
  func original(of place: Int) -> Int { place + removedCount(count(upTo: place)) }

  /// Where a range of what is left stood in the page, with the cuts inside it.
  func original(of range: Range<Int>) -> Range<Int> {
    let start = original(of: range.lowerBound)
    guard !range.isEmpty else { return start..<start }
    return start..<max(start, original(of: range.upperBound - 1) + 1)
  }

  /// Puts text back and translates its places.
  ///
  /// - Parameters:
  ///   - decoded: what the parser made of what is left.
  ///   - pieces: where that stands in what is left.
  ///   - page: the page before the cuts.
  ///   - text: the whole text is added here.
  ///   - places: where it stands in the page.
  func restore(
    _ decoded: UnsafeBufferPointer<UInt8>, _ pieces: [HTMLPiece], from page: [UInt8],
    into text: inout [UInt8],
    _ places: inout [HTMLPiece]
  ) {
    var rest = pieces[...]
    var (offset, copied) = (0, 0)
    while offset < decoded.count {
      guard unsafe decoded[offset] == Self.markLead, let cut = unsafe markedCut(decoded, at: offset) else {
        offset += 1
        continue
      }
      unsafe text.append(contentsOf: decoded[copied..<offset])
      translate(&rest, offset - copied, into: &places)
      offset += Self.markLength
      HTMLPiece.take(Self.markLength, from: &rest) { _ in }
      copied = offset
      let place = Int(self.places[cut])
      let inside = place - Self.markLength + removedCount(cut)..<place + removedCount(cut + 1)
      text.append(contentsOf: page[inside])
      places.add(HTMLPiece(count: inside.count, textWidth: 1, sourceStart: inside.lowerBound, sourceWidth: 1))
    }
    unsafe text.append(contentsOf: decoded[copied...])
    translate(&rest, offset - copied, into: &places)
  }

  private func translate(_ pieces: inout ArraySlice<HTMLPiece>, _ count: Int, into places: inout [HTMLPiece])
  {
    HTMLPiece.take(count, from: &pieces) { add($0, to: &places) }
  }

  /// Adds a piece of what is left, translated and parted where something is cut out.
  private func add(_ piece: HTMLPiece, to places: inout [HTMLPiece]) {
    var (piece, cut) = (piece, count(upTo: piece.sourceStart))
    while piece.isPlain, cut < self.places.count, Int(self.places[cut]) < piece.sourceStart + piece.count {
      let count = Int(self.places[cut]) - piece.sourceStart
      let start = piece.sourceStart + removedCount(cut)
      places.add(HTMLPiece(count: count, textWidth: 1, sourceStart: start, sourceWidth: 1))
      (piece.sourceStart, piece.count) = (piece.sourceStart + count, piece.count - count)
      cut += 1
    }
    piece.sourceStart += removedCount(cut)
    places.add(piece)
  }
}

extension HTMLPiece {
  /// Whether it stands in the page as it is.
  fileprivate var isPlain: Bool { textWidth == 1 && sourceWidth == 1 }

  /// Takes so many bytes of text from the front of some pieces.
  fileprivate static func take(
    _ count: Int, from pieces: inout ArraySlice<HTMLPiece>, _ body: (HTMLPiece) -> Void
  ) {
    var left = count
    while left > 0, var piece = pieces.first {
      let width = piece.count * piece.textWidth
      if width <= left {
        pieces.removeFirst()
        left -= width
        body(piece)
        continue
      }
      // Of what is no plain text, a part stands where the whole does.
      var rest = piece
      if piece.isPlain {
        piece.count = left
        rest.count -= left
        rest.sourceStart += left
      } else {
        (piece.count, piece.textWidth) = (1, left)
        (rest.count, rest.textWidth) = (1, width - left)
      }
      pieces[pieces.startIndex] = rest
      left = 0
      body(piece)
    }
  }
}

extension [HTMLPiece] {
  /// Adds a piece; plain ones that touch become one.
  fileprivate mutating func add(_ piece: HTMLPiece) {
    guard piece.count > 0 else { return }
    if let last, piece.isPlain, last.isPlain, last.sourceStart + last.count == piece.sourceStart {
      self[count - 1].count += piece.count
    } else {
      append(piece)
    }
  }
}
