import ArgumentParser
import Tolmach

struct LookupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup",
    abstract: "Look up how a text, or one close to it, was translated before",
    discussion: """
      With the project's languages and memory:
        tolmach lookup 'Заголовок открываемого материала'

      With all named, and close texts down to half:
        tolmach lookup --memory news.sqlite --from en --to ru --threshold 50 'Vladimir Putin arrives in Hanoi'

      Type and see the matches as you type:
        tolmach lookup --interactive --from en --to ru

      Every segment of files, with a line of progress on a terminal:
        tolmach lookup --file page.html --file news.txt

      A JSON object a line in, one out, for other programs:
        echo '{"id": 1, "text": "Go to the mediabank"}' | tolmach lookup --from en --to ru --jsonl
      """)

  /// Where the best match has less, parts of the text are looked for as well.
  private static let goodScore = 75.0

  @Argument(
    help: ArgumentHelp("The text; - or none reads a text a line from standard input", valueName: "text"))
  var text: [String] = []

  @Option(help: ArgumentHelp("The lowest score, from 0 to 100", valueName: "score"))
  var threshold = 60.0

  @Option(help: ArgumentHelp("The most matches", valueName: "count"))
  var limit = 5

  @Flag(
    name: .shortAndLong, help: "Show matches while the text is typed; line by line where there is no terminal"
  )
  var interactive = false

  @Option(
    help: ArgumentHelp("Look up every segment of this page or text; may be repeated", valueName: "file"),
    completion: .file())
  var file: [String] = []

  @Flag(help: "Say how each score came about")
  var explain = false

  @OptionGroup var languages: LanguagePairOptions
  @OptionGroup var records: RecordOptions
  @OptionGroup var memory: MemoryOptions
  @OptionGroup var glossary: GlossaryOptions
  @OptionGroup var dictionaries: DictionaryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (0...100).contains(threshold) else { throw ValidationError("--threshold must be from 0 to 100.") }
    guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
    if interactive, !text.isEmpty || records.jsonl || !file.isEmpty {
      throw ValidationError("--interactive reads what is typed: leave out texts, --file and --jsonl.")
    }
    if !file.isEmpty, !text.isEmpty { throw ValidationError("Give either texts or --file.") }
  }

  func run() throws {
    try common.run { terminal in
      let project = try project.resolved(terminal)
      let (source, target) = try languages.pair(project)
      let store = try memory.opened(project)
      let glossary = try glossary.read(project, terminal).map {
        GlossaryTerms($0, language: source, dictionaries: try dictionaries.read([source], terminal))
      }
      let repairer = try MatchRepairer(from: source, to: target, terms: glossary)
      let matches = { (text: String) in
        try store.matches(
          for: MarkedText(text), from: source, to: target, threshold: threshold, limit: limit,
          repairer: repairer)
      }
      if records.jsonl, file.isEmpty {
        return try records.stream(terminal) { MatchesRecord(id: $0.id, matches: try matches($0.text)) }
      }
      let showTerms = { (text: String) in
        guard let terms = glossary?.terms(in: text), !terms.isEmpty else { return }
        terminal.line("Terms:")
        TermPrinter(terminal: terminal, language: source).print(terms, indent: "", languages: [target])
      }
      if !file.isEmpty {
        return try lookUpFiles(from: source, to: target, store, repairer, terminal, showTerms)
      }
      let printer = MatchPrinter(terminal: terminal, explains: explain)
      let answer = { (text: String) in
        let found = try matches(text)
        for (number, match) in found.enumerated() {
          let changed = match.score.value < 100 ? try store.changedRanges(in: match, for: text) : []
          try printer.print(match, number: number + 1, query: text, changed: changed)
        }
        if (found.first?.score.value ?? 0) < Self.goodScore {
          printer.print(try store.subsegments(of: text, from: source, to: target))
        }
        if found.isEmpty {
          terminal.status(
            "nothing like this is remembered from \(source) to \(target) with a score of \(Int(threshold)) or more"
          )
        }
        showTerms(text)
      }
      let prompt = "\(source) to \(target)> "
      if interactive, try InteractiveLookup(terminal: terminal, prompt: prompt, answer: answer).run() {
        return 0
      }
      try records.forEachText(text, terminal, prompt: prompt, body: answer)
      return 0
    }
  }

  /// Looks up every segment of the files, with the segments around it for context.
  private func lookUpFiles(
    from source: LanguageTag, to target: LanguageTag, _ store: MemoryStore, _ repairer: MatchRepairer,
    _ terminal: Terminal, _ showTerms: (String) throws -> Void
  ) throws -> Int32 {
    let batch = BatchLookup(
      store, from: source, to: target, threshold: threshold, limit: limit, repairer: repairer)
    let printer = MatchPrinter(terminal: terminal)
    var (segments, matched) = (0, 0)
    var status: Int32 = 0
    var writer = JSONWriter()
    for path in file {
      do {
        let problems = try batch.run(.argument(path)) { segment, done, total in
          segments += 1
          if !segment.matches.isEmpty { matched += 1 }
          if records.jsonl {
            writer.removeAll()
            let place = "\(path):\(segment.position)"
            MatchesRecord(id: .text(place), matches: segment.matches).write(to: &writer)
            writer.endLine()
            terminal.write(writer.bytes)
          } else if !segment.matches.isEmpty {
            terminal.line(
              "\(terminal.styled("\(path.cleaned):\(segment.position):", .bold)) \(segment.text.cleaned)")
            for (number, match) in segment.matches.enumerated() {
              try printer.print(match, number: number + 1, query: segment.text)
            }
            try showTerms(segment.text)
          }
          terminal.progress("\(path.cleaned): \(done) of \(total) segments, \(matched) with matches")
        }
        for problem in problems { terminal.warning(ProblemText.line(problem, path: path)) }
      } catch {
        terminal.failure(Failure(error))
        status = 2
      }
    }
    terminal.status("\(Count.of(segments, "segment")), \(matched) with a score of \(Int(threshold)) or more")
    return status
  }
}
