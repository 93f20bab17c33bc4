import Bitext
import GRDB

/// Finds the units in which a phrase occurs, by the index where the phrase has a word without wildcards.
struct PhraseSearch {
  let connection: Database
  let workspace: Workspace
  let language: LanguageTag

  /// Calls `body` with the row of each unit in which the phrase may occur, until it returns false.
  ///
  /// - Parameter features: what every text has in which the phrase occurs; empty means a scan.
  func forEachUnit(withAll features: [UInt32], _ body: (RawStatement) throws -> Bool) throws {
    var scanStart: Int64 = 0
    if !features.isEmpty {
      scanStart = try Int64.fetchOne(connection, sql: "SELECT unit_id FROM index_state") ?? 0
      let row = try RawStatement(connection, "SELECT \(StoredUnit.columns) FROM unit WHERE id = ?")
      let reader = try PostingReader(connection)
      var seen: Set<Int64> = []
      for segment in try workspace.segments(connection, language: language.commonLanguage) {
        let lists = try features.map { try reader.list(of: $0, in: segment) }.sorted { $0.count < $1.count }
        guard let rarest = lists.first, rarest.count > 0 else { continue }
        var texts: [Int] = []
        try reader.forEachText(rarest, in: 0..<segment.documents) { texts.append($0) }
        for text in texts where try lists.dropFirst().allSatisfy({ try reader.contains($0, text) }) {
          let unit = try reader.unit(of: text, in: segment)
          guard seen.insert(unit).inserted else { continue }
          row.bind(unit, at: 1)
          guard try row.step() else { continue }
          defer { row.reset() }
          if try !body(row) { return }
        }
      }
    }
    let rows = try RawStatement(connection, "SELECT \(StoredUnit.columns) FROM unit WHERE id > ? ORDER BY id")
    rows.bind(scanStart, at: 1)
    defer { rows.reset() }
    while try rows.step() {
      if try !body(rows) { return }
    }
  }
}
