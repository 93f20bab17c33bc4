public import Bitext

/// The languages that speak for a page in one language, among those a detector has in question.
///
/// Where any language is in question, those that a sentence often cannot be told from count as the page's own, and on a page in
/// a language that the model does not know all but English do: there a guess would be wrong more often than right. Where the
/// user names the languages in question, only the page's own counts.
public struct OwnLanguages: Sendable {
  /// Languages between which short texts are a matter of chance.
  private static let close: [Set<String>] = [
    ["bs", "hr", "sr"], ["id", "ms"], ["nb", "nn"], ["gl", "pt"],
  ]

  private static let known = Set(LanguageDetector.languages.map(\.commonLanguage))

  private let language: String
  private let others: Set<String>
  private let isKnown: Bool
  /// A bit for each place of a script's languages, by script.
  private let masks: [UInt64]
  /// The page's own languages among those of a script, by script.
  private let slots: [[CandidateTable.Slot]]

  init(_ tag: LanguageTag, table: CandidateTable) {
    let language = tag.commonLanguage
    let others = table.isOpen ? Self.others(closeTo: language) : []
    let isKnown = !table.isOpen || Self.known.contains(language)
    (self.language, self.others, self.isKnown) = (language, others, isKnown)
    masks = (0..<LanguageModel.groupLimit).map { script in
      var mask: UInt64 = 0
      for entry in table.entries(ofScript: script) {
        let isOwn = Self.isOwn(entry.language, of: language, others, isKnown: isKnown)
        if isOwn { mask |= 1 << UInt64(entry.index) }
      }
      return mask
    }
    slots = zip(0..., masks).map { script, mask in
      table.slots(ofScript: script).filter { mask & (1 << UInt64($0.index)) != 0 }
    }
  }

  private static func others(closeTo language: String) -> Set<String> {
    close.first { $0.contains(language) } ?? []
  }

  /// Whether a text that is taken for one language may well be in another, where any is in question.
  static func passes(_ found: String, for language: String) -> Bool {
    isOwn(found, of: language, others(closeTo: language), isKnown: known.contains(language))
  }

  private static func isOwn(_ other: String, of language: String, _ others: Set<String>, isKnown: Bool)
    -> Bool
  {
    other == language || (!isKnown && other != "en") || others.contains(other)
  }

  /// Whether texts in a language, by its code, may belong there.
  func contains(_ other: String) -> Bool { Self.isOwn(other, of: language, others, isKnown: isKnown) }

  /// The same for the languages of a script with several, a bit for each place in the model.
  func mask(ofScript script: Int) -> UInt64 { masks[script] }

  /// Where they lie, and how likely they are before the text is read.
  func slots(ofScript script: Int) -> [CandidateTable.Slot] { slots[script] }
}

extension LanguageDetector {
  /// Whether a text that is taken for one language may well be in another: it is the same, one that short texts often
  /// cannot be told from, or one that the model does not know and takes for something else.
  public static func passes(_ found: LanguageTag, for other: LanguageTag) -> Bool {
    OwnLanguages.passes(found.commonLanguage, for: other.commonLanguage)
  }
}
