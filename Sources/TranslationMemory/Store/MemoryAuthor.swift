public import Bitext

/// Who changes a memory, and when; kept in its log.
public struct MemoryAuthor: Hashable, Sendable {
  /// The name, as the system or the user gives it.
  public var name: String?
  /// The moment.
  public var date: Timestamp

  /// Creates an author.
  public init(name: String? = nil, date: Timestamp = Timestamp(seconds: 0)) {
    self.name = name
    self.date = date
  }
}
