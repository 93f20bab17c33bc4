/// The glossary of a memory cannot be opened, read or written.
public struct TermStoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What failed and what to do, as the rest of a sentence that starts with the file's name.
  public var message: String
  /// The path of the file.
  public var path: String
  /// Whether there is no such file, or no glossary in it.
  public var isMissing: Bool

  /// Creates an error.
  public init(_ message: String, path: String, isMissing: Bool = false) {
    self.message = message
    self.path = path
    self.isMissing = isMissing
  }

  /// As `path: message`.
  public var description: String { "\(path): \(message)" }
}
