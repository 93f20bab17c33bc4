/// Something wrong in a user's file: what, where, and what was done about it.
///
/// A problem is a value, not a thrown error: what is readable around it is kept, and every reader reports what it
/// dropped or changed.
public struct Problem: Hashable, Sendable {
  /// How much was harmed.
  public enum Severity: String, Hashable, Sendable {
    /// Everything was kept, perhaps changed.
    case warning
    /// Something was lost.
    case error
  }

  /// How much was harmed.
  public var severity: Severity
  /// A sentence without a full stop: what is wrong and what was done.
  public var message: String
  /// The line and column, where known.
  public var position: TextPosition?
  /// The byte offset in the file, where known.
  public var offset: Int?

  /// Creates a problem.
  public init(_ severity: Severity, _ message: String, position: TextPosition? = nil, offset: Int? = nil) {
    self.severity = severity
    self.message = message
    self.position = position
    self.offset = offset
  }
}

/// A place in a file as people count: both from 1, columns in Unicode scalars.
public struct TextPosition: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, in Unicode scalars.
  public var column: Int

  /// Creates a position.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Earlier in the file is less.
  public static func < (left: TextPosition, right: TextPosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }

  /// As `line:column`.
  public var description: String { "\(line):\(column)" }
}
