import Review

/// A line of `check --format jsonl --explain` for a text that is no finding.
public struct ClearanceRecord: JSONWritable, Sendable {
  private let page: String
  private let cleared: PageChecker.LocatedClearance

  /// Creates the record.
  public init(_ cleared: PageChecker.LocatedClearance, page: String) {
    self.page = page
    self.cleared = cleared
  }

  /// Writes the record as a JSON object; `cleared` tells it from a finding.
  public func write(to writer: inout JSONWriter) {
    let clearance = cleared.clearance
    writer.object { writer in
      writer.field("page", page)
      writer.field("rule", clearance.rule)
      writer.field("cleared", true)
      writer.field("start", clearance.place.lowerBound)
      writer.field("end", clearance.place.upperBound)
      writer.field("line", cleared.position.line)
      writer.field("column", cleared.position.column)
      writer.field("text", clearance.text)
      writer.field("context", clearance.context)
      writer.field("reason", clearance.reason.sentence)
    }
  }
}

extension Clearance.Reason {
  /// The reason as a sentence for people.
  public var sentence: String {
    switch self {
    case .declared(let language):
      return "the page marks it as \(LanguageCatalogue.englishName(of: language)), so that is on purpose"
    case .keptByPage: return "the page says that it stays as it is (translate=\"no\")"
    case .noWords:
      return "it has no word to translate: only numbers, addresses, code or terms that stay as they are"
    case .known: return "the memory has it as a text of the page's language"
    case .languageName: return "it names a language in that language, as menus do"
    case .mention(let why): return "\(why), but its words are too few, or names"
    case .name: return "it looks like the name of a person, which stands as it is in every language"
    case .noEvidence: return "its words are names or acronyms, or too short to tell the language"
    case .tooFewWords(let language, let share):
      return "it looks like \(LanguageCatalogue.englishName(of: language)) (\(Self.percent(share))), "
        + "but so few words in a longer text may be a name or a quotation"
    case .spoken(let own, let other, let share):
      let start = "its words are of the page's language by \(Self.percent(own))"
      guard let other, share >= 0.001 else { return start }
      return start + "; next is \(LanguageCatalogue.englishName(of: other)) with \(Self.percent(share))"
    }
  }

  private static func percent(_ share: Double) -> String {
    share > 0.999 ? "more than 99.9 %" : "\((share * 100).rounded(toPlaces: 1)) %"
  }
}
