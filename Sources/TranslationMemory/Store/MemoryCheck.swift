import Bitext
import GRDB

/// What checking a memory found.
public struct MemoryCheck: Hashable, Sendable {
  /// How many units were checked.
  public var units = 0
  /// How many texts were looked up through the index.
  public var lookedUp = 0
  /// What is wrong, as sentences; at most ``problemLimit``.
  public var problems: [String] = []
  /// How many problems there are in all.
  public var problemCount = 0

  /// How many problems are told.
  public static let problemLimit = 100

  mutating func report(_ problem: String) {
    problemCount += 1
    if problems.count < Self.problemLimit { problems.append(problem) }
  }
}

extension MemoryStore {
  /// Checks that the file is whole, that every unit can be read and is known by its texts, that the journal
  /// fits, and that the index finds what is there.
  ///
  /// - Parameters:
  ///   - lookups: how many units are looked up through the index, spread over all; nil looks up all.
  ///   - progress: is called with the number of units so far, every thousand.
  /// - Throws: ``MemoryError`` where the file cannot be read at all.
  public func check(lookups: Int? = 1_000, progress: (Int) -> Void = { _ in }) throws -> MemoryCheck {
    try read { connection in
      try FileMapping.map(connection)
      var check = MemoryCheck()
      for row in try String.fetchAll(connection, sql: "PRAGMA integrity_check(100)") where row != "ok" {
        check.report("SQLite: \(row)")
      }
      let count = try Int.fetchOne(connection, sql: "SELECT count(*) FROM unit") ?? 0
      let step = lookups.map { max(1, count / max(1, $0)) } ?? 1
      try checkReferences(connection, &check)
      let rows = try RawStatement(connection, "SELECT \(StoredUnit.columns) FROM unit ORDER BY id")
      let digest = try RawStatement(connection, "SELECT 1 FROM digest WHERE digest = ? AND unit_id = ?")
      while try rows.step() {
        let stored = StoredUnit(rows)
        checkTexts(rows, stored, &check)
        digest.bind(TextDigest.digest(of: stored.variants), at: 1)
        digest.bind(stored.identifier, at: 2)
        if try digest.step() {
          digest.reset()
        } else {
          check.report("unit \(stored.identifier) is not known by its texts")
        }
        if check.units % step == 0, lookups != 0 { try checkIndex(connection, stored, &check) }
        check.units += 1
        if check.units % 1_000 == 0 { progress(check.units) }
      }
      return check
    }
  }

  private func checkReferences(_ connection: Database, _ check: inout MemoryCheck) throws {
    let counts = [
      (
        "texts are known of units that are not there",
        "SELECT count(*) FROM digest WHERE unit_id NOT IN (SELECT id FROM unit)"
      ),
      (
        "units come from files that the memory does not know",
        "SELECT count(*) FROM unit WHERE import_id > 0 AND import_id NOT IN (SELECT id FROM import)"
      ),
      (
        "units were changed by operations that the log does not know",
        "SELECT count(*) FROM unit WHERE operation_id IS NOT NULL AND operation_id NOT IN (SELECT id FROM operation)"
      ),
      (
        "units have numbers that will be given again",
        "SELECT count(*) FROM unit WHERE id >= (SELECT next_unit FROM sequence)"
      ),
      (
        "units are in the memory and set aside at once",
        "SELECT count(*) FROM unit_aside WHERE id IN (SELECT id FROM unit)"
      ),
    ]
    for (what, query) in counts {
      let count = try Int.fetchOne(connection, sql: query) ?? 0
      if count > 0 { check.report("\(count) \(what)") }
    }
  }

  private func checkTexts(_ row: RawStatement, _ stored: StoredUnit, _ check: inout MemoryCheck) {
    var again: [UInt8] = []
    StoredVariant.encode(stored.variants, into: &again)
    if !row.withBytes(1, { $0.elementsEqual(again) }) {
      check.report("the texts of unit \(stored.identifier) cannot be read whole")
    }
    if stored.variants.count < 2 || stored.variants.contains(where: \.text.isEmpty) {
      check.report("unit \(stored.identifier) has fewer than two texts")
    }
  }

  /// Asks the index for the texts that may be the same as one of a unit; the unit must be among them.
  ///
  /// The texts that the index gives are not read: hundreds may differ from this one in a number only.
  private func checkIndex(_ connection: Database, _ stored: StoredUnit, _ check: inout MemoryCheck) throws {
    let end = try Int64.fetchOne(connection.cachedStatement(sql: "SELECT unit_id FROM index_state")) ?? 0
    try workspaces.withWorkspace { workspace in
      let reader = try PostingReader(connection)
      for variant in stored.variants {
        check.lookedUp += 1
        var query = try QueryText(MarkedText(variant.text), extractor: workspace.extractor)
        // Look-ups read every unit that stands outside the index, and all for a text without features.
        if stored.identifier > end || query.features.isEmpty { continue }
        let segments = try workspace.segments(
          connection, language: workspace.tag(variant.language).commonLanguage)
        let lists = try workspace.search.weigh(&query, segments: segments, reader: reader)
        var candidates: [IndexSearch.Candidate] = []
        for (place, segment) in segments.enumerated() {
          try workspace.search.addCandidates(
            to: &candidates, query, threshold: MatchScore.Fixed.same, segment: segment, place: place,
            lists: lists[place], reader: reader)
        }
        let isFound = try candidates.contains {
          try reader.unit(of: $0.text, in: segments[$0.segment]) == stored.identifier
        }
        if !isFound {
          check.report("the index does not find unit \(stored.identifier) by its text in \(variant.language)")
        }
      }
    }
  }
}
