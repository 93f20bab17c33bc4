import SystemPackage

/// Where written bytes go: a file, standard output, or memory; buffered.
///
/// A file is written beside its final name and moved there by ``close()``, so that a half-written file never
/// takes the place of a whole one.
public final class ByteSink {
  /// The name of the destination, for messages.
  public let name: String
  private let descriptor: FileDescriptor?
  private let receiver: (([UInt8]) throws(FormatError) -> Void)?
  private let finalPath: FilePath?
  private let temporaryPath: FilePath?
  private var buffer: [UInt8] = []
  private var background: BackgroundWriter?
  private var isClosed = false

  /// Bytes kept in memory; read them with ``bytes``.
  public init() {
    name = "<memory>"
    descriptor = nil
    receiver = nil
    finalPath = nil
    temporaryPath = nil
  }

  /// A function that takes the bytes, in pieces, whenever the buffer is full or flushed.
  public init(name: String, receiver: @escaping ([UInt8]) throws(FormatError) -> Void) {
    self.name = name
    self.receiver = receiver
    descriptor = nil
    finalPath = nil
    temporaryPath = nil
  }

  /// Standard output.
  public static func standardOutput() -> ByteSink {
    ByteSink(descriptor: .standardOutput, name: "<standard output>")
  }

  private init(descriptor: FileDescriptor, name: String) {
    self.name = name
    self.descriptor = descriptor
    receiver = nil
    finalPath = nil
    temporaryPath = nil
  }

  /// A file, which appears under its name when the sink is closed.
  ///
  /// - Throws: ``FormatError`` where the file cannot be made.
  public init(path: String) throws(FormatError) {
    name = path
    receiver = nil
    let final = FilePath(path)
    let temporary = FilePath(path + ".part")
    finalPath = final
    temporaryPath = temporary
    do {
      descriptor = try FileDescriptor.open(
        temporary, .writeOnly, options: [.create, .truncate],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
    } catch {
      throw FormatError.system(error as? Errno ?? .ioError, name: path)
    }
  }

  deinit {
    if !isClosed, let descriptor, let temporaryPath {
      // The file is given up: what could not be written of it is of no use. The descriptor stays open until the writer ends.
      try? background?.finish()
      try? descriptor.close()
      removeFile(temporaryPath)
    }
  }

  /// What was written to memory.
  public var bytes: [UInt8] { buffer }

  /// Adds text.
  public func write(_ text: some StringProtocol) throws(FormatError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= ByteStream.chunkSize { try flush() }
  }

  /// Adds bytes.
  public func write(_ bytes: [UInt8]) throws(FormatError) {
    // Many go out at once, without a copy.
    if buffer.isEmpty, bytes.count >= ByteStream.chunkSize, let descriptor {
      return try write(bytes, to: descriptor)
    }
    buffer.append(contentsOf: bytes)
    if buffer.count >= ByteStream.chunkSize { try flush() }
  }

  private func write(_ bytes: [UInt8], to descriptor: FileDescriptor) throws(FormatError) {
    // A long file is written while the next piece of it is made.
    if finalPath != nil, background == nil, bytes.count >= ByteStream.chunkSize {
      background = BackgroundWriter(descriptor)
    }
    do {
      if let background { try background.write(bytes) } else { try descriptor.writeAll(bytes) }
    } catch {
      throw FormatError.system(error as? Errno ?? .ioError, name: name)
    }
  }

  /// Adds bytes.
  public func write(_ bytes: some Sequence<UInt8>) throws(FormatError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= ByteStream.chunkSize { try flush() }
  }

  /// Writes out what is buffered.
  public func flush() throws(FormatError) {
    guard !buffer.isEmpty else { return }
    if let receiver {
      try receiver(buffer)
      buffer.removeAll(keepingCapacity: true)
    }
    guard let descriptor, !buffer.isEmpty else { return }
    try write(buffer, to: descriptor)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Finishes: flushes, and gives a file its final name.
  public func close() throws(FormatError) {
    guard !isClosed else { return }
    try flush()
    guard let descriptor, let finalPath, let temporaryPath else { return }
    do { try background?.finish() } catch { throw FormatError.system(error, name: name) }
    isClosed = true
    do { try descriptor.close() } catch { throw FormatError.system(error as? Errno ?? .ioError, name: name) }
    guard renameFile(temporaryPath, to: finalPath) else { throw FormatError.system(.ioError, name: name) }
  }
}
