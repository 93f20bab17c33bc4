import Formats
import Foundation

/// Checks many pages, several at a time, and makes one report of them.
///
/// ```swift
/// let site = SiteChecker(try PageChecker(target: english))
/// let report = try site.check(["public", "news/**/*.html"])
/// for group in report.groups { print(group.finding.text, group.count) }
/// ```
///
/// A page that cannot be checked is reported, and the others go on. What is said comes in the order of the pages,
/// however long each takes. Memory grows with the number of different findings, not with the pages.
public struct SiteChecker: Sendable {
  /// How to go about it.
  public struct Options: Sendable {
    /// How many pages are checked at a time; by default one for each processor.
    public var jobs: Int
    /// What is known already.
    public var baseline: Baseline?
    /// Whether the same findings are put together in ``SiteReport/groups``.
    public var groups: Bool
    /// Whether the text around findings is kept.
    public var extracts: Bool

    /// Creates options.
    public init(jobs: Int? = nil, baseline: Baseline? = nil, groups: Bool = true, extracts: Bool = false) {
      self.jobs = max(1, jobs ?? ProcessInfo.processInfo.activeProcessorCount)
      self.baseline = baseline
      self.groups = groups
      self.extracts = extracts
    }
  }

  /// Larger pages are checked one at a time, since a page is held whole with its tree.
  private static let largePage = 8 * 1_048_576
  /// The most bytes of standard input that are held.
  private static let standardInputLimit = 256 * 1_048_576

  private let checker: PageChecker
  private let options: Options

  /// Creates a checker of sites.
  public init(_ checker: PageChecker, options: Options = Options()) {
    self.checker = checker
    self.options = options
  }

  /// Checks pages.
  ///
  /// - Parameters:
  ///   - arguments: files, folders with all pages in them, patterns (`*`, `?`, `**`), and `-` for standard input.
  ///   - body: is called on the caller's thread with each page, in order.
  ///   - progress: is called on the caller's thread, after each page and about ten times a second.
  /// - Throws: what `body` throws; pages that cannot be checked are no errors.
  public func check(
    _ arguments: [String], body: (SitePage) throws -> Void = { _ in },
    progress: (SiteProgress) -> Void = { _ in }
  ) throws -> SiteReport {
    let entries = PageList(registry: checker.registry).entries(of: arguments)
    var report = SiteReport()
    var baseline = options.baseline
    expectMoves(&baseline, entries)
    var done = 0
    var checkedPages: Set<String> = []
    func tell() {
      guard done < entries.count else { return }
      progress(
        SiteProgress(
          done: done, total: entries.count, findings: report.findingCount, page: Self.name(of: entries[done]))
      )
    }
    let largePages = NSLock()
    let worker = { @Sendable [self] (entry: PageList.Entry) in check(entry, largePages) }
    tell()
    try OrderedWork.run(entries, jobs: options.jobs, work: worker, waiting: tell) { page in
      var page = page
      if case .success(var pageReport) = page.outcome {
        checkedPages.insert(Baseline.Entry.plain(page.page))
        if baseline != nil { Self.remove(&pageReport, &page, knownTo: &baseline) }
        page.outcome = .success(pageReport)
      }
      add(page, to: &report)
      try body(page)
      done += 1
      tell()
    }
    if let baseline {
      let left = Dictionary(grouping: baseline.remaining) { checkedPages.contains($0.page) }
      report.resolved = left[true] ?? []
      report.uncheckedCount = left[false]?.count ?? 0
    }
    return report
  }

  private static func name(of entry: PageList.Entry) -> String {
    switch entry {
    case .success(let path): path == "-" ? InputSource.standardInput.name : path
    case .failure(let missing): missing.path
    }
  }

  private func check(_ entry: PageList.Entry, _ largePages: NSLock) -> SitePage {
    let name = Self.name(of: entry)
    do {
      let path = try entry.get()
      let isLarge = path != "-" && FolderIdentity.size(of: path) > Self.largePage
      if isLarge { largePages.lock() }
      defer { if isLarge { largePages.unlock() } }
      let source = try InputSource.argument(path).rereadable(limit: Self.standardInputLimit)
      let report = try checker.check(source)
      var page = SitePage(page: name, outcome: .success(report))
      if options.extracts { page.extracts = try checker.extracts(of: report, in: source) }
      return page
    } catch {
      return SitePage(page: name, outcome: .failure(error))
    }
  }

  /// Tells the baseline which of its pages are no longer there.
  private func expectMoves(_ baseline: inout Baseline?, _ entries: [PageList.Entry]) {
    guard let pages = baseline?.pages else { return }
    let checked = Set(entries.map { Baseline.Entry.plain(Self.name(of: $0)) })
    baseline?.expectMoves(from: pages.subtracting(checked).filter { FolderIdentity.kind(of: $0) == .none })
  }

  /// Takes out what the baseline knows, from the findings and from the marks in the text.
  private static func remove(
    _ report: inout PageChecker.Report, _ page: inout SitePage, knownTo baseline: inout Baseline?
  ) {
    var newIndex: [Int?] = []
    var kept: [PageChecker.LocatedFinding] = []
    for found in report.findings {
      let isKnown = baseline?.takes(found.finding, page: page.page) ?? false
      newIndex.append(isKnown ? nil : kept.count)
      if !isKnown { kept.append(found) }
    }
    page.knownCount = report.findings.count - kept.count
    report.findings = kept
    for index in page.extracts.indices {
      page.extracts[index].marks = page.extracts[index].marks.compactMap { mark in
        newIndex[mark.finding].map { PageExtract.Mark(finding: $0, range: mark.range) }
      }
    }
    page.extracts.removeAll { $0.marks.isEmpty }
  }

  private func add(_ page: SitePage, to report: inout SiteReport) {
    switch page.outcome {
    case .failure(let error):
      report.failures.append(SiteReport.Failure(page: page.page, message: "\(error)"))
    case .success(let pageReport):
      report.pageCount += 1
      report.knownCount += page.knownCount
      if !pageReport.findings.isEmpty { report.pagesWithFindings += 1 }
      for found in pageReport.findings {
        report.counts[found.finding.severity, default: 0] += 1
        if options.groups { report.collected.add(found, page: page.page) }
      }
    }
  }
}
