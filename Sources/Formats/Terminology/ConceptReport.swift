import Bitext

/// What a reader of entries learned, and what was wrong; bounded, whatever the file.
struct ConceptReport {
  /// Things that are only counted.
  enum Counted: Hashable {
    /// Markup inside texts, of which the text alone was kept.
    case inlineMarkup
    /// What follows the entries.
    case backMatter
    /// A data category outside the dialect.
    case foreignCategory(String)
  }

  private static let problemLimit = 100
  private static let identifierLimit = 1_000_000

  var summary = UnitSummary()
  private var counts: [Counted: Int] = [:]
  private var suppressed = 0
  /// Hash values, so that long ids take no room.
  private var identifiers: Set<Int> = []
  private var duplicates = 0

  mutating func add(_ severity: Problem.Severity, _ message: String, at line: Int) {
    guard summary.problems.count < Self.problemLimit else {
      suppressed += 1
      return
    }
    summary.problems.append(Problem(severity, message, position: TextPosition(line: line, column: 1)))
  }

  mutating func count(_ what: Counted) { counts[what, default: 0] += 1 }

  /// Notes an id; the same one twice is reported, as far as a million ids can be remembered.
  mutating func check(id: String, line: Int) {
    guard !identifiers.contains(id.hashValue) else {
      duplicates += 1
      if duplicates <= 20 { add(.warning, "the id '\(id)' stands at two entries; both were read", at: line) }
      return
    }
    if identifiers.count < Self.identifierLimit { identifiers.insert(id.hashValue) }
  }

  /// Counts an entry that ends, or reports it as left out where it has no term.
  ///
  /// - Returns: whether the entry is kept.
  mutating func keeps(_ concept: Concept, at line: Int) -> Bool {
    guard concept.languages.allSatisfy(\.terms.isEmpty) else {
      summary.unitCount += 1
      return true
    }
    summary.droppedCount += 1
    let name = concept.id.map { " '\($0)'" } ?? ""
    add(.error, "the entry\(name) has no term and was left out", at: line)
    return false
  }

  mutating func finished(_ problems: [Problem]) -> UnitSummary {
    var counted: [Problem] = []
    if let count = counts[.inlineMarkup] {
      counted.append(Problem(.warning, "\(count) tags inside texts were left out; their texts were kept"))
    }
    if counts[.backMatter] != nil {
      counted.append(Problem(.warning, "what follows the entries (persons, sources) was left out"))
    }
    let foreign = counts.compactMap { counted, count -> String? in
      if case .foreignCategory(let name) = counted { "\(name) (\(count))" } else { nil }
    }
    if !foreign.isEmpty {
      let dialect = summary.header.attributes["type"] ?? ""
      counted.append(
        Problem(
          .warning,
          "data categories that \(dialect) does not have were kept: \(foreign.sorted().joined(separator: ", "))"
        ))
    }
    if suppressed > 0 { counted.append(Problem(.error, "and \(suppressed) more problems")) }
    let placed = (problems + summary.problems).sorted { ($0.position?.line ?? 0) < ($1.position?.line ?? 0) }
    summary.problems = placed + counted
    return summary
  }
}

/// What a format could not hold, by field.
struct ConceptLosses {
  private var counts: [String: Int] = [:]

  mutating func add(_ field: String, _ count: Int = 1) {
    if count > 0 { counts[field, default: 0] += count }
  }

  /// A problem a field, in the order of their names.
  func problems(format: String) -> [Problem] {
    counts.sorted { $0.key < $1.key }.map { field, count in
      Problem(.error, "\(format) cannot hold \(field): left out \(count) \(count == 1 ? "time" : "times")")
    }
  }
}

extension String {
  /// With runs of white space as one space, and none around.
  var collapsed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
