import Foundation
import TestSupport
import Testing

/// `tolmach align` and `tolmach clean`, as a user runs them.
@Suite struct AlignCommandTests {
  private let folder: TemporaryFolder

  private static let english = """
    <!DOCTYPE html><html lang="en"><head><title>The bridge of the town</title></head><body>
    <h1>The bridge of the town</h1>
    <p>The council met on 14 March 2023 in Novgorod. It voted for a new bridge over the Volkhov.</p>
    <p>Ivan Petrov said that the work would cost 250 million.</p>
    <figure><img src="/img/bridge.jpg" alt="A bridge"><figcaption>The old bridge in 1905</figcaption></figure>
    <p>This paragraph was never translated because nobody asked for it at the time.</p>
    <h2>What comes next</h2>
    <p>The builders begin in May.</p>
    </body></html>
    """
  private static let russian = """
    <!DOCTYPE html><html lang="ru"><head><title>Мост города</title></head><body>
    <h1>Мост города</h1>
    <p>Совет собрался 14 марта 2023 года в Новгороде. Он проголосовал за новый мост через Волхов.</p>
    <p>Иван Петров сказал, что работы обойдутся в 250 миллионов.</p>
    <figure><img src="/img/bridge.jpg" alt="Мост"><figcaption>Старый мост в 1905 году</figcaption></figure>
    <h2>Что дальше</h2>
    <p>Строители начнут в мае.</p>
    </body></html>
    """

  init() throws {
    folder = try TemporaryFolder()
    _ = try folder.write(Self.english, to: "bridge.en.html")
    _ = try folder.write(Self.russian, to: "bridge.ru.html")
  }

  private func run(_ arguments: String...) throws -> CommandRun { try CommandRun(arguments, in: folder) }

  @Test("help", arguments: ["align", "clean"]) func help(of command: String) throws {
    let run = try run(command, "--help")
    #expect(run.status == 0)
    try expectSnapshot("help-\(command)", run.transcript)
  }

  @Test func pairsStandSideBySide() throws {
    let run = try run("align", "bridge.en.html", "bridge.ru.html")
    #expect(run.status == 0)
    try expectSnapshot("align", run.transcript)
  }

  @Test func whatCannotBeAlignedIsSaid() throws {
    _ = try folder.write("", to: "empty.html")
    _ = try folder.write("<p> </p>", to: "blank.html")
    let runs = [
      try run("align", "bridge.en.html", "bridge.en.html"), try run("align", "bridge.en.html", "blank.html"),
      try run("align", "bridge.en.html", "empty.html"),
      try run("align", "bridge.en.html", "bridge.ru.html", "--to", "de"),
      try run("align", "bridge.ru.html"),
      try run("align", "bridge.en.html", "bridge.ru.html", "--format", "tmz"),
      try run("align", "a.html", "b.html", "c.html"),
    ]
    #expect(runs.map(\.status) == [1, 1, 2, 1, 2, 2, 2])
    try expectSnapshot("align-objections", runs.map(\.transcript).joined(separator: "\n"))
  }

  @Test func pairsGoIntoTheMemoryAndComeOut() throws {
    let dry = try run(
      "align", "bridge.en.html", "bridge.ru.html", "--save", "--dry-run", "--memory", "m.sqlite")
    #expect(dry.status == 0)
    #expect(!FileManager.default.fileExists(atPath: folder.file("m.sqlite")))
    let save = try run("align", "bridge.en.html", "bridge.ru.html", "--save", "--memory", "m.sqlite")
    #expect(save.status == 0)
    #expect(save.output.isEmpty)
    let found = try run("lookup", "What comes next", "--from", "en", "--to", "ru", "--memory", "m.sqlite")
    #expect(found.output.contains("Что дальше") && found.output.contains("bridge.en.html, bridge.ru.html"))
    try expectSnapshot("align-save", [dry, save].map(\.transcript).joined(separator: "\n"))
  }

  @Test func theReviewPageIsOneFile() throws {
    let run = try run("align", "bridge.en.html", "bridge.ru.html", "-o", "review.html")
    #expect(run.status == 0)
    let page = try String(contentsOfFile: folder.file("review.html"), encoding: .utf8)
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
    #expect(page.contains("Старый мост в 1905 году"))
  }

  @Test func foldersArePaired() throws {
    try folder.makeFolder("site/en")
    try folder.makeFolder("site/ru")
    _ = try folder.write(Self.english, to: "site/en/bridge.html")
    _ = try folder.write(Self.russian, to: "site/ru/bridge.html")
    _ = try folder.write(
      "<html lang=en><p>A page of its own, in no other language.</p>", to: "site/en/own.html")
    let run = try run("align", "site/en", "site/ru", "--format", "indices")
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("[0]:[0]\n"))
    #expect(run.errors.contains("site/en/own.html: has no version in ru"))
  }

  @Test func segmentedFilesKeepTheirNumbers() throws {
    _ = try folder.write("One.\n\nThree men.\n", to: "a.txt")
    _ = try folder.write("Eins.\nDrei Männer.\n", to: "b.txt")
    let run = try run(
      "align", "--segmented", "--from", "en", "--to", "de", "--format", "indices", "a.txt", "b.txt", "a.txt",
      "b.txt")
    #expect(run.status == 0)
    let parts = run.output.components(separatedBy: "\n\n")
    #expect(parts.count == 2)
    #expect(run.output.contains("[0]:[0]"))
  }

  @Test func badUnitsAreKeptOutWithTheirReasons() throws {
    _ = try folder.write(
      "en\tru\nThe bridge of the town\tМост города\n12 arches\t13 арок\nRead more\tRead more\n"
        + "The caf\u{FFFD}\tКафе\nThe bridge of the town\tМост города\n", to: "pairs.tsv")
    let dry = try run("clean", "pairs.tsv", "--dry-run")
    #expect(dry.status == 1)
    let run = try run("clean", "pairs.tsv", "-o", "good.tsv", "--rejected", "bad.tsv")
    #expect(run.status == 0)
    let bad = try String(contentsOfFile: folder.file("bad.tsv"), encoding: .utf8)
    let good = try String(contentsOfFile: folder.file("good.tsv"), encoding: .utf8)
    try expectSnapshot(
      "clean",
      [dry, run].map(\.transcript).joined(separator: "\n") + "--- good.tsv\n\(good)--- bad.tsv\n\(bad)")
    let wrong = try self.run("clean", "pairs.tsv", "-o", "x.tsv", "--rule", "lenght")
    #expect(wrong.status == 2 && wrong.errors.contains("did you mean length?"))
  }
}
