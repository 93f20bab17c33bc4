/// A set of concepts, from one or more files.
public struct Glossary: Hashable, Sendable {
  /// The concepts, in the order in which they came in.
  public private(set) var concepts: [Concept] = []
  /// What was wrong in them.
  public private(set) var problems: [Problem] = []
  private var places: [String: Int] = [:]

  /// Creates a glossary of concepts.
  public init(_ concepts: some Sequence<Concept> = []) {
    for concept in concepts { add(concept) }
  }

  /// Adds a concept.
  ///
  /// Two concepts of one id are both kept, and reported.
  public mutating func add(_ concept: Concept) {
    if let id = concept.id {
      if places[id] == nil {
        places[id] = concepts.count
      } else {
        problems.append(Problem(.warning, "two entries have the id '\(id)'; both were kept"))
      }
    }
    concepts.append(concept)
  }

  /// Adds a row of a glossary file.
  public mutating func add(_ unit: TranslationUnit) {
    if let concept = Concept(unit, problems: &problems) { add(concept) }
  }

  /// The concept of an id; the first where several have it.
  public func concept(_ id: String) -> Concept? { places[id].map { concepts[$0] } }

  /// The languages in which there are terms, by tag.
  public var languages: [LanguageTag] {
    Set(concepts.flatMap { $0.languages.map(\.language) }).sorted { $0.identifier < $1.identifier }
  }
}
