public import Bitext
import GRDB

/// What joining units that are alike did.
public struct DedupeReport: Hashable, Sendable {
  /// Units that were joined with another or gave way to a newer one.
  public var removed = 0
  /// Units that stayed of those that had others like them.
  public var kept = 0

  /// The counts for people.
  public var summary: String { "\(removed) removed, \(kept) of their like kept" }
}

extension MemoryStore {
  /// Joins units that are alike, by a policy.
  ///
  /// - Parameters:
  ///   - policy: which units are alike, and which stays: ``DuplicatePolicy/byContext`` and
  ///     ``DuplicatePolicy/merge`` join units with the same texts, ``DuplicatePolicy/keepNewest`` leaves one
  ///     rendering of a source text.
  ///   - source: the language that units are translated from which do not say so; by default that of their
  ///     first text. Matters for ``DuplicatePolicy/keepNewest`` only.
  ///   - isTrial: whether they are only counted.
  /// - Throws: ``MemoryError``.
  public func dedupe(
    _ policy: DuplicatePolicy, source: LanguageTag? = nil, by author: MemoryAuthor, isTrial: Bool = false
  ) throws -> DedupeReport {
    try change(.dedupe, subject: policy.rawValue, by: author, duplicates: .keepAll, isTrial: isTrial) {
      change in
      let tags = Workspace()
      var report = DedupeReport()
      for group in try groups(change.connection, policy, source: source?.identifier) {
        var units = try group.compactMap { try Self.stored(change.connection, $0)?.unit }
        if policy == .keepNewest {
          try keepNewest(&units, change, tags, &report, source: source?.identifier)
        } else {
          try join(&units, change, tags, &report, policy: policy)
        }
      }
      return (report, report.summary)
    }
  }

  /// The numbers of units that may be alike, by hash.
  private func groups(_ connection: Database, _ policy: DuplicatePolicy, source: String?) throws -> [[Int64]]
  {
    guard policy == .keepNewest else {
      var groups: [[Int64]] = []
      let rows = try RawStatement(
        connection,
        """
        SELECT digest, unit_id FROM digest
        WHERE digest IN (SELECT digest FROM digest GROUP BY digest HAVING count(*) > 1) ORDER BY digest, unit_id
        """)
      var last: Int64?
      while try rows.step() {
        if rows.integer(0) != last { groups.append([]) }
        last = rows.integer(0)
        groups[groups.count - 1].append(rows.integer(1))
      }
      return policy == .keepAll ? [] : groups
    }
    var bySource: [Int64: [Int64]] = [:]
    let rows = try RawStatement(connection, "SELECT \(StoredUnit.columns) FROM unit ORDER BY id")
    while try rows.step() {
      let stored = StoredUnit(rows)
      guard let text = Self.sourceText(of: stored, source) else { continue }
      bySource[TextKey.hash(text.utf8), default: []].append(stored.identifier)
    }
    return bySource.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }

  /// The text that a unit renders, with its language and those of the renderings.
  private static func sourceText(of stored: StoredUnit, _ source: String?) -> String? {
    let language = stored.unit.sourceLanguage?.identifier ?? source
    guard let text = stored.variants.first(where: { $0.language == language }) ?? stored.variants.first else {
      return nil
    }
    let languages = Set(stored.variants.map(\.language)).sorted().joined(separator: " ")
    return "\(text.language)\n\(languages)\n\(text.text)"
  }

  private func keepNewest(
    _ units: inout [StoredUnit], _ change: MemoryChange, _ tags: Workspace, _ report: inout DedupeReport,
    source: String?
  ) throws {
    let earliest = Timestamp(seconds: .min)
    while let first = units.first {
      let text = Self.sourceText(of: first, source)
      let alike = units.filter { Self.sourceText(of: $0, source) == text }
      units.removeAll { unit in alike.contains { $0.identifier == unit.identifier } }
      let dated = alike.map { ($0, UnitMerging.date(of: $0.wholeUnit(tags.tag)) ?? earliest) }
      guard alike.count > 1,
        let newest = dated.max(by: { ($0.1, $0.0.identifier) < ($1.1, $1.0.identifier) })?.0
      else { continue }
      for unit in alike where unit.identifier != newest.identifier {
        try change.writer.delete(unit, isAside: false, replacement: newest.identifier)
        report.removed += 1
      }
      report.kept += 1
    }
  }

  private func join(
    _ units: inout [StoredUnit], _ change: MemoryChange, _ tags: Workspace, _ report: inout DedupeReport,
    policy: DuplicatePolicy
  ) throws {
    while !units.isEmpty {
      let first = units.removeFirst()
      let before = first.wholeUnit(tags.tag)
      var whole = before
      var count = 0
      var rest: [StoredUnit] = []
      for other in units {
        let unit = other.wholeUnit(tags.tag)
        guard UnitWriter.isSame(first.variants, other.variants),
          UnitMerging.mayMerge(whole, unit, policy: policy)
        else {
          rest.append(other)
          continue
        }
        whole = UnitMerging.merged(whole, with: unit)
        try change.writer.delete(other, isAside: false, replacement: first.identifier)
        count += 1
      }
      units = rest
      if whole != before { try change.writer.update(first, to: whole) }
      report.removed += count
      if count > 0 { report.kept += 1 }
    }
  }
}
