import Tolmach

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What the command takes from its surroundings: NO_COLOR, TERM, COLUMNS, USER, LOGNAME, XDG_DATA_HOME, HOME, the folder and the
/// clock.
enum Environment {
  static func value(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// The name of the user.
  static var user: String? { value("USER") ?? value("LOGNAME") }

  /// Seconds since 1970.
  static var now: Int64 { Int64(time(nil)) }

  /// Who changes a memory, and when.
  static var author: MemoryAuthor { MemoryAuthor(name: user, date: Timestamp(seconds: now)) }

  /// A path without the working directory before it.
  static func relative(_ path: String) -> String {
    let folder = folder + "/"
    return path.hasPrefix(folder) && path.utf8.count > folder.utf8.count
      ? String(path.dropFirst(folder.count)) : path
  }

  /// Where hunspell dictionaries may be installed: the user's own first.
  static var dictionaryFolders: [String] {
    let own = value("XDG_DATA_HOME") ?? value("HOME").map { $0 + "/.local/share" }
    let system = [
      "/usr/local/share/hunspell", "/usr/share/hunspell", "/usr/share/myspell/dicts", "/Library/Spelling",
    ]
    return (own.map { [$0 + "/hunspell"] } ?? []) + system
  }

  /// Whether a path names a folder.
  static func isFolder(_ path: String) -> Bool {
    guard let folder = opendir(path) else { return false }
    closedir(folder)
    return true
  }

  /// The working directory.
  static var folder: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }
}
