public import Alignment

/// Two pages and which of their sentences render each other.
public struct PageAlignment: Hashable, Sendable {
  /// The page in the source language.
  public var source: AlignmentPage
  /// The page in the target language.
  public var target: AlignmentPage
  /// The beads in the order of the source; empty where there is an objection.
  public var beads: [Bead]
  /// How far the words say that the pages are translations of each other, from 0 to 1; about 0.5 is chance.
  public var quality: Double
  /// Why the pages are hardly translations of each other; nil where nothing speaks against it.
  public var objection: AlignmentObjection?
  /// Why the pages were taken for versions of each other; nil where the user named them.
  public var reason: PagePairing.Reason?

  /// The beads with both sides.
  public var pairs: [Bead] { beads.filter(\.isPair) }

  /// The units of the pairs at or above a confidence.
  ///
  /// - Parameters:
  ///   - threshold: the least confidence.
  ///   - provenance: who and when.
  public func units(threshold: Double, provenance: Provenance = Provenance()) -> [TranslationUnit] {
    let pairs = pairs.filter { $0.confidence >= threshold }
    return pairs.enumerated().compactMap { index, bead in
      let sides = (source.text(of: bead.source), target.text(of: bead.target))
      guard !sides.0.text.isEmpty, !sides.1.text.isEmpty else { return nil }
      return TranslationUnit(
        variants: [
          variant(source, bead.source, sides.0), variant(target, bead.target, sides.1),
        ],
        properties: [Property(type: AlignedUnit.confidence, value: AlignedUnit.text(of: bead.confidence))],
        sourceLanguage: source.language, provenance: provenance,
        context: TranslationUnit.Context(
          previous: index > 0 ? source.text(of: pairs[index - 1].source).text : nil,
          next: index + 1 < pairs.count ? source.text(of: pairs[index + 1].source).text : nil))
    }
  }

  private func variant(_ page: AlignmentPage, _ range: Range<Int>, _ content: MarkedText) -> Variant {
    Variant(
      language: page.language, content: content,
      properties: [
        Property(type: AlignedUnit.place, value: "\(page.name):\(page.sentences[range.lowerBound].position)")
      ])
  }
}

/// What units that come from an alignment carry.
public enum AlignedUnit {
  /// The property of a unit that says how sure its pairing is, from 0 to 1.
  public static let confidence = "confidence"
  /// The property of a variant that says where it comes from, as `file:line:column`.
  public static let place = "place"

  /// A confidence as units carry it.
  static func text(of confidence: Double) -> String { "\(confidence.rounded(toPlaces: 3))" }
}

/// Why two pages are hardly translations of each other.
public enum AlignmentObjection: Hashable, Sendable, CustomStringConvertible {
  /// A page has no text.
  case noText(page: String)
  /// Both pages hold the same text.
  case sameText
  /// Both pages are in the same language.
  case sameLanguage(LanguageTag)
  /// A page is in another language than the one named.
  case otherLanguage(page: String, named: LanguageTag, LanguageEvidence)
  /// The words of the pages do not go together.
  case unrelated(quality: Double)

  /// A sentence for people.
  public var description: String {
    switch self {
    case .noText(let page): "\(page) has no text to align"
    case .sameText: "both files hold the same text; one of them should be its translation"
    case .sameLanguage(let tag):
      "both files are in \(LanguageCatalogue.englishName(of: tag)); one of them should be a translation"
    case .otherLanguage(let page, let named, let evidence):
      "\(page) is in \(LanguageCatalogue.englishName(of: evidence.language)), not in "
        + "\(LanguageCatalogue.englishName(of: named)) (\(Int((evidence.confidence * 100).rounded())) % sure)"
    case .unrelated(let quality):
      "these are not translations of each other: their words go together no better than chance "
        + "(\(Int((quality * 100).rounded())) %, where translations have more than "
        + "\(Int((DocumentAlignment.doubtfulQuality * 100).rounded())) %)"
    }
  }
}
