/// Whether a sentence ends at a place, and why.
public struct BoundaryDecision: Hashable, Sendable {
  /// The place, in UTF-8 bytes of the text: after the mark and the white space that follows it.
  public var offset: Int
  /// Whether a sentence ends there.
  public var isBoundary: Bool
  /// How likely that is by the learned figures, from 0 to 1; 0 or 1 where a rule decided.
  public var probability: Double
  /// The reasons, the weightiest first, as phrases for people.
  public var reasons: [String]

  /// Creates a decision.
  public init(offset: Int, isBoundary: Bool, probability: Double, reasons: [String]) {
    self.offset = offset
    self.isBoundary = isBoundary
    self.probability = probability
    self.reasons = reasons
  }
}
