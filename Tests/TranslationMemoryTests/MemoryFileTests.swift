import Bitext
import Foundation
import GRDB
import TestSupport
import Testing
import TranslationMemory

/// Files that are no memory, or not one of this version.
struct MemoryFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func code(_ path: String, _ mode: MemoryStore.Mode = .readOnly) -> MemoryError.Code? {
    do {
      _ = try MemoryStore(path: path, mode: mode)
      return nil
    } catch { return (error as? MemoryError)?.code }
  }

  private func database(_ name: String, _ sql: String) throws -> String {
    let queue = try DatabaseQueue(path: folder.file(name))
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
    return folder.file(name)
  }

  @Test(
    "a file of a newer version is told from one that is none",
    arguments: [MemoryStore.Mode.readOnly, .readWrite])
  func strangeFiles(mode: MemoryStore.Mode) throws {
    #expect(code(folder.file("missing.sqlite"), mode) == .notFound)
    #expect(
      code(try folder.write(String(repeating: "no database ", count: 100), to: "text"), mode) == .notAMemory)
    #expect(code(try database("other.sqlite", "CREATE TABLE mine(a)"), mode) == .notAMemory)
    _ = try MemoryStore(path: folder.file("m.sqlite"), mode: .create)
    let newer = try database("m.sqlite", "INSERT INTO grdb_migrations VALUES ('99: from the future')")
    #expect(code(newer, mode) == .newer)
  }

  @Test("who reads a memory that is being filled for the first time is told so at once")
  func firstFilling() throws {
    let path = folder.file("m.sqlite")
    _ = try MemoryStore(path: path, mode: .create)
    let filling = try DatabaseQueue(path: path)
    try filling.writeWithoutTransaction { connection in
      try connection.execute(sql: "PRAGMA journal_mode = DELETE")
      try connection.execute(sql: "BEGIN EXCLUSIVE; UPDATE sequence SET next_unit = 2")
      let start = ContinuousClock.now
      #expect(code(path) == .busy)
      #expect(ContinuousClock.now - start < .seconds(10))
      try connection.execute(sql: "COMMIT")
    }
    try filling.close()
    #expect(code(path) == nil)
  }

  @Test("who opens a memory during another's first import waits until that is done")
  func waitsForFirstImport() throws {
    let path = folder.file("m.sqlite")
    do { _ = try MemoryStore(path: path, mode: .create) }
    // A first import keeps a rollback journal; this one has begun to write.
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: path, configuration: configuration)
    try other.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA journal_mode = DELETE; BEGIN IMMEDIATE; UPDATE index_state SET deleted = 0")
    }
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.2)
      try? other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
      try? other.close()
    }
    let memory = try MemoryStore(path: path, mode: .readWrite)
    #expect(try memory.statistics().units == 0)
  }

  @Test("a memory that another process is just making is none that is foreign")
  func memoryInTheMaking() throws {
    let path = try database(
      "begun.sqlite", "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
    #expect(
      throws: MemoryError(
        .notAMemory, "is empty or older than this Tolmach; open it for writing once", path: path)
    ) { try MemoryStore(path: path, mode: .readOnly) }
    #expect(try MemoryStore(path: path, mode: .readWrite).statistics().units == 0)
  }

  /// The texts of a unit as the first versions wrote them: two variants, each a language, a text in UTF-8 and no
  /// further field.
  private static let firstTexts: String = {
    var bytes: [UInt8] = [2]
    for text in ["en", "Text 4", "\0", "ru", "Текст 4", "\0"] {
      if text != "\0" { bytes.append(UInt8(text.utf8.count)) }
      bytes += Array(text.utf8)
    }
    return "x'" + bytes.map { String($0 / 16, radix: 16) + String($0 % 16, radix: 16) }.joined() + "'"
  }()

  @Test("a memory of the first version is taken over, with its units")
  func firstVersion() throws {
    let path = folder.file("m.sqlite")
    do {
      let memory = try MemoryStore(path: path, mode: .create)
      _ = try memory.importUnits(from: ImportOrigin(source: "a", format: "t", date: Timestamp(seconds: 0))) {
        add in
        for number in 0..<400 { try add(.pair("Text \(number)", "Текст \(number)", from: "en", to: "ru")) }
      }
    }
    _ = try database(
      "m.sqlite",
      """
      DELETE FROM grdb_migrations WHERE identifier NOT LIKE '1:%';
      UPDATE unit SET texts = \(Self.firstTexts) WHERE id = 5;
      UPDATE digest SET digest = unit_id;
      DROP INDEX unit_position; DROP TABLE unit_aside; DROP TABLE operation; DROP TABLE former;
      DROP TABLE restored; DROP TABLE sequence;
      ALTER TABLE unit DROP COLUMN version; ALTER TABLE unit DROP COLUMN operation_id;
      ALTER TABLE unit DROP COLUMN position;
      """)
    #expect(code(path) == .notAMemory)
    let memory = try MemoryStore(path: path, mode: .readWrite)
    #expect(try memory.statistics().units == 400)
    #expect(try memory.entry(5)?.unit.variants.map(\.content.text) == ["Text 4", "Текст 4"])
    // What is there is known by its texts.
    let again = try memory.importUnits(
      from: ImportOrigin(source: "b", format: "t", date: Timestamp(seconds: 0))
    ) {
      try $0(.pair("Text 4", "Текст 4", from: "en", to: "ru"))
    }
    #expect(again.merged == 1 && again.added == 0)
    #expect(try memory.check(lookups: 20).problems.isEmpty)
    #expect(try memory.editUnit(5, by: MemoryAuthor()) { $0.notes = [Note(text: "n")] }.version == 2)
    #expect(throws: MemoryError.self) { try memory.undo(9, by: MemoryAuthor()) }
  }

  @Test("a memory that several make at once is made once")
  func madeAtOnce() throws {
    for round in 0..<5 {
      let path = folder.file("at-once-\(round).sqlite")
      DispatchQueue.concurrentPerform(iterations: 4) { _ in
        #expect(throws: Never.self) { try MemoryStore(path: path, mode: .create) }
      }
      #expect(try MemoryStore(path: path, mode: .readOnly).check().problems.isEmpty)
    }
  }

  @Test("the check finds what is broken")
  func check() throws {
    let path = folder.file("m.sqlite")
    do {
      let memory = try MemoryStore(path: path, mode: .create)
      _ = try memory.importUnits(from: ImportOrigin(source: "a", format: "t", date: Timestamp(seconds: 0))) {
        add in
        for number in 0..<400 { try add(.pair("Text \(number)", "Текст \(number)", from: "en", to: "ru")) }
      }
      #expect(try memory.check(lookups: 20).problemCount == 0)
    }
    _ = try database(
      "m.sqlite",
      "DELETE FROM digest WHERE unit_id = 3; UPDATE unit SET texts = x'0201' WHERE id = 4; DELETE FROM segment_bucket;"
    )
    let check = try MemoryStore(path: path, mode: .readOnly).check(lookups: 20)
    #expect(check.problems.contains { $0.contains("unit 3 is not known") })
    #expect(check.problems.contains { $0.contains("unit 4 ") })
    #expect(check.problems.contains { $0.contains("the index does not find") })
    #expect(check.problems.count <= MemoryCheck.problemLimit && check.problemCount >= check.problems.count)
  }
}
