import Bitext
import Foundation
import Testing

@testable import Terminology

struct InflectionDictionaryTests {
  private func dictionary(_ affixes: String, _ words: [String]) throws -> InflectionDictionary {
    try InflectionDictionary(
      name: "test", affixes: Data(affixes.utf8),
      words: Data(("\(words.count)\n" + words.joined(separator: "\n") + "\n").utf8))
  }

  /// All forms of an entry, as hunspell has them.
  private func forms(_ affixes: String, _ word: String, _ flags: String) throws -> Set<String> {
    let table = try dictionary(affixes, []).table
    var forms = DictionaryForms(table, prefixes: .all, keepsWords: true)
    let found = Array(flags.utf8).withUnsafeBufferPointer { table.flags(in: $0, 0..<$0.count) }
    forms.expand(word.unicodeScalars.map(\.value), flags: try #require(found), limit: 10_000)
    return Set(forms.words.map(Self.text))
  }

  private static func text(_ word: [UInt32]) -> String {
    String(String.UnicodeScalarView(word.compactMap(Unicode.Scalar.init)))
  }

  /// What is found in a text, as `text=term`.
  private func found(
    _ terms: [String], _ text: String, _ language: String, _ dictionary: InflectionDictionary?
  ) throws -> [String] {
    let tag = try LanguageTag(language)
    let glossary = Glossary(
      terms.map { Concept(languages: [LanguageLevel(language: tag, terms: [Term($0)])]) })
    let utf8 = Array(text.utf8)
    return TermFinder(glossary, language: tag, dictionary: dictionary).terms(in: text).map {
      String(decoding: utf8[$0.range], as: UTF8.self) + "=" + $0.term
    }
  }

  @Test func suffixesCutAddAndHaveConditions() throws {
    let affixes = """
      SET UTF-8
      # a remark
      SFX A Y 4
      SFX A y ies [^aeiou]y
      SFX A 0 s [aeiou]y  # another
      SFX A 0 es [sxzh]
      SFX A 0 s [^sxzhy]
      """
    #expect(try forms(affixes, "treaty", "A") == ["treaty", "treaties"])
    #expect(try forms(affixes, "day", "A") == ["day", "days"])
    #expect(try forms(affixes, "tax", "A") == ["tax", "taxes"])
    #expect(try forms(affixes, "y", "A") == ["y"])
  }

  @Test func prefixesCrossSuffixesWhereBothAllowIt() throws {
    let affixes = "SET UTF-8\nPFX P Y 1\nPFX P 0 re .\nSFX S Y 1\nSFX S 0 ed .\nSFX N N 1\nSFX N 0 ly .\n"
    #expect(try forms(affixes, "load", "PSN") == ["load", "reload", "loaded", "reloaded", "loadly"])
  }

  @Test func suffixesFollowSuffixesOnceAndAliasesNameFlags() throws {
    let affixes = """
      SET UTF-8
      FLAG num
      NEEDAFFIX 900
      ONLYINCOMPOUND 901
      AF 4
      AF 1,5
      AF 2
      AF 2,900
      AF 901
      SFX 1 Y 1
      SFX 1 0 lar/2 .
      SFX 2 Y 2
      SFX 2 0 da/2 .
      SFX 2 0 dan .
      SFX 5 Y 2
      SFX 5 0 ım/3 .
      SFX 5 0 x/4 .
      """
    #expect(
      try forms(affixes, "kitap", "1") == [
        "kitap", "kitaplar", "kitaplarda", "kitaplardan", "kitapımda", "kitapımdan",
      ])
  }

  @Test func markedWordsAreNoForms() throws {
    let affixes = """
      SET UTF-8
      FLAG long
      NEEDAFFIX Na
      FORBIDDENWORD Fo
      ONLYINCOMPOUND Oc
      CIRCUMFIX Ci
      SFX Sa Y 1
      SFX Sa 0 a .
      SFX Sc Y 1
      SFX Sc 0 ste/Ci .
      PFX Pc Y 1
      PFX Pc 0 ge/Ci .
      """
    #expect(try forms(affixes, "stem", "NaSa") == ["stema"])
    #expect(try forms(affixes, "stem", "FoSa").isEmpty)
    #expect(try forms(affixes, "stem", "OcSa").isEmpty)
    #expect(try forms(affixes, "stem", "ScPc") == ["stem", "gestemste"])
  }

  @Test func charsetsOfOneByteAreRead() throws {
    // слово/A and the suffix а, in KOI8-R.
    let affixes = Data("SET KOI8-R\nSFX A Y 1\nSFX A ".utf8) + [0xCF, 0x20, 0xC1, 0x20, 0xCF, 0x0A]
    let words = Data("1\n".utf8) + [0xD3, 0xCC, 0xCF, 0xD7, 0xCF, 0x2F, 0x41, 0x0A]
    let dictionary = try InflectionDictionary(name: "koi", affixes: affixes, words: words)
    #expect(dictionary.problems.isEmpty)
    #expect(try found(["слово"], "два слова", "mn", dictionary) == ["слова=слово"])
  }

  @Test func aTermIsFoundInTheFormsOfItsEntryAndOfTheEntryItIsAFormOf() throws {
    let dictionary = try dictionary(
      "SET UTF-8\nSFX A Y 3\nSFX A s se hus\nSFX A 0 er hus\nSFX A 0 en [^s]\n",
      ["hus/A", "Berg/A\tpo:noun", "two words/A", "talk/A po:noun"])
    #expect(try found(["Hus"], "Huser", "xx", dictionary) == ["Huser=Hus"])
    #expect(try found(["huser"], "hus huse huser", "xx", dictionary).count == 3)
    #expect(try found(["Huser"], "Hus huse", "xx", dictionary).isEmpty)
    #expect(try found(["talk", "berg"], "talken bergen", "xx", dictionary).count == 2)
    #expect(try found(["hus"], "huser", "xx", nil).isEmpty)
  }

  @Test func aPrefixThatOnlyAddsMakesAnotherWord() throws {
    let dictionary = try dictionary(
      "SET UTF-8\nPFX N Y 1\nPFX N 0 ne .\nPFX M Y 1\nPFX M B V B\n", ["word/N", "Breizh/M"])
    #expect(
      try found(["word", "Breizh"], "neword word Vreizh", "xx", dictionary) == ["word=word", "Vreizh=Breizh"])
  }

  @Test func damagedLinesAreReportedAndTheRestIsUsed() throws {
    let affixes = """
      SET UTF-8
      FLAG wrong
      SFX A Y 5
      SFX A
      SFX A 0 s [ab
      SFX A 0 t []
      SFX A 0 u/ .
      SFX A 0 z .
      """
    let dictionary = try dictionary(
      affixes, ["term/A", "/", "/A", "\t", String(repeating: "x", count: 5_000)])
    #expect(dictionary.problems.map { $0.position?.line } == [2, 4, 5, 6])
    #expect(try found(["term"], "termz termu terms", "xx", dictionary) == ["termz=term", "termu=term"])
  }

  @Test func whatIsNoDictionaryIsRefusedWithItsReason() {
    let affixes = Data("SET UTF-8\n".utf8)
    #expect(throws: InvalidDictionary.self) {
      try InflectionDictionary(name: "a", affixes: Data("SET Klingon-8\n".utf8), words: Data("0\n".utf8))
    }
    for words in [Data(), Data("no number\n".utf8), Data([0x1F, 0x8B, 0, 0])] {
      #expect(throws: InvalidDictionary.self) {
        try InflectionDictionary(name: "a", affixes: affixes, words: words)
      }
    }
  }

  /// Bytes of no sense cost themselves, never the process.
  @Test func randomBytesDoNoHarm() throws {
    var random = SystemRandomNumberGenerator()
    let pieces = [
      "SFX", "PFX", " ", "\n", "A", "Y", "1", "0", "[", "]", "^", ".", "/", "AF", "FLAG", "num", "long", "é",
      "\u{FEFF}",
      "SET", "UTF-8", "999999999", ",", "\\", "\t", "a", "b",
    ]
    for _ in 0..<300 {
      func text(_ count: Int) -> String {
        (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      }
      var affixes = Data("SFX A Y 1\nSFX A 0 b .\n\(text(80))".utf8)
      affixes.append(UInt8.random(in: 0...255, using: &random))
      let words = Data("3\na\nab/A\n\(text(80))".utf8)
      if let dictionary = try? InflectionDictionary(name: "random", affixes: affixes, words: words) {
        _ = try found(["ab", "a b", "abb"], "ab abb a", "xx", dictionary)
      }
    }
  }

  private static let installed = "/usr/share/hunspell/"

  /// The forms of whole dictionaries, against those that hunspell's own tool makes.
  @Test(
    .enabled(
      if: [installed + "ru_RU.dic", installed + "bg_BG.dic", "/usr/bin/unmunch", "/usr/bin/hunspell"]
        .allSatisfy(
          FileManager.default.isReadableFile),
      "needs hunspell, hunspell-tools, hunspell-ru and hunspell-bg"), arguments: ["ru_RU", "bg_BG"])
  func formsAreThoseOfHunspell(name: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tolmach-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let all = try Data(contentsOf: URL(fileURLWithPath: Self.installed + name + ".dic"))
    // Every 500th word: the tool is fast, a debug build is not.
    let lines = all.split(separator: 0x0A).dropFirst().enumerated().filter { $0.offset % 500 == 7 }.map(
      \.element)
    let sample = folder.appendingPathComponent("a.dic")
    try (Data("\(lines.count)\n".utf8) + Data(lines.joined(separator: [0x0A])) + [0x0A]).write(to: sample)
    func run(_ tool: String, _ arguments: [String]) throws -> Set<String> {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: tool)
      process.arguments = arguments
      let output = folder.appendingPathComponent(UUID().uuidString)
      try Data().write(to: output)
      process.standardOutput = try FileHandle(forWritingTo: output)
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      return Set(try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map(String.init))
    }
    let expected = try run("/usr/bin/unmunch", [sample.path, Self.installed + name + ".aff"])
    let affixes = try Data(contentsOf: URL(fileURLWithPath: Self.installed + name + ".aff"))
    let table = try InflectionDictionary(name: name, affixes: affixes, words: Data("0\n".utf8)).table
    var forms = DictionaryForms(table, prefixes: .all, keepsWords: true)
    var made: Set<String> = []
    for line in lines {
      let parts = line.split(separator: UInt8(ascii: "/"), maxSplits: 1)
      let word = String(decoding: parts[0], as: UTF8.self)
      guard word.allSatisfy(\.isLetter) else { continue }
      let flags = parts.count > 1 ? Array(parts[1]) : []
      forms.expand(
        word.unicodeScalars.map(\.value),
        flags: flags.withUnsafeBufferPointer { table.flags(in: $0, 0..<$0.count) } ?? [], limit: 10_000)
      made.formUnion(forms.words.map(Self.text))
    }
    let letters = expected.filter { $0.allSatisfy(\.isLetter) }
    #expect(made.count > 500)
    #expect(letters.subtracting(made).sorted().prefix(5) == [])
    // unmunch leaves out some that hunspell itself takes for words.
    let others = folder.appendingPathComponent("others")
    try Data(made.subtracting(letters).joined(separator: "\n").utf8).write(to: others)
    let refused = try run(
      "/usr/bin/hunspell", ["-i", "UTF-8", "-d", Self.installed + name, "-l", others.path])
    #expect(refused.sorted().prefix(5) == [])
  }
}
