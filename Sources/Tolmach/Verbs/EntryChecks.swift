import Bitext

/// What is wrong among entries that pass one by one: ids that stand twice, relations to nobody, circles.
///
/// Bounded: a million ids are remembered, by their hash values, so that long ones take no room.
struct EntryChecks {
  private static let idLimit = 1_000_000
  private static let problemLimit = 1_000

  private let consequence: String
  private var seen: Set<Int> = []
  private var graph = RelationGraph()
  /// Ids that stand twice.
  private(set) var repeated: [Problem] = []

  /// Creates the checks.
  ///
  /// - Parameter consequence: what happens to an entry that has the id of another.
  init(consequence: String) { self.consequence = consequence }

  mutating func add(_ concept: Concept) {
    graph.add(concept)
    guard let id = concept.id else { return }
    if seen.contains(id.hashValue) {
      guard repeated.count < Self.problemLimit else { return }
      repeated.append(Problem(.warning, "two entries have the id '\(id)'; \(consequence)"))
    } else if seen.count < Self.idLimit {
      seen.insert(id.hashValue)
    }
  }

  /// What is wrong with relations.
  var relationProblems: [Problem] {
    let isComplete = seen.count < Self.idLimit
    return graph.problems { !isComplete || seen.contains($0.hashValue) }
  }
}
