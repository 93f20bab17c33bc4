import Bitext
import Foundation
import GRDB

/// Turns entries into rows and back; what has no column goes into JSON, so that every field survives.
enum StoredConcept {
  static func insert(_ concept: Concept, id: Int64?, into database: Database) throws {
    var rest = concept
    (rest.id, rest.kind, rest.isTranslatable, rest.source, rest.languages) = (nil, nil, true, nil, [])
    try statement(
      "INSERT INTO concept(id, name, kind, is_translatable, source, details) VALUES (?, ?, ?, ?, ?, ?)",
      database,
      [id, concept.id, concept.kind, concept.isTranslatable, concept.source, json(rest, unless: Concept())])
    let identifier = id ?? database.lastInsertedRowID
    for (position, level) in concept.languages.enumerated() {
      var rest = level
      (rest.terms, rest.language) = ([], .undetermined)
      try statement(
        "INSERT INTO concept_language VALUES (?, ?, ?, ?)", database,
        [
          identifier, position, level.language.original,
          json(rest, unless: LanguageLevel(language: .undetermined)),
        ])
      for (place, term) in level.terms.enumerated() {
        var rest = term
        (rest.text, rest.status, rest.type, rest.caseRule, rest.isReviewed) = ("", .preferred, nil, nil, true)
        try statement(
          "INSERT INTO term VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", database,
          [
            identifier, position, place, term.text, term.status.rawValue, term.type?.rawValue,
            term.caseRule?.rawValue, term.isReviewed, json(rest, unless: Term("")),
          ])
      }
    }
  }

  private static func statement(
    _ sql: String, _ database: Database, _ arguments: [(any DatabaseValueConvertible)?]
  ) throws {
    try database.cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
  }

  /// Calls with every entry that a condition on `concept` selects, in order, with its row.
  static func forEach(
    where condition: String = "1", arguments: StatementArguments = [], in database: Database,
    _ body: (Int64, Concept) throws -> Void
  ) throws {
    let decoder = JSONDecoder()
    let concepts = try Row.fetchCursor(
      database, sql: "SELECT * FROM concept WHERE \(condition) ORDER BY id", arguments: arguments)
    let languages = try database.cachedStatement(
      sql: "SELECT position, language, details FROM concept_language WHERE concept_id = ? ORDER BY position")
    let terms = try database.cachedStatement(
      sql: """
        SELECT language_position, text, status, type, case_rule, is_reviewed, details FROM term
        WHERE concept_id = ? ORDER BY language_position, position
        """)
    while let row = try concepts.next() {
      let identifier: Int64 = row["id"]
      var concept = try value(row["details"], decoder) ?? Concept()
      concept.id = row["name"]
      concept.kind = row["kind"]
      concept.isTranslatable = row["is_translatable"]
      concept.source = row["source"]
      for row in try Row.fetchAll(languages, arguments: [identifier]) {
        var level = try value(row["details"], decoder) ?? LanguageLevel(language: .undetermined)
        level.language = try LanguageTag(row["language"] as String)
        concept.languages.append(level)
      }
      for row in try Row.fetchAll(terms, arguments: [identifier]) {
        let position: Int = row["language_position"]
        guard concept.languages.indices.contains(position) else { continue }
        concept.languages[position].terms.append(try term(row, decoder))
      }
      try body(identifier, concept)
    }
  }

  private static func term(_ row: Row, _ decoder: JSONDecoder) throws -> Term {
    var term = try value(row["details"], decoder) ?? Term("")
    term.text = row["text"]
    term.status = Term.Status(rawValue: row["status"]) ?? .admitted
    term.type = (row["type"] as String?).flatMap(Term.Kind.init(rawValue:))
    term.caseRule = (row["case_rule"] as String?).flatMap(Term.CaseRule.init(rawValue:))
    term.isReviewed = row["is_reviewed"]
    return term
  }

  private static func json<Value: Encodable & Equatable>(_ value: Value, unless empty: Value) throws
    -> String?
  {
    if value == empty { return nil }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private static func value<Value: Decodable>(_ text: String?, _ decoder: JSONDecoder) throws -> Value? {
    try text.map { try decoder.decode(Value.self, from: Data($0.utf8)) }
  }
}
