public import Bitext
import Foundation
import Yams

extension Project {
  /// The project whose file stands nearest: in a folder or in one above it.
  ///
  /// Nil where there is none.
  ///
  /// - Parameters:
  ///   - folder: where to start.
  ///   - warn: is called with keys that are not understood.
  /// - Throws: ``ProjectError`` where the file is there but cannot be used.
  public static func nearest(to folder: String, warn: (Problem, _ path: String) -> Void = { _, _ in }) throws
    -> Project?
  {
    var current = URL(fileURLWithPath: folder).standardizedFileURL
    while true {
      let candidate = current.appendingPathComponent(fileName).path
      if FileManager.default.fileExists(atPath: candidate) { return try Project(path: candidate, warn: warn) }
      let parent = current.deletingLastPathComponent().standardizedFileURL
      if parent.path == current.path || current.path == "/" { return nil }
      current = parent
    }
  }

  /// Reads a project file.
  ///
  /// - Throws: ``ProjectError`` where the file is missing, no YAML, or has a value of a wrong type.
  public init(path: String, warn: (Problem, _ path: String) -> Void = { _, _ in }) throws {
    guard let data = FileManager.default.contents(atPath: path),
      let text = String(data: data, encoding: .utf8)
    else {
      throw ProjectError(path: path, message: "cannot be read")
    }
    let root: Node?
    do { root = try Yams.compose(yaml: text) } catch {
      let mark: TextPosition? =
        if case .some(.parser(_, _, let mark, _)) = error as? YamlError {
          TextPosition(line: mark.line, column: mark.column)
        } else { nil }
      throw ProjectError(path: path, message: "is not valid YAML: \(Self.reason(of: error))", position: mark)
    }
    self.init(folder: URL(fileURLWithPath: path).deletingLastPathComponent().relativePath)
    guard let root else { return }
    let reader = ProjectReader(path: path)
    for (key, value) in try reader.mapping(root, at: "the file") {
      switch key.string {
      case "languages":
        for (key, value) in try reader.mapping(value, at: "languages") {
          switch key.string {
          case "source": sources = try reader.languages(value, at: "languages.source")
          case "target": targets = try reader.languages(value, at: "languages.target")
          default: warn(reader.unknown(key, known: "source and target"), path)
          }
        }
      case "memory": memory = resolved(try reader.text(value, at: "memory"))
      case "glossaries": glossaries = try reader.texts(value, at: "glossaries").map(resolved)
      default: warn(reader.unknown(key, known: "languages, memory and glossaries"), path)
      }
    }
  }

  private static func reason(of error: any Error) -> String {
    switch error as? YamlError {
    case .parser(_, let problem, _, _), .scanner(_, let problem, _, _): problem
    default: "\(error)"
    }
  }

  private func resolved(_ path: String) -> String {
    path.hasPrefix("/") || folder == "." || folder.isEmpty ? path : folder + "/" + path
  }

  /// The glossary files that the project's patterns name, in order.
  ///
  /// A pattern that fits no file yet names none.
  public func glossaryFiles() -> [String] {
    Glossary.files(named: glossaries).filter {
      !GlobPattern.isPattern($0) || FileManager.default.fileExists(atPath: $0)
    }
  }
}

/// Reads YAML nodes and says where a value has a wrong type.
private struct ProjectReader {
  var path: String

  private func position(_ node: Node) -> TextPosition? {
    node.mark.map { TextPosition(line: $0.line, column: $0.column) }
  }

  func mapping(_ node: Node, at key: String) throws -> Node.Mapping {
    guard let mapping = node.mapping else {
      throw ProjectError(path: path, message: "\(key) must hold keys and values", position: position(node))
    }
    return mapping
  }

  func text(_ node: Node, at key: String) throws -> String {
    guard let text = node.scalar?.string else {
      throw ProjectError(path: path, message: "\(key) must be one text", position: position(node))
    }
    return text
  }

  func texts(_ node: Node, at key: String) throws -> [String] {
    if let sequence = node.sequence { return try sequence.map { try text($0, at: key) } }
    return [try text(node, at: key)]
  }

  func languages(_ node: Node, at key: String) throws -> [LanguageTag] {
    try texts(node, at: key).map { text in
      do throws(InvalidLanguageTag) { return try LanguageTag(text) } catch {
        throw ProjectError(path: path, message: "\(key): \(error)", position: position(node))
      }
    }
  }

  func unknown(_ key: Node, known: String) -> Problem {
    Problem(
      .warning, "the key '\(key.string ?? "?")' is not known; there are \(known)", position: position(key))
  }
}
