import Bitext
import ICU
import Languages

/// Finds text that was left in another language.
///
/// Evidence, the strongest first: the memory knows exactly this text as one of another language; a glossary does; the text is in a
/// script that the page's language does not use. Names, numbers, code, URLs and terms that are not translated
/// are no findings, nor is a text that the memory knows as one of the page's language.
struct UntranslatedRule: Rule {
  static let identifier = "untranslated"

  private let options: ReviewOptions
  private let speech: SegmentSpeech
  private let ownScripts: Set<Script>

  init(_ options: ReviewOptions) {
    self.options = options
    speech = SegmentSpeech(target: options.target, sources: options.sources)
    ownScripts = LanguageScripts.scripts(of: options.target)
  }

  func findings(in segment: Segment, of reviewed: ReviewedBlock) throws -> [Finding] {
    let text = segment.content.text
    let block = reviewed.block
    let masked = try maskedRanges(of: segment, in: reviewed)
    let words = SegmentWords(in: text, masked: masked).words
    guard let first = words.first(where: { !$0.isMasked }), let last = words.last(where: { !$0.isMasked })
    else {
      return []
    }
    let whole = words[0].range.lowerBound..<words[words.count - 1].range.upperBound
    if let finding = try knownElsewhere(whole, of: segment, in: block) { return [finding] }
    if let finding = try sameInReference(words, of: segment, in: block) { return [finding] }
    let isWholeBlock = reviewed.standsAlone(segment)
    let foreign = words.filter { isForeign($0) && $0.script != .latin }
    if ownScripts.isEmpty || foreign.isEmpty {
      return try spoken(words, of: segment, in: block, isWholeBlock: isWholeBlock)
    }
    if try options.renderings?.isKnown(text.trimmed, in: options.target) == true { return [] }
    if LanguageNames.isOwnName(text.trimmed) { return [] }
    let span = first.range.lowerBound..<last.range.upperBound
    return try phrases(in: words).compactMap { phrase in
      guard let confidence = confidence(of: phrase, span: span, segment: segment, block: block) else {
        return nil
      }
      return try finding(phrase.range, confidence: confidence, of: segment, in: block)
    }
  }

  // MARK: - What counts for nothing

  private func maskedRanges(of segment: Segment, in reviewed: ReviewedBlock) throws -> [Range<Int>] {
    let text = segment.content.text
    var masked = reviewed.untouchable(in: segment.range)
    if let terms = options.terms {
      for language in terms.languages {
        for term in try terms.terms(in: text, language: language)
        where !term.isTranslatable || isSame(term, in: text) {
          masked.append(term.range)
        }
      }
    }
    return masked
  }

  /// Whether the page's language writes a term just as it stands here.
  private func isSame(_ term: KnownTerm, in text: String) -> Bool {
    term.renderings(in: options.target).contains(term.term)
  }

  private func isForeign(_ word: SegmentWords.Word) -> Bool {
    !word.isMasked && !ownScripts.contains(word.script)
  }

  // MARK: - Evidence from memory and glossary

  private func knownElsewhere(_ range: Range<Int>, of segment: Segment, in block: Block) throws -> Finding? {
    let text = segment.content.text
    if let memory = options.renderings {
      // With the punctuation around it, and without.
      for candidate in Set([text.trimmed, text.slice(utf8: range)]) {
        let known = try memory.renderings(ofExactly: candidate, into: options.target).filter {
          isWanted($0.source) && $0.text != candidate
        }
        guard let best = known.first, try !memory.isKnown(candidate, in: options.target) else { continue }
        let place = candidate == text.trimmed ? text.trimmedRange : range
        var finding = makeFinding(place, confidence: 0.99, of: segment, in: block)
        finding.language = best.source
        finding.candidates = [best.source]
        finding.evidence = ["the memory has exactly this text in \(name(best.source)) (\(best.origin))"]
        finding.suggestions = unique(known.map { .init(text: $0.text, source: $0.origin, score: $0.score) })
        return finding
      }
    }
    guard let terms = options.terms else { return nil }
    let candidate = text.slice(utf8: range)
    for language in terms.languages where isWanted(language) && !options.target.isServed(by: language) {
      for term in try terms.terms(in: text, language: language)
      where term.range == range && term.isTranslatable {
        let renderings = term.renderings(in: options.target)
        guard let rendering = renderings.first,
          !renderings.contains(where: { $0.lowercased() == candidate.lowercased() })
        else { continue }
        var finding = makeFinding(range, confidence: 0.9, of: segment, in: block)
        finding.language = language
        finding.candidates = [language]
        finding.evidence = ["the glossary has '\(term.term)' in \(name(language))"]
        finding.suggestions = [.init(text: rendering, source: "glossary", score: 100)]
        return finding
      }
    }
    return nil
  }

  /// A finding where the reference page has the same text, unless it is made of names or of words that both
  /// languages have.
  private func sameInReference(
    _ words: [SegmentWords.Word], of segment: Segment, in block: Block
  ) throws -> Finding? {
    guard let reference = options.reference else { return nil }
    let text = segment.content.text.trimmed
    guard reference.contains(text), let verdict = speech.sameTextVerdict(on: words, of: segment.content.text),
      try options.renderings?.isKnown(text, in: options.target) != true, !LanguageNames.isOwnName(text)
    else { return nil }
    var finding = try finding(by: verdict, of: segment, in: block)
    finding.language = reference.language ?? finding.language
    finding.candidates = [finding.language]
    finding.evidence.insert("the reference page has exactly this text", at: 0)
    return finding
  }

  private func isWanted(_ language: LanguageTag) -> Bool {
    options.sources.isEmpty || options.sources.contains { $0.isServed(by: language) }
  }

  // MARK: - Evidence from the script

  /// A run of foreign words with none of the page's own script between them.
  private struct Phrase {
    var words: [SegmentWords.Word]
    var range: Range<Int> {
      (words.first?.range.lowerBound ?? 0)..<(words.last?.range.upperBound ?? 0)
    }
    var letters: Int { words.reduce(0) { $0 + $1.letters } }
  }

  private func phrases(in words: [SegmentWords.Word]) -> [Phrase] {
    var result: [Phrase] = []
    var current: [SegmentWords.Word] = []
    for word in words {
      if isForeign(word) {
        current.append(word)
      } else if !word.isMasked, !current.isEmpty {
        result.append(Phrase(words: current))
        current = []
      }
    }
    if !current.isEmpty { result.append(Phrase(words: current)) }
    return result
  }

  /// How sure it is that a phrase was left over, or nil where it may well stand as it is.
  private func confidence(of phrase: Phrase, span: Range<Int>, segment: Segment, block: Block) -> Double? {
    let isAll = phrase.range == span
    let count = phrase.words.count
    guard phrase.words.allSatisfy({ $0.script == .latin }) else {
      // A letter or two are a symbol; a word inside a sentence can be a mention.
      let isIdeographic = phrase.words.contains { LanguageScripts.writtenTogether(with: $0.script).count > 1 }
      guard phrase.letters >= (isIdeographic ? 2 : 3) else { return nil }
      return isAll ? (count > 1 || isIdeographic ? 0.97 : 0.85) : count > 1 ? 0.9 : 0.6
    }
    // Latin names and technical words stand in texts of every script.
    let plain = phrase.words.filter { $0.isPlain && $0.letters > 1 }.count
    if isAll { return count >= 2 && plain >= 1 && phrase.letters >= 4 ? 0.9 : nil }
    return count >= 4 && plain >= 2 ? 0.75 : nil
  }

  private func finding(_ range: Range<Int>, confidence: Double, of segment: Segment, in block: Block) throws
    -> Finding
  {
    let text = segment.content.text.slice(utf8: range)
    var finding = makeFinding(range, confidence: confidence, of: segment, in: block)
    let evidence = speech.evidence(for: text)
    finding.language = evidence.language
    finding.candidates = evidence.candidates.filter { !options.target.isServed(by: $0) }
    finding.evidence = evidence.reasons + ["\(name(options.target)) is not written in that script"]
    guard !evidence.language.isUndetermined else { return finding }
    let close =
      try options.renderings?.renderings(closeTo: text, from: evidence.language, into: options.target) ?? []
    finding.suggestions = unique(close.map { .init(text: $0.text, source: $0.origin, score: $0.score) })
    if finding.suggestions.isEmpty, let terms = options.terms {
      let found = try terms.terms(in: text, language: evidence.language)
      finding.suggestions = unique(
        found.compactMap { term in
          term.renderings(in: options.target).first.map {
            .init(text: "\(term.term) → \($0)", source: "glossary", score: 0)
          }
        })
    }
    return finding
  }

  /// Findings in text of the page's own script, or in Latin letters on pages of other scripts.
  private func spoken(
    _ words: [SegmentWords.Word], of segment: Segment, in block: Block, isWholeBlock: Bool
  ) throws -> [Finding] {
    let text = segment.content.text
    guard
      let verdict = speech.verdict(on: words, of: text, isWholeBlock: isWholeBlock)
        ?? speech.inlineVerdict(on: words, of: text)
    else { return [] }
    if try options.renderings?.isKnown(text.trimmed, in: options.target) == true { return [] }
    if LanguageNames.isOwnName(text.trimmed) { return [] }
    return [try finding(by: verdict, of: segment, in: block)]
  }

  private func finding(by verdict: SegmentSpeech.Verdict, of segment: Segment, in block: Block) throws
    -> Finding
  {
    var finding = makeFinding(verdict.range, confidence: verdict.confidence, of: segment, in: block)
    finding.language = verdict.language
    finding.candidates = [verdict.language]
    finding.evidence = verdict.reasons
    let text = segment.content.text.slice(utf8: verdict.range)
    let close =
      try options.renderings?.renderings(closeTo: text, from: verdict.language, into: options.target) ?? []
    finding.suggestions = unique(close.map { .init(text: $0.text, source: $0.origin, score: $0.score) })
    return finding
  }

  private func makeFinding(_ range: Range<Int>, confidence: Double, of segment: Segment, in block: Block)
    -> Finding
  {
    let start = segment.range.lowerBound
    return Finding(
      rule: Self.identifier, severity: Finding.Severity(confidence: confidence),
      place: block.map.source(of: start + range.lowerBound..<start + range.upperBound),
      text: segment.content.text.slice(utf8: range), context: block.kind.name, language: .undetermined,
      candidates: [], confidence: confidence, evidence: [], suggestions: [])
  }

  private func unique(_ suggestions: [Finding.Suggestion]) -> [Finding.Suggestion] {
    var seen: Set<String> = []
    return suggestions.filter { seen.insert($0.text).inserted }
  }

  private func name(_ tag: LanguageTag) -> String { LanguageIdentifier.displayName(of: tag.identifier) }
}
