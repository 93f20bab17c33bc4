public import Bitext
public import Review

/// The same finding wherever it stands: one text, of one language, found by one rule.
public struct GroupedFinding: Hashable, Sendable {
  /// Where it stands once.
  public struct Place: Hashable, Sendable {
    /// The page's name.
    public var page: String
    /// The line and column of the start.
    public var position: TextPosition
    /// The bytes of the file.
    public var range: Range<Int>
  }

  /// The first that was found, with the highest severity and confidence of all.
  public var finding: Finding
  /// The text around the first.
  public var excerpt: SourceLocator.Excerpt
  /// The places, in the order in which they were found; at most ``mostPlaces``.
  public var places: [Place]
  /// How many places there are.
  public var count: Int
  /// How many pages they are on.
  public var pageCount: Int

  /// The most places that are kept; the others are counted.
  public static let mostPlaces = 1_000

  /// What the frequency tells, as a sentence; nil for what stands once.
  public var frequency: String? {
    guard count > 1 else { return nil }
    return pageCount > 1
      ? "the same text stands in \(count) places on \(pageCount) pages"
      : "the same text stands in \(count) places on this page"
  }
}

/// Puts the same findings together.
public struct FindingGroups: Sendable {
  private struct Key: Hashable {
    var rule: String
    var text: String
    var language: LanguageTag
  }

  /// The groups, in the order of their first places.
  public private(set) var groups: [GroupedFinding] = []
  private var indices: [Key: Int] = [:]

  /// Creates an empty collection.
  public init() {}

  /// Adds a finding of a page; the findings of a page come one after another.
  ///
  /// - Returns: the index of its group, and whether it is the group's first.
  @discardableResult
  public mutating func add(_ found: PageChecker.LocatedFinding, page: String) -> (index: Int, isFirst: Bool) {
    let finding = found.finding
    let place = GroupedFinding.Place(page: page, position: found.excerpt.position, range: finding.place)
    let key = Key(rule: finding.rule, text: finding.text, language: finding.language)
    guard let index = indices[key] else {
      indices[key] = groups.count
      groups.append(
        GroupedFinding(finding: finding, excerpt: found.excerpt, places: [place], count: 1, pageCount: 1))
      lastPages.append(page)
      return (groups.count - 1, true)
    }
    groups[index].count += 1
    if lastPages[index] != page {
      lastPages[index] = page
      groups[index].pageCount += 1
    }
    if groups[index].places.count < GroupedFinding.mostPlaces { groups[index].places.append(place) }
    groups[index].finding.severity = max(groups[index].finding.severity, finding.severity)
    groups[index].finding.confidence = max(groups[index].finding.confidence, finding.confidence)
    if groups[index].finding.suggestions.isEmpty { groups[index].finding.suggestions = finding.suggestions }
    return (index, false)
  }

  /// The page on which each group was seen last.
  private var lastPages: [String] = []
}
