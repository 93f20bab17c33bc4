public import Bitext
public import Formats
public import Review

/// Checks that translations use the terms of the glossaries.
///
/// ```swift
/// let checker = TermChecker(glossary, source: english, target: russian)
/// try checker.check(.file("news.tmx")) { found, text in print(found.finding.text) }
/// ```
public struct TermChecker: Sendable {
  private let knowledge: GlossaryKnowledge
  private let source: LanguageTag
  private let target: LanguageTag
  private let files: BilingualFiles

  /// Creates a checker of a pair of languages.
  ///
  /// - Parameter dictionaries: dictionaries that know more forms of the terms.
  public init(
    _ glossary: Glossary, source: LanguageTag, target: LanguageTag,
    dictionaries: InflectionDictionaries = InflectionDictionaries(), registry: FormatRegistry = .standard
  ) {
    knowledge = GlossaryKnowledge(glossary, dictionaries: dictionaries)
    self.source = source
    self.target = target
    files = BilingualFiles(source: source, target: target, registry: registry)
  }

  /// What a check says of a file as a whole.
  public struct Report: Hashable, Sendable {
    /// The pairs of texts that were compared.
    public var pairs = 0
    /// The findings.
    public var findings = 0
    /// What was wrong with the file.
    public var problems: [Problem] = []
  }

  /// Checks a file, which is one document: a name that is rendered in two ways is found.
  ///
  /// - Throws: ``Formats/FormatError``, or what `body` throws.
  public func check(
    _ file: InputSource, body: (BilingualFinding, BilingualText) throws -> Void
  ) throws -> Report {
    var rule = TerminologyRule(terms: knowledge, source: source, target: target)
    var report = Report()
    report.problems = try files.read(file) { text in
      report.pairs += 1
      for finding in try rule.findings(in: text) {
        report.findings += 1
        try body(finding, text)
      }
    }
    return report
  }
}
