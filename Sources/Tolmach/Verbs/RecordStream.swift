public import Formats
public import JSON

/// Answers lines of JSON with lines of JSON, in their order, one at a time.
///
/// A line that cannot be used is answered by `{"id", "error"}` in its place, and the stream goes on. Memory grows with
/// the longest line only.
public struct RecordStream {
  /// The longest line that is taken in, in bytes.
  public static let longestLine = 64 * 1_048_576

  private let source: InputSource

  /// Creates a stream that reads from a source.
  public init(_ source: InputSource) { self.source = source }

  /// Reads every line.
  ///
  /// - Parameters:
  ///   - flush: is called before the input may block, so that the command can serve another program line by line.
  ///   - write: is called with each answer, its newline included.
  ///   - answer: gives the answer to a line; what it throws becomes the line's error.
  /// - Returns: how many lines could not be used.
  /// - Throws: ``Formats/FormatError`` where the source cannot be read, or what `flush` and `write` throw.
  public func run<Answer: JSONWritable>(
    flush: () throws -> Void, write: ([UInt8]) throws -> Void, answer: (InputRecord) throws -> Answer
  ) throws -> Int {
    let lines = try LineReader(source, longestLine: Self.longestLine)
    var failures = 0
    var writer = JSONWriter()
    while let line = try lines.next(beforeBlocking: flush) {
      writer.removeAll()
      do {
        guard case .bytes(let bytes) = line else {
          throw InvalidRecord(id: nil, message: "the line is longer than \(Self.longestLine / 1_048_576) MB")
        }
        if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
        let record = try InputRecord(line: bytes)
        do { try answer(record).write(to: &writer) } catch let error as InvalidRecord { throw error } catch {
          throw InvalidRecord(id: record.id, message: "\(error)")
        }
      } catch let error as InvalidRecord {
        failures += 1
        writer.removeAll()
        ErrorRecord(id: error.id, error: error.message).write(to: &writer)
      }
      writer.endLine()
      try write(writer.bytes)
    }
    return failures
  }
}

/// Takes lines from a source as they come.
public final class LineReader {
  /// A line without its newline.
  public enum Line {
    /// Its bytes.
    case bytes(ArraySlice<UInt8>)
    /// It was longer than allowed and was passed over.
    case tooLong
  }

  private let stream: ByteStream
  private let longestLine: Int
  private var chunk: ArraySlice<UInt8> = []
  private var pending: [UInt8] = []
  private var isTooLong = false

  /// Opens a source.
  ///
  /// - Throws: ``Formats/FormatError``.
  public convenience init(_ source: InputSource, longestLine: Int = RecordStream.longestLine) throws {
    self.init(try source.open(), longestLine: longestLine)
  }

  /// Reads on in an open stream.
  init(_ stream: ByteStream, longestLine: Int = RecordStream.longestLine) {
    self.stream = stream
    self.longestLine = longestLine
  }

  /// The next line, or nil at the end.
  ///
  /// - Parameter beforeBlocking: is called before more input is waited for.
  /// - Throws: ``Formats/FormatError``, or what `beforeBlocking` throws.
  public func next(beforeBlocking: () throws -> Void = {}) throws -> Line? {
    while true {
      if let end = chunk.firstIndex(of: 0x0A) {
        let line = chunk[..<end]
        chunk = chunk[(end + 1)...]
        return finish(line)
      }
      if !isTooLong { pending.append(contentsOf: chunk) }
      if pending.count > longestLine {
        isTooLong = true
        pending = []
      }
      chunk = []
      try beforeBlocking()
      chunk = try stream.read(256 * 1_024)
      if chunk.isEmpty { return pending.isEmpty && !isTooLong ? nil : finish([]) }
    }
  }

  private func finish(_ rest: ArraySlice<UInt8>) -> Line {
    defer {
      pending = []
      isTooLong = false
    }
    if isTooLong || pending.count + rest.count > longestLine { return .tooLong }
    return .bytes(pending.isEmpty ? rest : ArraySlice(pending + rest))
  }
}
