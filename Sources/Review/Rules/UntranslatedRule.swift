import Bitext
import ICU
import Languages

/// Finds text that was left in another language.
///
/// Evidence, the strongest first: the memory knows exactly this text as one of another language; a glossary does; the
/// reference page has the same text; the text is in a script that the page's language does not use; its words are of
/// another language. Names, numbers, code, URLs and terms that are not translated are no findings, nor is a text that
/// the memory knows as one of the page's language.
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

  func decide(_ segment: ReviewedSegment) throws -> Decision {
    guard segment.words.contains(where: { !$0.isMasked }), let whole = segment.wordSpan else {
      return .cleared(.noWords)
    }
    if let finding = try knownElsewhere(whole, of: segment) { return .found([finding]) }
    if let finding = try sameInReference(segment) { return .found([finding]) }
    let hasForeignScript =
      !ownScripts.isEmpty && segment.words.contains { isForeign($0) && $0.script != .latin }
    var findings = hasForeignScript || isMixed(segment) ? try written(segment) : []
    if findings.isEmpty, !hasForeignScript {
      let verdict = speech.verdict(on: segment, where: counting(segment))
      if let verdict, isName(verdict, in: segment) { return .cleared(.name) }
      findings = try verdict.map { [try finding(by: $0, of: segment)] } ?? []
    }
    guard !findings.isEmpty else {
      return .cleared(
        hasForeignScript ? .mention("\(name(options.target)) is not written in that script") : .noEvidence)
    }
    if try options.renderings?.isKnown(segment.trimmed, in: options.target) == true {
      return .cleared(.known)
    }
    if LanguageNames.isOwnName(segment.trimmed) { return .cleared(.languageName) }
    return .found(findings)
  }

  /// Whether Latin words stand among words of a page that is written in another script.
  ///
  /// They are judged by themselves: a product, a menu or a term in brackets says nothing of the words around it.
  private func isMixed(_ segment: ReviewedSegment) -> Bool {
    !ownScripts.isEmpty && !ownScripts.contains(.latin)
      && segment.words.contains { isForeign($0) && $0.script == .latin }
      && segment.words.contains { !$0.isMasked && $0.letters > 1 && !$0.isForeign(to: ownScripts) }
  }

  /// Which words of a segment are judged together; nil stands for all.
  private func counting(_ segment: ReviewedSegment) -> ((SegmentWords.Word) -> Bool)? {
    isMixed(segment) ? { [ownScripts] in !$0.isForeign(to: ownScripts) } : nil
  }

  private func isName(_ verdict: SegmentSpeech.Verdict, in segment: ReviewedSegment) -> Bool {
    let words = segment.words.filter { !$0.isMasked && verdict.range.overlaps($0.range) }
    return segment.block.kind != .control
      && NameShape.isName(words, in: segment.text, takenFor: verdict.language)
  }

  /// Why a segment without findings is fine, for people; costs as much as the decision.
  func clearance(of segment: ReviewedSegment) -> Clearance.Reason {
    guard let judged = speech.judgement(of: segment, where: counting(segment)) else {
      // Nothing speaks for any other language: there is no word, or all are of the page's.
      return speech.evidence(for: segment.text).language.commonLanguage == options.target.commonLanguage
        ? .spoken(own: 1, other: nil, share: 0) : .noEvidence
    }
    let (other, share) = (judged.other.language, judged.other.probability)
    return judged.own < share
      ? .tooFewWords(other, share: share) : .spoken(own: judged.own, other: other, share: share)
  }

  /// The finding on a text between two findings of one language, where its words may be of that language too.
  func finding(in segment: ReviewedSegment, between language: LanguageTag) throws -> Finding? {
    guard let verdict = speech.verdict(on: segment, between: language),
      try options.renderings?.isKnown(segment.trimmed, in: options.target) != true,
      !LanguageNames.isOwnName(segment.trimmed)
    else { return nil }
    return try finding(by: verdict, of: segment)
  }

  private func isForeign(_ word: SegmentWords.Word) -> Bool {
    !word.isMasked && word.isForeign(to: ownScripts)
  }

  // MARK: - Evidence from memory and glossary

  private func knownElsewhere(_ range: Range<Int>, of segment: ReviewedSegment) throws -> Finding? {
    if let memory = options.renderings {
      let trimmed = segment.trimmedRange
      // With the punctuation around it, and without.
      for place in range == trimmed ? [range] : [trimmed, range] {
        let candidate = segment.text.slice(utf8: place)
        let known = try memory.renderings(ofExactly: candidate, into: options.target).filter {
          isWanted($0.source) && $0.text != candidate
        }
        guard let best = known.first, try !memory.isKnown(candidate, in: options.target) else { continue }
        var finding = segment.finding(
          Self.identifier, place, language: best.source, confidence: 0.99,
          evidence: ["the memory has exactly this text in \(name(best.source)) (\(best.origin))"])
        finding.suggestions = unique(known.map { .init(text: $0.text, source: $0.origin, score: $0.score) })
        return finding
      }
    }
    for (language, term) in segment.terms
    where term.range == range && term.isTranslatable && isWanted(language)
      && !options.target.isServed(by: language)
    {
      let candidate = segment.text.slice(utf8: range)
      let renderings = term.renderings(in: options.target)
      guard let rendering = renderings.first,
        !renderings.contains(where: { $0.lowercased() == candidate.lowercased() })
      else { continue }
      var finding = segment.finding(
        Self.identifier, range, language: language, confidence: 0.9,
        evidence: ["the glossary has '\(term.term)' in \(name(language))"])
      finding.suggestions = [.init(text: rendering, source: "glossary", score: 100)]
      return finding
    }
    return nil
  }

  /// A finding where the reference page has the same text, unless it is made of names or of words that both
  /// languages have.
  private func sameInReference(_ segment: ReviewedSegment) throws -> Finding? {
    guard let reference = options.reference, reference.contains(segment.trimmed),
      let verdict = speech.sameTextVerdict(on: segment), !isName(verdict, in: segment),
      try options.renderings?.isKnown(segment.trimmed, in: options.target) != true,
      !LanguageNames.isOwnName(segment.trimmed)
    else { return nil }
    var finding = try finding(by: verdict, of: segment)
    finding.language = reference.language ?? finding.language
    finding.candidates = [finding.language]
    finding.evidence.insert("the reference page has exactly this text", at: 0)
    return finding
  }

  private func isWanted(_ language: LanguageTag) -> Bool {
    options.sources.isEmpty || options.sources.contains { $0.isServed(by: language) }
  }

  // MARK: - Evidence from the script

  /// Findings in text with words in a script that the page's language does not use.
  private func written(_ segment: ReviewedSegment) throws -> [Finding] {
    let counted = segment.words.filter { !$0.isMasked }
    guard let first = counted.first, let last = counted.last else { return [] }
    let span = first.range.lowerBound..<last.range.upperBound
    return try ForeignPhrase.phrases(in: segment.words, ownScripts: ownScripts).compactMap { phrase in
      guard let confidence = phrase.confidence(isAll: phrase.range == span) else { return nil }
      let finding = try finding(phrase.range, confidence: confidence, of: segment)
      // A list of commands or products is no sentence of any language.
      let isList = phrase.isLatin && phrase.range != span && finding.language.isUndetermined
      return isList ? nil : finding
    }
  }

  private func finding(_ range: Range<Int>, confidence: Double, of segment: ReviewedSegment) throws -> Finding
  {
    let text = segment.text.slice(utf8: range)
    var finding = segment.finding(Self.identifier, range, confidence: confidence)
    let evidence = speech.evidence(for: text)
    finding.language = evidence.language
    finding.candidates = evidence.candidates.filter { !options.target.isServed(by: $0) }
    finding.evidence = evidence.reasons + ["\(name(options.target)) is not written in that script"]
    guard !evidence.language.isUndetermined else { return finding }
    finding.suggestions = try close(to: text, in: evidence.language)
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

  // MARK: - Evidence from the words

  private func finding(by verdict: SegmentSpeech.Verdict, of segment: ReviewedSegment) throws -> Finding {
    var finding = segment.finding(
      Self.identifier, verdict.range, language: verdict.language, confidence: verdict.confidence,
      evidence: verdict.reasons)
    finding.suggestions = try close(to: finding.text, in: verdict.language)
    return finding
  }

  private func close(to text: String, in language: LanguageTag) throws -> [Finding.Suggestion] {
    let close = try options.renderings?.renderings(closeTo: text, from: language, into: options.target) ?? []
    return unique(close.map { .init(text: $0.text, source: $0.origin, score: $0.score) })
  }

  private func unique(_ suggestions: [Finding.Suggestion]) -> [Finding.Suggestion] {
    var seen: Set<String> = []
    return suggestions.filter { seen.insert($0.text).inserted }
  }

  private func name(_ tag: LanguageTag) -> String { LanguageNames.name(of: tag) }
}
