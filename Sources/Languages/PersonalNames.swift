/// Common given and family names of some seventy countries, to ask about single words.
///
/// A filter of the names, not the names: it takes one word in sixty that is none for one.
public struct PersonalNames: OptionSet, Hashable, Sendable {
  /// A bit for each kind.
  public let rawValue: Int

  /// Creates a set of kinds from its bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The word is a given name.
  public static let given = PersonalNames(rawValue: 1)
  /// The word is a family name.
  public static let family = PersonalNames(rawValue: 2)

  /// What kinds of name a word is; one of several parts, such as `Jean-Pierre`, is what all its parts are.
  ///
  /// Costs what reading the word does.
  public init(of word: String) {
    var copy = word
    self = copy.withUTF8 { NameList.kinds(of: $0, 0..<$0.count, model: .shared) }
  }
}
