/// The part of a concept that belongs to one language.
public struct LanguageLevel: Hashable, Sendable, Codable {
  /// The language.
  public var language: LanguageTag
  /// What the concept means, in this language.
  public var definition: String?
  /// Where the definition comes from.
  public var definitionSource: String?
  /// Remarks on style: `titles in lower case`.
  public var notes: [Note]
  /// The standard by which names were brought into this script: `BGN/PCGN`, `ISO 9`, `Palladius`, `house style`.
  public var transliterationStandard: String?
  /// The terms, in the order of the file.
  public var terms: [Term]
  /// What a format says of the language beyond these fields, verbatim.
  public var properties: [Property]

  /// Creates the part of a language.
  public init(
    language: LanguageTag, definition: String? = nil, definitionSource: String? = nil, notes: [Note] = [],
    transliterationStandard: String? = nil, terms: [Term] = [], properties: [Property] = []
  ) {
    self.language = language
    self.definition = definition
    self.definitionSource = definitionSource
    self.notes = notes
    self.transliterationStandard = transliterationStandard
    self.terms = terms
    self.properties = properties
  }
}
