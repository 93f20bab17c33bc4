import Tolmach

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What the command takes from its surroundings: NO_COLOR, TERM, COLUMNS, USER, LOGNAME, the folder and the clock.
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

  /// The working directory.
  static var folder: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }
}
