extension Glossary {
  /// What is wrong with how entries name each other: ids that nobody has, and circles.
  ///
  /// Relations of rank (part of, member of, short for, narrower than, predecessor of) must not lead back to where they began; others
  /// may. Costs one walk over the relations.
  public func relationProblems() -> [Problem] {
    var problems: [Problem] = []
    for concept in concepts {
      for relation in concept.relations where self.concept(relation.target) == nil {
        let name = concept.id ?? concept.languages.first?.terms.first?.text ?? ""
        problems.append(
          Problem(
            .warning,
            "the entry '\(name)' is \(relation.kind.rawValue) '\(relation.target)', which is no entry"))
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
    for start in concepts.compactMap(\.id) where state[start] == nil {
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

  private func targets(of id: String, _ kind: ConceptRelation.Kind) -> [String] {
    concept(id)?.relations.filter { $0.kind == kind && concept($0.target) != nil }.map(\.target) ?? []
  }
}
