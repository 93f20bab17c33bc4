import Formats
import Review
import XML

/// JUnit XML: a suite a page, a test a finding, as build servers read it.
///
/// Findings below the severity that fails are told in the suite's output. Valid by the schema of Ant's JUnit task, which
/// build servers share; so the suites' names and dates are there, and times, which nobody took, are 0.
struct JUnitReport: ReportWriter {
  private let sink: ByteSink
  private let options: ReportOptions
  private let date: String
  private var suiteCount = 0

  init(_ sink: ByteSink, options: ReportOptions) {
    self.sink = sink
    self.options = options
    let text = options.date.description
    let time = text.dropFirst(9)
    date =
      "\(options.date.date)T\(time.prefix(2)):\(time.dropFirst(2).prefix(2)):\(time.dropFirst(4).prefix(2))"
  }

  mutating func write(_ page: SitePage) throws(FormatError) {
    try start()
    var tests = ""
    var output = ""
    var (testCount, failureCount, errorCount) = (0, 0, 0)
    switch page.outcome {
    case .failure(let error):
      (testCount, errorCount) = (1, 1)
      tests = test(
        "readable", page: page.page,
        content: element("error", message: "\(error)", type: "unreadable", text: ""))
    case .success(let report):
      for found in report.findings {
        guard found.finding.severity >= options.failingOn else {
          output += line(found, page: page.page) + "\n"
          continue
        }
        testCount += 1
        failureCount += 1
        tests += test(
          "\(found.finding.rule) \(found.excerpt.position)", page: page.page,
          content: element(
            "failure", message: found.finding.message, type: found.finding.rule,
            text: details(found, page: page.page)))
      }
      if testCount == 0 {
        testCount = 1
        tests = test("no findings", page: page.page, content: "")
      }
    }
    let name = attribute(page.page)
    try sink.write(
      """
        <testsuite id="\(suiteCount)" package="tolmach" name="\(name)" timestamp="\(date)" hostname="localhost" \
      tests="\(testCount)" failures="\(failureCount)" errors="\(errorCount)" time="0">
          <properties/>
      \(tests)    <system-out>\(XMLText.escaped(output))</system-out>
          <system-err/>
        </testsuite>

      """)
    suiteCount += 1
  }

  mutating func finish(_ report: SiteReport) throws(FormatError) {
    if suiteCount == 0 { try start() }
    try sink.write("</testsuites>\n")
  }

  private func start() throws(FormatError) {
    if suiteCount == 0 { try sink.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n") }
  }

  private func test(_ name: String, page: String, content: String) -> String {
    let start = "    <testcase classname=\"\(attribute(page))\" name=\"\(attribute(name))\" time=\"0\""
    return content.isEmpty ? start + "/>\n" : start + ">\n      \(content)\n    </testcase>\n"
  }

  private func element(_ name: String, message: String, type: String, text: String) -> String {
    "<\(name) message=\"\(attribute(message))\" type=\"\(attribute(type))\">\(XMLText.escaped(text))</\(name)>"
  }

  private func line(_ found: PageChecker.LocatedFinding, page: String) -> String {
    "\(page):\(found.excerpt.position): \(found.finding.severity.rawValue): \(found.finding.message)"
  }

  private func details(_ found: PageChecker.LocatedFinding, page: String) -> String {
    let finding = found.finding
    let reasons = finding.evidence.map { "because: \($0)" }
    let suggestions = finding.suggestions.map { "suggest: \($0.text) (\($0.source))" }
    return
      ([line(found, page: page), "in: \(finding.context), \(finding.confidenceText) sure"] + reasons
      + suggestions)
      .joined(separator: "\n")
  }

  private func attribute(_ text: String) -> String {
    // A name must not be empty, whatever could not be written.
    let escaped = XMLText.escaped(text, place: .attribute)
    return escaped.isEmpty ? "?" : escaped
  }
}
