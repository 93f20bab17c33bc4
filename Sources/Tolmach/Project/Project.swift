public import Bitext

/// What a project's `tolmach.yml` says: its languages, its memory, its glossaries.
public struct Project: Hashable, Sendable {
  /// The languages that are translated from.
  public var sources: [LanguageTag]
  /// The languages that are translated into.
  public var targets: [LanguageTag]
  /// The path of the memory.
  public var memory: String?
  /// The paths of the glossaries; a `*` in the last part of a path stands for any characters.
  public var glossaries: [String]
  /// The folder that relative paths start from: that of the file.
  public var folder: String

  /// Creates a project.
  public init(
    sources: [LanguageTag] = [], targets: [LanguageTag] = [], memory: String? = nil,
    glossaries: [String] = [],
    folder: String = "."
  ) {
    self.sources = sources
    self.targets = targets
    self.memory = memory
    self.glossaries = glossaries
    self.folder = folder
  }

  /// The name of the file.
  public static let fileName = "tolmach.yml"

  /// All languages of the project, sources first.
  public var languages: [LanguageTag] { sources + targets.filter { !sources.contains($0) } }

  /// The text of a project file that says the same.
  public var text: String {
    func list(_ values: [String]) -> String { "[" + values.map(Self.quoted).joined(separator: ", ") + "]" }
    return """
      # A Tolmach project. Commands run in this folder or below it use these settings; their options go before them.

      # Languages as BCP 47 tags: en, ru, pt-BR, zh-Hant.
      languages:
        source: \(list(sources.map(\.identifier)))
        target: \(list(targets.map(\.identifier)))

      # The translation memory; `tolmach import` makes it.
      memory: \(Self.quoted(memory ?? "memory.sqlite"))

      # Glossaries in CSV or TSV; * stands for any characters.
      glossaries: \(list(glossaries))

      """
  }

  /// A value in double quotes where YAML would read it as something else (`no` is false).
  private static func quoted(_ value: String) -> String {
    let isPlain = value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./".contains($0)) }
    if isPlain, !["no", "yes", "on", "off", "true", "false", "null", "y", "n"].contains(value.lowercased()),
      value.first?.isLetter == true
    {
      return value
    }
    return "\"" + value.map { "\"\\".contains($0) ? "\\\($0)" : "\($0)" }.joined() + "\""
  }
}

/// A project file that cannot be used.
public struct ProjectError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path of the file.
  public var path: String
  /// What is wrong and what to write instead.
  public var message: String
  /// The line and column, where known.
  public var position: TextPosition?

  /// As `path:line:column: message`.
  public var description: String {
    position.map { "\(path):\($0): \(message)" } ?? "\(path): \(message)"
  }
}
