import Bitext
import Foundation
import TestSupport
import Testing
import TranslationMemory

/// The log of a memory, and that it can take back what it tells.
struct MemoryJournalTests {
  private static let anna = MemoryAuthor(name: "anna", date: Timestamp(seconds: 1_700_000_000))
  private let english: LanguageTag
  private let memory: MemoryStore

  init() throws {
    english = try LanguageTag("en")
    memory = try MemoryStore()
  }

  @discardableResult
  private func add(
    _ units: [TranslationUnit], duplicates: DuplicatePolicy = .byContext, isTrial: Bool = false,
    from name: String = "a.tmx"
  ) throws -> ImportCounts {
    try memory.importUnits(
      from: ImportOrigin(source: name, format: "tmx", date: Timestamp(seconds: 0), user: "boris"),
      duplicates: duplicates, isTrial: isTrial
    ) { add in
      for unit in units { try add(unit) }
      return nil
    }
  }

  private func pair(
    _ source: String, _ target: String, id: String? = nil, changed: Int64? = nil, note: String? = nil
  ) throws -> TranslationUnit {
    var unit = try TranslationUnit.pair(source, target, from: "en", to: "ru")
    unit.id = id
    unit.provenance.changed = changed.map(Timestamp.init(seconds:))
    unit.notes = note.map { [Note(text: $0)] } ?? []
    return unit
  }

  /// All that the memory holds, without numbers.
  private func content() throws -> [TranslationUnit] {
    var units: [TranslationUnit] = []
    try memory.forEachEntry { units.append($0.unit) }
    return units
  }

  private func isWhole() throws -> Bool {
    let check = try memory.check(lookups: 20)
    return check.problems.isEmpty
  }

  @Test("the undo of any change brings back what was, in its order, and can be undone", arguments: 0..<6)
  func undoing(change: Int) throws {
    try add((0..<400).map { try pair("Text \($0)", "Текст \($0)", id: "\($0)", changed: 5) })
    try add([try pair("Alone", "Один"), try pair("Alone", "Один", id: "x")])
    let before = try content()
    var numbers: [Int64] = []
    try memory.forEachEntry { numbers.append($0.number) }
    switch change {
    case 0:
      try add([try pair("Text 3", "Текст 3", id: "3", changed: 9, note: "new"), try pair("New", "Новый")])
    case 1: try memory.deleteUnits(Array(numbers[10..<30]), by: Self.anna)
    case 2: _ = try memory.editUnit(numbers[5], by: Self.anna) { $0.variants[1].content = "Иное" }
    case 3:
      _ = try memory.editUnit(numbers[5], by: Self.anna) { $0.properties = [Property(type: "x", value: "y")] }
    case 4: try add([try pair("Text 7", "Новее", changed: 99)], duplicates: .keepNewest)
    default:
      try add([try pair("Text 9", "Текст 9", id: "other", changed: 1)], duplicates: .keepAll)
      _ = try memory.undo(by: Self.anna)
      try add([try pair("Text 9", "Текст 9", id: "other", changed: 1)], duplicates: .keepAll)
      _ = try memory.dedupe(.merge, by: Self.anna)
      #expect(try memory.undo(by: Self.anna).restored == 1)
      _ = try memory.dedupe(.merge, by: Self.anna)
      _ = try memory.undo(by: Self.anna)
    }
    let after = try content()
    #expect(after != before)
    #expect(try isWhole())
    let report = try memory.undo(by: Self.anna)
    #expect(report.left == 0)
    #expect(try content() == before)
    #expect(try isWhole())
    let number = try #require(try memory.operations(limit: 1).first?.number)
    _ = try memory.undo(number, by: Self.anna)
    #expect(try content() == after)
    #expect(try isWhole())
  }

  @Test("a trial answers and changes nothing")
  func trials() throws {
    try add([try pair("A", "А"), try pair("B", "Б")])
    let before = try content()
    #expect(try add([try pair("C", "В")], isTrial: true).added == 1)
    var filter = UnitFilter()
    filter.text = "a"
    #expect(try memory.deleteUnits(matching: filter, by: Self.anna, isTrial: true) == 1)
    #expect(try memory.undo(by: Self.anna, isTrial: true).removed == 2)
    #expect(try content() == before)
    #expect(try memory.operations().count == 1)
  }

  @Test("what was changed since an import stays when the import is taken back")
  func laterChanges() throws {
    try add([try pair("A", "А"), try pair("B", "Б"), try pair("C", "В")])
    var numbers: [Int64] = []
    try memory.forEachEntry { numbers.append($0.number) }
    _ = try memory.editUnit(numbers[0], by: Self.anna) { $0.variants[1].content = "Аа" }
    _ = try memory.editUnit(numbers[1], by: Self.anna) { $0.notes = [Note(text: "n")] }
    let report = try memory.undo(1, by: Self.anna)
    #expect(report.removed == 1 && report.left == 2)
    #expect(try content().map { $0.variants[1].content.text } == ["Аа", "Б"])
    #expect(throws: MemoryError.self) { try memory.undo(1, by: Self.anna) }
  }

  @Test("whoever writes second is told who wrote first")
  func conflicts() throws {
    try add([try pair("A", "А"), try pair("B", "Б")])
    let entry = try #require(try memory.entry(1))
    _ = try memory.editUnit(1, version: entry.version, by: Self.anna) { $0.notes = [Note(text: "first")] }
    #expect {
      try memory.editUnit(1, version: entry.version, by: Self.anna) { $0.notes = [Note(text: "second")] }
    } throws: { error in
      (error as? MemoryError)?.code == .conflict && "\(error)".contains("by anna on 2023-11-14")
    }
    let result = try memory.editUnit(1, by: Self.anna) { $0.variants[0].content = "Aa" }
    #expect {
      try memory.editUnit(1, by: Self.anna) { $0.notes = [] }
    } throws: { "\($0)".contains("was replaced by unit \(result.number) by anna") }
    #expect(try memory.entry(result.number)?.unit.notes.map(\.text) == ["first"])
  }

  @Test("policies say which units are one")
  func policies() throws {
    var first = try pair("Yes", "Да", changed: 10)
    first.context = TranslationUnit.Context(previous: "Save?")
    var second = try pair("Yes", "Да", changed: 20, note: "n")
    second.context = TranslationUnit.Context(previous: "Delete?")
    let third = try pair("Yes", "Так точно", changed: 15)
    func count(_ policy: DuplicatePolicy) throws -> (ImportCounts, [TranslationUnit]) {
      let memory = try MemoryStore()
      let counts = try memory.importUnits(
        from: ImportOrigin(source: "a", format: "tmx", date: Timestamp(seconds: 0)), duplicates: policy,
        isTrial: false
      ) { add in
        for unit in [first, second, third, first] { try add(unit) }
        return nil
      }
      var units: [TranslationUnit] = []
      try memory.forEachEntry { units.append($0.unit) }
      return (counts, units)
    }
    #expect(try count(.keepAll).0.added == 4)
    #expect(try count(.byContext).0.merged == 1 && count(.byContext).1.count == 3)
    let merged = try count(.merge)
    #expect(merged.1.count == 2 && merged.1[0].notes.map(\.text) == ["n"])
    #expect(merged.1[0].provenance.changed?.seconds == 20)
    let newest = try count(.keepNewest)
    #expect(newest.1.map { $0.variants[1].content.text } == ["Да"] && newest.0.older == 1)
  }

  @Test("filters find by everything that a unit says")
  func filters() throws {
    var unit = try pair("The Mediabank  opens", "Медиабанк", changed: 86_400, note: "n")
    unit.properties = [Property(type: "x-domain", value: "news")]
    unit.provenance.changedBy = "clara"
    try add([unit, try pair("Other", "Иное")])
    try add([try pair("Third one", "Третье", id: "t")], from: "b.tmx")
    func found(_ set: (inout UnitFilter) throws -> Void) throws -> [String] {
      var filter = UnitFilter()
      try set(&filter)
      var texts: [String] = []
      try memory.forEachEntry(matching: filter) { texts.append($0.unit.variants[0].content.text) }
      return texts
    }
    let mediabank = ["The Mediabank  opens"]
    #expect(try found { $0.text = "MEDIABANK opens" } == mediabank)
    #expect(try found { $0.text = "медиа" } == mediabank)
    let tag = english
    #expect(
      try found {
        $0.text = "медиа"
        $0.textLanguage = tag
      }.isEmpty)
    #expect(try found { $0.pattern = try UnitFilter.expression("^Th\\w+ one") } == ["Third one"])
    #expect(try found { $0.users = ["clara"] } == mediabank)
    #expect(try found { $0.since = Timestamp(seconds: 86_400) } == mediabank)
    #expect(try found { $0.before = Timestamp(seconds: 86_400) }.isEmpty)
    #expect(try found { $0.sources = ["b.tmx"] } == ["Third one"])
    #expect(try found { $0.properties = [("x-domain", nil)] } == mediabank)
    #expect(try found { $0.properties = [("x-domain", "sport")] }.isEmpty)
    #expect(try found { $0.maximumLength = 6 } == ["Other"])
    #expect(try found { $0.numbers = [2] } == ["Other"])
    #expect(try found { $0.languages = [try LanguageTag("de")] }.isEmpty)
  }

  @Test("a memory taken into another keeps the files its units came from, and compacting keeps everything")
  func mergingAndCompacting() throws {
    let folder = try TemporaryFolder()
    let one = try MemoryStore(path: folder.file("one.sqlite"), mode: .create)
    for name in ["a.tmx", "b.tmx"] {
      _ = try one.importUnits(from: ImportOrigin(source: name, format: "tmx", date: Timestamp(seconds: 0))) {
        add in
        for number in 0..<300 {
          try add(.pair("\(name) \(number)", "Т \(name) \(number)", from: "en", to: "ru"))
        }
      }
    }
    let two = try MemoryStore(path: folder.file("two.sqlite"), mode: .create)
    #expect(try two.merge(one, by: Self.anna).added == 600)
    #expect(try two.statistics().sources == ["a.tmx": 300, "b.tmx": 300])
    var filter = UnitFilter()
    filter.sources = ["a.tmx"]
    #expect(try two.deleteUnits(matching: filter, by: Self.anna) == 300)
    _ = try two.compact(by: Self.anna)
    #expect(try two.check(lookups: 20).problems.isEmpty)
    #expect(try two.statistics().units == 300)
    #expect(try two.undo(by: Self.anna).restored == 300)
    #expect(try two.statistics().sources == ["a.tmx": 300, "b.tmx": 300])
    #expect(try two.check(lookups: 20).problems.isEmpty)
    try two.backUp(to: folder.file("copy.sqlite"))
    let copy = try MemoryStore(path: folder.file("copy.sqlite"), mode: .readOnly)
    #expect(try copy.statistics().units == 600)
  }
}
