import ArgumentParser
import Tolmach

/// Reads language tags on the command line.
enum LanguageArgument {
  /// One language.
  static func one(_ text: String) throws -> LanguageTag {
    do throws(UnknownLanguage) { return try LanguageCatalogue.tag(named: text) } catch {
      throw ValidationError("\(error)")
    }
  }

  /// Languages with commas between them.
  static func list(_ text: String) throws -> [LanguageTag] {
    try text.split(whereSeparator: { $0 == "," || $0 == " " }).map { try one(String($0)) }
  }
}

/// From which language into which.
struct LanguagePairOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The language of the text; by default the project's first source language", valueName: "language"),
    transform: LanguageArgument.one)
  var from: LanguageTag?

  @Option(
    help: ArgumentHelp(
      "The language of the renderings; by default the project's first target language", valueName: "language"),
    transform: LanguageArgument.one)
  var to: LanguageTag?

  /// Both languages, from the options or the project.
  ///
  /// - Throws: ``Failure`` where one is not named.
  func pair(_ project: Project) throws -> (source: LanguageTag, target: LanguageTag) {
    // With one of the two named, the other is the project's first language that differs.
    guard let source = from ?? project.languages.first(where: { $0 != to }) else {
      throw missing("from", "ru")
    }
    let targets = project.targets + project.sources
    guard let target = to ?? targets.first(where: { $0 != source }) else { throw missing("to", "en") }
    return (source, target)
  }

  private func missing(_ option: String, _ example: String) -> Failure {
    Failure(
      "the language --\(option) is not named",
      hint:
        "pass --\(option), for example --\(option) \(example), or name the languages in tolmach.yml (`tolmach init`)"
    )
  }
}

/// Texts or records from arguments and standard input.
struct RecordOptions: ParsableArguments {
  @Flag(help: "Read and write a JSON object a line, as the manual describes")
  var jsonl = false

  /// Answers standard input record by record; the status is 2 where a line could not be used.
  func stream<Answer: JSONWritable>(_ terminal: Terminal, answer: (InputRecord) throws -> Answer) throws
    -> Int32
  {
    let failures = try RecordStream(.standardInput).run(
      flush: { terminal.flush() }, write: { terminal.write($0) }, answer: answer)
    guard failures > 0 else { return 0 }
    terminal.status(
      "\(failures) input \(failures == 1 ? "line" : "lines") could not be used; see the answers with \"error\""
    )
    return 2
  }

  /// Calls `body` with each text: the arguments, or the lines of standard input.
  func forEachText(_ arguments: [String], _ terminal: Terminal, prompt: String, body: (String) throws -> Void)
    throws
  {
    if !arguments.isEmpty, arguments != ["-"] { return try body(arguments.joined(separator: " ")) }
    let isConversation = terminal.isInputInteractive
    if isConversation { terminal.status("Type a text and press Return; Control-D ends.") }
    let lines = try LineReader(.standardInput)
    while let line = try lines.next(beforeBlocking: {
      terminal.flush()
      if isConversation { terminal.prompt(prompt) }
    }) {
      guard case .bytes(let bytes) = line else {
        terminal.warning("a line longer than \(RecordStream.longestLine / 1_048_576) MB was passed over")
        continue
      }
      let text = String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes, as: UTF8.self)
      if !text.allSatisfy(\.isWhitespace) { try body(text) }
    }
    if isConversation { terminal.message("") }
  }
}
