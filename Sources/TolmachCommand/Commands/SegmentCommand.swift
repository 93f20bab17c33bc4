import ArgumentParser
import Tolmach

struct SegmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment",
    abstract: "Cut texts and pages into segments, each with its language and place",
    discussion: """
      The sentences of a page, and phrases in another script, numbered:
        tolmach segment news.html

      A JSON object a line in, one out, for other programs:
        echo '{"id": 1, "lang": "en", "text": "One. Two."}' | tolmach segment --jsonl

      Why a text is cut where it is, and why not elsewhere:
        tolmach segment --explain news.html

      Rules of your own, before the built-in ones; and those as a file for other tools:
        tolmach segment --srx house.srx --extend news.html
        tolmach segment --export-srx -o tolmach.srx
      """)

  @Argument(
    help: ArgumentHelp("The pages; - or none is standard input", valueName: "file"), completion: .file())
  var files: [String] = []

  @Option(
    help: ArgumentHelp("The language of what declares none", valueName: "language"),
    transform: LanguageArgument.one)
  var lang: LanguageTag?

  @Option(
    help: ArgumentHelp("The languages in question, with commas; by default any", valueName: "languages"),
    transform: LanguageArgument.list)
  var candidates: [LanguageTag]?

  @OptionGroup(title: "Rules") var segmentation: SegmentationOptions

  @Flag(help: "Say of each place where a text is cut, or might have been, why")
  var explain = false

  @Flag(
    name: .customLong("export-srx"),
    help: "Write the built-in language data as SRX, for other tools, and cut nothing")
  var exportSRX = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file for --export-srx; by default standard output", valueName: "file"))
  var output: String?

  @OptionGroup var records: RecordOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if records.jsonl, !files.isEmpty, files != ["-"] {
      throw ValidationError("--jsonl reads standard input, no files.")
    }
    if exportSRX, !files.isEmpty || records.jsonl {
      throw ValidationError("--export-srx writes rules and cuts no files.")
    }
    if output != nil, !exportSRX { throw ValidationError("--output is for --export-srx.") }
  }

  func run() throws {
    try common.run { terminal in
      if exportSRX {
        try export(terminal)
        return 0
      }
      let verb = DocumentSegments(
        language: lang, candidates: candidates ?? [], segmentation: try segmentation.resolved(terminal))
      if records.jsonl { return try records.stream(terminal) { try answer($0, verb) } }
      var status: Int32 = 0
      for file in files.isEmpty ? ["-"] : files {
        do { try show(.argument(file), verb, terminal) } catch {
          terminal.failure(Failure(error))
          status = 2
        }
      }
      return status
    }
  }

  private func export(_ terminal: Terminal) throws {
    let sink = try output.map { try $0 == "-" ? .standardOutput() : ByteSink(path: $0) } ?? .standardOutput()
    let document = SRXDocument.builtIn
    try document.write(to: sink)
    terminal.status("\(Count.of(document.ruleCount, "rule")) written to \(sink.name.cleaned) as SRX 2.0")
  }

  private func answer(_ record: InputRecord, _ verb: DocumentSegments) throws -> SegmentsRecord {
    let language = try record.lang.map { tag throws(InvalidRecord) in
      do throws(InvalidLanguageTag) { return try LanguageTag(tag) } catch {
        throw InvalidRecord(id: record.id, message: "\(error)")
      }
    }
    return SegmentsRecord(
      id: record.id, segments: try verb.segments(of: record.text, language: language),
      decisions: explain ? try verb.decisions(in: record.text, language: language) : nil)
  }

  private func show(_ source: InputSource, _ verb: DocumentSegments, _ terminal: Terminal) throws {
    if files.count > 1 { terminal.line(terminal.styled("\(source.name.cleaned):", .bold)) }
    let (segments, summary) = try verb.segments(of: source, explains: explain)
    for (index, located) in segments.enumerated() {
      let number = "\(index + 1)"
      let language = located.segment.evidence?.language.identifier ?? "und"
      let head =
        "\(String(repeating: " ", count: max(0, 4 - number.count)))\(number)  \(language.padded(to: 4)) "
      let text = located.segment.content.text
      terminal.line(
        terminal.styled(head + "\(located.position)".padded(to: 8), .dim) + "  " + text.trimmedEnd.cleaned)
      for decision in located.decisions { show(decision, in: text, terminal) }
    }
    for problem in summary.problems { terminal.warning(ProblemText.line(problem, path: source.name)) }
    terminal.status("\(Count.of(segments.count, "segment")); places are line:column")
  }

  /// The text around a place, what was decided, and why.
  private func show(_ decision: BoundaryDecision, in text: String, _ terminal: Terminal) {
    let before = String(text.bytes(text.boundary(max(0, decision.offset - 24))..<decision.offset))
    let end = text.boundary(min(text.utf8.count, decision.offset + 12))
    let after = decision.offset < end ? String(text.bytes(decision.offset..<end)) : ""
    let isSure = decision.probability == 0 || decision.probability == 1
    let percent = Int((decision.probability * 100).rounded())
    let verdict = (decision.isBoundary ? "cut" : "no cut") + (isSure ? "" : ", \(percent) %")
    let place = "\(before.trimmedEnd.cleaned) | \(after.cleaned)"
    terminal.line("      \(place)")
    let reasons = decision.reasons.joined(separator: "; ").cleaned
    terminal.line(
      "        " + terminal.styled(verdict, decision.isBoundary ? .green : .dim)
        + terminal.styled(reasons.isEmpty ? "" : ": " + reasons, .dim))
  }
}

extension String {
  /// The text without white space at its end.
  var trimmedEnd: String {
    lastIndex { !$0.isWhitespace }.map { String(self[...$0]) } ?? ""
  }
}
