import GRDB

/// The tables of a memory, version by version.
///
/// - `import`: every file that was taken in: what, when, by whom.
/// - `unit`: a text in several languages. `texts` holds its variants as ``StoredVariant`` writes them;
///   `details` holds what is kept but never searched (properties, notes, further attributes), as JSON, NULL
///   where empty.
/// - `unit_import`: which further files a unit came from, besides its first one.
/// - `digest`: finds a unit's duplicates.
/// - `segment`, `segment_page`, `segment_bucket`, `segment_list`: the index, see ``IndexSegment``.
/// - `index_state`: up to which unit the segments reach (units after it are compared one by one), and how
///   many units were deleted that segments may still name.
enum MemorySchema {
  /// `Tolm` in ASCII, so that the file command and other tools know the file.
  static let applicationIdentifier = 0x546F_6C6D

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: units, imports, index") { database in
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
            import_id INTEGER,
            texts BLOB NOT NULL,
            name TEXT,
            source_language TEXT,
            created INTEGER, created_by TEXT, changed INTEGER, changed_by TEXT,
            previous TEXT, next TEXT,
            details TEXT
          );
          CREATE TABLE unit_import (
            unit_id INTEGER NOT NULL,
            import_id INTEGER NOT NULL,
            PRIMARY KEY (unit_id, import_id)
          ) WITHOUT ROWID;
          CREATE TABLE digest (
            digest INTEGER NOT NULL,
            unit_id INTEGER NOT NULL,
            PRIMARY KEY (digest, unit_id)
          ) WITHOUT ROWID;
          CREATE TABLE segment (
            id INTEGER PRIMARY KEY,
            language TEXT NOT NULL,
            documents INTEGER NOT NULL,
            postings INTEGER NOT NULL,
            bucket_bits INTEGER NOT NULL,
            lengths BLOB NOT NULL,
            first_list INTEGER NOT NULL,
            end_list INTEGER NOT NULL
          );
          CREATE INDEX segment_language ON segment(language);
          CREATE TABLE segment_page (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
          CREATE TABLE segment_bucket (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
          CREATE TABLE segment_list (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
          CREATE TABLE index_state (unit_id INTEGER NOT NULL, deleted INTEGER NOT NULL);
          INSERT INTO index_state VALUES (0, 0);
          PRAGMA application_id = \(applicationIdentifier);
          """)
    }
    return migrator
  }
}
