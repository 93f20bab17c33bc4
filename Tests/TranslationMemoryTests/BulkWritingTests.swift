import Bitext
import Foundation
import GRDB
import TestSupport
import Testing

@testable import TranslationMemory

/// What makes large imports fast must not change what they do.
struct BulkWritingTests {
  @Test("pairs come by feature, those of a feature in their order", arguments: [0, 5, 3_000, 60_000])
  func pairs(count: Int) {
    var random = SplitMix(seed: UInt64(count))
    let sorter = PairSorter()
    for spread in [UInt32.max, 40, 1 << 25] {
      let features = (0..<count).map { _ in UInt32.random(in: 0...spread, using: &random) &* 0x9E37_79B1 }
      let expected = features.enumerated().sorted { ($0.element, $0.offset) < ($1.element, $1.offset) }
      var found: [(UInt32, UInt32)] = []
      features.withUnsafeBufferPointer { buffer in
        sorter.sort(features: buffer) { add in
          for (text, feature) in features.enumerated() { add(feature, UInt32(text)) }
        } _: { pairs in
          found += pairs.map { (UInt32($0 >> 32), UInt32(truncatingIfNeeded: $0)) }
        }
      }
      #expect(found.map(\.0) == expected.map(\.element))
      #expect(found.map(\.1) == expected.map { UInt32($0.offset) })
    }
  }

  @Test("digests that are held back are found, and removed")
  func digests() throws {
    let memory = try MemoryStore()
    try memory.database.write { connection in
      let table = try DigestTable(connection, pendingLimit: 20_000)
      var random = SplitMix(seed: 3)
      var expected: [Int64: [Int64]] = [:]
      // More than are held back at once.
      for unit in 1...Int64(150_000) {
        let digest = Int64(
          truncatingIfNeeded: UInt64.random(in: 0..<140_000, using: &random) &* 0x9E37_79B9_7F4A_7C15)
        if unit % 10 == 0 { #expect(try table.units(of: digest) == expected[digest] ?? []) }
        try table.add(digest, unit: unit)
        expected[digest, default: []].append(unit)
        if unit % 20_000 == 0, let first = expected[digest]?.removeFirst() {
          try table.remove(digest, unit: first)
          #expect(try table.units(of: digest) == expected[digest] ?? [])
        }
      }
      try table.write()
      #expect(
        try Int.fetchOne(connection, sql: "SELECT count(*) FROM digest")
          == expected.values.reduce(0) { $0 + $1.count })
    }
  }

  @Test(
    "the features of a text are gathered as they are gone through", arguments: RandomText.alphabets.indices)
  func features(script: Int) {
    let (_, letters, isSpaced) = RandomText.alphabets[script]
    var random = RandomText(seed: 9, letters: letters, isSpaced: isSpaced)
    // U+FDFA becomes 18 characters when it is folded.
    var texts = [
      "", " ", "a", "\u{FDFA}", String(repeating: "\u{FDFA}", count: 300), "12 345,\u{A0}\u{2028} 6",
    ]
    for round in 0..<200 { texts.append(random.text(words: round % 50 == 0 ? 300 : 10)) }
    let extractor = FeatureExtractor()
    for text in texts {
      var copy = text
      copy.withUTF8 { extractor.read($0) }
      #expect(extractor.scalars == text.unicodeScalars.map(\.value))
      var expected: [UInt32] = [7]
      extractor.forEachFeature { number, _, _, _ in expected.append(number) }
      var found: [UInt32] = [7]
      extractor.appendFeatures(to: &found)
      #expect(found == expected)
      if text.first == "\u{FDFA}" { #expect(found.count > text.count) }
    }
  }

  @Test("runs that were put aside come back as they were")
  func runs() throws {
    let memory = try MemoryStore()
    try memory.database.write { connection in
      let store = try RunStore(connection)
      let builder = SegmentBuilder(sorter: PairSorter())
      let extractor = FeatureExtractor()
      var random = RandomText(seed: 5, letters: Array("abcdeé"), isSpaced: true)
      var expected: [UInt32: Set<UInt32>] = [:]
      var texts: [(length: Int, features: Set<UInt32>)] = []
      for unit in 1...UInt32(500) {
        var text = random.text(words: 12)
        text.withUTF8 { extractor.read($0) }
        builder.add(unit: unit, from: extractor)
        var features: Set<UInt32> = []
        extractor.forEachFeature { number, _, _, _ in features.insert(number) }
        texts.append((text.unicodeScalars.count, features))
      }
      for (local, text) in texts.enumerated().sorted(by: { ($0.1.length, $0.0) < ($1.1.length, $1.0) })
        .enumerated()
      {
        for feature in text.element.features { expected[feature, default: []].insert(UInt32(local)) }
      }
      try store.add(builder, language: "en")
      let run = try #require(store.runs["en"]?.first)
      var lists = try store.lists(of: run)
      var found: [UInt32: Set<UInt32>] = [:]
      var last: UInt32?
      while let feature = lists.feature {
        #expect(last.map { $0 < feature } ?? true)
        last = feature
        var list: [UInt32] = []
        lists.appendTexts(to: &list) { UInt32($0) }
        #expect(zip(list, list.dropFirst()).allSatisfy { $0 < $1 })
        found[feature] = Set(list)
        try lists.advance()
      }
      #expect(found == expected)
    }
  }

  private static func filled(_ path: String, count: Int, _ range: Range<Int>) throws -> MemoryStore {
    let memory = try MemoryStore(path: path, mode: .create)
    let counts = try memory.withFirstWriting {
      try memory.importUnits(from: ImportOrigin(source: "a", format: "t", date: Timestamp(seconds: 0))) {
        add in
        for number in range { try add(.pair("Text \(number)", "Текст \(number)", from: "en", to: "ru")) }
      }
    }
    #expect(counts.added == count)
    return memory
  }

  @Test("a first import leaves a memory like any other, whoever has it open")
  func firstWriting() throws {
    let folder = try TemporaryFolder()
    for name in ["alone.sqlite", "shared.sqlite"] {
      let path = folder.file(name)
      let other = name == "shared.sqlite" ? try MemoryStore(path: path, mode: .create) : nil
      #expect(try other?.statistics().units ?? 0 == 0)
      let memory = try Self.filled(path, count: 400, 0..<400)
      #expect(try memory.database.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
      #expect(try memory.check(lookups: nil).problems.isEmpty)
      #expect(try other?.statistics().units ?? 400 == 400)
      // Not the first any more.
      #expect(try Self.filled(path, count: 10, 395..<410).check(lookups: nil).problems.isEmpty)
      #expect(try MemoryStore(path: path, mode: .readOnly).statistics().units == 410)
    }
  }

  @Test("what a killed first import left is taken back by who opens the memory next, to read or to write")
  func killedFirstWriting() throws {
    let folder = try TemporaryFolder()
    for mode in [MemoryStore.Mode.readOnly, .readWrite] {
      let (path, copy) = (folder.file("\(mode).sqlite"), folder.file("\(mode)-copy.sqlite"))
      do { _ = try Self.filled(path, count: 20, 0..<20) }
      let queue = try DatabaseQueue(path: path)
      try queue.writeWithoutTransaction { connection in
        // So small a cache that pages go to the file before the end.
        try connection.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN IMMEDIATE")
        for _ in 0..<6 {
          try connection.execute(
            sql:
              "INSERT INTO unit(id, texts) SELECT max(id) + 1, randomblob(20000) FROM unit; DELETE FROM digest"
          )
        }
        for ending in ["", "-journal"] {
          try FileManager.default.copyItem(atPath: path + ending, toPath: copy + ending)
        }
        try connection.execute(sql: "ROLLBACK")
      }
      #expect(
        try Data(contentsOf: URL(fileURLWithPath: copy + "-journal")).prefix(8)
          == Data([0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]))
      let memory = try MemoryStore(path: copy, mode: mode)
      #expect(try memory.statistics().units == 20)
      #expect(try memory.check(lookups: nil).problems.isEmpty)
    }
  }
}
