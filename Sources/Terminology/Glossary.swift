public import Bitext

/// A set of concepts, from one or more files.
public struct Glossary: Hashable, Sendable {
  /// The concepts, in the order in which they came in.
  public private(set) var concepts: [Concept] = []
  /// What was wrong in them.
  public private(set) var problems: [Problem] = []

  /// Creates an empty glossary.
  public init() {}

  /// Adds a row of a glossary file.
  public mutating func add(_ unit: TranslationUnit) {
    if let concept = Concept(unit, problems: &problems) { concepts.append(concept) }
  }

  /// The languages in which there are terms, by tag.
  public var languages: [LanguageTag] {
    Set(concepts.flatMap(\.terms.keys)).sorted { $0.identifier < $1.identifier }
  }
}
