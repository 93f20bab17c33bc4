import Formats
import JSON

/// A line of JSON for each finding, as ``FindingRecord`` writes it; also the form of a ``Baseline``.
///
/// Texts that are no findings, where they are explained, follow those of their page (``ClearanceRecord``).
struct JSONLinesReport: ReportWriter {
  private let sink: ByteSink
  private var writer = JSONWriter()

  init(_ sink: ByteSink) { self.sink = sink }

  mutating func write(_ page: SitePage) throws(FormatError) {
    guard case .success(let report) = page.outcome else { return }
    for found in report.findings {
      writer.removeAll()
      FindingRecord(found, page: page.page).write(to: &writer)
      writer.endLine()
      try sink.write(writer.bytes)
    }
    for cleared in report.clearances {
      writer.removeAll()
      ClearanceRecord(cleared, page: page.page).write(to: &writer)
      writer.endLine()
      try sink.write(writer.bytes)
    }
  }

  mutating func finish(_ report: SiteReport) throws(FormatError) {}
}
