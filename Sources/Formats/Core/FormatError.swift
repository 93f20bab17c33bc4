public import Bitext
import SystemPackage

/// A file that cannot be read or written at all; smaller troubles are ``Bitext/Problem`` values.
public struct FormatError: Error, Hashable, Sendable {
  /// What kind of failure it is.
  public struct Code: Hashable, Sendable {
    private enum Kind {
      case notFound, directory, notPermitted, unreadable, empty, binary, malformed, unsupported, tooLarge,
        full
    }
    private let kind: Kind

    /// There is no such file.
    public static let notFound = Code(kind: .notFound)
    /// It is a directory.
    public static let directory = Code(kind: .directory)
    /// It may not be read or written.
    public static let notPermitted = Code(kind: .notPermitted)
    /// The system failed to read or write it.
    public static let unreadable = Code(kind: .unreadable)
    /// It has no bytes.
    public static let empty = Code(kind: .empty)
    /// It is not text.
    public static let binary = Code(kind: .binary)
    /// It breaks the rules of its format.
    public static let malformed = Code(kind: .malformed)
    /// Its format is unknown, or cannot do what was asked.
    public static let unsupported = Code(kind: .unsupported)
    /// It is larger than the format's reader allows.
    public static let tooLarge = Code(kind: .tooLarge)
    /// There is no room to write it.
    public static let full = Code(kind: .full)
  }

  /// What kind of failure it is.
  public var code: Code
  /// What is wrong, as the rest of a sentence that starts with the file's name.
  public var message: String
  /// The name of the file.
  public var source: String
  /// The line and column, where known.
  public var position: TextPosition?

  /// Creates an error.
  public init(_ code: Code, _ message: String, source: String, position: TextPosition? = nil) {
    self.code = code
    self.message = message
    self.source = source
    self.position = position
  }

  static func system(_ error: Errno, name: String) -> FormatError {
    switch error {
    case .noSuchFileOrDirectory: FormatError(.notFound, "no such file", source: name)
    case .isDirectory: FormatError(.directory, "is a directory; name the files in it", source: name)
    case .permissionDenied, .notPermitted, .readOnlyFileSystem:
      FormatError(.notPermitted, "permission denied", source: name)
    case .noSpace: FormatError(.full, "no space left on the disk", source: name)
    default: FormatError(.unreadable, "cannot be read or written: \(error)", source: name)
    }
  }
}

extension FormatError: CustomStringConvertible {
  /// As `file:line:column: message`.
  public var description: String {
    if let position { return "\(source):\(position): \(message)" }
    return "\(source): \(message)"
  }
}
