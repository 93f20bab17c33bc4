extension Glossary {
  /// What is wrong with how entries name each other: ids that nobody has, and circles of rank.
  public func relationProblems() -> [Problem] {
    var graph = RelationGraph()
    for concept in concepts { graph.add(concept) }
    return graph.problems { concept($0) != nil }
  }
}
