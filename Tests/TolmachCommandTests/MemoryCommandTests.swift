import Foundation
import TestSupport
import Testing

/// What `tolmach memory`, `analyze` and look-ups over files show.
@Suite struct MemoryCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try folder.write(
      """
      id,en,ru,x-domain
      title,Title of the article,Заголовок материала,interface
      go,Go to the mediabank,Перейти в медиабанк,interface
      news,The president arrived in Hanoi.,Президент прибыл в Ханой.,news

      """, to: "pairs.csv")
  }

  private func run(_ arguments: String..., input: String = "") throws -> CommandRun {
    try CommandRun(arguments, input: Array(input.utf8), in: folder)
  }

  private func expectTranscript(_ name: String, _ runs: [CommandRun], _ statuses: [Int32]) throws {
    #expect(runs.map(\.status) == statuses)
    try expectSnapshot(name, runs.map(\.transcript).joined(separator: "\n"))
  }

  @Test func aMemoryIsCountedCheckedChangedAndRestored() throws {
    let memory = ["-m", "m.sqlite"]
    func run(_ arguments: String...) throws -> CommandRun {
      try CommandRun(arguments + memory, in: folder)
    }
    let runs = [
      try run("import", "pairs.csv", "--dry-run"), try run("import", "pairs.csv"),
      try run("memory", "stats"), try run("memory", "stats", "--format", "json"),
      try run("memory", "check", "--deep"),
      try run("memory", "filter", "--property", "x-domain=interface", "--contains", "MEDIABANK"),
      try run("memory", "filter", "2", "--format", "json"),
      try run("memory", "edit", "2", "--text", "ru=В медиабанк"),
      try run("memory", "edit", "2", "--note", "late"),
      try run("memory", "edit", "1", "--set", "x-status=ok"),
      try run("memory", "edit", "1", "--set", "x-status=bad", "--if-version", "1"),
      try run("memory", "delete"), try run("memory", "delete", "--property", "x-domain=news", "--dry-run"),
      try run("memory", "delete", "--property", "x-domain=news"), try run("memory", "undo"),
      try run("memory", "dedupe"), try run("memory", "log"),
    ]
    try expectTranscript("memory-upkeep", runs, [0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2, 2, 0, 0, 0, 0, 0])
  }

  @Test func memoriesAreSplitMergedAndCopied() throws {
    #expect(try run("import", "pairs.csv", "-m", "m.sqlite").status == 0)
    let runs = [
      try run(
        "memory", "split", "--by", "property=x-domain", "--into", "parts", "-m", "m.sqlite", "--dry-run"),
      try run("memory", "split", "--by", "property=x-domain", "--into", "parts", "-m", "m.sqlite"),
      try run("memory", "split", "--by", "nothing", "--into", "parts", "-m", "m.sqlite"),
      try run("memory", "merge", "parts/interface.sqlite", "parts/news.sqlite", "-m", "all.sqlite"),
      try run("memory", "merge", "all.sqlite", "-m", "all.sqlite"),
      try run("memory", "backup", "copy.sqlite", "-m", "all.sqlite"),
      try run("memory", "backup", "copy.sqlite", "-m", "all.sqlite"),
      try run("memory", "compact", "-m", "all.sqlite"),
      try run("memory", "check", "-m", "copy.sqlite"),
      try run("export", "--format", "tsv", "--languages", "en,ru", "-m", "all.sqlite"),
      try run("export", "--format", "jsonl", "--property", "x-domain=news", "-m", "all.sqlite"),
      try run("export", "--format", "moses", "-o", "out", "--languages", "ru,en", "-m", "all.sqlite"),
      try run("import", "out.ru", "out.en", "-m", "moses.sqlite"),
    ]
    try expectTranscript("memory-files", runs, [0, 0, 2, 0, 2, 0, 2, 0, 0, 0, 0, 0, 0])
  }

  @Test func leverageIsReportedAndFilesAreLookedUp() throws {
    #expect(try run("import", "pairs.csv", "-m", "m.sqlite").status == 0)
    _ = try folder.write(
      "Go to the mediabank\n\nGo to the mediabank\n\nAnother text that nobody has translated yet.\n\n—\n",
      to: "a.txt")
    _ = try folder.write("Go to the mediabank\n\nAnother text that nobody had translated yet.\n", to: "b.txt")
    let pair = ["--from", "en", "--to", "ru", "-m", "m.sqlite"]
    let runs = try [
      ["analyze", "a.txt", "b.txt"], ["analyze", "a.txt", "b.txt", "--format", "csv"],
      ["analyze", "a.txt", "missing.txt", "--format", "json"],
      ["lookup", "--file", "a.txt", "--file", "b.txt"],
      ["lookup", "--file", "b.txt", "--jsonl"], ["lookup", "--interactive"],
    ].map { try CommandRun($0 + pair, input: Array("Go to\n".utf8), in: folder) }
    try expectTranscript("leverage", runs, [0, 0, 2, 0, 0, 0])
  }
}

/// What happens to a memory when its disk, its processes or its files fail; `Scripts/reliability.py` does the same at length.
@Suite struct ReliabilityTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try folder.write(pairs(0..<600), to: "base.tsv")
    #expect(try CommandRun(["import", "base.tsv", "-m", "m.sqlite"], in: folder).status == 0)
  }

  private func pairs(_ numbers: Range<Int>) -> String {
    "en\tru\n" + numbers.map { "\(words($0)) of many\tТекст \(words($0))\n" }.joined()
  }

  /// Made-up words, so that texts are not all close to each other.
  private func words(_ number: Int) -> String {
    let syllables = ["ba", "ke", "li", "mo", "nu", "pra", "sti", "tor", "vul", "zen"]
    return [number * 7_919 + 13, number * 31 + 7, number * 104_729].map { value in
      String(value).compactMap(\.wholeNumberValue).map { syllables[$0] }.joined()
    }.joined(separator: " ")
  }

  private func content() throws -> String {
    try CommandRun(["export", "--format", "tsv", "--languages", "en,ru", "-m", "m.sqlite"], in: folder).output
  }

  @Test("a killed import leaves the memory as before or after", arguments: [5, 60, 150, 400])
  func killing(milliseconds: UInt32) throws {
    _ = try folder.write(pairs(1_000..<3_000), to: "more.tsv")
    let before = try content()
    let process = Process()
    process.executableURL = CommandRun.binary
    process.arguments = ["import", "more.tsv", "-m", "m.sqlite", "--quiet"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    try process.run()
    usleep(milliseconds * 1_000)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(try CommandRun(["memory", "check", "-m", "m.sqlite"], in: folder).status == 0)
    let after = try content()
    #expect(after == before || after.count { $0 == "\n" } == 2_601)
    if process.terminationStatus == 0, process.terminationReason == .exit { #expect(after != before) }
  }

  @Test("a limit on the size of files ends an import in words, and changes nothing")
  func fileSizeLimit() throws {
    _ = try folder.write(pairs(1_000..<12_000), to: "more.tsv")
    let before = try content()
    let binary = try #require(CommandRun.binary).path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "ulimit -f 900; exec '\(binary)' import more.tsv -m m.sqlite 2> errors.txt"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 2)
    let errors = try String(contentsOfFile: folder.file("errors.txt"), encoding: .utf8)
    #expect(errors.contains("nothing was changed"), "\(errors)")
    #expect(try content() == before)
  }

  @Test("two imports at once both come in")
  func twoWriters() throws {
    _ = try folder.write(pairs(1_000..<2_000), to: "one.tsv")
    _ = try folder.write(pairs(2_000..<3_000), to: "two.tsv")
    let processes = try ["one.tsv", "two.tsv"].map { file in
      let process = Process()
      process.executableURL = CommandRun.binary
      process.arguments = ["import", file, "-m", "m.sqlite", "--quiet"]
      process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
      try process.run()
      return process
    }
    let look = try CommandRun(
      ["lookup", "-m", "m.sqlite", "--from", "en", "--to", "ru", "\(words(7)) of many"], in: folder)
    #expect(look.status == 0 && look.output.contains("Текст \(words(7))"))
    for process in processes {
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    #expect(try content().count { $0 == "\n" } == 2_601)
  }

  @Test(
    "a file that may only be read is looked up in, and not written",
    .enabled(if: geteuid() != 0, "root may write"))
  func readOnly() throws {
    let manager = FileManager.default
    try manager.setAttributes([.posixPermissions: 0o444], ofItemAtPath: folder.file("m.sqlite"))
    try manager.createDirectory(atPath: folder.file("locked"), withIntermediateDirectories: true)
    try manager.moveItem(atPath: folder.file("m.sqlite"), toPath: folder.file("locked/m.sqlite"))
    try manager.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.file("locked"))
    defer { try? manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.file("locked")) }
    let look = try CommandRun(
      ["lookup", "-m", "locked/m.sqlite", "--from", "en", "--to", "ru", "\(words(7)) of many"], in: folder)
    #expect(look.status == 0 && look.output.contains("Текст \(words(7))"))
    let write = try CommandRun(["import", "base.tsv", "-m", "locked/m.sqlite"], in: folder)
    #expect(write.status == 2 && write.errors.contains("may not be written"))
  }
}
