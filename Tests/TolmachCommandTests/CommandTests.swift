import Foundation
import TestSupport
import Testing

/// The whole command, both streams and the exit status.
@Suite struct CommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try folder.write(
      "Latest news\n\nVladimir Putin arrived in Hanoi on Wednesday. He met To Lam.\nЗаголовок открываемого материала\n",
      to: "news.txt")
    _ = try folder.write(
      "id,en,ru\ntitle,Title of the article being opened,Заголовок открываемого материала\n"
        + "go,Go to the mediabank,Перейти в медиабанк\n", to: "memory.csv")
    _ = try folder.write(
      "concept,kind,en,ru,vi,status\np1,person,Vladimir Putin,Владимир Путин,Vladimir Putin,reviewed\n"
        + "p2,person,To Lam,То Лам,Tô Lâm,unreviewed\n", to: "people.csv")
  }

  private func run(_ arguments: String..., input: String = "") throws -> CommandRun {
    try CommandRun(arguments, input: Array(input.utf8), in: folder)
  }

  @Test(
    "help of every command",
    arguments: [
      "check", "segment", "identify", "lookup", "concordance", "terms", "names", "import", "export", "init",
      "formats", "analyze", "memory",
    ])
  func help(of command: String) throws {
    let run = try run(command, "--help")
    #expect(run.status == 0)
    try expectSnapshot("help-\(command)", run.transcript)
  }

  @Test("help of the subcommands of terms and names")
  func helpOfSubcommands() throws {
    let terms = try ["annotate", "list", "add", "import", "export", "check", "extract"].map {
      try run("terms", $0, "--help")
    }
    let names = try ["find", "render"].map { try run("names", $0, "--help") }
    #expect((terms + names).allSatisfy { $0.status == 0 })
    try expectSnapshot("help-terms-subcommands", terms.map(\.transcript).joined(separator: "\n"))
    try expectSnapshot("help-names-subcommands", names.map(\.transcript).joined(separator: "\n"))
  }

  @Test func dictionariesAddFormsOfTerms() throws {
    _ = try folder.write("en\ngoose\n", to: "g.csv")
    try folder.makeFolder("words")
    _ = try folder.write("SET UTF-8\nSFX A Y 2\nSFX A oose eese oose\nSFX A 0 x\n", to: "words/en_GB.aff")
    _ = try folder.write("1\ngoose/A\n", to: "words/en_GB.dic")
    _ = try folder.write("no number\n", to: "words/de_DE.dic")
    _ = try folder.write("SET UTF-8\n", to: "words/de_DE.aff")
    let runs = [
      try run("terms", "-g", "g.csv", "--lang", "en", "--dictionaries", "words", "Two geese"),
      try run("terms", "-g", "g.csv", "--lang", "en", "--no-dictionaries", "Two geese"),
      try run("terms", "-g", "g.csv", "--lang", "en", "--dictionaries", "nowhere", "Two geese"),
      try run("terms", "-g", "g.csv", "--lang", "fr", "--dictionaries", "words", "Two geese"),
      try run("terms", "-g", "g.csv", "--lang", "de", "--dictionaries", "words", "Two geese"),
    ]
    try expectSnapshot("terms-dictionaries", runs.map(\.transcript).joined(separator: "\n"))
  }

  @Test func helpOfTheRootAndVersion() throws {
    try expectSnapshot("help", try run("--help").transcript)
    let version = try run("--version")
    #expect(version.status == 0 && version.output == "0.1.0\n" && version.errors.isEmpty)
  }

  @Test func namesAreFoundAcrossScriptsAndRendered() throws {
    let runs = [
      try run("names", "--glossary", "people.csv", "--to", "en", "Путина Владимира"),
      try run("names", "--glossary", "people.csv", "--to", "vi", "То Лам"),
      try run("names", "--glossary", "people.csv", "--to", "en", "Мария Захарова"),
      try run(
        "names", "--glossary", "people.csv", "--from", "ja", "--to", "en", "--jsonl", "--limit", "1",
        input: "{\"id\": 1, \"text\": \"プーチン\"}\n{\"id\": 2}\n"),
      try run("names", "render", "习近平", "--to", "ru"),
      try run("names", "render", "Цой", "--standard", "iso-9"),
      try run("names", "render", "安倍", "--from", "ja", "--to", "ru"),
      try run("names", "render", "John", "--to", "ru"), try run("names", "render", "John", "--standard", "x"),
    ]
    try expectSnapshot("names", runs.map(\.transcript).joined(separator: "\n"))
  }

  @Test func wrongUsageEndsWithTwo() throws {
    let runs = [
      try run("check", "--bogus"), try run("chek"), try run("check", "--to", "english", "news.txt"),
      try run("check", "--to", "en", "--rule", "untranslatd", "news.txt"),
      try run("check", "--format", "sarf", "news.txt"), try run("check", "--jobs", "0", "news.txt"),
      try run("lookup", "--limit", "0", "x"),
      try run("export", "--format", "tmz", "--memory", "none.sqlite"),
    ]
    for run in runs { #expect(run.status == 2 && run.output.isEmpty, "\(run.arguments)") }
    try expectSnapshot("usage-errors", runs.map(\.transcript).joined(separator: "\n"))
  }

  @Test func checkFindsTheStrayLine() throws {
    let run = try run("check", "--to", "en", "--from", "ru", "news.txt")
    #expect(run.status == 1)
    try expectSnapshot("check", run.transcript)
  }

  @Test func checkSaysWhyATextIsNoFinding() throws {
    let page = """
      <html lang="en"><title>News of the day</title><p>Все новости за сегодняшний день</p><p lang="fr">Bonjour</p>
      <p>12:30</p><p>Русский</p></html>
      """
    let runs = [
      try run("check", "--explain", input: page),
      try run("check", "--explain", "--format", "jsonl", input: page),
      try run("check", "--explain", "--format", "sarif", input: page),
    ]
    try expectSnapshot("check-explain", runs.map(\.transcript).joined(separator: "\n"))
  }

  @Test func checkSaysOnceThatAWholePageIsInAnotherLanguage() throws {
    let page = """
      <html lang="en"><h1>Die Nachrichten des Tages</h1><p>Die Regierung hat am Montag ein neues Gesetz vorgelegt.</p>
      <p>Der Haushalt für das kommende Jahr wird erst im Herbst beraten.</p><p>Mehr lesen</p></html>
      """
    try expectSnapshot("check-wrong-language", try run("check", input: page).transcript)
  }

  @Test func checkReadsStandardInputAndFindsNothing() throws {
    let run = try run("check", "--to", "en", input: "All is well here.\n")
    #expect(run.status == 0 && run.output.isEmpty)
  }

  @Test func checkGoesOnAfterFilesThatCannotBeRead() throws {
    try FileManager.default.createDirectory(atPath: folder.file("hollow"), withIntermediateDirectories: true)
    _ = try folder.write("", to: "empty.txt")
    _ = try folder.write([0, 1, 2, 3, 0, 0, 255, 254], to: "binary.bin")
    let run = try run("check", "--to", "en", "missing.txt", "hollow", "empty.txt", "binary.bin", "news.txt")
    #expect(run.status == 2)
    try expectSnapshot("check-unreadable", run.transcript)
  }

  @Test func checkWritesJSONLines() throws {
    let run = try run("check", "--to", "en", "--from", "ru", "--format", "jsonl", "news.txt")
    #expect(run.status == 1 && run.errors.isEmpty)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(object["text"] as? String == "Заголовок открываемого материала")
    #expect(
      object["line"] as? Int == 4 && object["column"] as? Int == 1 && object["language"] as? String == "ru")
    let start = try #require(object["start"] as? Int)
    let end = try #require(object["end"] as? Int)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file("news.txt")))
    #expect(String(decoding: bytes[start..<end], as: UTF8.self) == "Заголовок открываемого материала")
  }

  @Test func checkTakesFoldersAndPutsTheSameFindingsTogether() throws {
    for name in ["b/two.html", "b/one.html", "b/.hidden.html"] {
      try FileManager.default.createDirectory(atPath: folder.file("b"), withIntermediateDirectories: true)
      _ = try folder.write(
        "<html lang=\"en\"><p>Fine.</p><p>Заголовок открываемого материала</p></html>", to: name)
    }
    let runs = [
      try run("check", "--from", "ru", "b"), try run("check", "--from", "ru", "b/t*.html"),
      try run("check", "--from", "ru", "b/x*.html"),
    ]
    #expect(runs.map(\.status) == [1, 1, 2])
    try expectSnapshot("check-folder", runs.map(\.transcript).joined(separator: "\n"))
  }

  @Test func checkAgainstABaselineShowsOnlyWhatIsNew() throws {
    let known = try run(
      "check", "--to", "en", "--from", "ru", "--format", "jsonl", "-o", "known.jsonl", "news.txt")
    let same = try run("check", "--to", "en", "--from", "ru", "--baseline", "known.jsonl", "news.txt")
    _ = try folder.write("News\n\nНовая строка на странице\n", to: "news.txt")
    let new = try run("check", "--to", "en", "--from", "ru", "--baseline", "known.jsonl", "news.txt")
    let runs = [known, same, new, try run("check", "--to", "en", "--baseline", "none.jsonl", "news.txt")]
    #expect(runs.map(\.status) == [1, 0, 1, 2])
    try expectSnapshot("check-baseline", runs.map(\.transcript).joined(separator: "\n"))
  }

  @Test func checkFailsOnlyFromTheSeverityNamed() throws {
    _ = try folder.write("Hello there, Привет\n", to: "mild.txt")
    let statuses = try ["note", "warning", "error"].map { level in
      try run("check", "--to", "en", "--from", "ru", "--fail-on", level, "mild.txt").status
    }
    #expect(statuses == [1, 1, 0])
  }

  @Test(
    "reports are written to files, whole or not at all",
    arguments: ["human", "jsonl", "sarif", "junit", "html"])
  func reportsIntoFiles(format: String) throws {
    let toFile = try run(
      "check", "--to", "en", "--from", "ru", "--format", format, "-o", "report", "news.txt")
    let toOutput = try run("check", "--to", "en", "--from", "ru", "--format", format, "news.txt")
    #expect(toFile.status == 1 && toFile.output.isEmpty && toFile.errors.contains("1 finding in 1 file"))
    #expect(toOutput.status == 1)
    // The clock may have moved between the two.
    func plain(_ text: String) -> String { text.replacing(/T[0-9:]{8}/, with: "") }
    #expect(
      plain(try String(contentsOfFile: folder.file("report"), encoding: .utf8)) == plain(toOutput.output))
    let wrong = try run("check", "--format", format, "-o", "missing/report", "news.txt")
    #expect(wrong.status == 2 && wrong.errors.contains("missing/report"))
  }

  @Test func segmentNumbersSegments() throws {
    try expectSnapshot("segment", try run("segment", "news.txt").transcript)
  }

  @Test func segmentSaysWhy() throws {
    _ = try folder.write(
      "Mr. Hale met St. John at 5 p.m. Nobody else came. Go to mediabankRussian\n", to: "why.txt")
    let runs = [
      try run("segment", "--explain", "--split-glued", "--lang", "en", "why.txt"),
      try run(
        "segment", "--jsonl", "--explain",
        input: #"{"id": 1, "lang": "en", "text": "Mr. A left. He is gone."}"#),
    ]
    #expect(runs.allSatisfy { $0.status == 0 })
    try expectSnapshot("segment-explain", runs.map(\.transcript).joined(separator: "\n"))
  }

  @Test func segmentCutsWhereTheLanguageChanges() throws {
    _ = try folder.write(
      "He said that the weather was fine and dann gingen sie alle zusammen nach Hause. Nobody cared.\n",
      to: "mixed.txt")
    try expectSnapshot("segment-languages", try run("segment", "mixed.txt").transcript)
  }

  @Test func segmentTakesAndGivesRules() throws {
    _ = try folder.write(
      """
      <srx version="2.0"><header cascade="yes"/><body><languagerules><languagerule languagerulename="house">
      <rule break="no"><beforebreak>(</beforebreak><afterbreak>x</afterbreak></rule>
      <rule break="yes"><beforebreak>;</beforebreak><afterbreak>\\s</afterbreak></rule>
      </languagerule></languagerules><maprules>
      <languagemap languagepattern=".*" languagerulename="house"/></maprules></body></srx>
      """, to: "house.srx")
    _ = try folder.write("Mr. Hale left; nobody waved. Mrs. Hale stayed.\n", to: "rules.txt")
    let runs = [
      try run("segment", "--rules", "unicode", "rules.txt"),
      try run("segment", "--srx", "house.srx", "rules.txt"),
      try run("segment", "--srx", "house.srx", "--keep-going", "rules.txt"),
      try run("segment", "--srx", "house.srx", "--keep-going", "--extend", "rules.txt"),
      try run("segment", "--srx", "none.srx", "rules.txt"),
      try run("segment", "--extend", "rules.txt"),
      try run("segment", "--rules", "unicode", "--split-glued", "rules.txt"),
      try run("segment", "--export-srx", "-o", "built-in.srx"),
      try run("segment", "--srx", "built-in.srx", "--lang", "en", "rules.txt"),
    ]
    #expect(runs.map(\.status) == [0, 2, 0, 0, 2, 2, 2, 0, 0])
    let toOutput = try run("segment", "--export-srx")
    #expect(toOutput.output == (try String(contentsOfFile: folder.file("built-in.srx"), encoding: .utf8)))
    try expectSnapshot("segment-rules", runs.map(\.transcript).joined(separator: "\n"))
  }

  @Test func identifyGivesReasons() throws {
    let named = try run("identify", "--candidates", "en,ru,vi", "Заголовок открываемого материала")
    let spans = try run("identify", "--spans", "--candidates", "en,ru", "The word толмач is old")
    try expectSnapshot("identify", named.transcript + "\n" + spans.transcript)
  }

  @Test func aBadLineIsAnsweredInItsPlace() throws {
    let input = """
      {"id": 1, "text": "One. Two. \\u00e9 \\ud83d\\ude00", "other": [1, {"a": null}]}
      not json
      {"id": "b"}
      {"id": "c", "text": "\\ud83d"}
      {"id": "d", "text": "x"} y
      {"id": 9, "text": 5}

      {"id": "last", "lang": "en", "text": "\\"Quoted\\" and\\ttab."}
      """
    let run = try run("segment", "--jsonl", input: input)
    #expect(run.status == 2)
    try expectSnapshot("jsonl-bad-lines", run.transcript)
  }

  @Test func noCharacterOfATextEndsALine() throws {
    let text = "a\u{85}b\u{2028}c\u{2029}d\u{7F}e\u{1C}f\r\n“é”"
    let escaped = text.unicodeScalars.map {
      $0.value < 0x20 ? "\\u00" + ($0.value < 16 ? "0" : "") + String($0.value, radix: 16) : "\($0)"
    }
    let run = try run("segment", "--jsonl", input: "{\"id\":1,\"text\":\"\(escaped.joined())\"}\n")
    #expect(run.status == 0 && run.output.split(whereSeparator: \.isNewline).count == 1)
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let segments = try #require(object?["segments"] as? [String])
    #expect(Array(segments.joined().utf8) == Array(text.utf8))
  }

  @Test func nestedJSONDoesNotOverflowTheStack() throws {
    let deep = "{\"id\":1,\"x\":" + String(repeating: "[", count: 200_000)
    let run = try run("identify", "--jsonl", input: deep + "\n{\"id\":2,\"text\":\"Ελληνικά\"}\n")
    #expect(run.status == 2)
    #expect(run.output.contains("nested too deeply") && run.output.contains("\"id\":2"))
  }

  @Test func formatsAreListed() throws { try expectSnapshot("formats", try run("formats").transcript) }

  @Test func memoryFromInitToExport() throws {
    let runs = [
      try run(
        "init", "--source", "ru", "--target", "en", "--memory", "news.sqlite", "--glossary", "people.csv"),
      try run("init"),
      try run("lookup", "Перейти"),
      try run("import", "memory.csv"),
      try run("import", "memory.csv"),
      try run("check", "news.txt"),
      try run("lookup", "--threshold", "60", "Перейти в большой медиабанк"),
      try run("lookup", "--from", "en", "--to", "ru", "Go to the mediabank"),
      try run("lookup", "nothing like it"),
      try run("concordance", "--in", "en", "article"),
      try run("concordance", "--substring", "медиа"),
      try run("terms", "--lang", "en", "Vladimir Putin met To Lam."),
      try run("export", "--format", "tsv"),
    ]
    #expect(runs.map(\.status) == [0, 2, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
    try expectSnapshot("memory", runs.map(\.transcript).joined(separator: "\n"))
  }

  @Test func aGlossaryFromImportToCheckAndProposals() throws {
    _ = try folder.write("concept,kind,en,ru\nlam,person,To Lam,То Лам\n", to: "g.csv")
    let pairs = (1...4).map { "To Lam visited town \($0).\tЛам посетил город \($0).\n" }.joined()
    _ = try folder.write("en\tru\nTo Lam spoke.\tТо Лама выслушали.\n" + pairs, to: "p.tsv")
    let imported = try run("terms", "import", "g.csv", "--memory", "m.sqlite")
    #expect(imported.status == 0 && imported.errors.contains("1 added"))
    #expect(try run("terms", "add", "en=Riga", "ru=Рига", "--id", "riga", "--memory", "m.sqlite").status == 0)
    let list = try run("terms", "list", "--memory", "m.sqlite")
    #expect(list.output.contains("To Lam") && list.output.contains("Рига"))
    let export = try run("terms", "export", "--memory", "m.sqlite")
    #expect(export.status == 0 && export.output.contains("lam,person,,,To Lam,То Лам,reviewed,,yes"))
    let check = try run("terms", "check", "p.tsv", "--glossary", "m.sqlite", "--from", "en", "--to", "ru")
    #expect(check.status == 1)
    #expect(check.output.contains("p.tsv: unit 2") && check.output.contains("suggest: То Лам"))
    let annotated = try run("terms", "--glossary", "m.sqlite", "--lang", "ru", "с То Ламом в Риге")
    #expect(annotated.status == 0 && annotated.output.contains("[То Ламом]"))
    let extract = try run("terms", "extract", "p.tsv", "--from", "en", "--to", "ru")
    #expect(extract.status == 0 && extract.output.hasPrefix("concept,kind"))
    #expect(try run("terms", "add", "Riga", "--memory", "m.sqlite").status == 2)
    #expect(try run("terms", "list", "--glossary", "none.csv").status == 2)
  }

  @Test func aMemoryThatIsMissingOrNoneIsExplained() throws {
    _ = try folder.write("", to: "empty.sqlite")
    let runs = [
      try run("lookup", "--from", "en", "--to", "ru", "text"),
      try run("lookup", "--from", "en", "--to", "ru", "--memory", "none.sqlite", "text"),
      try run("lookup", "--from", "en", "--to", "ru", "--memory", "empty.sqlite", "text"),
      try run("lookup", "--from", "en", "--to", "ru", "--memory", "news.txt", "text"),
      try run("import", "missing.tmx", "--memory", "new.sqlite"),
    ]
    for run in runs { #expect(run.status == 2, "\(run.arguments)") }
    #expect(!FileManager.default.fileExists(atPath: folder.file("new.sqlite")))
    try expectSnapshot("memory-missing", runs.map(\.transcript).joined(separator: "\n"))
  }

  @Test func concordanceAlignsAndMarksEveryHit() throws {
    let long = String(repeating: "and so on ", count: 20)
    _ = try folder.write(
      "en\tru\na trade of trade goods\tторговля\nOf all things the trade grew \(long)\tрост\n",
      to: "pairs.tsv")
    #expect(try run("import", "pairs.tsv", "--memory", "m.sqlite").status == 0)
    let run = try run("concordance", "--memory", "m.sqlite", "--in", "en", "trade")
    let lines = run.output.split(separator: "\n").filter { !$0.hasPrefix("  ru:") }
    #expect(lines.count == 2 && lines.contains { $0.hasSuffix("a   trade of [trade] goods") })
    let columns = lines.map {
      $0.distance(from: $0.startIndex, to: $0.firstRange(of: "  trade")?.lowerBound ?? $0.startIndex)
    }
    #expect(Set(columns).count == 1)
    #expect(lines.allSatisfy { $0.count <= 80 } && lines.contains { $0.hasSuffix("…") })
  }

  @Test func controlCharactersDoNotReachTheTerminal() throws {
    let run = try run(
      "check", "--to", "en", "--from", "ru", input: "\u{1B}[31mЗаголовок\u{202E} материала\u{9B}2J\n")
    let steering = run.output.unicodeScalars.filter {
      $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value) || $0.value == 0x202E
    }
    #expect(run.status == 1 && steering.isEmpty)
  }

  @Test func colourObeysTheOptionAndTheEnvironment() throws {
    #expect(try !run("check", "--to", "en", "news.txt").output.contains("\u{1B}"))
    #expect(try run("check", "--to", "en", "--color", "always", "news.txt").output.contains("\u{1B}[31m"))
  }

  @Test func quietLeavesResults() throws {
    let run = try run("check", "--to", "en", "--quiet", "news.txt")
    #expect(run.status == 1 && run.errors.isEmpty && !run.output.isEmpty)
  }
}
