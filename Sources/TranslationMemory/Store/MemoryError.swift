/// A memory cannot be opened, read or written.
public struct MemoryError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure it is.
  public struct Code: Hashable, Sendable {
    private enum Kind { case notFound, notAMemory, newer, readOnly, busy, full, damaged, conflict, failed }
    private let kind: Kind

    /// There is no such file.
    public static let notFound = Code(kind: .notFound)
    /// The file is not a translation memory.
    public static let notAMemory = Code(kind: .notAMemory)
    /// A newer version of Tolmach made it.
    public static let newer = Code(kind: .newer)
    /// It may not be written.
    public static let readOnly = Code(kind: .readOnly)
    /// Another process is writing to it.
    public static let busy = Code(kind: .busy)
    /// There is no room on the disk.
    public static let full = Code(kind: .full)
    /// It is damaged.
    public static let damaged = Code(kind: .damaged)
    /// Somebody else changed it in the meantime, or what was named is not there.
    public static let conflict = Code(kind: .conflict)
    /// Anything else.
    public static let failed = Code(kind: .failed)
  }

  /// What kind of failure it is.
  public var code: Code
  /// What failed and what to do, as the rest of a sentence that starts with the file's name.
  public var message: String
  /// The path of the memory.
  public var path: String

  /// Creates an error.
  public init(_ code: Code, _ message: String, path: String) {
    self.code = code
    self.message = message
    self.path = path
  }

  /// As `path: message`.
  public var description: String { "\(path): \(message)" }
}
