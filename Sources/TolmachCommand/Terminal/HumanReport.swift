import Tolmach

/// The report for people: each finding once, with all its places.
struct HumanReport: ReportWriter {
  /// How many other places are named.
  private static let mostPlaces = 5

  /// The indent of what stands under the first line of a finding.
  private static let indent = 4

  let sink: ByteSink
  let isColored: Bool
  let width: Int
  /// Whether it was said what to do where nothing is suggested.
  private var hasSaidHow = false

  /// The kind of report, to stand beside those of the library.
  static func format(isColored: Bool, width: Int) -> ReportFormat {
    ReportFormat(identifier: "human", name: "text for people", needsGroups: true, isForPrograms: false) {
      sink, _ in
      HumanReport(sink: sink, isColored: isColored, width: width)
    }
  }

  // What stands on many pages is known when all are read; why texts are no findings is told page by page.
  mutating func write(_ page: SitePage) throws(FormatError) {
    guard case .success(let report) = page.outcome else { return }
    for cleared in report.clearances {
      let clearance = cleared.clearance
      let place = styled("\(page.page.cleaned):\(cleared.position):", .bold)
      try line("\(place) fine: \(clearance.text.cleaned)")
      try detail("in", clearance.context.cleaned)
      try detail("because", clearance.reason.sentence.cleaned)
    }
    if !report.clearances.isEmpty { try line("") }
  }

  mutating func finish(_ report: SiteReport) throws(FormatError) {
    for group in report.groups { try write(group) }
  }

  /// Shows a finding: its place, its line with a mark under the place, what it is, and what could stand there.
  private mutating func write(_ group: GroupedFinding) throws(FormatError) {
    let finding = group.finding
    let page = group.places.first?.page ?? ""
    let place = styled("\(page.cleaned):\(group.excerpt.position):", .bold)
    let severity = styled("\(finding.severity.rawValue):", .bold, color(of: finding.severity))
    try line("\(place) \(severity) \(finding.headline) [\(finding.rule)]")
    try excerpt(group.excerpt, severity: finding.severity)
    let name = finding.context.isEmpty ? "text" : finding.context
    try detail("in", "\(name.cleaned), \(finding.confidenceText) sure")
    for reason in finding.evidence { try detail("because", reason.cleaned) }
    for suggestion in finding.suggestions.prefix(3) {
      let text = styled(suggestion.text.cleaned, .green)
      let score = suggestion.score < 100 ? ", \(Int(suggestion.score)) %" : ""
      try detail("suggest", "\(text)  (\(suggestion.source.cleaned)\(score))")
    }
    if finding.suggestions.isEmpty, !hasSaidHow {
      hasSaidHow = true
      try detail("suggest", "nothing known; translate it, and `tolmach import` the translation")
    }
    try others(of: group)
    try line("")
  }

  private func others(of group: GroupedFinding) throws(FormatError) {
    guard group.count > 1 else { return }
    let shown = group.places.dropFirst().prefix(Self.mostPlaces).map { "\($0.page.cleaned):\($0.position)" }
    let rest = group.count - 1 - shown.count
    let pages = group.pageCount > 1 ? " on \(group.pageCount) pages" : ""
    try detail("also", shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : ""))
    try detail("in all", "\(group.count) places\(pages)")
  }

  private func excerpt(_ excerpt: SourceLocator.Excerpt, severity: Finding.Severity) throws(FormatError) {
    let size = excerpt.line.utf8.count
    var before = String(excerpt.line.bytes(0..<excerpt.range.lowerBound)).cleaned
    var place = String(excerpt.line.bytes(excerpt.range)).cleaned
    var after = String(excerpt.line.bytes(excerpt.range.upperBound..<size)).cleaned
    if excerpt.isCut.before { before = "…" + before }
    if excerpt.isCut.after { after += "…" }
    // The place first, then what stands before it, then what follows.
    let room = max(20, width - Self.indent)
    let shown = place.start(width: room - min(before.displayWidth, room / 4))
    // The ellipsis at the end of a place that is cut stands for what follows too.
    if shown != place { (place, after) = (shown, "") }
    before = before.end(
      width: min(room - place.displayWidth, max(room / 2, room - place.displayWidth - after.displayWidth)))
    after = after.start(width: max(1, room - place.displayWidth - before.displayWidth))
    let style = color(of: severity)
    try line("    " + before + styled(place, style) + after)
    let mark = "^" + String(repeating: "~", count: max(0, place.displayWidth - 1))
    try line("    " + String(repeating: " ", count: before.displayWidth) + styled(mark, .bold, style))
  }

  private func detail(_ label: String, _ text: String) throws(FormatError) {
    try line("    " + styled("\(label):".padded(to: 9), .dim) + text)
  }

  private func line(_ text: String) throws(FormatError) { try sink.write(text + "\n") }

  private func styled(_ text: String, _ styles: Style...) -> String {
    isColored && !text.isEmpty ? Style.apply(styles, to: text) : text
  }

  private func color(of severity: Finding.Severity) -> Style {
    switch severity {
    case .error: .red
    case .warning: .yellow
    case .note: .cyan
    }
  }
}
