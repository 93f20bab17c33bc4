import SystemPackage

/// Bytes in order, with a look ahead; memory does not grow with the source.
public final class ByteStream {
  /// The name of the source, for messages.
  public let name: String
  private let descriptor: FileDescriptor?
  private let closes: Bool
  private var buffer: [UInt8]
  private var position = 0
  private var ended: Bool

  static let chunkSize = 256 * 1_024
  /// How many bytes are asked for next; a small file takes no large buffer.
  private var nextSize = 16 * 1_024

  init(name: String, descriptor: FileDescriptor, closes: Bool) {
    self.name = name
    self.descriptor = descriptor
    self.closes = closes
    buffer = []
    ended = false
  }

  init(name: String, bytes: [UInt8]) {
    self.name = name
    descriptor = nil
    closes = false
    buffer = bytes
    ended = true
  }

  deinit {
    if closes { try? descriptor?.close() }
  }

  /// The next bytes without taking them; fewer than asked for only at the end.
  public func peek(_ count: Int) throws(FormatError) -> ArraySlice<UInt8> {
    while buffer.count - position < count, !ended { try fill(atLeast: count) }
    return buffer[position..<min(buffer.count, position + count)]
  }

  /// Takes the next bytes, at most as many as asked for; empty at the end only.
  public func read(_ count: Int) throws(FormatError) -> ArraySlice<UInt8> {
    if position == buffer.count, !ended { try fill(atLeast: 1) }
    let end = min(buffer.count, position + count)
    defer { position = end }
    return buffer[position..<end]
  }

  /// Takes everything that is left.
  ///
  /// - Parameter limit: the most bytes that may be held; a longer source is an error of the kind `tooLarge`.
  public func readAll(limit: Int) throws(FormatError) -> [UInt8] {
    var all: [UInt8] = []
    while true {
      let next = try read(Self.chunkSize)
      if next.isEmpty { return all }
      guard all.count + next.count <= limit else {
        throw FormatError(
          .tooLarge,
          "is larger than the \(limit / 1_048_576) MB that a file of this format may have; split it",
          source: name)
      }
      all.append(contentsOf: next)
    }
  }

  private func fill(atLeast count: Int) throws(FormatError) {
    guard let descriptor else {
      ended = true
      return
    }
    buffer.removeSubrange(..<position)
    position = 0
    let kept = buffer.count
    let wanted = max(count, nextSize)
    buffer.append(contentsOf: repeatElement(0, count: wanted))
    do {
      let got = try buffer.withUnsafeMutableBytes { bytes in
        try descriptor.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[kept...]))
      }
      buffer.removeLast(wanted - got)
      ended = got == 0
      if got == wanted { nextSize = min(nextSize * 4, Self.chunkSize) }
    } catch {
      buffer.removeLast(wanted)
      ended = true
      throw FormatError.system(error as? Errno ?? .ioError, name: name)
    }
  }
}
