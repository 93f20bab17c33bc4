import ArgumentParser
import Tolmach

struct MemoryStatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Count what a memory holds",
    discussion: """
      Units, texts and characters by language, files, users, dates:
        tolmach memory stats --memory news.sqlite
      """)

  @OptionGroup var form: RecordFormatOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let store = try memory.opened(try project.resolved(terminal))
      let statistics = try store.statistics()
      if form.isJSON {
        var writer = JSONWriter()
        StatisticsRecord(statistics, path: store.path).write(to: &writer)
        writer.endLine()
        terminal.write(writer.bytes)
      } else {
        show(statistics, of: store.path, terminal)
      }
      return 0
    }
  }

  private func show(_ statistics: MemoryStore.Statistics, of path: String, _ terminal: Terminal) {
    terminal.line("\(terminal.styled(path.cleaned, .bold)): \(Size.of(statistics.bytes))")
    var rows = [["units", "\(statistics.units)", ""]]
    if statistics.aside > 0 { rows.append(["set aside", "\(statistics.aside)", "fewer than two texts"]) }
    rows.append(["with the same texts", "\(statistics.duplicates)", ""])
    rows.append(["imports", "\(statistics.imports)", ""])
    if let earliest = statistics.earliest, let latest = statistics.latest {
      rows.append(["dated", "\(earliest.date)", "to \(latest.date)"])
    }
    list(rows, terminal)
    let languages = statistics.variants.sorted {
      ($0.value, $1.key.identifier) > ($1.value, $0.key.identifier)
    }
    heading("Languages", terminal)
    list(
      languages.map { tag, count in
        [tag.identifier, Count.of(count, "text"), "\(statistics.characters[tag] ?? 0) characters"]
      }, terminal)
    section("Files", statistics.sources, terminal)
    section("Users", statistics.users, terminal)
  }

  private func section(_ title: String, _ counts: [String: Int], _ terminal: Terminal) {
    guard !counts.isEmpty else { return }
    heading(title, terminal)
    let sorted = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    list(
      sorted.prefix(20).map { name, count in
        [name.isEmpty ? "(no file)" : name.cleaned, Count.of(count, "unit"), ""]
      }, terminal)
    if sorted.count > 20 { terminal.line("  and \(sorted.count - 20) more") }
  }

  private func heading(_ title: String, _ terminal: Terminal) {
    terminal.line(terminal.styled(title + ":", .bold))
  }

  private func list(_ rows: [[String]], _ terminal: Terminal) {
    for line in Table.lines(rows) { terminal.line("  " + line.trimmedEnd) }
  }
}

/// Sizes for people.
enum Size {
  static func of(_ bytes: Int) -> String {
    if bytes < 1_000_000 { return "\(max(1, bytes / 1_000)) kB" }
    let tenths = bytes / 100_000
    return tenths < 1_000 ? "\(tenths / 10).\(tenths % 10) MB" : "\(tenths / 10) MB"
  }
}
