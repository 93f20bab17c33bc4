/// Whether paths lead to files, and to the same.
public enum FileIdentity {
  /// Whether something stands at a path.
  public static func exists(_ path: String) -> Bool { FolderIdentity(path) != nil }

  /// Whether two paths lead to one file, whatever links they pass.
  public static func isSame(_ left: String, _ right: String) -> Bool {
    guard let left = FolderIdentity(left), let right = FolderIdentity(right) else { return false }
    return left == right
  }
}
