public import Bitext

/// Compares the terms of texts with those of their translations: the rule `terminology`.
///
/// A term of the source wants one of its renderings in the target, in any form; what must not be used or should no longer be is
/// reported where it stands; what stays as it is must stand there; and one name has one rendering in a document. A term inside a
/// longer term is not asked for on its own.
///
/// One value checks one document, from its first unit to its last; ``begin()`` starts another.
public struct TerminologyRule: Sendable {
  /// The name that commands and reports use.
  public static let identifier = "terminology"

  private let terms: any TermSource
  private let source: LanguageTag
  private let target: LanguageTag
  /// How each term of each entry was rendered first, and in which unit.
  private var renderings: [String: [String: (term: String, number: Int)]] = [:]

  /// Creates the rule for a pair of languages.
  public init(terms: any TermSource, source: LanguageTag, target: LanguageTag) {
    self.terms = terms
    self.source = source
    self.target = target
  }

  /// Starts another document.
  public mutating func begin() { renderings = [:] }

  /// The findings in a text and its translation, in the order of the texts.
  ///
  /// - Throws: what the glossary throws.
  public mutating func findings(in text: BilingualText) throws -> [BilingualFinding] {
    let wanted = try terms.terms(in: text.source, language: source)
    let present = try terms.nestedTerms(in: text.target, language: target)
    var findings: [BilingualFinding] = []
    var reported: Set<String> = []
    for place in Self.grouped(wanted) where place.allSatisfy({ reported.insert($0.concept).inserted }) {
      findings += check(place, in: text, present: present)
    }
    let concepts = Set(wanted.map(\.concept))
    for place in Self.grouped(present) {
      if let finding = unwanted(place, in: text, concepts: concepts, present: present) {
        findings.append(finding)
      }
    }
    return findings
  }

  /// The terms that share a place: what a word may mean.
  private static func grouped(_ terms: [KnownTerm]) -> [[KnownTerm]] {
    var groups: [[KnownTerm]] = []
    var places: [Range<Int>: Int] = [:]
    for term in terms {
      if let known = places[term.range] {
        groups[known].append(term)
      } else {
        places[term.range] = groups.count
        groups.append([term])
      }
    }
    return groups
  }

  /// Looks for a rendering of what stands at a place of the source.
  private mutating func check(
    _ meanings: [KnownTerm], in text: BilingualText, present: [KnownTerm]
  ) -> [BilingualFinding] {
    for meaning in meanings {
      if let used = present.first(where: { $0.concept == meaning.concept && $0.isUsable && !$0.isUncertain })
      {
        return inconsistency(of: meaning, used: used, in: text).map { [$0] } ?? []
      }
    }
    guard let meaning = meanings.first(where: { !$0.isUncertain }) else { return [] }
    if !meaning.isTranslatable {
      if text.target.contains(meaning.term) || text.target.contains(text.source.slice(utf8: meaning.range)) {
        return []
      }
      return [
        finding(
          .translated, .source, meaning, in: text, confidence: 0.9, suggestions: [meaning.term],
          because: "'\(meaning.term)' stays as it is in every language")
      ]
    }
    // A wrong rendering is reported where it stands, and not as missing too.
    if present.contains(where: { $0.concept == meaning.concept && !$0.isUsable }) { return [] }
    let renderings = meaning.renderings(in: target)
    guard !renderings.isEmpty else { return [] }
    let isAmbiguous = meanings.count > 1
    var because = "the source has '\(meaning.term)', the target none of its renderings"
    if isAmbiguous { because += "; the word may also mean another entry" }
    return [
      finding(
        .missing, .source, meaning, in: text, confidence: isAmbiguous ? 0.6 : meaning.isExact ? 0.8 : 0.75,
        suggestions: renderings, because: because)
    ]
  }

  /// One name, one rendering: the first in the document counts.
  private mutating func inconsistency(
    of meaning: KnownTerm, used: KnownTerm, in text: BilingualText
  ) -> BilingualFinding? {
    guard let first = renderings[meaning.concept]?[meaning.term] else {
      renderings[meaning.concept, default: [:]][meaning.term] = (used.term, text.number)
      return nil
    }
    guard first.term != used.term else { return nil }
    return finding(
      .inconsistent, .target, used, in: text, confidence: 0.65, suggestions: [first.term],
      because: "'\(meaning.term)' is '\(first.term)' in unit \(first.number) and '\(used.term)' here")
  }

  /// A term of the target that must not or should not be used, unless its place can be read as one that may.
  private func unwanted(
    _ meanings: [KnownTerm], in text: BilingualText, concepts: Set<String>, present: [KnownTerm]
  ) -> BilingualFinding? {
    guard let wrong = meanings.first(where: { !$0.isUsable && !$0.isUncertain }),
      !meanings.contains(where: \.isUsable), !isInside(wrong.range, ofOneOf: present)
    else { return nil }
    let isForbidden = wrong.isForbidden
    let isRendering = concepts.contains(wrong.concept)
    let word = isForbidden ? "must not be used" : "should no longer be used"
    return finding(
      isForbidden ? .forbidden : .deprecated, .target, wrong, in: text,
      confidence: (isForbidden ? 0.95 : 0.7) - (isRendering ? 0 : 0.2),
      suggestions: wrong.renderings(in: target),
      because: "the glossary says that '\(wrong.term)' \(word)")
  }

  /// Whether a place is part of a longer term.
  private func isInside(_ range: Range<Int>, ofOneOf terms: [KnownTerm]) -> Bool {
    terms.contains { term in
      term.range != range && term.range.lowerBound <= range.lowerBound
        && range.upperBound <= term.range.upperBound
    }
  }

  private func finding(
    _ kind: BilingualFinding.Kind, _ side: BilingualFinding.Side, _ term: KnownTerm, in text: BilingualText,
    confidence: Double, suggestions: [String], because: String
  ) -> BilingualFinding {
    let whole = side == .source ? text.source : text.target
    return BilingualFinding(
      kind: kind, number: text.number, id: text.id, side: side,
      finding: Finding(
        rule: Self.identifier, severity: Finding.Severity(confidence: confidence), place: term.range,
        text: whole.slice(utf8: term.range), context: text.id.map { "unit \($0)" } ?? "unit \(text.number)",
        language: side == .source ? source : target, candidates: [], confidence: confidence,
        evidence: [because],
        suggestions: suggestions.prefix(5).map {
          Finding.Suggestion(text: $0, source: "glossary", score: 100)
        }))
  }
}
