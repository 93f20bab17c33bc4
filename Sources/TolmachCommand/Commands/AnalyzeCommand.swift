import ArgumentParser
import Tolmach

struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Tell how much of pages is translated already, by match bands, as agencies bill it",
    discussion: """
      Segments, words and characters of each file and of all:
        tolmach analyze --from en --to ru --memory news.sqlite page.html news.txt

      For a spreadsheet, or for programs:
        tolmach analyze site/*.html --format csv > leverage.csv
        tolmach analyze site/*.html --format json

      Every segment falls into the first band that fits: 101 (the same text between the same neighbours is in the
      memory), repetition (it stood earlier in the file), cross-file repetition, 100, then the score of the closest
      text in the memory, from 60 (from 50 with --exhaustive); internal fuzzy is a segment for which an earlier one
      of these files is closer, from 75.
      A word is what ICU's word boundaries give (also in Chinese, Japanese and Thai) that has a letter or a digit;
      characters are counted without white space.
      """)

  /// The forms of the report.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case table, csv, json
  }

  @Argument(help: ArgumentHelp("The pages and texts", valueName: "file"), completion: .file())
  var files: [String]

  @Option(help: ArgumentHelp("The form of the report: table, csv or json", valueName: "form"))
  var format: Form = .table

  @Option(help: ArgumentHelp("The charset of the files, whatever they declare", valueName: "name"))
  var charset: String?

  @Flag(
    help:
      "Find matches from 50 to 60 too, for which every segment is compared with the whole memory: slow in a large one"
  )
  var exhaustive = false

  @OptionGroup var languages: LanguagePairOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let project = try project.resolved(terminal)
      let (source, target) = try languages.pair(project)
      let store = try memory.openedIfPresent(project)
      if store == nil {
        terminal.status("no memory is named: everything counts as if nothing were translated")
      }
      var analysis = try LeverageAnalysis(
        memory: store, from: source, to: target,
        threshold: exhaustive ? LeverageAnalysis.lowestScore : LeverageAnalysis.indexedScore,
        reading: ReadingOptions(charset: charset))
      var reports: [Leverage] = []
      var status: Int32 = 0
      for file in files {
        do {
          let report = try analysis.add(.argument(file)) {
            terminal.progress("\(file.cleaned): \($0) segments")
          }
          for problem in report.problems { terminal.warning(ProblemText.line(problem, path: file)) }
          reports.append(report)
        } catch {
          terminal.failure(Failure(error))
          status = 2
        }
      }
      switch format {
      case .table:
        for report in reports { show(report, terminal) }
        if reports.count > 1 { show(analysis.total, terminal) }
      case .csv: terminal.write(LeverageTable.csv(files: reports, total: analysis.total))
      case .json:
        var writer = JSONWriter()
        LeverageRecord(files: reports, total: analysis.total).write(to: &writer)
        writer.endLine()
        terminal.write(writer.bytes)
      }
      return status
    }
  }

  private func show(_ leverage: Leverage, _ terminal: Terminal) {
    terminal.line(terminal.styled(leverage.name?.cleaned ?? "All files", .bold))
    let total = leverage.total
    let row = { (name: String, counts: LeverageCounts) in
      let share = total.words == 0 ? 0 : (counts.words * 1_000 / total.words + 5) / 10
      return [name] + ["\(counts.segments)", "\(counts.words)", "\(counts.characters)", "\(share) %"]
    }
    let bands = LeverageBand.allCases.map { row($0.rawValue, leverage.bands[$0] ?? LeverageCounts()) }
    let rows = [["", "segments", "words", "characters", "of words"]] + bands + [row("total", total)]
    let widths = (0..<5).map { column in rows.map { $0[column].displayWidth }.max() ?? 0 }
    for row in rows {
      let numbers = (1..<5).map { String(repeating: " ", count: widths[$0] - row[$0].displayWidth) + row[$0] }
      terminal.line("  \(row[0].padded(to: widths[0]))  \(numbers.joined(separator: "  "))")
    }
    if leverage.passedOver > 0 {
      terminal.line("  \(Count.of(leverage.passedOver, "segment")) without a letter or digit passed over")
    }
    terminal.line()
  }
}
