public import Review

/// What a check says of one page of a site.
public struct SitePage: Sendable {
  /// The page's name.
  public var page: String
  /// Its report without what the baseline knows, or why it could not be checked.
  public var outcome: Result<PageChecker.Report, any Error>
  /// Its blocks with findings, where the report shows text.
  public var extracts: [PageExtract] = []
  /// How many findings the baseline knew.
  public var knownCount = 0
}

/// What a check says of a whole site.
public struct SiteReport: Sendable {
  /// A page that could not be checked.
  public struct Failure: Hashable, Sendable {
    /// The page's name.
    public var page: String
    /// What was wrong.
    public var message: String
  }

  /// What comes of it all, as the exit status of a command tells it.
  public enum Outcome: Int, Hashable, Sendable {
    /// Every page was checked, and nothing is bad enough.
    case passed = 0
    /// There are findings that are bad enough.
    case failed = 1
    /// Some page could not be checked.
    case incomplete = 2
  }

  /// How many pages were checked.
  public internal(set) var pageCount = 0
  /// How many of them have findings.
  public internal(set) var pagesWithFindings = 0
  /// How many findings there are of each severity, each place counted.
  public internal(set) var counts: [Finding.Severity: Int] = [:]
  /// The findings, the same ones together; empty where the options ask for none.
  public var groups: [GroupedFinding] { collected.groups }
  /// The pages that could not be checked.
  public internal(set) var failures: [Failure] = []
  /// How many findings the baseline knew.
  public internal(set) var knownCount = 0
  /// Findings of the baseline that no longer occur on the pages that were checked.
  public internal(set) var resolved: [Baseline.Entry] = []
  /// How many findings of the baseline are on pages that were not checked.
  public internal(set) var uncheckedCount = 0

  var collected = FindingGroups()

  /// How many findings there are, each place counted.
  public var findingCount: Int { counts.values.reduce(0, +) }

  /// What comes of it all.
  ///
  /// - Parameter severity: findings at or above it fail.
  public func outcome(failingOn severity: Finding.Severity = .note) -> Outcome {
    if !failures.isEmpty { return .incomplete }
    return counts.contains { $0.key >= severity && $0.value > 0 } ? .failed : .passed
  }
}

/// How far a check is.
public struct SiteProgress: Hashable, Sendable {
  /// How many pages are done.
  public var done: Int
  /// How many there are.
  public var total: Int
  /// How many findings there are so far.
  public var findings: Int
  /// The page that is waited for.
  public var page: String
}
