public import Bitext

/// Plain text: a block is a line, as web pages are pasted and interface strings are listed.
///
/// Reads in chunks: memory grows with the longest line (up to 4 MB, then it is split), not with the file. A file in another
/// charset than UTF-8 is read whole, up to 64 MB.
public struct PlainTextFormat: Format {
  static let longestBlock = 4 * 1_048_576
  static let largestConverted = 64 * 1_048_576

  /// Creates the format.
  public init() {}

  /// Names, endings and abilities.
  public var description: FormatDescription {
    FormatDescription(
      identifier: "text", name: "plain text", fileExtensions: ["txt", "text"], abilities: .readsDocuments)
  }

  /// Any text could be plain text.
  public func likelihood(of sample: FormatSample) -> Likelihood {
    sample.isNamed(as: description) ? .named : .possible
  }

  /// Reads the lines that hold more than white space.
  public func readDocument(
    from stream: ByteStream, options: ReadingOptions, body: (Block) throws -> Void
  ) throws -> DocumentSummary {
    let start = try stream.peek(65_536)
    if options.charset == nil, looksLikeUTF8(start) { return try readLines(from: stream, body: body) }
    let raw = try stream.readAll(limit: Self.largestConverted)
    let decoded = try TextDecoding.decode(
      raw, declared: nil, forced: options.charset, isMarkup: false, name: stream.name)
    var lines = LineSplitter()
    try decoded.bytes.withUnsafeBufferPointer { bytes in
      try lines.add(bytes) { range, text, _ in
        try body(block(text, map: lineMap(range).followed(by: decoded.map)))
      }
    }
    try lines.finish { range, text, _ in try body(block(text, map: lineMap(range).followed(by: decoded.map)))
    }
    return DocumentSummary(charset: decoded.charset, problems: decoded.problems)
  }

  private func readLines(from stream: ByteStream, body: (Block) throws -> Void) throws -> DocumentSummary {
    var summary = DocumentSummary()
    var lines = LineSplitter()
    if try stream.peek(3).elementsEqual([0xEF, 0xBB, 0xBF]) {
      _ = try stream.read(3)
      lines.offset = 3
    }
    func handOver(_ range: Range<Int>, _ bytes: [UInt8], _ line: Int) throws {
      if String(validating: bytes, as: UTF8.self) != nil {
        return try body(block(bytes, map: lineMap(range)))
      }
      let repaired = try TextDecoding.decode(
        bytes, declared: nil, forced: "UTF-8", isMarkup: false, name: stream.name)
      var map = SourceMap()
      for run in repaired.map.runs {
        map.append(
          count: run.count, textWidth: run.textWidth, sourceStart: run.sourceStart + range.lowerBound,
          sourceWidth: run.sourceWidth)
      }
      if summary.problems.count < 20, var problem = repaired.problems.first {
        problem.position?.line = line
        problem.offset = problem.offset.map { $0 + range.lowerBound }
        summary.problems.append(problem)
      }
      try body(block(repaired.bytes, map: map))
    }
    while case let chunk = try stream.read(ByteStream.chunkSize), !chunk.isEmpty {
      try chunk.withUnsafeBufferPointer { try lines.add($0, handOver) }
    }
    try lines.finish(handOver)
    return summary
  }

  private func lineMap(_ range: Range<Int>) -> SourceMap {
    SourceMap(identityFrom: range.lowerBound, count: range.count)
  }

  private func block(_ bytes: [UInt8], map: SourceMap) -> Block {
    Block(content: MarkedText(String(decoding: bytes, as: UTF8.self)), map: map)
  }

  /// Whether the start of a file is UTF-8, or UTF-8 with few broken bytes.
  private func looksLikeUTF8(_ start: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(start)
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return false }
    guard let decoded = try? TextDecoding.decode(bytes, declared: nil, forced: nil, isMarkup: false, name: "")
    else { return true }
    return decoded.charset == "UTF-8"
  }
}

/// Cuts bytes into lines as they come in.
private struct LineSplitter {
  /// The offset in the file of the next byte that comes in.
  var offset = 0
  /// The number of the line that is being read, from 1.
  private(set) var lineNumber = 1
  private var pending: [UInt8] = []

  mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>, [UInt8], _ line: Int) throws -> Void
  ) rethrows {
    var start = 0
    for index in 0..<bytes.count {
      // Breaking before a lead byte keeps characters whole.
      let isTooLong =
        pending.count + index - start >= PlainTextFormat.longestBlock && bytes[index] & 0xC0 != 0x80
      guard bytes[index] == 0x0A || isTooLong else { continue }
      pending.append(contentsOf: bytes[start..<index])
      try handOver(endingAt: offset + index, body)
      start = bytes[index] == 0x0A ? index + 1 : index
      if bytes[index] == 0x0A { lineNumber += 1 }
    }
    pending.append(contentsOf: bytes[start...])
    offset += bytes.count
  }

  mutating func finish(_ body: (Range<Int>, [UInt8], _ line: Int) throws -> Void) rethrows {
    try handOver(endingAt: offset, body)
  }

  /// Hands over what was gathered, without the white space around it.
  private mutating func handOver(endingAt end: Int, _ body: (Range<Int>, [UInt8], _ line: Int) throws -> Void)
    rethrows
  {
    defer { pending.removeAll(keepingCapacity: true) }
    let start = end - pending.count
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let first = pending.firstIndex(where: { !isSpace($0) }),
      let last = pending.lastIndex(where: { !isSpace($0) })
    else { return }
    try body(start + first..<start + last + 1, Array(pending[first...last]), lineNumber)
  }
}
