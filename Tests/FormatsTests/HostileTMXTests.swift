import Bitext
import Formats
import Foundation
import TestSupport
import Testing

/// What must become of a file that is made to be hostile.
struct HostileCase: Sendable {
  var file: String
  /// The texts of all units, each unit's joined by `|`; nil where only their number matters.
  var texts: [String]?
  var units: Int
  var dropped = 0
  /// Parts of the messages that must be told, in order.
  var says: [String] = []
  /// Whether something was lost, so that the import ends with status 2.
  var isError = false

  init(
    _ file: String, _ texts: [String]? = nil, units: Int? = nil, dropped: Int = 0, says: [String] = [],
    isError: Bool = false
  ) {
    self.file = file
    self.texts = texts
    self.units = units ?? texts?.count ?? 0
    self.dropped = dropped
    self.says = says
    self.isError = isError
  }

  private static let hello = ["Hello|Привет"]

  static let all = [
    HostileCase("01-utf16le-bom.tmx", hello), HostileCase("02-utf16be-bom.tmx", hello),
    HostileCase("03-utf8-bom.tmx", hello),
    HostileCase(
      "04-utf16-bytes-declared-utf8.tmx", hello, says: ["declares UTF-8 but its bytes are UTF-16LE"]),
    HostileCase("05-windows1251.tmx", hello),
    HostileCase(
      "06-latin1-bytes-in-utf8.tmx", ["caf\u{FFFD}|x"], says: ["is not valid UTF-8"], isError: true),
    HostileCase("07-doctype-missing-dtd.tmx", hello), HostileCase("08-doctype-http-dtd.tmx", hello),
    HostileCase("09-control-char-raw.tmx", ["ab|в"], says: ["a control character was left out"]),
    HostileCase("10-control-char-ref.tmx", ["ab|в"], says: ["U+001F"], isError: true),
    HostileCase("11-xxe-file.tmx", ["|в"], says: ["Entity 'x' not defined"], isError: true),
    HostileCase(
      "12-billion-laughs.tmx", units: 0, dropped: 1, says: ["entity reference loop"], isError: true),
    HostileCase("13-srclang-all.tmx", hello),
    HostileCase("14-header-no-srclang.tmx", hello, says: ["does not say srclang"]),
    HostileCase("15-no-header.tmx", hello, says: ["has no <header>"]),
    HostileCase("16-lang-casing.tmx", ["a|б", "c|д", "e|ж"]),
    HostileCase("17-dup-lang-tuv.tmx", ["Open|Открыть|Открыто"]),
    HostileCase("18-nested-sub.tmx", ["See  now|См. "]), HostileCase("19-bpt-ept-overlap.tmx", ["ABC|А"]),
    HostileCase("20-xliff-g-in-seg.tmx", ["x|я"], says: ["<g> is no element of TMX"]),
    HostileCase("21-namespaced.tmx", hello), HostileCase("22-lang-not-xml-lang.tmx", ["a|б"]),
    HostileCase("23-single-line-64k.tmx", units: 2_000),
    HostileCase(
      "24-truncated.tmx", hello + hello, dropped: 1, says: ["the file ends inside the unit"], isError: true),
    HostileCase("25-empty-seg.tmx", ["|"] + hello),
    HostileCase("26-one-tuv.tmx", ["alone"] + hello, says: ["in one language only"]),
    HostileCase("27-whitespace-newlines.tmx", ["  two\n lines\t\r|  две\n строки "]),
    HostileCase("28-astral-bidi-combining.tmx", units: 1),
    HostileCase("29-text-in-tuv-no-seg.tmx", ["a|б"], says: ["has text without a <seg>"]),
    HostileCase("30-deep-nesting.tmx", units: 1, says: ["nested more than 64 deep"]),
    HostileCase("31-deflate-duplicate-ids.tmx", ["v0|в0", "v1|в1", "v2|в2"]),
    HostileCase("32-empty-file.tmx", units: 0),
  ]
}

struct HostileTMXTests {
  @Test("hostile files give what they must", .needsSharedData, arguments: HostileCase.all)
  func hostileFile(_ expected: HostileCase) throws {
    let path = try SharedData.path("tmx/hostile/\(expected.file)")
    let start = ContinuousClock.now
    guard expected.file != "32-empty-file.tmx" else {
      #expect {
        try FormatRegistry.standard.format(
          of: .file(path), stream: InputSource.file(path).open(), ability: .readsUnits)
      } throws: { ($0 as? FormatError)?.code == .empty }
      return
    }
    let read = try ReadUnits(TMXFormat(), .file(path))
    #expect(read.summary.unitCount == expected.units)
    #expect(read.summary.droppedCount == expected.dropped)
    if let texts = expected.texts {
      #expect(read.units.map { $0.variants.map(\.content.text).joined(separator: "|") } == texts)
    }
    for part in expected.says {
      let problem = read.summary.problems.first { $0.message.contains(part) }
      #expect(problem != nil, "no message with '\(part)' in \(read.summary.problems.map(\.message))")
      // What stands in a place is told with it; a wrong declaration is of the whole file.
      if !part.contains("declares") { #expect(problem?.position != nil, "\(part)") }
    }
    #expect(read.errors.isEmpty == !expected.isError, "\(read.summary.problems)")
    #expect(expected.says.isEmpty == read.summary.problems.isEmpty, "\(read.summary.problems)")
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test("every hostile file has an expectation", .needsSharedData)
  func manifest() throws {
    let manifest = try String(contentsOfFile: SharedData.path("tmx/hostile/MANIFEST.tsv"), encoding: .utf8)
    let files = manifest.split(separator: "\n").dropFirst().compactMap {
      $0.split(separator: "\t").first.map(String.init)
    }
    #expect(files.sorted() == HostileCase.all.map(\.file).sorted())
  }

  @Test("languages of any spelling are one", .needsSharedData)
  func spellings() throws {
    let read = try ReadUnits(TMXFormat(), .file(SharedData.path("tmx/hostile/16-lang-casing.tmx")))
    #expect(
      read.units.map { $0.variants.map(\.language.identifier) } == [
        ["en-US", "ru"], ["en-US", "ru-RU"], ["en", "ru-RU"],
      ])
    #expect(read.units[0].variants.map(\.language.original) == ["EN_us", "RU"])
  }

  @Test("an element that TMX does not know is told once, and costs nothing else")
  func unknownElements() throws {
    let read = try ReadUnits(
      TMXFormat(),
      """
      <tmx version="1.4"><header srclang="en"/><body><tu><extra>lost</extra><extra/><tuv xml:lang="en"><seg>a</seg></tuv>
      <tuv xml:lang="ru"><seg>б</seg></tuv></tu></body></tmx>
      """)
    #expect(read.units.map { $0.variants.map(\.content.text) } == [["a", "б"]])
    #expect(read.errors.map(\.message).filter { $0.contains("<extra>") }.count == 1)
    #expect(read.errors.first?.position?.line == 1)
  }

  @Test("a text that does not end costs itself, not the next of its unit")
  func unfinishedText() throws {
    let read = try ReadUnits(
      TMXFormat(),
      """
      <tmx version="1.4"><header srclang="en"/><body><tu tuid="x"><tuv xml:lang="en"><seg>whole</seg></tuv>
      <tuv xml:lang="ru"><seg>cut<tuv xml:lang="vi"><seg>cả</seg></tuv></tu>
      <tu><tuv xml:lang="en"><seg>next</seg></tuv><tuv xml:lang="ru"><seg>б</seg></tuv></tu></body></tmx>
      """)
    let texts = read.units.map { $0.variants.map(\.content.text) }
    #expect(texts.first == ["whole", "cả"])
    #expect(texts.contains(["next", "б"]))
    #expect(!read.errors.isEmpty)
  }
}
