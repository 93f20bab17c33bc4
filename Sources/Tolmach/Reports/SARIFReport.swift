import Formats
public import JSON
import Review
import TranslationMemory
import XML

/// SARIF 2.1.0: what code hosts show beside the lines of a change.
///
/// One result a place, so that each is shown where it stands. A fix is offered where the bytes of the file are the
/// text itself: where tags or references stand in it, replacing them would lose something.
/// Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
struct SARIFReport: ReportWriter {
  private let sink: ByteSink
  private let rules = PageReviewer.ruleNames
  private var writer = JSONWriter()
  private var isStarted = false
  private var hasResults = false

  init(_ sink: ByteSink) { self.sink = sink }

  mutating func write(_ page: SitePage) throws(FormatError) {
    try start()
    guard case .success(let report) = page.outcome else { return }
    var occurrences: [String: Int] = [:]
    for found in report.findings {
      occurrences[found.finding.text, default: 0] += 1
      if hasResults { try sink.write(",") }
      hasResults = true
      writer.removeAll()
      writeResult(found, of: report, page: page.page, occurrence: occurrences[found.finding.text] ?? 1)
      try sink.write(writer.bytes)
    }
  }

  mutating func finish(_ report: SiteReport) throws(FormatError) {
    try start()
    writer.removeAll()
    writer.object { writer in
      writer.field("executionSuccessful", true)
      writer.key("toolExecutionNotifications")
      writer.array { writer in
        for failure in report.failures { Self.writeNotification(failure, to: &writer) }
      }
    }
    try sink.write("],\"invocations\":[")
    try sink.write(writer.bytes)
    try sink.write("]}]}\n")
  }

  private mutating func start() throws(FormatError) {
    guard !isStarted else { return }
    isStarted = true
    writer.removeAll()
    writer.object { [rules] writer in
      writer.key("driver")
      writer.object { writer in
        writer.field("name", "Tolmach")
        writer.field("version", TolmachVersion.current)
        writer.field("semanticVersion", TolmachVersion.current)
        writer.key("rules")
        writer.array { writer in
          for rule in rules { Self.writeRule(rule, to: &writer) }
        }
      }
    }
    try sink.write("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",")
    try sink.write("\"version\":\"2.1.0\",\"runs\":[{\"tool\":")
    try sink.write(writer.bytes)
    try sink.write(",\"columnKind\":\"unicodeCodePoints\",\"results\":[")
  }

  private static func writeRule(_ rule: String, to writer: inout JSONWriter) {
    let description = RuleDescription(rule)
    writer.object { writer in
      writer.field("id", rule)
      writer.field(
        "name", rule.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined())
      writer.field("shortDescription", message: description.summary + ".")
      writer.field("fullDescription", message: description.summary + ".")
      writer.field("help", message: description.help)
      writer.key("defaultConfiguration")
      writer.object { $0.field("level", "warning") }
      writer.key("properties")
      writer.object { $0.field("tags", ["localization"]) }
    }
  }

  private mutating func writeResult(
    _ found: PageChecker.LocatedFinding, of report: PageChecker.Report, page: String, occurrence: Int
  ) {
    let finding = found.finding
    let address = ArtifactAddress.uri(of: page)
    let identity = [address, finding.rule, finding.text, String(occurrence)].joined(separator: "\u{0}")
    let fingerprint = String(UInt64(bitPattern: TextKey.hash(identity.utf8)), radix: 16)
    writer.object { [rules] writer in
      writer.field("ruleId", finding.rule)
      writer.field("ruleIndex", ifPresent: rules.firstIndex(of: finding.rule))
      writer.field("level", finding.severity.rawValue)
      writer.field("message", message: finding.message)
      writer.key("locations")
      writer.array { writer in
        writer.object { writer in
          writer.key("physicalLocation")
          writer.object { writer in
            writer.address(address)
            writer.region("region", of: found)
          }
        }
      }
      writer.key("partialFingerprints")
      writer.object { $0.field("pageRuleText/v1", fingerprint) }
      writer.field("rank", (finding.confidence * 100).rounded(toPlaces: 1))
      Self.writeFixes(of: found, format: report.format, address: address, to: &writer)
      writer.key("properties")
      writer.object { writer in
        writer.field("language", finding.language.identifier)
        writer.field("expectedLanguage", report.target.identifier)
        writer.field("context", finding.context)
        writer.field("confidence", finding.confidence.rounded(toPlaces: 3))
        writer.field("evidence", finding.evidence)
      }
    }
  }

  private static func writeFixes(
    of found: PageChecker.LocatedFinding, format: String, address: String, to writer: inout JSONWriter
  ) {
    let written = String(found.excerpt.line.bytes(found.excerpt.range))
    let fixes = found.finding.suggestions.compactMap { suggestion in
      content(of: suggestion.text, in: format).map { (suggestion, content: $0) }
    }
    guard written == found.finding.text, !fixes.isEmpty else { return }
    writer.key("fixes")
    writer.array { writer in
      for (suggestion, content) in fixes {
        writer.object { writer in
          writer.field("description", message: "Put “\(suggestion.text)” there (\(suggestion.source)).")
          writer.key("artifactChanges")
          writer.array { writer in
            writer.object { writer in
              writer.address(address)
              writer.key("replacements")
              writer.array { writer in
                writer.object { writer in
                  writer.region("deletedRegion", of: found)
                  writer.field("insertedContent", message: content)
                }
              }
            }
          }
        }
      }
    }
  }

  /// A text as a file of the format writes it; nil where that is not known.
  private static func content(of text: String, in format: String) -> String? {
    switch format {
    case "html": XMLText.escaped(text, place: .attribute)
    case "text": text
    default: text.contains { "<>&\"'\\{}[]*_`|\n".contains($0) } ? nil : text
    }
  }

  private static func writeNotification(_ failure: SiteReport.Failure, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("level", "error")
      writer.field("message", message: failure.message)
      writer.key("locations")
      writer.array { writer in
        writer.object { writer in
          writer.key("physicalLocation")
          writer.object { $0.address(ArtifactAddress.uri(of: failure.page)) }
        }
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func field(_ name: String, message text: String) {
    key(name)
    object { $0.field("text", text) }
  }

  fileprivate mutating func address(_ uri: String) {
    key("artifactLocation")
    object { $0.field("uri", uri) }
  }

  fileprivate mutating func region(_ name: String, of found: PageChecker.LocatedFinding) {
    let (start, end) = (found.excerpt.position, found.excerpt.end)
    let place = found.finding.place
    key(name)
    object { writer in
      writer.field("startLine", start.line)
      writer.field("startColumn", start.column)
      writer.field("endLine", end.line)
      writer.field("endColumn", end.column)
      writer.field("byteOffset", place.lowerBound)
      writer.field("byteLength", place.count)
    }
  }
}

extension Bool: JSONWritable {
  /// Writes `true` or `false`.
  public func write(to writer: inout JSONWriter) { writer.append(number: self ? "true" : "false") }
}
