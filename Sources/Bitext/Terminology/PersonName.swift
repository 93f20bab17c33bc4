/// The parts of a person's name, as one language writes them.
public struct PersonName: Hashable, Sendable, Codable {
  /// Which part stands first.
  public enum Order: String, Hashable, Sendable, Codable, CaseIterable {
    /// The family name: `Tô Lâm`, `Kim Jong Un`.
    case familyFirst
    /// The given name: `Vladimir Putin`.
    case givenFirst
  }

  /// What a part is.
  public enum PartKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The family name.
    case family
    /// The given name.
    case given
    /// A name between the others: Vietnamese `Văn`.
    case middle
    /// A name after the father: `Владимирович`, `bin Salman`.
    case patronymic
    /// A word that goes with a name: `von`, `al-`.
    case particle
    /// What follows: `Jr.`, `III`.
    case suffix
  }

  /// A part of a name.
  public struct Part: Hashable, Sendable, Codable {
    /// What it is.
    public var kind: PartKind
    /// The text.
    public var text: String

    /// Creates a part.
    public init(_ kind: PartKind, _ text: String) {
      self.kind = kind
      self.text = text
    }
  }

  /// Which part stands first.
  public var order: Order?
  /// The parts, in the order in which they are written.
  public var parts: [Part]
  /// Shorter forms that may stand for the whole name once it was given: `Lam`.
  public var shortForms: [String]

  /// Creates a name.
  public init(order: Order? = nil, parts: [Part] = [], shortForms: [String] = []) {
    self.order = order
    self.parts = parts
    self.shortForms = shortForms
  }

  /// The parts of a kind, joined by spaces; nil where there are none.
  public func part(_ kind: PartKind) -> String? {
    let texts = parts.lazy.filter { $0.kind == kind }.map(\.text)
    return texts.isEmpty ? nil : texts.joined(separator: " ")
  }
}
