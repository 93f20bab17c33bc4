import Bitext
import ICU

/// Finds terms that stay as they are in every language, but were translated.
///
/// Two signs: a rendering that the glossary has for a term that is not translated; and a term on the page in the source
/// language that the page does not have at all.
struct KeptTermRule: Rule {
  static let identifier = "do-not-translate"

  private let options: ReviewOptions
  /// The terms of the reference page that stay as they are, and how often they stand there.
  private let expected: [(term: String, count: Int)]

  /// - Throws: what the glossaries throw.
  init(_ options: ReviewOptions) throws {
    self.options = options
    guard let terms = options.terms, let reference = options.reference else {
      expected = []
      return
    }
    var counts: [String: Int] = [:]
    let language = reference.language
    for text in reference.texts {
      for language in language.map({ [$0] }) ?? terms.languages {
        for term in try terms.terms(in: text, language: language) where !term.isTranslatable {
          counts[term.term, default: 0] += 1
        }
      }
    }
    expected = counts.sorted { $0.key < $1.key }.map { (term: $0.key, count: $0.value) }
  }

  func decide(_ segment: ReviewedSegment) throws -> Decision {
    var findings: [Finding] = []
    for (language, term) in segment.terms
    where !term.isTranslatable && options.target.isServed(by: language) {
      let originals = term.renderings.filter { !options.target.isServed(by: $0.key) }
        .sorted { $0.key.identifier < $1.key.identifier }
      guard let original = originals.first?.value.first,
        !originals.contains(where: { $0.value.contains(term.term) })
      else { continue }
      var finding = segment.finding(
        Self.identifier, term.range, language: language, confidence: 0.9,
        evidence: ["the glossary says that '\(original)' is not translated"])
      finding.suggestions = [.init(text: original, source: "glossary", score: 100)]
      findings.append(finding)
    }
    return findings.isEmpty ? .silent : .found(findings)
  }

  /// Findings for the terms of the reference page that a page does not have.
  ///
  /// - Parameters:
  ///   - seen: the terms that the page has.
  ///   - place: the first text of the page, to show something.
  func findings(missingFrom seen: Set<String>, at place: Range<Int>, of text: String) -> [Finding] {
    expected.filter { !seen.contains($0.term) }.map { term, count in
      Finding(
        rule: Self.identifier, severity: .warning, place: place, text: text, context: "page",
        language: .undetermined, candidates: [], confidence: 0.7,
        evidence: [
          "'\(term)' stays as it is; the reference page has it \(count == 1 ? "once" : "\(count) times"), "
            + "this page never"
        ], suggestions: [.init(text: term, source: "glossary", score: 100)])
    }
  }
}
