import GRDB

/// The tables of a memory, version by version.
///
/// - `import`: every file that was taken in: what, when, by whom.
/// - `unit`: a text in several languages; `digest` finds its duplicates.
/// - `variant`: a unit's text in one language; `key` finds it whatever its case and spaces.
/// - `unit_import`: which files a unit came from.
/// - `words_LANGUAGE`: the words of all variants of a language, as ICU finds them, for full-text search; made when the language
///   first comes in.
///
/// `details` holds what is kept but never searched (properties, notes, further attributes), as JSON, NULL where empty.
enum MemorySchema {
  /// `Tolm` in ASCII, so that the file command and other tools know the file.
  static let applicationIdentifier = 0x546F_6C6D

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: units, variants, imports") { database in
      try database.execute(
        sql: """
          CREATE TABLE import (
            id INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            format TEXT NOT NULL,
            imported_at INTEGER NOT NULL,
            imported_by TEXT,
            source_language TEXT,
            details TEXT
          );
          CREATE TABLE unit (
            id INTEGER PRIMARY KEY,
            digest INTEGER NOT NULL,
            name TEXT,
            source_language TEXT,
            created INTEGER, created_by TEXT, changed INTEGER, changed_by TEXT,
            previous TEXT, next TEXT,
            details TEXT
          );
          CREATE INDEX unit_digest ON unit(digest);
          CREATE TABLE variant (
            id INTEGER PRIMARY KEY,
            unit_id INTEGER NOT NULL REFERENCES unit(id) ON DELETE CASCADE,
            language TEXT NOT NULL,
            text TEXT NOT NULL,
            key INTEGER NOT NULL,
            codes TEXT,
            created INTEGER, created_by TEXT, changed INTEGER, changed_by TEXT,
            details TEXT
          );
          CREATE INDEX variant_unit ON variant(unit_id);
          CREATE INDEX variant_key ON variant(key);
          CREATE TABLE unit_import (
            unit_id INTEGER NOT NULL REFERENCES unit(id) ON DELETE CASCADE,
            import_id INTEGER NOT NULL REFERENCES import(id) ON DELETE CASCADE,
            PRIMARY KEY (unit_id, import_id)
          ) WITHOUT ROWID;
          PRAGMA application_id = \(applicationIdentifier);
          """)
    }
    return migrator
  }

  /// The full-text table of a language; the name is made of letters only, so it needs no quoting.
  static func wordTable(for language: String) -> String {
    "words_" + String(language.lowercased().filter { $0.isASCII && $0.isLetter })
  }

  /// Makes a language's full-text table.
  ///
  /// The words are found by ICU and joined with spaces; `unicode61` only parts them again. Marks count as letters, so that
  /// Thai and Hindi words stay whole. The table keeps no text of its own.
  static func createWordTable(_ table: String, in database: Database) throws {
    try database.execute(
      sql: """
        CREATE VIRTUAL TABLE IF NOT EXISTS \(table) USING fts5(
          words, content='', tokenize="unicode61 remove_diacritics 2 categories 'L* M* N* S* Co'");
        CREATE VIRTUAL TABLE IF NOT EXISTS \(table)_vocabulary USING fts5vocab(\(table), 'row');
        """)
  }
}
