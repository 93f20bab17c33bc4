import SystemPackage

extension Project {
  /// Writes a new project file.
  ///
  /// - Throws: ``ProjectError`` where a file of that name is there already, or cannot be made.
  public func writeNew(to path: String) throws(ProjectError) {
    do {
      let file = try FileDescriptor.open(
        FilePath(path), .writeOnly, options: [.create, .exclusiveCreate],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
      try file.closeAfter { _ = try file.writeAll(text.utf8) }
    } catch Errno.fileExists {
      throw ProjectError(path: path, message: "is there already; it was not changed")
    } catch { throw ProjectError(path: path, message: "cannot be written: \(error)") }
  }
}
