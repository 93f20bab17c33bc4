/// The difference between two texts, word by word.
public struct TextDifference: Hashable, Sendable {
  /// A stretch of one of the texts or of both.
  public enum Part: Hashable, Sendable {
    /// In both texts.
    case same(String)
    /// In the remembered text only.
    case removed(String)
    /// In the text looked up only.
    case added(String)
  }

  /// The parts in order; removed and same parts give the remembered text, added and same parts the other.
  public var parts: [Part]

  /// The longest texts that are compared word by word, in words; of longer ones only the ends are compared.
  private static let wordLimit = 1_500

  /// Compares two texts by their words.
  ///
  /// - Throws: ``ICU/ICUError`` where ICU cannot find words.
  public init(from remembered: String, to text: String) throws {
    let finder = try Words()
    self.init(
      from: try finder.tokens(of: remembered).map(\.text), to: try finder.tokens(of: text).map(\.text))
  }

  init(from old: [Substring], to new: [Substring]) {
    var prefix = 0
    while prefix < min(old.count, new.count), old[prefix] == new[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < min(old.count, new.count) - prefix,
      old[old.count - 1 - suffix] == new[new.count - 1 - suffix]
    { suffix += 1 }
    let oldMiddle = Array(old[prefix..<old.count - suffix])
    let newMiddle = Array(new[prefix..<new.count - suffix])
    var builder = Builder()
    for token in old[..<prefix] { builder.add(token, .same) }
    if oldMiddle.count <= Self.wordLimit, newMiddle.count <= Self.wordLimit {
      Self.compare(oldMiddle, newMiddle, into: &builder)
    } else {
      for token in oldMiddle { builder.add(token, .removed) }
      for token in newMiddle { builder.add(token, .added) }
    }
    for token in old[(old.count - suffix)...] { builder.add(token, .same) }
    parts = builder.finished()
  }

  /// The classic table of longest common subsequences, read from its start.
  private static func compare(_ old: [Substring], _ new: [Substring], into builder: inout Builder) {
    let width = new.count + 1
    var table = [Int32](repeating: 0, count: (old.count + 1) * width)
    for row in stride(from: old.count - 1, through: 0, by: -1) {
      for column in stride(from: new.count - 1, through: 0, by: -1) {
        table[row * width + column] =
          old[row] == new[column]
          ? table[(row + 1) * width + column + 1] + 1
          : max(table[(row + 1) * width + column], table[row * width + column + 1])
      }
    }
    var (row, column) = (0, 0)
    while row < old.count || column < new.count {
      if row < old.count, column < new.count, old[row] == new[column] {
        builder.add(old[row], .same)
        row += 1
        column += 1
      } else if column == new.count
        || (row < old.count && table[(row + 1) * width + column] >= table[row * width + column + 1])
      {
        builder.add(old[row], .removed)
        row += 1
      } else {
        builder.add(new[column], .added)
        column += 1
      }
    }
  }

  /// Joins neighbours of a kind, removed before added.
  private struct Builder {
    enum Kind { case same, removed, added }
    private var parts: [Part] = []
    private var (same, removed, added) = ("", "", "")

    mutating func add(_ token: Substring, _ kind: Kind) {
      switch kind {
      case .same:
        flushChanges()
        same += token
      case .removed:
        flushSame()
        removed += token
      case .added:
        flushSame()
        added += token
      }
    }

    private mutating func flushSame() {
      if !same.isEmpty { parts.append(.same(same)) }
      same = ""
    }

    private mutating func flushChanges() {
      if !removed.isEmpty { parts.append(.removed(removed)) }
      if !added.isEmpty { parts.append(.added(added)) }
      removed = ""
      added = ""
    }

    mutating func finished() -> [Part] {
      flushSame()
      flushChanges()
      return parts
    }
  }
}
