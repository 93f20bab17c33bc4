/// A pair of texts that may be a term and its rendering, for a person to review.
public struct TermCandidate: Hashable, Sendable {
  /// A rendering, and how closely it goes with the term.
  public struct Rendering: Hashable, Sendable {
    /// The text, as it stands most often.
    public var text: String
    /// Dice's coefficient over the units, from 0 to 1: how much of the one is with the other.
    public var association: Double
  }

  /// The term, as it stands most often.
  public var term: String
  /// Whether it is written as a name.
  public var isName: Bool
  /// In how many units it is.
  public var count: Int
  /// Its renderings, the closest first.
  public var renderings: [Rendering]
}
