import Bitext
import Foundation
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
/// - `unit_aside`: units with fewer than two texts, which no look-up can use, and which an export gives back.
/// - `operation`: what was done to the memory: what, when, by whom, with what result; the journal. The units
///   that an operation added carry its number as `operation_id` and have no row of it in `former`.
/// - `former`: units as they were before an operation changed or deleted them; `replacement` is the unit that
///   took the place of one whose texts changed, 0 where there is none.
/// - `restored`: units that an undo brought back, written down to the operations that they were of before.
/// - `sequence`: the number of the next unit; numbers are never given twice.
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
    migrator.registerMigration("2: journal, order, units set aside") { database in
      try database.execute(
        sql: """
          ALTER TABLE unit ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
          ALTER TABLE unit ADD COLUMN operation_id INTEGER;
          ALTER TABLE unit ADD COLUMN position INTEGER;
          CREATE INDEX unit_position ON unit(position) WHERE position IS NOT NULL;
          CREATE TABLE unit_aside (
            id INTEGER PRIMARY KEY,
            import_id INTEGER,
            texts BLOB NOT NULL,
            name TEXT,
            source_language TEXT,
            created INTEGER, created_by TEXT, changed INTEGER, changed_by TEXT,
            previous TEXT, next TEXT,
            details TEXT,
            version INTEGER NOT NULL DEFAULT 1,
            operation_id INTEGER,
            position INTEGER
          );
          CREATE TABLE operation (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            done_at INTEGER NOT NULL,
            done_by TEXT,
            subject TEXT,
            counts TEXT NOT NULL DEFAULT '',
            undone_by INTEGER
          );
          CREATE TABLE former (
            unit_id INTEGER NOT NULL,
            journal_id INTEGER NOT NULL,
            replacement INTEGER NOT NULL,
            import_id INTEGER,
            texts BLOB NOT NULL,
            name TEXT,
            source_language TEXT,
            created INTEGER, created_by TEXT, changed INTEGER, changed_by TEXT,
            previous TEXT, next TEXT,
            details TEXT,
            version INTEGER NOT NULL,
            operation_id INTEGER,
            position INTEGER,
            PRIMARY KEY (journal_id, unit_id)
          );
          CREATE TABLE restored (
            journal_id INTEGER NOT NULL,
            unit_id INTEGER NOT NULL,
            operation_id INTEGER,
            PRIMARY KEY (journal_id, unit_id)
          ) WITHOUT ROWID;
          CREATE TABLE sequence (next_unit INTEGER NOT NULL);
          INSERT INTO sequence
            SELECT max(coalesce((SELECT max(id) FROM unit), 0), (SELECT unit_id FROM index_state)) + 1;
          """)
    }
    migrator.registerMigration("3: compact texts, digests") { database in
      try database.execute(
        sql: """
          UPDATE unit SET texts = \(compacted.name)(texts);
          UPDATE unit_aside SET texts = \(compacted.name)(texts);
          UPDATE former SET texts = \(compacted.name)(texts);
          DELETE FROM digest;
          INSERT INTO digest SELECT \(digest.name)(texts) AS digest, id FROM unit ORDER BY digest, id;
          """)
      for (language, common) in LanguageTag.commonLanguages {
        try database.execute(
          sql: "UPDATE segment SET language = ? WHERE language = ?", arguments: [common, language])
      }
    }
    return migrator
  }

  // MARK: - Functions that migrations call, registered with every connection

  static let functions = [compacted, digest]

  private static let compacted = DatabaseFunction("compacted_texts", argumentCount: 1, pure: true) { values in
    var bytes: [UInt8] = []
    StoredVariant.encode(variants(values), into: &bytes)
    return Data(bytes)
  }

  private static let digest = DatabaseFunction("texts_digest", argumentCount: 1, pure: true) { values in
    TextDigest.digest(of: variants(values))
  }

  private static func variants(_ values: [DatabaseValue]) -> [StoredVariant] {
    (Data.fromDatabaseValue(values[0]) ?? Data()).withUnsafeBytes(StoredVariant.decode)
  }
}
