public import Formats
import Foundation

/// Turns what a user names, files, folders and patterns, into a list of pages.
///
/// Folders are taken with all folders in them, in the order of names; of their files those with the ending of a format of pages.
/// Names that start with a dot are passed over. A folder that is reached twice, through a link, is walked once.
public struct PageList: Sendable {
  /// Something that was named and yields no page.
  public struct Missing: Error, Hashable, CustomStringConvertible {
    /// What was named.
    public var path: String
    /// Why there is nothing, as the rest of a sentence that starts with the path.
    public var reason: String
    /// The path and the reason.
    public var description: String { "\(path): \(reason)" }
  }

  /// An entry: a page, or why there is none.
  public typealias Entry = Result<String, Missing>

  private let endings: Set<String>

  /// Creates a list maker.
  ///
  /// - Parameter registry: the formats whose endings count as pages.
  public init(registry: FormatRegistry = .standard) {
    let pages = registry.formats.map(\.description).filter { $0.abilities.contains(.readsDocuments) }
    endings = Set(pages.flatMap(\.fileExtensions))
  }

  /// The pages, in the order in which they are named, each once.
  ///
  /// A path that does not exist stays in the list, so that reading it says what is wrong. Memory grows with the number of
  /// pages, not with their sizes.
  ///
  /// - Parameter arguments: paths of files and folders, patterns, and `-` for standard input.
  public func entries(of arguments: [String]) -> [Entry] {
    var walk = Walk(endings: endings)
    for argument in arguments { walk.take(argument) }
    return walk.entries
  }
}

/// One walk over all arguments.
private struct Walk {
  let endings: Set<String>
  var entries: [PageList.Entry] = []
  private var known: Set<String> = []
  private var folders: Set<FolderIdentity> = []

  init(endings: Set<String>) { self.endings = endings }

  mutating func take(_ argument: String) {
    switch FolderIdentity.kind(of: argument) {
    case .folder:
      // Folders named twice are no loops: each argument is walked afresh, and pages are told apart by their paths.
      folders = []
      let count = entries.count
      let knownCount = known.count
      walkFolder(argument.count > 1 && argument.hasSuffix("/") ? String(argument.dropLast()) : argument)
      if entries.count == count, known.count == knownCount, !hasKnownPage(under: argument) {
        miss(
          argument,
          "there is no page in this folder; the endings of pages are \(endings.sorted().joined(separator: ", "))"
        )
      }
    case .none where argument != "-" && GlobPattern.isPattern(argument):
      folders = []
      let pattern = GlobPattern(argument)
      var count = 0
      match(pattern.parts[...], in: pattern.root, &count)
      if count == 0 { miss(argument, "no file matches this pattern") }
    case .file, .none: add(argument)
    }
  }

  private func hasKnownPage(under folder: String) -> Bool {
    let prefix = join(folder, "")
    return known.contains { $0.hasPrefix(prefix) }
  }

  private mutating func add(_ path: String) {
    if known.insert(path).inserted { entries.append(.success(path)) }
  }

  private mutating func miss(_ path: String, _ reason: String) {
    entries.append(.failure(PageList.Missing(path: path, reason: reason)))
  }

  private func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty || folder == "." ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The names in a folder, sorted by their bytes; nil where they cannot be had.
  private mutating func names(in folder: String) -> [String] {
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)
      return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    } catch {
      miss(folder, "the folder cannot be read")
      return []
    }
  }

  private mutating func walkFolder(_ root: String) {
    // A stack, not recursion: folders may be nested deeper than a thread's stack.
    var pending: [(path: String, isRoot: Bool)] = [(root, true)]
    while let (path, isRoot) = pending.popLast() {
      switch isRoot ? .folder : FolderIdentity.kind(of: path) {
      case .folder:
        guard let identity = FolderIdentity(path), folders.insert(identity).inserted else { continue }
        let names = names(in: path).filter { !$0.hasPrefix(".") }
        for name in names.reversed() { pending.append((join(path, name), false)) }
      case .file:
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."),
          endings.contains(name[name.index(after: dot)...].lowercased())
        else { continue }
        add(path)
      case .none: continue
      }
    }
  }

  /// Adds what matches the parts in a folder.
  ///
  /// Recursion is as deep as the pattern is long.
  private mutating func match(_ parts: ArraySlice<GlobPattern.Part>, in folder: String, _ count: inout Int) {
    guard let part = parts.first else { return }
    let rest = parts.dropFirst()
    switch part {
    case .folders:
      var pending = [folder]
      var seen: Set<FolderIdentity> = []
      while let path = pending.popLast() {
        guard let identity = FolderIdentity(path.isEmpty ? "." : path), seen.insert(identity).inserted else {
          continue
        }
        if rest.isEmpty {
          walkFiles(in: path, &count)
        } else {
          match(rest, in: path, &count)
        }
        let inner = names(in: path).filter { !$0.hasPrefix(".") }.map { join(path, $0) }
        for path in inner.reversed() where FolderIdentity.kind(of: path) == .folder { pending.append(path) }
      }
    case .name(let pattern):
      for name in names(in: folder) where GlobPattern.matches(name, pattern) {
        let path = join(folder, name)
        switch FolderIdentity.kind(of: path) {
        case .folder where !rest.isEmpty: match(rest, in: path, &count)
        case .file where rest.isEmpty:
          count += 1
          add(path)
        default: continue
        }
      }
    }
  }

  /// `**` at the end means every file below.
  private mutating func walkFiles(in folder: String, _ count: inout Int) {
    for name in names(in: folder) where !name.hasPrefix(".") {
      let path = join(folder, name)
      guard FolderIdentity.kind(of: path) == .file else { continue }
      count += 1
      add(path)
    }
  }
}
