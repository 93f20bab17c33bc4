import Foundation
import TestSupport
import Testing
import Tolmach
import XML

/// An element of XML with what it holds, in a form in which equal TMX is equal.
private final class Node {
  var name: String
  var attributes: [String: String]
  var children: [Child] = []

  enum Child {
    case text(String)
    case element(Node)
  }

  init(_ tag: XMLStartTag) {
    name = tag.name
    attributes = Dictionary(
      tag.attributes.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// Reads a file, which may lack end tags.
  static func root(of source: InputSource) throws -> Node? {
    let decoded = try Self.decoded(source)
    var parser = try XMLStreamParser()
    var stack: [Node] = []
    var root: Node?
    try parser.feed(
      decoded, atEnd: true,
      event: { event, _ in
        switch event {
        case .start(let tag):
          let node = Node(tag)
          if let last = stack.last { last.children.append(.element(node)) } else { root = root ?? node }
          stack.append(node)
        case .end: stack.removeLast()
        case .text(let text): stack.last?.children.append(.text(text))
        }
      }, problem: { _ in })
    return root
  }

  /// The file in UTF-8, by Foundation.
  private static func decoded(_ source: InputSource) throws -> [UInt8] {
    let bytes = try source.open().readAll(limit: 100_000_000)
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    let start = String(decoding: bytes.prefix(200), as: UTF8.self).lowercased()
    if isUTF16 { return Array((String(data: Data(bytes), encoding: .utf16) ?? "").utf8) }
    if start.contains("encoding=\"iso-8859-1\"") || start.contains("encoding='iso-8859-1'") {
      return Array((String(data: Data(bytes), encoding: .isoLatin1) ?? "").utf8)
    }
    return bytes
  }

  private static let textElements: Set<String> = [
    "seg", "note", "prop", "bpt", "ept", "ph", "it", "hi", "sub", "ut",
  ]
  private static let known: [String: Set<String>] = [
    "tu": [
      "tuid", "o-encoding", "datatype", "usagecount", "lastusagedate", "creationtool", "creationtoolversion",
      "creationdate", "creationid", "changedate", "segtype", "changeid", "o-tmf", "srclang",
    ],
    "tuv": [
      "xml:lang", "o-encoding", "datatype", "usagecount", "lastusagedate", "creationtool",
      "creationtoolversion", "creationdate", "creationid", "changedate", "o-tmf", "changeid",
    ],
    "header": [
      "creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype",
      "o-encoding", "creationdate", "creationid", "changedate", "changeid",
    ],
    "note": ["xml:lang", "o-encoding"], "prop": ["xml:lang", "o-encoding", "type"],
  ]
  private static let needed = [
    "creationtool": "tolmach", "creationtoolversion": "1", "segtype": "sentence", "o-tmf": "tolmach",
    "adminlang": "en", "srclang": "*all*", "datatype": "unknown",
  ]

  /// Brings an older or invalid TMX to what valid TMX 1.4 can say of it: `lang` is `xml:lang`, attributes that the
  /// header must have are there, those that TMX does not have are properties, properties stand before texts.
  func validate() {
    if let language = attributes.removeValue(forKey: "lang"), attributes["xml:lang"] == nil {
      attributes["xml:lang"] = language
    }
    if name == "tmx" { attributes = ["version": "1.4"] }
    if name == "header" { attributes.merge(Self.needed) { given, _ in given } }
    if name == "prop", attributes["type"] == nil { attributes["type"] = "" }
    if let known = Self.known[name] {
      var added: [Child] = []
      for (attribute, value) in attributes.sorted(by: { $0.key < $1.key }) where !known.contains(attribute) {
        attributes[attribute] = nil
        // Remarks have no place for what they cannot have; the writer says so.
        if name == "note" || name == "prop" { continue }
        let property = Node(
          XMLStartTag(
            name: "prop", attributes: [XMLAttribute(name: "type", value: "x-attribute-\(attribute)")]))
        property.children = [.text(value)]
        added.append(.element(property))
      }
      let isFirst = { (child: Child) in
        if case .element(let node) = child { ["note", "prop", "ude"].contains(node.name) } else { false }
      }
      if ["tu", "tuv", "header"].contains(name) {
        children = children.filter(isFirst) + added + children.filter { !isFirst($0) }
      }
    }
    for case .element(let child) in children { child.validate() }
    // A unit needs a text, a text a language and a segment.
    children.removeAll { child in
      guard case .element(let node) = child else { return false }
      if node.name == "tu" { return !node.hasElement("tuv") }
      return node.name == "tuv" && (!node.hasElement("seg") || node.attributes["xml:lang"] == nil)
    }
  }

  private func hasElement(_ name: String) -> Bool {
    children.contains { if case .element(let node) = $0 { node.name == name } else { false } }
  }

  /// The lines of the canonical form.
  func lines(into lines: inout [String]) {
    let sorted = attributes.sorted { $0.key < $1.key }.map { " \($0.key)=\"\($0.value)\"" }.joined()
    lines.append("<\(name)\(sorted)>")
    var text = ""
    func flush() {
      if !text.isEmpty, Self.textElements.contains(name) { lines.append("\"\(text)\"") }
      text = ""
    }
    for child in children {
      switch child {
      case .text(let piece): text += piece
      case .element(let node):
        flush()
        node.lines(into: &lines)
      }
    }
    flush()
    lines.append("</\(name)>")
  }

  static func canonical(_ source: InputSource) throws -> [String] {
    var lines: [String] = []
    let root = try root(of: source)
    root?.validate()
    root?.lines(into: &lines)
    return lines
  }
}

/// Files go into a memory and come out of it as they were.
struct TMXRoundTripTests {
  /// All files up to a size, so that the tests take seconds; TOLMACH_ALL_FILES=1 takes all.
  static func files(_ folder: String) -> [String] {
    let all = (try? SharedData.files(in: folder, endingIn: ".tmx")) ?? []
    if ProcessInfo.processInfo.environment["TOLMACH_ALL_FILES"] == "1" { return all }
    return all.filter { path in
      let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size]) as? Int
      return size ?? 0 < 20_000
    }
  }

  private static func exported(_ source: InputSource) throws -> (bytes: [UInt8], report: ImportReport) {
    let memory = try MemoryStore()
    let report = try memory.importFile(source, duplicates: .keepAll, date: Timestamp(seconds: 0))
    let sink = ByteSink()
    _ = try memory.exportUnits(to: sink, format: TMXFormat())
    return (sink.bytes, report)
  }

  private static func expectSame(_ path: String) throws {
    let before = try Node.canonical(.file(path))
    let (bytes, _) = try exported(.file(path))
    let after = try Node.canonical(.bytes(bytes))
    let difference = zip(before, after).enumerated().first { $0.element.0 != $0.element.1 }
    #expect(
      before.count == after.count && difference == nil,
      """
      \(path): \(before.count) and \(after.count) lines; line \(difference?.offset ?? -1)
      before \(difference?.element.0 ?? "")
      after  \(difference?.element.1 ?? "")
      """)
    #expect(before.count > 3, "\(path)")
  }

  @Test("nothing of the compliance kit is lost", .needsSharedData, arguments: files("tmx/lisa-kit"))
  func complianceKit(path: String) throws { try Self.expectSame(path) }

  @Test("nothing of real files is lost", .needsSharedData, arguments: files("tmx/real"))
  func realFiles(path: String) throws { try Self.expectSame(path) }

  @Test("everything that TMX 1.4b has survives")
  func everything() throws {
    let path = Checkout.path("Tests/TolmachTests/Resources/everything.tmx")
    try Self.expectSame(path)
    let folder = try TemporaryFolder()
    let (bytes, report) = try Self.exported(.file(path))
    #expect(!report.hasErrors && report.dropped == 0)
    // Again, from what was written: the same bytes.
    let again = try Self.exported(.file(try folder.write(bytes, to: "again.tmx")))
    #expect(again.bytes == bytes)
  }

  @Test("what is written is valid against the DTD", .needsSharedData)
  func validity() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      atPath: try SharedData.path("tmx/tmx14.dtd"), toPath: folder.file("tmx14.dtd"))
    let files =
      [Checkout.path("Tests/TolmachTests/Resources/everything.tmx")] + Self.files("tmx/lisa-kit")
      + Self.files("tmx/real") + Self.files("tmx/hostile").filter { !$0.hasSuffix("32-empty-file.tmx") }
    var written: [String] = []
    for (number, path) in files.enumerated() {
      guard let bytes = try? Self.exported(.file(path)).bytes else { continue }
      written.append(try folder.write(bytes, to: "\(number).tmx"))
    }
    let lint = Process()
    lint.executableURL = URL(fileURLWithPath: "/usr/bin/xmllint")
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint") else { return }
    lint.arguments = ["--noout", "--valid", "--nonet"] + written
    lint.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    let errors = Pipe()
    lint.standardError = errors
    try lint.run()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    lint.waitUntilExit()
    #expect(written.count > 50)
    #expect(lint.terminationStatus == 0, "\(String(decoding: said.prefix(2_000), as: UTF8.self))")
  }
}
