/// Segmentation rules as Segmentation Rules eXchange (SRX) writes them.
///
/// Source: SRX 2.0 specification, LISA OSCAR, 7 April 2008; SRX 1.0 is read too.
public struct SRXDocument: Hashable, Sendable {
  /// One rule: whether a text breaks between what two expressions match.
  public struct Rule: Hashable, Sendable {
    /// Whether the text breaks there; otherwise it does not.
    public var breaks: Bool
    /// What stands before the place, in ICU's regular expression syntax; empty for anything.
    public var before: String
    /// What stands after the place.
    public var after: String
    /// The line of the file, from 1; 0 where the rule comes from no file.
    public var line: Int

    /// Creates a rule.
    public init(breaks: Bool, before: String, after: String, line: Int = 0) {
      self.breaks = breaks
      self.before = before
      self.after = after
      self.line = line
    }
  }

  /// Rules under a name.
  public struct LanguageRule: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The rules, the first that matches at a place decides.
    public var rules: [Rule]

    /// Creates rules under a name.
    public init(name: String, rules: [Rule] = []) {
      self.name = name
      self.rules = rules
    }
  }

  /// For which languages rules hold.
  public struct LanguageMap: Hashable, Sendable {
    /// An expression that matches the whole of a language tag.
    public var pattern: String
    /// The name of the rules.
    public var name: String

    /// Creates a map.
    public init(pattern: String, name: String) {
      self.pattern = pattern
      self.name = name
    }
  }

  /// To which of the segments that a place parts a code at that place belongs.
  public struct FormatHandling: Hashable, Sendable {
    /// Whether an opening code goes to the segment before.
    public var includesStart = false
    /// Whether a closing code goes to the segment before.
    public var includesEnd = true
    /// Whether a code that stands alone goes to the segment before.
    public var includesIsolated = false

    /// The standard's own: closing codes stay with the segment before, the others go with what follows.
    public init() {}
  }

  /// The version as the file gives it.
  public var version = "2.0"
  /// Whether the rules of all maps that fit a language hold, one after the other; otherwise those of the
  /// first.
  public var cascades = true
  /// Whether texts inside codes are cut too.
  public var segmentsSubflows = true
  /// Where codes at a boundary go.
  public var formatHandling = FormatHandling()
  /// Whether the boundaries of UAX #29 are breaks where no rule decides: Okapi's `useIcu4jBreakRules`.
  public var usesUnicodeBreaks = false
  /// The rules by name, in the order of the file.
  public var languageRules: [LanguageRule] = []
  /// The maps, in the order of the file.
  public var languageMaps: [LanguageMap] = []

  /// Creates a document without rules.
  public init() {}

  /// The number of rules.
  public var ruleCount: Int { languageRules.reduce(0) { $0 + $1.rules.count } }
}

/// What is wrong with an SRX file.
public struct SRXError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public var file: String
  /// The line, from 1; 0 where there is none.
  public var line: Int
  /// The name of the rules and the number of the rule in them, from 1, where a rule is wrong.
  public var rule: (name: String, number: Int)? {
    get { ruleName.map { ($0, ruleNumber) } }
    set { (ruleName, ruleNumber) = (newValue?.name, newValue?.number ?? 0) }
  }
  /// What is wrong, as a sentence without a full stop.
  public var message: String
  private var ruleName: String?
  private var ruleNumber = 0

  /// Creates an error.
  public init(file: String, line: Int, rule: (name: String, number: Int)? = nil, message: String) {
    self.file = file
    self.line = line
    self.message = message
    self.rule = rule
  }

  /// File, line, rule and message.
  public var description: String {
    let place = line > 0 ? "\(file):\(line)" : file
    return "\(place): \(rule.map { "rule \($0.number) of '\($0.name)': " } ?? "")\(message)"
  }
}
