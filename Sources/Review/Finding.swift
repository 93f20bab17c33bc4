public import Bitext

/// Something on a page that a person should look at.
public struct Finding: Hashable, Sendable {
  /// How bad it is.
  public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Worth a look.
    case note
    /// Probably wrong.
    case warning
    /// Wrong, by all that is known.
    case error

    /// Less bad is less.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The severity that fits a confidence: an error from 0.9, a warning from 0.6.
    public init(confidence: Double) {
      self = confidence >= 0.9 ? .error : confidence >= 0.6 ? .warning : .note
    }
  }

  /// The rule that found it, such as `untranslated`.
  public var rule: String
  /// How bad it is.
  public var severity: Severity
  /// The bytes of the file, as it is on disk.
  public var place: Range<Int>
  /// The text as people read it.
  public var text: String
  /// What the text is in its page: `paragraph`, `title`, `attribute alt`, ...
  public var context: String
  /// The language of the text, or `und`.
  public var language: LanguageTag
  /// The languages that remain possible where `language` is `und`, the likeliest first.
  public var candidates: [LanguageTag]
  /// How sure the rule is that this is a fault, from 0 to 1.
  public var confidence: Double
  /// The reasons, as sentences for people.
  public var evidence: [String]
  /// What could stand there instead, the best first.
  public var suggestions: [Suggestion]

  /// A text that could stand in the place of a finding.
  public struct Suggestion: Hashable, Sendable {
    /// The text.
    public var text: String
    /// Where it comes from, for people: `memory, news.tmx` or `glossary`.
    public var source: String
    /// How well it fits, from 0 to 100.
    public var score: Double

    /// Creates a suggestion.
    public init(text: String, source: String, score: Double) {
      self.text = text
      self.source = source
      self.score = score
    }
  }
}

extension Block.Kind {
  /// The kind in a word or two, for people.
  package var name: String {
    switch self {
    case .paragraph: "text"
    case .heading(let level): "heading \(level)"
    case .listItem: "list item"
    case .tableCell: "table cell"
    case .caption: "caption"
    case .control: "control"
    case .title: "page title"
    case .attribute(let name): "attribute \(name)"
    case .metadata(let name): "metadata \(name)"
    }
  }
}
