#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Which folder a path leads to, whatever links it passes.
struct FolderIdentity: Hashable {
  enum Kind {
    case file
    case folder
    case none
  }

  private let device: UInt64
  private let number: UInt64

  init?(_ path: String) {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: info.st_dev)
    number = UInt64(truncatingIfNeeded: info.st_ino)
  }

  /// What stands at a path, links followed; pipes and devices count as files.
  static func kind(of path: String) -> Kind {
    var info = stat()
    guard stat(path, &info) == 0 else { return .none }
    return info.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }

  /// The size of a file in bytes; 0 where there is none.
  static func size(of path: String) -> Int {
    var info = stat()
    return stat(path, &info) == 0 ? Int(info.st_size) : 0
  }
}
