public import Bitext
import Segmentation

/// The review of one page, block by block.
public struct PageReview {
  private let reviewer: PageReviewer
  private let language: LanguageTag?
  private let explains: Bool
  private var tally = LanguageTally()
  private var keptTerms: Set<String> = []
  private var firstPlace: (text: String, place: Range<Int>)?
  /// The language of the text before, where that stands alone and is a finding.
  private var languageBefore: LanguageTag?
  /// A text that stands alone after such a finding, and may be of the same language.
  private var doubtful: (segment: ReviewedSegment, language: LanguageTag)?

  /// The texts that stand alone before this one, where they may be a list of names.
  private var nameRun = NameRun()

  /// The findings so far, in the order of the text of each block.
  public private(set) var findings: [Finding] = []
  /// The texts that are no findings, where they are asked for.
  public private(set) var clearances: [Clearance] = []

  init(_ reviewer: PageReviewer, language: LanguageTag?, explains: Bool) {
    self.reviewer = reviewer
    self.language = language
    self.explains = explains
  }

  /// Reviews a block.
  ///
  /// One that declares a language other than the page's is foreign on purpose and has no findings.
  ///
  /// - Throws: ``ICU/ICUError``, or what the memory and glossaries throw.
  public mutating func add(_ block: Block) throws {
    let target = reviewer.options.target
    guard block.isTranslatable else { return clear(block, .keptByPage) }
    if let own = block.language, let language, own != language, !target.isServed(by: own) {
      return clear(block, .declared(own))
    }
    let reviewed = ReviewedBlock(block)
    for segment in try reviewer.segmenter.segments(of: block, language: target) {
      for piece in reviewed.pieces(of: segment) {
        try add(ReviewedSegment(piece, of: reviewed, options: reviewer.options))
      }
    }
  }

  private mutating func add(_ segment: ReviewedSegment) throws {
    if firstPlace == nil, !segment.trimmed.isEmpty {
      firstPlace = (segment.trimmed, segment.place(of: segment.trimmedRange))
    }
    for (_, term) in segment.terms where !term.isTranslatable { keptTerms.insert(term.term) }
    var found: [Finding] = []
    var decision = Decision.silent
    if let rule = reviewer.untranslated {
      decision = try rule.decide(segment)
      if case .found(let findings) = decision { found = findings }
    }
    if found.isEmpty, let rule = reviewer.wrongLanguage, case .found(let others) = try rule.decide(segment) {
      found = others
    }
    tally.add(segment, found)
    try lookAround(segment, found, decision)
    if explains, found.isEmpty, case .cleared(let reason) = decision {
      clear(segment, reason)
    }
    let entry = nameEntry(segment, found, decision)
    if let rule = reviewer.keptTerms, case .found(let others) = try rule.decide(segment) { found += others }
    findings += found
    clear(nameRun.add(entry))
  }

  /// What a text is to a list of names.
  private func nameEntry(_ segment: ReviewedSegment, _ found: [Finding], _ decision: Decision)
    -> NameRun.Entry
  {
    guard segment.standsAlone, segment.block.kind != .control else { return .other }
    if case .cleared(.name) = decision { return .name }
    let words = segment.words.lazy.filter { !$0.isMasked }
    guard found.count < 2, NameShape.mayBeName(words, in: segment.text) else { return .other }
    if let finding = found.first {
      return NameShape.isListed(words, in: segment.text, takenFor: finding.language)
        ? .possible(finding) : .other
    }
    return words.count > 1 && NameShape.isListed(words, in: segment.text) ? .name : .possible(nil)
  }

  /// Takes findings back that turned out to be names.
  private mutating func clear(_ names: [Finding]) {
    guard !names.isEmpty else { return }
    let names = names.filter { $0.rule == UntranslatedRule.identifier }
    let places = Set(names.map(\.place))
    findings.removeAll { $0.rule == UntranslatedRule.identifier && places.contains($0.place) }
    guard explains else { return }
    clearances += names.map {
      Clearance(rule: $0.rule, place: $0.place, text: $0.text, context: $0.context, reason: .name)
    }
  }

  /// Finds a text that says little by itself, such as an item of a menu, by the findings before and after it.
  private mutating func lookAround(_ segment: ReviewedSegment, _ found: [Finding], _ decision: Decision)
    throws
  {
    let language = segment.standsAlone ? found.first?.language : nil
    if let doubtful, doubtful.language == language,
      let finding = try reviewer.untranslated?.finding(in: doubtful.segment, between: doubtful.language)
    {
      findings.append(finding)
      clearances.removeAll { $0.place == finding.place }
    }
    doubtful = nil
    if let before = languageBefore, segment.standsAlone, found.isEmpty,
      case .cleared(.noEvidence) = decision
    {
      doubtful = (segment, before)
    }
    languageBefore = language
  }

  /// Ends the page: decides on what only the whole page tells.
  public mutating func finish() {
    clear(nameRun.end())
    if let rule = reviewer.wrongLanguage,
      let finding = rule.finding(on: tally, findings: findings, declared: language)
    {
      findings.removeAll {
        [UntranslatedRule.identifier, WrongLanguageRule.identifier].contains($0.rule)
          && $0.language.commonLanguage == finding.language.commonLanguage
      }
      findings.append(finding)
    }
    if let rule = reviewer.keptTerms, let firstPlace {
      findings += rule.findings(missingFrom: keptTerms, at: firstPlace.place, of: firstPlace.text)
    }
  }

  private mutating func clear(_ segment: ReviewedSegment, _ reason: Clearance.Reason) {
    guard !segment.trimmed.isEmpty else { return }
    let known = reason == .noEvidence ? reviewer.untranslated?.clearance(of: segment) : nil
    clearances.append(
      Clearance(
        rule: UntranslatedRule.identifier, place: segment.place(of: segment.trimmedRange),
        text: segment.trimmed, context: segment.block.kind.name, reason: known ?? reason))
  }

  private mutating func clear(_ block: Block, _ reason: Clearance.Reason) {
    guard explains, !block.content.text.trimmedRange.isEmpty else { return }
    clearances.append(
      Clearance(
        rule: UntranslatedRule.identifier, place: block.map.source(of: block.content.text.trimmedRange),
        text: block.content.text.trimmed, context: block.kind.name, reason: reason))
  }
}
