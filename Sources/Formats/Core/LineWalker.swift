import Bitext

/// Counts lines and columns while the bytes of a file pass, and keeps the last bytes of the line.
struct LineWalker {
  /// What the file's characters are made of.
  enum Unit {
    case byte
    /// The code units of UTF-16.
    case bigEndianPair, littleEndianPair
  }

  let unit: Unit
  private let isUTF8: Bool
  private let margin: Int

  /// How many bytes have passed.
  private(set) var offset = 0
  /// The last bytes of the line, at most as many as the margin says.
  private(set) var before: [UInt8] = []
  private var line = 1
  private var column = 1
  private var lineStart = 0
  private var previous: UInt8 = 0

  /// - Parameter margin: how many bytes of the line are kept.
  init(unit: Unit, isUTF8: Bool, margin: Int) {
    self.unit = unit
    self.isUTF8 = isUTF8
    self.margin = margin
  }

  /// Where the next byte stands.
  var position: TextPosition { TextPosition(line: line, column: column) }

  /// Whether the line is longer than what is kept of it.
  var isCut: Bool { offset - lineStart > margin }

  mutating func pass(_ bytes: ArraySlice<UInt8>) {
    if unit == .byte { passBytes(bytes) } else { passPairs(bytes) }
  }

  private mutating func passBytes(_ bytes: ArraySlice<UInt8>) {
    let columns = bytes.withUnsafeBufferPointer { bytes in
      var (start, lines) = (0, 0)
      for index in bytes.indices where bytes[index] == 0x0A { (start, lines) = (index + 1, lines + 1) }
      if lines > 0 { startLine(at: offset + start, passed: lines) }
      let rest = UnsafeBufferPointer(rebasing: bytes[start...])
      keep(rest)
      var columns = 0
      for byte in rest where !isUTF8 || byte & 0xC0 != 0x80 { columns += 1 }
      return columns
    }
    column += columns
    offset += bytes.count
  }

  private mutating func passPairs(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes {
      let (first, second) = unit == .bigEndianPair ? (previous, byte) : (byte, previous)
      // A line feed is the pair that ends here.
      if offset % 2 == 1, first == 0, second == 0x0A {
        startLine(at: offset + 1, passed: 1)
      } else {
        if (offset - lineStart) % 2 == 0 { column += 1 }
        before.append(byte)
        if before.count > margin { before.removeFirst() }
      }
      previous = byte
      offset += 1
    }
  }

  private mutating func startLine(at start: Int, passed lines: Int) {
    line += lines
    lineStart = start
    column = 1
    before.removeAll(keepingCapacity: true)
  }

  private mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>) {
    before.append(contentsOf: bytes.suffix(margin))
    if before.count > margin { before.removeFirst(before.count - margin) }
  }
}
