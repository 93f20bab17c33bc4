/// How entries name each other, without the entries: what is wrong with that can be said of glossaries that are not held.
public struct RelationGraph: Sendable {
  /// The relations of an entry that has some.
  private struct Node: Sendable {
    var name: String
    var relations: [ConceptRelation]
  }

  private var nodes: [Node] = []
  private var places: [String: Int] = [:]

  /// Creates a graph without entries.
  public init() {}

  /// Adds an entry; one without relations takes no room.
  public mutating func add(_ concept: Concept) {
    guard !concept.relations.isEmpty else { return }
    if let id = concept.id, places[id] == nil { places[id] = nodes.count }
    let name = concept.id ?? concept.languages.first?.terms.first?.text ?? ""
    nodes.append(Node(name: name, relations: concept.relations))
  }

  /// What is wrong: ids that nobody has, and circles.
  ///
  /// Relations of rank (part of, member of, short for, narrower than, predecessor of) must not lead back to where they began; others
  /// may. Costs one walk over the relations.
  ///
  /// - Parameter isEntry: whether an id is that of an entry.
  public func problems(isEntry: (String) throws -> Bool) rethrows -> [Problem] {
    var problems: [Problem] = []
    for node in nodes {
      for relation in node.relations where try !isEntry(relation.target) {
        problems.append(
          Problem(
            .warning,
            "the entry '\(node.name)' is \(relation.kind.rawValue) '\(relation.target)', which is no entry"))
      }
    }
    for kind in Self.rankedKinds { problems += circles(of: kind) }
    return problems
  }

  private static let rankedKinds: [ConceptRelation.Kind] = [
    .partOf, .memberOf, .shortFor, .narrowerThan, .predecessorOf,
  ]

  /// Each circle of a kind once, by a walk that keeps its own stack.
  private func circles(of kind: ConceptRelation.Kind) -> [Problem] {
    var state: [String: Bool] = [:]  // false: on the path; true: done
    var problems: [Problem] = []
    for start in nodes.map(\.name) where places[start] != nil && state[start] == nil {
      var path: [(id: String, rest: ArraySlice<String>)] = [(start, targets(of: start, kind)[...])]
      state[start] = false
      while let (id, rest) = path.last {
        guard let next = rest.first else {
          state[id] = true
          path.removeLast()
          continue
        }
        path[path.count - 1].rest = rest.dropFirst()
        switch state[next] {
        case nil:
          state[next] = false
          path.append((next, targets(of: next, kind)[...]))
        case false?:
          let circle = path.drop { $0.id != next }.map(\.id) + [next]
          problems.append(
            Problem(
              .warning,
              "entries are \(kind.rawValue) each other in a circle: \(circle.joined(separator: " → "))"))
        case true?: break
        }
      }
    }
    return problems
  }

  /// Only entries with relations can be part of a circle.
  private func targets(of id: String, _ kind: ConceptRelation.Kind) -> [String] {
    guard let place = places[id] else { return [] }
    return nodes[place].relations.filter { $0.kind == kind && places[$0.target] != nil }.map(\.target)
  }
}
