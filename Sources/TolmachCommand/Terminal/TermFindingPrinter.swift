import Tolmach

/// Shows findings in translations to people.
struct TermFindingPrinter {
  let terminal: Terminal

  /// Shows a finding: where, what, the two texts with its place underlined, and what could stand there.
  func print(_ found: BilingualFinding, in text: BilingualText, file: String) {
    let finding = found.finding
    let name = found.id.map { " (\($0.cleaned))" } ?? ""
    let place = terminal.styled("\(file.cleaned): unit \(found.number)\(name):", .bold)
    let severity = terminal.styled("\(finding.severity.rawValue):", .bold, color(of: finding.severity))
    terminal.line("\(place) \(severity) \(headline(of: found)) [\(finding.rule)]")
    let (source, target) = (text.source, text.target)
    detail("source", found.side == .source ? marked(source, finding) : source.cleaned)
    detail("target", found.side == .target ? marked(target, finding) : target.cleaned)
    for reason in finding.evidence { detail("because", reason.cleaned) }
    if !finding.suggestions.isEmpty {
      detail(
        "suggest",
        finding.suggestions.map { terminal.styled($0.text.cleaned, .green) }.joined(separator: " | "))
    }
    terminal.line()
  }

  private func headline(of found: BilingualFinding) -> String {
    let text = found.finding.text.cleaned
    return switch found.kind {
    case .missing: "'\(text)' is not rendered as the glossary says"
    case .forbidden: "'\(text)' must not be used"
    case .deprecated: "'\(text)' should no longer be used"
    case .translated: "'\(text)' should stay as it is"
    case .inconsistent: "'\(text)' was rendered otherwise before"
    }
  }

  private func marked(_ text: String, _ finding: Finding) -> String {
    let place = finding.place.clamped(to: 0..<text.utf8.count)
    let found = String(text.bytes(place)).cleaned
    return String(text.bytes(0..<place.lowerBound)).cleaned
      + (terminal.isColored ? terminal.styled(found, .underlined, color(of: finding.severity)) : "[\(found)]")
      + String(text.bytes(place.upperBound..<text.utf8.count)).cleaned
  }

  private func detail(_ label: String, _ text: String) {
    terminal.line("    " + terminal.styled("\(label):".padded(to: 9), .dim) + text)
  }

  private func color(of severity: Finding.Severity) -> Style {
    switch severity {
    case .error: .red
    case .warning: .yellow
    case .note: .cyan
    }
  }
}
