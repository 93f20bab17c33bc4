public import Foundation
public import Testing

/// Data that stands beside the checkout, in a folder `shared`, and is no part of it.
public enum SharedData {
  /// The folder `data` in it: named by TOLMACH_SHARED, or found beside the checkout; nil where there is none.
  public static let folder: URL? = {
    var candidates: [URL] = []
    if let named = ProcessInfo.processInfo.environment["TOLMACH_SHARED"] {
      candidates.append(URL(fileURLWithPath: named))
    }
    candidates.append(Checkout.root.deletingLastPathComponent().appendingPathComponent("shared"))
    return candidates.map { $0.appendingPathComponent("data") }.first {
      FileManager.default.fileExists(atPath: $0.path)
    }
  }()

  /// The path of a file or folder in it.
  public static func path(_ name: String) throws -> String {
    try #require(folder, "needs the folder 'shared' beside the checkout").appendingPathComponent(name).path
  }

  /// The paths of the files in a folder of it, sorted.
  public static func files(in name: String, endingIn suffix: String = "") throws -> [String] {
    let folder = try path(name)
    return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(suffix) }
      .sorted()
      .map { folder + "/" + $0 }
  }
}

/// This checkout.
public enum Checkout {
  /// Its folder.
  public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The path of a file or folder in it.
  public static func path(_ name: String) -> String { root.appendingPathComponent(name).path }
}

extension Trait where Self == ConditionTrait {
  /// Runs only where the development data is there.
  public static var needsSharedData: Self {
    .enabled(
      if: SharedData.folder != nil, "needs the folder 'shared' beside the checkout (or TOLMACH_SHARED)")
  }
}

/// A folder that lives as long as the object.
public final class TemporaryFolder {
  /// Its path.
  public let path: String

  /// Makes the folder.
  public init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "tolmach-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in it.
  public func file(_ name: String) -> String { path + "/" + name }

  /// Makes a folder in it, with the folders above.
  public func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: file(name), withIntermediateDirectories: true)
  }

  /// Writes a file in it and returns its path.
  public func write(_ text: String, to name: String) throws -> String {
    try write(Array(text.utf8), to: name)
  }

  /// Writes a file in it and returns its path.
  public func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }
}
