/// What a concept has to do with another.
public struct ConceptRelation: Hashable, Sendable, Codable {
  /// How two concepts are related.
  ///
  /// Any word will do; those here are understood by Tolmach.
  public struct Kind: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral {
    /// The word.
    public var rawValue: String
    /// Creates a kind from its word.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Creates a kind from its word.
    public init(stringLiteral value: String) { rawValue = value }

    /// A person holds a title: Putin, president of Russia.
    public static let holderOf: Kind = "holder-of"
    /// A title is held by a person.
    public static let heldBy: Kind = "held-by"
    /// A shorter name of: EAEU, Eurasian Economic Union.
    public static let shortFor: Kind = "short-for"
    /// Belongs to: Vietnam, ASEAN.
    public static let memberOf: Kind = "member-of"
    /// Is a part of: Hanoi, Vietnam.
    public static let partOf: Kind = "part-of"
    /// Is a kind of.
    public static let narrowerThan: Kind = "narrower-than"
    /// Came before.
    public static let predecessorOf: Kind = "predecessor-of"
    /// See also.
    public static let related: Kind = "related"
  }

  /// How they are related.
  public var kind: Kind
  /// The id of the other concept.
  public var target: String
  /// When it holds.
  public var validity: Validity?
  /// A remark.
  public var note: String?

  /// Creates a relation.
  public init(_ kind: Kind, _ target: String, validity: Validity? = nil, note: String? = nil) {
    self.kind = kind
    self.target = target
    self.validity = validity
    self.note = note
  }
}

/// A stretch of time, open at either end.
public struct Validity: Hashable, Sendable, Codable {
  /// The first day, month or year; nil means always before.
  public var start: PartialDate?
  /// The last day, month or year; nil means still.
  public var end: PartialDate?

  /// Creates a stretch of time.
  public init(start: PartialDate? = nil, end: PartialDate? = nil) {
    self.start = start
    self.end = end
  }

  /// Whether a date lies in it; a date that is less exact than an end counts as inside.
  public func contains(_ date: PartialDate) -> Bool {
    let parts = date.parts
    if let start, parts.lexicographicallyPrecedes(start.parts.prefix(parts.count)) { return false }
    if let end, end.parts.lexicographicallyPrecedes(parts.prefix(end.parts.count)) { return false }
    return true
  }
}
