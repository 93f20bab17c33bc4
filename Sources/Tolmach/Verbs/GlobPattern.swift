/// A pattern of path names: `*` is any part of a name, `?` one character, `**` any number of folders.
///
/// As in a shell, a name that starts with a dot is matched only by a pattern that does too.
struct GlobPattern: Sendable {
  /// A part between slashes.
  enum Part: Sendable {
    case folders
    case name([Character])
  }

  /// Where the walk starts: the folders before the first part that has a wildcard, or nothing.
  let root: String
  /// The parts from there.
  let parts: [Part]

  /// Whether a path has wildcards at all.
  static func isPattern(_ path: String) -> Bool {
    path.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
  }

  init(_ path: String) {
    let names = path.split(separator: "/", omittingEmptySubsequences: false)
    let fixed = names.prefix { !Self.isPattern(String($0)) }
    let joined = fixed.joined(separator: "/")
    root = joined.isEmpty && !fixed.isEmpty ? "/" : joined
    parts = names.dropFirst(fixed.count).filter { !$0.isEmpty }.map {
      $0 == "**" ? .folders : .name(Array($0))
    }
  }

  /// Whether a name fits a part.
  ///
  /// Costs at most the product of the lengths.
  static func matches(_ name: String, _ pattern: [Character]) -> Bool {
    if name.hasPrefix("."), pattern.first != "." { return false }
    let name = Array(name)
    var (at, place) = (0, 0)
    /// Where to go on when the rest does not fit: the last star takes one character more.
    var retry: (pattern: Int, name: Int)?
    while at < name.count {
      if place < pattern.count, pattern[place] == "*" {
        retry = (place, at)
        place += 1
      } else if place < pattern.count, pattern[place] == "?" || pattern[place] == name[at] {
        place += 1
        at += 1
      } else if let last = retry {
        retry = (last.pattern, last.name + 1)
        (place, at) = (last.pattern + 1, last.name + 1)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }
}
