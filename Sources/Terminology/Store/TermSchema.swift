import GRDB

/// The tables of glossaries, in the file of a memory or one of their own.
///
/// - `concept`: an entry. `details` holds, as JSON, what has no column; NULL where there is nothing.
/// - `concept_language`: the languages of an entry, in order; `language` is the tag as it was written.
/// - `term`: the terms of a language, in order.
/// - `term_schema`: the version of these tables. A memory keeps its own list of migrations, so that either part can be newer.
enum TermSchema {
  /// `Tolm` in ASCII: the mark of the files that `MemoryStore` makes, which may hold these tables too.
  static let applicationIdentifier = 0x546F_6C6D
  static let version = 1

  /// The version of the tables in a file; 0 where there are none.
  static func version(_ database: Database) throws -> Int {
    guard try database.tableExists("term_schema") else { return 0 }
    return try Int.fetchOne(database, sql: "SELECT version FROM term_schema") ?? 0
  }

  /// Makes the tables, or brings them up to date.
  static func migrate(_ database: Database) throws {
    if try version(database) < 1 {
      try database.execute(
        sql: """
          CREATE TABLE concept (
            id INTEGER PRIMARY KEY,
            name TEXT,
            kind TEXT,
            is_translatable INTEGER NOT NULL,
            source TEXT,
            details TEXT
          );
          CREATE UNIQUE INDEX concept_name ON concept(name) WHERE name IS NOT NULL;
          CREATE TABLE concept_language (
            concept_id INTEGER NOT NULL REFERENCES concept(id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            language TEXT NOT NULL,
            details TEXT,
            PRIMARY KEY (concept_id, position)
          ) WITHOUT ROWID;
          CREATE TABLE term (
            concept_id INTEGER NOT NULL,
            language_position INTEGER NOT NULL,
            position INTEGER NOT NULL,
            text TEXT NOT NULL,
            status TEXT NOT NULL,
            type TEXT,
            case_rule TEXT,
            is_reviewed INTEGER NOT NULL,
            details TEXT,
            PRIMARY KEY (concept_id, language_position, position),
            FOREIGN KEY (concept_id, language_position)
              REFERENCES concept_language(concept_id, position) ON DELETE CASCADE
          ) WITHOUT ROWID;
          CREATE INDEX term_text ON term(text);
          CREATE TABLE term_schema (version INTEGER NOT NULL);
          INSERT INTO term_schema VALUES (1);
          PRAGMA application_id = \(applicationIdentifier);
          """)
    }
  }
}
