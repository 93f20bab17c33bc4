import Bitext

/// The words of TBX's pick-lists and what they mean here.
///
/// Source: ISO 30042:2019 and TBX-Basic 2019 for those that are written; version 2 (XCS default) and TBX-Min for those that
/// are only read.
enum TBXValues {
  static func status(_ word: String) -> Term.Status? {
    switch word {
    case "preferredTerm-admn-sts", "preferredTerm", "preferred", "standardizedTerm", "legalTerm",
      "regulatedTerm":
      .preferred
    case "admittedTerm-admn-sts", "admittedTerm", "admitted": .admitted
    case "deprecatedTerm-admn-sts", "deprecatedTerm", "deprecated", "notRecommended": .deprecated
    case "supersededTerm-admn-sts", "supersededTerm", "superseded", "obsolete": .superseded
    case "forbidden", "forbiddenTerm": .forbidden
    case "proposedTerm", "proposed": .proposed
    default: nil
    }
  }

  /// The word for a status; with those that TBX has not, the nearest and false.
  static func word(_ status: Term.Status, hasAll: Bool) -> (word: String, isExact: Bool) {
    switch status {
    case .preferred: ("preferredTerm-admn-sts", true)
    case .admitted: ("admittedTerm-admn-sts", true)
    case .deprecated: ("deprecatedTerm-admn-sts", true)
    case .superseded: ("supersededTerm-admn-sts", true)
    case .forbidden: (hasAll ? "forbidden" : "deprecatedTerm-admn-sts", hasAll)
    case .proposed: (hasAll ? "proposedTerm" : "admittedTerm-admn-sts", hasAll)
    }
  }

  private static let kinds: [(String, Term.Kind)] = [
    ("fullForm", .full), ("shortForm", .short), ("acronym", .acronym), ("abbreviation", .abbreviation),
    ("variant", .variant), ("phrase", .phrase), ("honorific", .honorific), ("formerName", .former),
  ]

  static func kind(_ word: String) -> Term.Kind? { kinds.first { $0.0 == word }?.1 }

  /// The word for a kind; nil where the dialect has none.
  static func word(_ kind: Term.Kind, hasAll: Bool) -> String? {
    if !hasAll, kind == .honorific || kind == .former { return nil }
    return kinds.first { $0.1 == kind }?.0
  }

  static func number(_ word: String) -> Term.Number? {
    word == "otherNumber" ? .other : Term.Number(rawValue: word)
  }

  static func gender(_ word: String) -> Term.Gender? {
    word == "otherGender" ? .other : Term.Gender(rawValue: word)
  }

  /// A moment as ISO 8601 writes it; a midnight is a date.
  static func date(_ moment: Timestamp) -> String {
    moment.seconds % 86_400 == 0 ? moment.date : "\(moment.date)T\(moment.timeOfDay)Z"
  }
}

extension Timestamp {
  /// As `09:30:00`, in UTC.
  fileprivate var timeOfDay: String {
    let rest = Int(seconds - Int64((Double(seconds) / 86_400).rounded(.down)) * 86_400)
    return [rest / 3_600, rest / 60 % 60, rest % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(
      separator: ":")
  }
}
