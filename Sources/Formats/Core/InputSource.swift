import SystemPackage

/// Where bytes come from: a file, standard input, or memory.
public struct InputSource: Sendable {
  enum Storage: Sendable {
    case file(FilePath)
    case descriptor(FileDescriptor)
    case bytes([UInt8])
  }

  /// The name for messages: the path as the user wrote it, or `<standard input>`.
  public let name: String
  let storage: Storage

  /// A file; nothing is opened yet.
  public static func file(_ path: String) -> InputSource {
    InputSource(name: path, storage: .file(FilePath(path)))
  }

  /// Standard input, which can be opened once.
  public static var standardInput: InputSource {
    InputSource(name: "<standard input>", storage: .descriptor(.standardInput))
  }

  /// A path as people give it on a command line: `-` is standard input.
  public static func argument(_ text: String) -> InputSource { text == "-" ? .standardInput : .file(text) }

  /// Bytes in memory.
  public static func bytes(_ bytes: some Sequence<UInt8>, name: String = "<memory>") -> InputSource {
    InputSource(name: name, storage: .bytes(Array(bytes)))
  }

  /// The file's name without its folders, lower-cased, or nil for what is no file.
  var fileName: String? {
    guard case .file(let path) = storage else { return nil }
    return path.lastComponent?.string.lowercased()
  }

  /// Opens the source for reading from its start.
  ///
  /// - Throws: ``FormatError`` where there is no such file, it is a directory, or it may not be read.
  public func open() throws(FormatError) -> ByteStream {
    switch storage {
    case .bytes(let bytes):
      return ByteStream(name: name, bytes: bytes)
    case .descriptor(let descriptor):
      return ByteStream(name: name, descriptor: descriptor, closes: false)
    case .file(let path):
      do {
        let stream = ByteStream(
          name: name, descriptor: try FileDescriptor.open(path, .readOnly), closes: true)
        // A directory opens well and fails at the first read.
        _ = try stream.peek(1)
        return stream
      } catch let error as FormatError {
        throw error
      } catch let error as Errno {
        throw FormatError.system(error, name: name)
      } catch {
        throw FormatError(.unreadable, "\(error)", source: name)
      }
    }
  }

  /// A source that can be opened again and again: standard input is read to its end, files stay as they are.
  ///
  /// - Parameter limit: the most bytes that may be held.
  /// - Throws: ``FormatError`` of the kind `tooLarge`, or what ``open()`` throws.
  public func rereadable(limit: Int) throws(FormatError) -> InputSource {
    guard case .descriptor = storage else { return self }
    let stream = try open()
    return InputSource(name: name, storage: .bytes(try stream.readAll(limit: limit)))
  }
}
