public import Formats
import Languages

extension AlignmentPageReader {
  /// Reads a file that holds two languages, and says which of its sentences stand together.
  ///
  /// - Parameters:
  ///   - source: the source language; where it is nil, the one that comes first of the two the file has most
  ///     of.
  ///   - target: the target language.
  /// - Throws: ``OneLanguage``, ``Formats/FormatError`` or ``ICU/ICUError``.
  public func bilingualPage(
    _ input: InputSource, from source: LanguageTag? = nil, to target: LanguageTag? = nil
  ) throws -> BilingualPage {
    let file = try read(input)
    let languages = try BilingualLanguages.find(in: file, from: source, to: target)
    let parts = BilingualSplitter(languages).parts(of: file.blocks)
    let groups = BilingualGroups(parts).groups
    var sides: [(grouped: [AlignmentPage.Sentence], groups: [Int], rest: [AlignmentPage.Sentence])] =
      Array(repeating: ([], [], []), count: 2)
    for (index, part) in parts.enumerated() {
      let sentences = try sentences(
        of: file.blocks[part.block], in: part.range, number: part.block, language: languages[part.side])
      if let group = groups[index] {
        sides[part.side].grouped += sentences
        sides[part.side].groups += sentences.map { _ in group }
      } else {
        sides[part.side].rest += sentences
      }
    }
    let addresses = try addresses(of: file)
    let pages = try (0..<2).map { side in
      var sentences = sides[side].grouped + sides[side].rest
      try locate(&sentences, in: file)
      let evidence = LanguageEvidence(language: languages[side], confidence: 1)
      return AlignmentPage(
        name: file.source.name, language: languages[side], evidence: evidence, sentences: sentences,
        addresses: addresses, problems: side == 0 ? file.summary.problems : [])
    }
    return BilingualPage(
      source: pages[0], target: pages[1], sourceGroups: sides[0].groups, targetGroups: sides[1].groups)
  }
}

/// Finds the two languages that a file has most of.
private enum BilingualLanguages {
  private static let leastConfidence = 0.5
  /// Names in another language make no second language.
  private static let leastShare = 0.005

  static func find(
    in file: AlignmentPageReader.File, from source: LanguageTag?, to target: LanguageTag?
  ) throws -> [LanguageTag] {
    if let source, let target { return [source, target] }
    let detector = LanguageDetector()
    var bytes: [LanguageTag: Int] = [:]
    var order: [LanguageTag] = []
    for block in file.blocks {
      for span in detector.spans(in: block.content.text)
      where span.evidence.confidence >= leastConfidence && !span.evidence.language.isUndetermined {
        let language = span.evidence.language
        if bytes[language] == nil { order.append(language) }
        bytes[language, default: 0] += span.range.count
      }
    }
    let total = bytes.values.reduce(0, +)
    let named = source ?? target
    let ranking = order.filter { language in
      language.commonLanguage != named?.commonLanguage
        && Double(bytes[language] ?? 0) >= leastShare * Double(total)
    }.sorted { (bytes[$0] ?? 0) > (bytes[$1] ?? 0) }
    if let named, let other = ranking.first { return source == nil ? [other, named] : [named, other] }
    guard ranking.count >= 2, named == nil else {
      throw OneLanguage(page: file.source.name, language: ranking.first ?? named ?? .undetermined)
    }
    return order.filter { $0 == ranking[0] || $0 == ranking[1] }
  }
}

/// A stretch of a block in one of two languages.
struct BilingualPart: Hashable {
  /// 0 for the source language, 1 for the target.
  var side: Int
  /// The number of the block.
  var block: Int
  /// The stretch without what parts it from others.
  var range: Range<Int>
  /// How long it is, in letters of an alphabet.
  var length: Int
  var kind: Block.Kind
  /// Whether it follows the part before it in the block after a mark that parts, or a sentence's end.
  var isParted: Bool
}

/// Cuts blocks where the language changes.
private struct BilingualSplitter {
  private static let leastConfidence = 0.6
  private static let separators: Set<Character> = [
    " ", "\n", "\t", "\u{A0}", "/", "|", "\\", "–", "—", "-", "•", "·", ":", ";", "(", ")", "[", "]", "=",
    "→", "»", "«", "／", "｜",
    "（", "）", "・",
  ]
  private static let sentenceEnds: Set<Character> = [".", "!", "?", "…", "。", "！", "？", "؟", "।", "۔", "\""]

  private let languages: [LanguageTag]
  private let detector: LanguageDetector

  init(_ languages: [LanguageTag]) {
    self.languages = languages
    detector = LanguageDetector(candidates: languages)
  }

  func parts(of blocks: [Block]) -> [BilingualPart] {
    var parts: [BilingualPart] = []
    var lastSide = 0
    for (number, block) in blocks.enumerated() {
      let text = block.content.text
      var stretches: [(side: Int, range: Range<Int>)] = []
      for span in detector.spans(in: text) {
        let found = languages.firstIndex { $0.commonLanguage == span.evidence.language.commonLanguage }
        let isSure = span.evidence.confidence >= Self.leastConfidence
        // What says nothing of its language belongs to what stands before it.
        let side = found.flatMap { isSure ? $0 : nil } ?? stretches.last?.side ?? found ?? lastSide
        if let last = stretches.last, last.side == side {
          stretches[stretches.count - 1].range = last.range.lowerBound..<span.range.upperBound
        } else {
          stretches.append((side, span.range))
        }
      }
      if stretches.isEmpty, !text.isEmpty { stretches = [(lastSide, 0..<text.utf8.count)] }
      for (index, stretch) in stretches.enumerated() {
        let (range, before) = Self.trimmed(text, stretch.range)
        guard !range.isEmpty else { continue }
        var isParted = before
        if index > 0 {
          let previous = text.bytes(0..<stretch.range.lowerBound).reversed().first {
            $0 != " " && $0 != "\u{A0}"
          }
          isParted =
            isParted
            || previous.map { Self.separators.contains($0) || Self.sentenceEnds.contains($0) } ?? false
        }
        parts.append(
          BilingualPart(
            side: stretch.side, block: number, range: range,
            length: Int(SideComparison.weight(String(text.bytes(range))).rounded(.up)),
            kind: block.kind,
            isParted: isParted))
        lastSide = stretch.side
      }
    }
    return parts
  }

  /// A stretch without separators at its ends, and whether there was one that is more than a space before it.
  private static func trimmed(_ text: String, _ range: Range<Int>) -> (range: Range<Int>, isParted: Bool) {
    let whole = text.bytes(range)
    let head = whole.prefix { separators.contains($0) }
    let rest = whole.dropFirst(head.count)
    let tail = rest.reversed().prefix { separators.contains($0) }
    // A bracket that closes what the stretch itself opens is no separator.
    var end = range.upperBound - tail.reduce(0) { $0 + String($1).utf8.count }
    if let last = tail.last, let open = ["]": "[", ")": "(", "）": "（", "»": "«"][last],
      rest.contains(Character(open))
    {
      end += String(last).utf8.count
    }
    let start = range.lowerBound + head.utf8.count
    return (start..<max(start, end), head.contains { $0 != " " && $0 != "\u{A0}" })
  }
}
