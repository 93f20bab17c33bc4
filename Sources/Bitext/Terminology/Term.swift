/// One name of a concept in one language, and how it is used.
public struct Term: Hashable, Sendable, Codable {
  /// The term, in its dictionary form.
  public var text: String
  /// Whether it may be used.
  public var status: Status
  /// What kind of name it is.
  public var type: Kind?
  /// Its part of speech.
  public var partOfSpeech: PartOfSpeech?
  /// Its grammatical gender.
  public var gender: Gender?
  /// Its grammatical number.
  public var number: Number?
  /// Whether it changes by case and number; nil means that nobody said.
  public var isDeclinable: Bool?
  /// The words of the term that never change, counted from 0: `[0]` of `То Лам`.
  public var fixedWords: [Int]
  /// Forms that no rule of the language gives, such as the plural of a foreign word.
  public var irregularForms: [String]
  /// How capitals must stand in a text; nil means that the term's own shape decides.
  public var caseRule: CaseRule?
  /// How a text may differ from the term; nil means that the language decides.
  public var matching: Matching?
  /// Where it is used: a region code or a word.
  public var region: String?
  /// Sentences that show it in use.
  public var contexts: [Context]
  /// Where the term comes from.
  public var source: String?
  /// Whether a person has reviewed it.
  public var isReviewed: Bool
  /// Who reviewed it.
  public var reviewer: String?
  /// When it was reviewed.
  public var reviewed: Timestamp?
  /// Its parts, where it is the name of a person.
  public var name: PersonName?
  /// Remarks on the term.
  public var notes: [Note]
  /// Who made it and changed it, and when.
  public var provenance: Provenance
  /// What a format says of the term beyond these fields, verbatim.
  public var properties: [Property]

  /// Creates a term.
  public init(
    _ text: String, status: Status = .preferred, type: Kind? = nil, partOfSpeech: PartOfSpeech? = nil,
    gender: Gender? = nil, number: Number? = nil, isDeclinable: Bool? = nil, fixedWords: [Int] = [],
    irregularForms: [String] = [], caseRule: CaseRule? = nil, matching: Matching? = nil,
    region: String? = nil,
    contexts: [Context] = [], source: String? = nil, isReviewed: Bool = true, reviewer: String? = nil,
    reviewed: Timestamp? = nil, name: PersonName? = nil, notes: [Note] = [],
    provenance: Provenance = Provenance(), properties: [Property] = []
  ) {
    self.text = text
    self.status = status
    self.type = type
    self.partOfSpeech = partOfSpeech
    self.gender = gender
    self.number = number
    self.isDeclinable = isDeclinable
    self.fixedWords = fixedWords
    self.irregularForms = irregularForms
    self.caseRule = caseRule
    self.matching = matching
    self.region = region
    self.contexts = contexts
    self.source = source
    self.isReviewed = isReviewed
    self.reviewer = reviewer
    self.reviewed = reviewed
    self.name = name
    self.notes = notes
    self.provenance = provenance
    self.properties = properties
  }

  /// Whether a translator may use it.
  public var isUsable: Bool {
    switch status {
    case .preferred, .admitted, .proposed: true
    case .deprecated, .superseded, .forbidden: false
    }
  }

  /// A sentence that shows a term in use.
  public struct Context: Hashable, Sendable, Codable {
    /// The sentence.
    public var text: String
    /// Where it stands.
    public var source: String?

    /// Creates a context.
    public init(_ text: String, source: String? = nil) {
      self.text = text
      self.source = source
    }
  }
}
