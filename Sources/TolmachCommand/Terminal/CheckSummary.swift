import Tolmach

/// What came of a check, in a line or two.
struct CheckSummary {
  /// How many findings that no longer occur are named.
  private static let mostResolved = 5

  let report: SiteReport

  /// Says it.
  func tell(_ terminal: Terminal, seconds: Double) {
    if !report.resolved.isEmpty {
      let count = report.resolved.count
      terminal.status(
        "\(Count.of(count, "finding")) of the baseline no longer \(count == 1 ? "occurs" : "occur"):")
      for entry in report.resolved.prefix(Self.mostResolved) {
        terminal.status("  \(entry.page.cleaned): \(shortened(entry.text).cleaned) [\(entry.rule.cleaned)]")
      }
      if count > Self.mostResolved { terminal.status("  and \(count - Self.mostResolved) more") }
    }
    if report.uncheckedCount > 0 {
      terminal.status(
        "\(Count.of(report.uncheckedCount, "finding")) of the baseline stand on pages that were not checked")
    }
    terminal.status(line(seconds: seconds))
  }

  private func line(seconds: Double) -> String {
    let findings = report.findingCount
    var text = Count.of(findings, "finding")
    if findings > 0, report.pageCount > 1 {
      text += " in \(report.pagesWithFindings) of \(Count.of(report.pageCount, "file"))"
    } else {
      text += " in \(Count.of(report.pageCount, "file"))"
    }
    if !report.groups.isEmpty, report.groups.count < findings { text += ", \(report.groups.count) different" }
    if report.knownCount > 0 { text += ", \(report.knownCount) more known from the baseline" }
    if !report.failures.isEmpty {
      text += ", \(Count.of(report.failures.count, "file")) could not be checked"
    }
    return text + (seconds >= 0.1 ? " (\(Double(Int(seconds * 10)) / 10) s)" : "")
  }

  private func shortened(_ text: String) -> String { text.count > 60 ? text.prefix(59) + "…" : text }
}
