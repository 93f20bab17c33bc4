import ArgumentParser
import Tolmach

/// `tolmach align`: finds which sentences of two pages render each other.
struct AlignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "align",
    abstract: "Make translation units of two language versions of a page",
    discussion: """
      The pairs of two pages side by side, the doubtful marked, what has no partner listed:
        tolmach align news.en.html news.ru.html

      A page to mend and accept them on, which exports TMX; then into the memory:
        tolmach align news.en.html news.ru.html --format html -o review.html
        tolmach import news.en.tmx

      What is sure goes into the memory at once; first see what that would be:
        tolmach align news.en.html news.ru.html --save --threshold 0.9 --dry-run

      Two folders, or one with the pages of both languages: pages are paired by hreflang, paths, then content:
        tolmach align site/en site/ru --format tmx -o site.tmx
        tolmach align site --from en --to ru --format html -o review.html

      One file that holds both languages, line by line, cell by cell or `English / Русский`:
        tolmach align museum.html

      Several pairs teach each other; files that hold a sentence a line; numbers of lines for other programs:
        tolmach align 1.en.html 1.ru.html 2.en.html 2.ru.html --format tmx -o news.tmx
        tolmach align --segmented --from zh --to en --format indices 1.zh 1.en 2.zh 2.en

      Exit status: 0 aligned, 1 some page has no translation here, 2 a file could not be read.
      """)

  @Argument(
    help: ArgumentHelp(
      "Source and target by turns, one or two folders, or one file in both languages; - is standard input",
      valueName: "file"),
    completion: .file())
  var files: [String] = []

  @Option(
    help: ArgumentHelp("A file that names pairs of files, parted by a tab, a pair a line", valueName: "file"),
    completion: .file())
  var pairs: String?

  @Flag(help: "The files hold a sentence a line")
  var segmented = false

  @Option(
    help: ArgumentHelp(
      "The language of the first page; by default what it declares or looks like", valueName: "language"),
    transform: LanguageArgument.one)
  var from: LanguageTag?

  @Option(
    help: ArgumentHelp(
      "The language of the second page; by default what it declares or looks like", valueName: "language"),
    transform: LanguageArgument.one)
  var to: LanguageTag?

  @Option(
    help: ArgumentHelp("How pairs are written: human, tmx, tsv, jsonl, html or indices", valueName: "format"))
  var format: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; by default standard output", valueName: "file"))
  var output: String?

  @Flag(help: "Take the pairs into the memory")
  var save = false

  @Flag(help: "With --save: say what would be taken in, and change nothing")
  var dryRun = false

  @Option(
    help: ArgumentHelp(
      "The least confidence, from 0 to 1, of pairs that become units; those below are marked",
      valueName: "number"))
  var threshold = 0.5

  @Flag(help: "Align whatever speaks against it: another language, texts that do not go together")
  var force = false

  @Option(help: ArgumentHelp("The charset of the files, whatever they declare", valueName: "name"))
  var charset: String?

  @OptionGroup var memory: MemoryOptions
  @OptionGroup var glossary: GlossaryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if pairs != nil, !files.isEmpty { throw ValidationError("Name files, or a list of them with --pairs.") }
    guard pairs != nil || !files.isEmpty else {
      throw ValidationError("Name the files, or folders, to align.")
    }
    guard (0...1).contains(threshold) else {
      throw ValidationError("--threshold needs a number from 0 to 1.")
    }
    if dryRun, !save { throw ValidationError("--dry-run belongs to --save.") }
  }

  func run() throws {
    try common.run { terminal in
      let project = try project.resolved(terminal)
      let kind = try chosenFormat(terminal)
      let reader = AlignmentPageReader(reading: ReadingOptions(charset: charset))
      let aligner = PageAligner(try options(project, terminal))
      let (alignments, set) = try aligned(aligner, reader, terminal)
      for page in alignments.flatMap({ [$0.source, $0.target] }) {
        for problem in page.problems { terminal.warning(ProblemText.line(problem, path: page.name)) }
      }
      try write(alignments, kind, terminal)
      if save { try take(alignments, project, terminal) }
      return status(alignments, set, terminal)
    }
  }

  private func aligned(
    _ aligner: PageAligner, _ reader: AlignmentPageReader, _ terminal: Terminal
  ) throws -> (alignments: [PageAlignment], set: AlignmentSet) {
    let reading = { (path: String) in terminal.progress("reading \(path.cleaned)") }
    if AlignmentSet.areFolders(files), pairs == nil {
      let set = try AlignmentSet(folders: files, from: from, to: to, reader: reader, progress: reading)
      terminal.progress("aligning \(Count.of(set.pairs.count, "pair")) of pages")
      return (try aligner.align(set), set)
    }
    if files.count == 1, let file = files.first {
      let page = try reader.bilingualPage(.argument(file), from: from, to: to)
      return ([try aligner.align(page)], AlignmentSet(pairs: []))
    }
    let names = try pairs.map { try PairList.pairs(of: .argument($0)) } ?? PairList.pairs(of: files)
    var set = AlignmentSet(pairs: [])
    for (source, target) in names {
      reading(source)
      set.pairs.append((try page(source, from, reader), try page(target, to, reader), nil))
    }
    return (try aligner.align(set), set)
  }

  /// Says what is left over, and what that makes the exit status.
  private func status(_ alignments: [PageAlignment], _ set: AlignmentSet, _ terminal: Terminal) -> Int32 {
    var status: Int32 = alignments.contains { $0.objection != nil && $0.beads.isEmpty } ? 1 : 0
    for leftover in set.leftovers {
      terminal.warning("\(leftover.page.cleaned): \(leftover.reason)")
      status = 1
    }
    for failure in set.failures {
      terminal.failure(Failure(failure.error))
      status = 2
    }
    return status
  }

  private func page(_ path: String, _ language: LanguageTag?, _ reader: AlignmentPageReader) throws
    -> AlignmentPage
  {
    let source = InputSource.argument(path)
    return segmented
      ? try reader.segmentedPage(source, language: language) : try reader.page(source, language: language)
  }

  private func options(_ project: Project, _ terminal: Terminal) throws -> PageAligner.Options {
    // The memory to save into may be made by that.
    let store: MemoryStore?
    do { store = try memory.openedIfPresent(project) } catch let error as MemoryError
      where save && error.code == .notFound
    {
      store = nil
    }
    let knowledge = AlignmentKnowledge(memory: store, glossary: try glossary.read(project, terminal))
    var options = PageAligner.Options(source: from, target: to, knowledge: knowledge)
    options.findsMovedBlocks = !segmented
    options.ignoresObjections = force || segmented
    return options
  }

  private var reportOptions: AlignmentReportOptions {
    AlignmentReportOptions(
      threshold: threshold,
      provenance: Provenance(created: Timestamp(seconds: Environment.now), createdBy: Environment.user))
  }

  private func write(_ alignments: [PageAlignment], _ kind: AlignmentFormat?, _ terminal: Terminal) throws {
    for alignment in alignments { tell(alignment, terminal) }
    guard let kind else { return }
    let sink = try sink(terminal)
    var writer = kind.writer(to: sink, options: reportOptions)
    for alignment in alignments where !alignment.beads.isEmpty || alignment.objection == nil {
      try writer.write(alignment)
    }
    try writer.finish()
    try sink.close()
    for problem in writer.problems { terminal.warning(ProblemText.line(problem, path: sink.name)) }
    if let output, output != "-" {
      let count = alignments.reduce(0) { $0 + $1.pairs.count }
      terminal.status("\(Count.of(count, "pair")) written to \(output.cleaned) as \(kind.name)")
    }
  }

  private func tell(_ alignment: PageAlignment, _ terminal: Terminal) {
    let names = "\(alignment.source.name.cleaned), \(alignment.target.name.cleaned)"
    if let objection = alignment.objection {
      let hint = force || segmented ? "" : "; nothing was aligned (--force aligns all the same)"
      terminal.warning("\(names): \(objection.description.cleaned)\(hint)")
    }
  }

  private func take(_ alignments: [PageAlignment], _ project: Project, _ terminal: Terminal) throws {
    let path = try memory.path(project)
    let store = dryRun ? nil : try MemoryStore(path: path, mode: .create)
    for alignment in alignments where !alignment.beads.isEmpty {
      let taken = try AlignmentImport(alignment, into: store, options: reportOptions)
      var parts =
        dryRun
        ? ["\(taken.counts.added) would go into \(path.cleaned)"]
        : ["\(taken.counts.added) added to \(path.cleaned)", "\(taken.counts.merged) merged"]
      if taken.unsure > 0 {
        parts.append("\(taken.unsure) below \(Int((threshold * 100).rounded())) % left out")
      }
      let unfit = CleaningRule.allCases.compactMap { rule in
        taken.unfit[rule].map { "\($0) \(rule.rawValue)" }
      }
      if !unfit.isEmpty { parts.append("unfit: \(unfit.joined(separator: ", "))") }
      terminal.status(
        "\(alignment.source.name.cleaned), \(alignment.target.name.cleaned): \(parts.joined(separator: ", "))"
      )
    }
  }

  private func chosenFormat(_ terminal: Terminal) throws -> AlignmentFormat? {
    let human = AlignmentFormat(identifier: "human", name: "text for people") {
      [threshold, width = terminal.width, isColored = output == nil && terminal.isColored] sink, _ in
      AlignmentPrinter(sink: sink, width: width, isColored: isColored, threshold: threshold)
    }
    // What is saved need not be listed.
    if format == nil, output == nil, save, !dryRun { return nil }
    let all = [human] + AlignmentFormat.standard
    let ending = output.flatMap { $0.split(separator: ".").count > 1 ? $0.split(separator: ".").last : nil }
    let name = format ?? all.map(\.identifier).first { $0 == ending.map(String.init) } ?? "human"
    if let kind = all.first(where: { $0.identifier == name }) { return kind }
    let near = NearName.nearest(to: name, among: all.map(\.identifier))
    throw Failure(
      "there is no format '\(name.cleaned)'; the formats are \(all.map(\.identifier).joined(separator: ", "))",
      hint: near.first.map { "did you mean --format \($0)?" })
  }

  private func sink(_ terminal: Terminal) throws -> ByteSink {
    if let output, output != "-" { return try ByteSink(path: output) }
    return ByteSink(name: "<standard output>") { bytes throws(FormatError) in terminal.write(bytes) }
  }
}
