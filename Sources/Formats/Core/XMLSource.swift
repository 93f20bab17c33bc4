import Bitext
import XML

/// Reads XML from a stream: charset, parser and problems joined.
struct XMLSource {
  /// What was learned of the file.
  struct Summary {
    var charset: String
    var problems: [Problem]
    /// Whether the file was read to its end.
    var isComplete: Bool
  }

  private static let problemLimit = 100

  /// Reads a whole file, and calls `body` with each event and the place of the parser.
  ///
  /// - Throws: ``FormatError`` where the file cannot be read, or what `body` throws.
  static func read(
    _ stream: ByteStream, options: ReadingOptions, body: (XMLEvent, TextPosition) throws -> Void
  ) throws -> Summary {
    var decoded = try DecodedStream(stream, forced: options.charset)
    var parser = try XMLStreamParser()
    var problems: [Problem] = []
    var dropped = 0
    while true {
      let chunk = try decoded.next()
      try parser.feed(
        chunk, atEnd: chunk.isEmpty,
        event: { event, place in try body(event, TextPosition(line: place.line, column: place.column)) },
        problem: { problem in
          let found = Problem(
            problem.isError ? .error : .warning, message(problem.message),
            position: TextPosition(line: problem.position.line, column: max(1, problem.position.column)))
          // One place can be wrong many times over.
          if problems.last == found { return }
          guard problems.count < problemLimit else {
            dropped += 1
            return
          }
          problems.append(found)
        })
      if chunk.isEmpty || parser.hasStopped { break }
    }
    if dropped > 0 { problems.append(Problem(.error, "and \(dropped) more problems of this kind")) }
    if decoded.repairCount > DecodedStream.problemLimit {
      problems.append(Problem(.warning, "\(decoded.repairCount) characters were repaired or left out in all"))
    }
    let all = (decoded.problems + problems).sorted { ($0.position?.line ?? 0) < ($1.position?.line ?? 0) }
    return Summary(charset: decoded.charset, problems: all, isComplete: !parser.hasStopped)
  }

  /// What libxml2 says, in people's words where it names its own functions.
  private static func message(_ text: String) -> String {
    let prefix = "xmlParseCharRef: invalid xmlChar value "
    guard text.hasPrefix(prefix), let number = Int(text.dropFirst(prefix.count)) else { return text }
    let digits = String(number, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "a reference names the character \(name), which XML does not allow; it was left out"
  }
}
