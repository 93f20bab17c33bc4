import XML

extension SRXDocument {
  /// Reads an SRX file.
  ///
  /// Namespaces may be missing or wrong, and elements of other namespaces are passed over.
  ///
  /// - Parameters:
  ///   - bytes: the file, in UTF-8.
  ///   - file: its name, for messages.
  /// - Throws: ``SRXError`` where the file is no XML, no SRX, or a rule is not complete.
  public init(reading bytes: [UInt8], file: String) throws {
    self.init()
    var state = SRXReadingState(file: file)
    var parser = try XMLStreamParser()
    var document = self
    try parser.feed(bytes, atEnd: true) { event, position in
      try state.read(event, line: position.line, into: &document)
    } problem: { problem in
      guard problem.isError else { return }
      throw SRXError(file: file, line: problem.position.line, message: problem.message)
    }
    guard state.isSRX else {
      throw SRXError(file: file, line: 1, message: "this is no SRX file: its root is not 'srx'")
    }
    self = document
  }
}

/// Where the reader stands.
private struct SRXReadingState {
  let file: String
  var isSRX = false
  private var name: String?
  private var rule: SRXDocument.Rule?
  private var isBefore: Bool?

  init(file: String) { self.file = file }

  mutating func read(_ event: XMLEvent, line: Int, into document: inout SRXDocument) throws {
    switch event {
    case .start(let tag): try start(tag, line: line, in: &document)
    case .text(let text):
      guard let isBefore else { return }
      if isBefore { rule?.before += text } else { rule?.after += text }
    case .end(let element):
      switch element {
      case "beforebreak", "afterbreak": isBefore = nil
      case "rule":
        if let rule, let last = document.languageRules.indices.last {
          document.languageRules[last].rules.append(rule)
        }
        rule = nil
      default: break
      }
    }
  }

  private mutating func start(_ tag: XMLStartTag, line: Int, in document: inout SRXDocument) throws {
    func isYes(_ attribute: String, otherwise: Bool) -> Bool {
      guard let value = tag[attribute]?.lowercased() else { return otherwise }
      return value == "yes" || value == "true"
    }
    func required(_ attribute: String) throws -> String {
      guard let value = tag[attribute] else {
        throw SRXError(file: file, line: line, message: "'\(tag.name)' has no attribute '\(attribute)'")
      }
      return value
    }
    guard isSRX || tag.name == "srx" else { return }
    switch tag.name {
    case "srx":
      isSRX = true
      document.version = tag["version"] ?? "2.0"
    case "header":
      // Version 1.0 knows no cascade.
      document.cascades = isYes("cascade", otherwise: false)
      document.segmentsSubflows = isYes("segmentsubflows", otherwise: true)
    case "formathandle":
      switch tag["type"] {
      case "start": document.formatHandling.includesStart = isYes("include", otherwise: false)
      case "end": document.formatHandling.includesEnd = isYes("include", otherwise: true)
      case "isolated": document.formatHandling.includesIsolated = isYes("include", otherwise: false)
      default: break
      }
    case "options": document.usesUnicodeBreaks = isYes("useIcu4jBreakRules", otherwise: false)
    case "languagerule": document.languageRules.append(.init(name: try required("languagerulename")))
    case "rule" where !document.languageRules.isEmpty:
      rule = SRXDocument.Rule(breaks: isYes("break", otherwise: true), before: "", after: "", line: line)
    case "beforebreak": isBefore = rule == nil ? nil : true
    case "afterbreak": isBefore = rule == nil ? nil : false
    case "languagemap":
      document.languageMaps.append(
        .init(pattern: try required("languagepattern"), name: try required("languagerulename")))
    default: break
    }
  }
}
