import Formats
import Review
import XML

/// One HTML page without anything from outside: the findings highlighted in the pages' text, with filters and suggestions.
///
/// The counts stand at the top and are known last, so what the pages say is held until then, up to ``mostBytes``; beyond
/// that pages are counted and named, and the report says so. Everything that comes from a page is escaped, and the
/// report's content security policy lets nothing be loaded.
struct HTMLReport: ReportWriter {
  /// The most bytes of pages that are held and shown; a browser stays quick with so much.
  private static let mostBytes = 12 * 1_048_576
  /// The most findings of a page that are shown.
  private static let mostOfPage = 500
  /// The most places of a finding that are listed.
  private static let mostPlaces = 100

  /// A piece of the report: bytes, or the card of a group, whose count is known last.
  private enum Piece {
    case bytes([UInt8])
    case card(group: Int, page: String)
  }

  private let sink: ByteSink
  private let options: ReportOptions
  private var pieces: [Piece] = []
  private var buffer: [UInt8] = []
  private var heldBytes = 0
  private var groups = FindingGroups()
  private var leftOut: [(page: String, count: Int)] = []
  private var leftOutCount = 0
  private var shownPages: [String] = []

  init(_ sink: ByteSink, options: ReportOptions) {
    self.sink = sink
    self.options = options
  }

  mutating func write(_ page: SitePage) throws(FormatError) {
    guard case .success(let report) = page.outcome, !report.findings.isEmpty else { return }
    let places = report.findings.map { groups.add($0, page: page.page) }
    guard heldBytes < Self.mostBytes else { return leaveOut(page.page, report.findings.count) }
    shownPages.append(page.page)
    let count = report.findings.count
    add(
      "<section class=\"page\" data-page=\"\(attribute(page.page))\">\n<h2><bdi>\(escaped(page.page))</bdi></h2>\n"
    )
    add(
      "<p class=\"meta\">Should be in \(escaped(LanguageCatalogue.englishName(of: report.target)))"
        + " · \(Self.count(count, "finding"))\(count > Self.mostOfPage ? ", the first \(Self.mostOfPage) are shown" : "")"
        + "\(page.knownCount > 0 ? " · \(page.knownCount) more known" : "")</p>\n")
    for extract in page.extracts { add(extract, of: report, page: page.page, places) }
    add("</section>\n")
    endPiece()
  }

  private mutating func leaveOut(_ page: String, _ count: Int) {
    leftOutCount += 1
    if leftOut.count < 1_000 { leftOut.append((page, count)) }
  }

  private mutating func add(
    _ extract: PageExtract, of report: PageChecker.Report, page: String,
    _ places: [(index: Int, isFirst: Bool)]
  ) {
    add("<div class=\"extract\">\n<div class=\"text\"><p class=\"context\">\(escaped(extract.context))")
    if let first = extract.marks.first {
      add(" · line \(report.findings[first.finding].excerpt.position.line)")
    }
    add("</p>\n")
    if !extract.before.isEmpty { add("<p class=\"near\" dir=\"auto\">\(escaped(extract.before))</p>\n") }
    add("<p class=\"block\" dir=\"auto\">\(extract.isCutBefore ? "…" : "")")
    var end = 0
    for mark in extract.marks {
      // A finding within another is shown as part of it.
      guard mark.range.lowerBound >= end, !mark.range.isEmpty else { continue }
      let severity = report.findings[mark.finding].finding.severity.rawValue
      add(escaped(extract.text.bytes(end..<mark.range.lowerBound)))
      add("<mark class=\"\(severity)\"><a href=\"#f\(places[mark.finding].index)\">")
      add(escaped(extract.text.bytes(mark.range)))
      add("</a></mark>")
      end = mark.range.upperBound
    }
    add("\(escaped(extract.text.bytes(end..<extract.text.utf8.count)))\(extract.isCutAfter ? "…" : "")</p>\n")
    if !extract.after.isEmpty { add("<p class=\"near\" dir=\"auto\">\(escaped(extract.after))</p>\n") }
    add("</div>\n<div class=\"cards\">\n")
    var repeated: Set<Int> = []
    for mark in extract.marks {
      let place = places[mark.finding]
      if place.isFirst {
        endPiece()
        pieces.append(.card(group: place.index, page: page))
        // A guess, so that cards count too.
        heldBytes += 1_500
      } else if repeated.insert(place.index).inserted {
        addRepeat(of: place.index, report.findings[mark.finding].finding)
      }
    }
    add("</div>\n</div>\n")
  }

  private mutating func addRepeat(of group: Int, _ finding: Finding) {
    add("<article class=\"card again \(finding.severity.rawValue)\"\(Self.data(of: finding))>")
    add("<p><b class=\"severity\">\(finding.severity.rawValue)</b> \(escaped(finding.headline)) · ")
    add("<a href=\"#f\(group)\">the same text as above</a></p>")
    if let suggestion = finding.suggestions.first {
      add("<p class=\"suggestion\"><bdi>\(escaped(suggestion.text))</bdi></p>")
    }
    add("</article>\n")
  }

  // MARK: - The end

  mutating func finish(_ report: SiteReport) throws(FormatError) {
    endPiece()
    try sink.write(HTMLReportPage.start(title: "Tolmach: \(Self.count(report.findingCount, "finding"))"))
    try writeSummary(report)
    try writeFilters()
    try sink.write("<main id=\"pages\">\n")
    if report.findingCount == 0 { try sink.write("<p class=\"none\">Nothing was found.</p>\n") }
    for piece in pieces {
      switch piece {
      case .bytes(let bytes): try sink.write(bytes)
      case .card(let index, let page): try writeCard(groups.groups[index], index, page: page)
      }
    }
    try writeLeftOut()
    try sink.write("</main>\n")
    try sink.write(HTMLReportPage.end)
  }

  private func writeSummary(_ report: SiteReport) throws(FormatError) {
    let checked = Self.count(report.pageCount, "page")
    try sink.write("<header>\n<h1>\(Self.count(report.findingCount, "finding")) on ")
    try sink.write("\(report.pagesWithFindings) of \(checked)</h1>\n<p class=\"meta\">")
    var parts = Finding.Severity.allCases.reversed().compactMap { severity in
      report.counts[severity].map {
        "<span class=\"chip \(severity.rawValue)\">\(Self.count($0, severity.rawValue))</span>"
      }
    }
    parts.append("\(groups.groups.count) different")
    if report.knownCount > 0 { parts.append("\(report.knownCount) known from the baseline") }
    if !report.resolved.isEmpty { parts.append("\(report.resolved.count) of the baseline no longer there") }
    parts.append("checked \(options.date.date)")
    try sink.write(parts.joined(separator: " · ") + "</p>\n")
    if !report.failures.isEmpty {
      try sink.write("<details class=\"failures\" open><summary>\(Self.count(report.failures.count, "page"))")
      try sink.write(" could not be checked</summary>\n<ul>\n")
      for failure in report.failures.prefix(1_000) {
        try sink.write("<li><bdi>\(escaped(failure.message))</bdi></li>\n")
      }
      if report.failures.count > 1_000 {
        try sink.write("<li>and \(report.failures.count - 1_000) more</li>\n")
      }
      try sink.write("</ul></details>\n")
    }
    try sink.write("</header>\n")
  }

  private func writeFilters() throws(FormatError) {
    guard !groups.groups.isEmpty else { return }
    let rules = Set(groups.groups.map(\.finding.rule)).sorted()
    let languages = Set(groups.groups.map(\.finding.language)).map { tag in
      (tag.identifier, tag.isUndetermined ? "Unknown" : LanguageCatalogue.englishName(of: tag))
    }.sorted { $0.1 < $1.1 }
    try sink.write("<form id=\"filters\" hidden aria-label=\"Filters\">\n")
    try sink.write(
      "<label class=\"wide\">Text <input type=\"search\" id=\"query\" placeholder=\"in findings and suggestions\"></label>\n"
    )
    try sink.write(
      "<label class=\"wide\">Page <input type=\"search\" id=\"page\" list=\"page-names\" placeholder=\"part of a name\"></label>\n"
    )
    try sink.write(select("rule", "Rule", options: rules.map { ($0, $0) }))
    try sink.write(select("language", "Language", options: languages))
    try sink.write("<fieldset><legend>Severity</legend>\n")
    for severity in Finding.Severity.allCases.reversed() {
      let name = severity.rawValue
      try sink.write(
        "<label><input type=\"checkbox\" name=\"severity\" value=\"\(name)\" checked> \(name)</label>\n")
    }
    try sink.write("</fieldset>\n<p class=\"tools\"><output id=\"shown\" aria-live=\"polite\"></output>")
    try sink.write(
      "<button type=\"button\" id=\"previous\">Previous</button><button type=\"button\" id=\"next\">Next</button>"
    )
    try sink.write("<button type=\"reset\">Clear</button></p>\n<datalist id=\"page-names\">\n")
    for page in shownPages.prefix(1_000) { try sink.write("<option value=\"\(attribute(page))\">\n") }
    try sink.write("</datalist>\n</form>\n")
  }

  private func select(_ id: String, _ label: String, options: [(value: String, name: String)]) -> String {
    let lines = options.map { "<option value=\"\(attribute($0.value))\">\(escaped($0.name))</option>" }
    return
      "<label>\(label) <select id=\"\(id)\"><option value=\"\">any</option>\(lines.joined())</select></label>\n"
  }

  private func writeCard(_ group: GroupedFinding, _ index: Int, page: String) throws(FormatError) {
    let finding = group.finding
    let severity = finding.severity.rawValue
    try sink.write(
      "<article class=\"card \(severity)\" id=\"f\(index)\" tabindex=\"-1\"\(Self.data(of: finding))>\n")
    try sink.write(
      "<h3><b class=\"severity\">\(severity)</b> \(escaped(finding.headline)) <code>\(escaped(finding.rule))</code></h3>\n"
    )
    try sink.write(
      "<p class=\"found\"><bdi\(language(finding.language))>\(escaped(Self.short(finding.text)))</bdi></p>\n")
    if finding.suggestions.isEmpty {
      try sink.write("<p class=\"meta\">No suggestion is known.</p>\n")
    }
    for suggestion in finding.suggestions.prefix(5) {
      try sink.write(
        "<p class=\"suggestion\"><bdi>\(escaped(suggestion.text))</bdi> <span class=\"meta\">\(escaped(suggestion.source))"
      )
      try sink.write("\(suggestion.score < 100 ? ", \(Int(suggestion.score)) %" : "")</span></p>\n")
    }
    try sink.write("<details><summary>\(finding.confidenceText) sure: why</summary>\n<ul>\n")
    for reason in finding.evidence { try sink.write("<li>\(escaped(reason))</li>\n") }
    if let frequency = group.frequency { try sink.write("<li>\(escaped(frequency))</li>\n") }
    try sink.write("</ul></details>\n")
    if group.count > 1 {
      let pages = group.pageCount > 1 ? " on \(group.pageCount) pages" : ""
      try sink.write("<details><summary>\(group.count) places\(pages)</summary>\n<ol>\n")
      for place in group.places.prefix(Self.mostPlaces) {
        try sink.write("<li><bdi>\(escaped(place.page))</bdi>:\(place.position)</li>\n")
      }
      if group.count > Self.mostPlaces {
        try sink.write("<li>and \(group.count - Self.mostPlaces) more</li>\n")
      }
      try sink.write("</ol></details>\n")
    }
    try sink.write("</article>\n")
  }

  private func writeLeftOut() throws(FormatError) {
    guard leftOutCount > 0 else { return }
    try sink.write(
      "<section class=\"left-out\"><h2>\(Self.count(leftOutCount, "more page")) with findings</h2>\n")
    try sink.write(
      "<p>This report is full; check these pages alone, or use <code>--format jsonl</code>.</p>\n<ul>\n")
    for (page, count) in leftOut { try sink.write("<li><bdi>\(escaped(page))</bdi>: \(count)</li>\n") }
    if leftOutCount > leftOut.count { try sink.write("<li>and \(leftOutCount - leftOut.count) more</li>\n") }
    try sink.write("</ul></section>\n")
  }

  // MARK: - Pieces

  private mutating func add(_ text: String) { buffer.append(contentsOf: text.utf8) }

  private mutating func endPiece() {
    guard !buffer.isEmpty else { return }
    heldBytes += buffer.count
    pieces.append(.bytes(buffer))
    buffer = []
  }

  private static func data(of finding: Finding) -> String {
    " data-rule=\"\(XMLText.escaped(finding.rule, place: .attribute))\""
      + " data-severity=\"\(finding.severity.rawValue)\" data-language=\"\(finding.language.identifier)\""
  }

  private func language(_ tag: LanguageTag) -> String {
    tag.isUndetermined ? "" : " lang=\"\(tag.identifier)\""
  }

  /// The text for the page; what would turn the direction of what follows is made visible instead.
  private func escaped(_ text: some StringProtocol) -> String {
    let turns = text.unicodeScalars.contains { $0 == "\u{202D}" || $0 == "\u{202E}" }
    guard turns else { return XMLText.escaped(text) }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      scalars.append(scalar == "\u{202D}" || scalar == "\u{202E}" ? "\u{FFFD}" : scalar)
    }
    return XMLText.escaped(String(scalars))
  }

  private func attribute(_ text: String) -> String { XMLText.escaped(text, place: .attribute) }

  private static func short(_ text: String) -> String {
    text.utf8.count <= 400 ? text : text.bytes(0..<400) + "…"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
