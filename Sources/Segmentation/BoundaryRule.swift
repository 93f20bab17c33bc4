/// A rule that decides a candidate whatever the learned figures say.
enum BoundaryRule: String, Sendable, CaseIterable {
  case emptyLine = "an empty line ends a sentence"
  case lineEnd = "the line ends here"
  case wrappedLine = "the line is wrapped inside a sentence"
  case scriptMark = "the mark ends sentences and nothing else in its script"
  case listItem = "the next item of a list follows"
  case bullet = "a bullet follows"
  case listMarker = "the number or letter of a list item stays with its text"
  case title = "a title stands before a name"
  case reference = "an abbreviation stands before a number"
  case neverFinal = "the abbreviation ends no sentence"
  case abbreviationInSentence = "an abbreviation, and the sentence goes on in lower case"
  case ordinal = "an ordinal number stands before a month"
  case initial = "an initial stands before a name"
  case starter = "a word that opens sentences follows an abbreviation"
  case numberOpens = "a long word that is no abbreviation ends the sentence before a number"
  case timeOfDay = "a time of day ends the sentence"
  case timeOfDayInSentence = "a time of day opens the sentence"
  case invertedMark = "an inverted mark opens the next sentence"
  case spacedEllipsis = "a spaced ellipsis stands inside a sentence"
  case spacedEllipsisEnd = "a full stop with a spaced ellipsis ends the sentence"
  case leadingEllipsis = "an ellipsis opens the next sentence"
  case questionInRow = "a question of one word follows"
  case insideQuotation = "the sentence goes on in lower case after a quotation or a bracket"
  case attachedEllipsis = "an ellipsis without a space joins two words"
  case address = "the mark belongs to an address"

  /// Whether the rule ends the sentence.
  var ends: Bool {
    switch self {
    case .emptyLine, .lineEnd, .scriptMark, .listItem, .bullet, .starter, .timeOfDay, .spacedEllipsisEnd,
      .leadingEllipsis,
      .questionInRow, .invertedMark, .numberOpens:
      true
    default: false
    }
  }
}

extension SentenceEngine {
  /// The rule that decides a candidate, nil where the learned figures must.
  func rule(for context: CandidateContext, in text: ScalarText) -> BoundaryRule? {
    let candidate = context.candidate
    if candidate.lineEnds > 1 { return .emptyLine }
    if let rule = listRule(context) { return rule }
    if candidate.mark == .spacedEllipsis {
      return candidate.ellipsisStops > 3 && context.right.isCapitalised ? .spacedEllipsisEnd : .spacedEllipsis
    }
    if candidate.mark == .foreign, isAlwaysFinal(text.scalar(at: candidate.markStart).value) {
      return .scriptMark
    }
    if language.isUnspaced, context.spacing > 0, candidate.lineEnds == 0 {
      switch candidate.mark {
      case .foreign, .question, .exclamation: return .scriptMark
      default: break
      }
    }
    if candidate.mark == .fullStop, let rule = abbreviationRule(context, in: text) { return rule }
    if candidate.lineEnds == 1 { return lineRule(context) }
    if context.next == 0xA1 || context.next == 0xBF, context.spacing > 0 {
      switch candidate.mark {
      case .fullStop, .exclamation, .question, .ellipsis: return .invertedMark
      default: break
      }
    }
    let goesOn = context.opener == 0 && (context.right.shape == .lower || context.right.shape == .shortLower)
    if candidate.mark == .ellipsis, context.spacing == 0, candidate.closers == 0, !language.isUnspaced {
      return .attachedEllipsis
    }
    if candidate.mark == .fullStop, candidate.closers > 0, goesOn { return .insideQuotation }
    if context.spacing > 0, candidate.mark == .fullStop, context.next == 0x2E,
      text.has("...", at: candidate.position),
      context.right.length > 0, context.right.range.lowerBound == candidate.position + 3
    {
      return .leadingEllipsis
    }
    if candidate.mark == .question, context.spacing == 1,
      context.right.shape == .lower || context.right.shape == .shortLower,
      text.byte(context.right.range.upperBound) == 0x3F
    {
      return .questionInRow
    }
    return nil
  }

  private func listRule(_ context: CandidateContext) -> BoundaryRule? {
    let candidate = context.candidate
    if candidate.isAfterListMarker { return .listMarker }
    if candidate.continuesList { return .listItem }
    switch context.next {
    case 0x2022, 0x2043, 0x2023, 0x25E6, 0x25AA, 0x25A0, 0x25CF: return .bullet
    default: return nil
    }
  }

  private func abbreviationRule(_ context: CandidateContext, in text: ScalarText) -> BoundaryRule? {
    let candidate = context.candidate
    let right = context.right
    guard candidate.closers == 0 else { return nil }
    let isNumber =
      right.shape == .digits || right.shape == .year || right.shape == .longDigits || right.shape == .mixed
    switch context.leftKind {
    case .title:
      if context.opener == 0, right.length > 0,
        right.isCapitalised || right.shape == .caseless || right.shape == .lower
      {
        return .title
      }
    case .reference:
      if isNumber, context.opener == 0 { return .reference }
    case .never:
      if right.length > 0 { return .neverFinal }
    case .plain, .none: break
    }
    if context.leftKind == .none, context.left.shape == .lower, context.left.length > 5, isNumber,
      context.opener == 0,
      context.spacing == 1
    {
      return .numberOpens
    }
    if context.leftKind != .none, right.shape == .lower || right.shape == .shortLower {
      return .abbreviationInSentence
    }
    if context.left.shape == .digits, words.isMonth(right), context.spacing <= 2 { return .ordinal }
    if context.left.shape == .dotted || context.leftKind == .plain || context.left.shape == .initial,
      right.isCapitalised, context.opener == 0
    {
      if isTimeOfDay(context.left, in: text) {
        return candidate.state.words > 4 ? .timeOfDay : .timeOfDayInSentence
      }
      if context.isStarter, candidate.state.words > 1 { return .starter }
      if context.left.shape == .initial, context.spacing == 1, right.shape == .capital, right.length > 1 {
        return candidate.lineEnds == 0 ? .initial : nil
      }
    }
    return nil
  }

  private func isTimeOfDay(_ word: ContextWord, in text: ScalarText) -> Bool {
    guard word.range.count == 3 else { return false }
    let start = word.range.lowerBound
    return text.byte(start + 1) == 0x2E && text.byte(start + 2) | 0x20 == 0x6D
      && (text.byte(start) | 0x20 == 0x61 || text.byte(start) | 0x20 == 0x70)
  }

  /// A line end ends a sentence, unless the lines are those of wrapped prose.
  private func lineRule(_ context: CandidateContext) -> BoundaryRule {
    let candidate = context.candidate
    switch candidate.mark {
    case .fullStop, .question, .exclamation, .ellipsis, .foreign:
      return context.right.shape == .lower && candidate.mark == .fullStop && context.leftKind != .none
        ? .wrappedLine : .lineEnd
    default: break
    }
    guard candidate.isProse else { return .lineEnd }
    let goesOn =
      !context.right.isCapitalised && context.opener != 3 && context.opener != 4 && context.right.length > 0
    if goesOn, context.right.shape != .mixed { return .wrappedLine }
    // A long line without a mark was wrapped, whatever follows.
    return candidate.position - candidate.lineStart > 60 && context.opener < 3 ? .wrappedLine : .lineEnd
  }

  /// Marks that have no other use: danda, Ethiopic, Burmese, Khmer, Armenian, Tibetan, Urdu full stops.
  private func isAlwaysFinal(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0589, 0x06D4, 0x0964, 0x0965, 0x104A, 0x104B, 0x1362, 0x1367, 0x1368, 0x17D4, 0x17D5,
      0x0700...0x0702, 0x0F0D, 0x0F0E,
      0x1803, 0x1809:
      true
    default: false
    }
  }
}
