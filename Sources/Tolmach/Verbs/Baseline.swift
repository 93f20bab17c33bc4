public import Formats
import JSON

/// Findings that are known already, read from what `check --format jsonl` wrote.
///
/// A finding is known by its page, rule and text, as often as the file names it; lines and offsets may have moved. A page may
/// have moved too, see ``expectMoves(from:)``.
public struct Baseline: Hashable, Sendable {
  /// A known finding.
  public struct Entry: Hashable, Sendable {
    /// The page's name.
    public var page: String
    /// The rule.
    public var rule: String
    /// The text.
    public var text: String

    init(page: String, rule: String, text: String) {
      self.page = Self.plain(page)
      self.rule = rule
      self.text = text
    }

    /// `./a.html` is `a.html`.
    static func plain(_ path: String) -> String {
      var path = path[...]
      while path.hasPrefix("./") { path = path.dropFirst(2) }
      return String(path)
    }
  }

  private struct MovedText: Hashable {
    var rule: String
    var text: String
  }

  private var counts: [Entry: Int] = [:]
  /// The pages that a text of a page that is gone stood on, one for each time.
  private var moved: [MovedText: [String]] = [:]

  /// Creates a baseline that knows nothing.
  public init() {}

  /// Reads a file of JSON Lines; memory grows with the number of different findings in it.
  ///
  /// - Throws: ``Formats/FormatError`` where the file cannot be read, or a line is no finding.
  public init(_ source: InputSource) throws {
    // The formats' registry refuses an empty file; a baseline without findings is an empty file.
    let lines = try LineReader(source)
    var number = 0
    while let line = try lines.next() {
      number += 1
      guard case .bytes(let bytes) = line else { throw Self.malformed("is too long", source, number) }
      if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      var (page, rule, text): (String?, String?, String?)
      var isCleared = false
      var reader = JSONReader(bytes)
      do throws(JSONReader.Failure) {
        try reader.object { name, value in
          if name == "cleared" { isCleared = true }
          guard case .text(let value) = value else { return }
          switch name {
          case "page": page = value
          case "rule": rule = value
          case "text": text = value
          default: break
          }
        }
      } catch { throw Self.malformed("cannot be read: \(error.message)", source, number) }
      // What `--explain` says of other texts is nothing that is known to be wrong.
      if isCleared { continue }
      guard let page, let rule, let text else {
        throw Self.malformed("is no finding: it needs the fields page, rule and text", source, number)
      }
      counts[Entry(page: page, rule: rule, text: text), default: 0] += 1
    }
  }

  private static func malformed(_ message: String, _ source: InputSource, _ line: Int) -> FormatError {
    FormatError(
      .malformed, "this line of the baseline \(message)", source: source.name,
      position: TextPosition(line: line, column: 1))
  }

  /// Whether the baseline knows the finding once more; it is used up by that.
  public mutating func takes(_ finding: Finding, page: String) -> Bool {
    let entry = Entry(page: page, rule: finding.rule, text: finding.text)
    guard let count = counts[entry] else {
      guard !moved.isEmpty else { return false }
      return moved[MovedText(rule: finding.rule, text: finding.text)]?.popLast() != nil
    }
    counts[entry] = count > 1 ? count - 1 : nil
    return true
  }

  /// The pages of the baseline.
  public var pages: Set<String> { Set(counts.keys.map(\.page)) }

  /// Lets what stood on pages that are gone count wherever it stands now: the pages were moved or renamed.
  public mutating func expectMoves(from gone: Set<String>) {
    for (entry, count) in counts where gone.contains(entry.page) {
      moved[MovedText(rule: entry.rule, text: entry.text), default: []] += repeatElement(
        entry.page, count: count)
      counts[entry] = nil
    }
  }

  /// What was not used up, sorted, each as often as it is left.
  public var remaining: [Entry] {
    let gone = moved.flatMap { text, pages in
      pages.map { Entry(page: $0, rule: text.rule, text: text.text) }
    }
    return (counts.flatMap { Array(repeating: $0.key, count: $0.value) } + gone)
      .sorted { ($0.page, $0.text, $0.rule) < ($1.page, $1.text, $1.rule) }
  }
}
