/// A text in two or more languages: an entry of a translation memory, or a row of a glossary.
public struct TranslationUnit: Hashable, Sendable {
  /// The name that the file gives the unit (`tuid`); not unique.
  public var id: String?
  /// The texts, one or more a language, in the order of the file.
  public var variants: [Variant]
  /// Named values of the whole unit (`prop`).
  public var properties: [Property]
  /// Remarks of people (`note`).
  public var notes: [Note]
  /// The language that was translated from, where the unit itself says so (`srclang`).
  public var sourceLanguage: LanguageTag?
  /// Who made the unit, when, with what.
  public var provenance: Provenance
  /// The segments around this one where it was translated, for context matches.
  public var context: Context?

  /// Creates a unit.
  public init(
    id: String? = nil, variants: [Variant] = [], properties: [Property] = [], notes: [Note] = [],
    sourceLanguage: LanguageTag? = nil, provenance: Provenance = Provenance(), context: Context? = nil
  ) {
    self.id = id
    self.variants = variants
    self.properties = properties
    self.notes = notes
    self.sourceLanguage = sourceLanguage
    self.provenance = provenance
    self.context = context
  }

  /// The first variant that serves a language; an exact tag goes before a related one.
  public func variant(for language: LanguageTag) -> Variant? {
    variants.first { $0.language == language } ?? variants.first { language.isServed(by: $0.language) }
  }

  /// The value of the first property of a type.
  public func property(_ type: String) -> String? { properties.first { $0.type == type }?.value }

  /// What stood around a unit.
  public struct Context: Hashable, Sendable, Codable {
    /// The text of the segment before.
    public var previous: String?
    /// The text of the segment after.
    public var next: String?

    /// Creates a context.
    public init(previous: String? = nil, next: String? = nil) {
      self.previous = previous
      self.next = next
    }
  }
}

/// A unit's text in one language.
public struct Variant: Hashable, Sendable {
  /// The language.
  public var language: LanguageTag
  /// The text with its inline codes.
  public var content: MarkedText
  /// Named values of this variant.
  public var properties: [Property]
  /// Remarks on this variant.
  public var notes: [Note]
  /// Who wrote it, when, with what.
  public var provenance: Provenance

  /// Creates a variant.
  public init(
    language: LanguageTag, content: MarkedText, properties: [Property] = [], notes: [Note] = [],
    provenance: Provenance = Provenance()
  ) {
    self.language = language
    self.content = content
    self.properties = properties
    self.notes = notes
    self.provenance = provenance
  }
}

/// A named value that a tool attached.
public struct Property: Hashable, Sendable, Codable {
  /// The name, such as `x-domain`.
  public var type: String
  /// The value.
  public var value: String
  /// The language of the value, as written.
  public var language: String?
  /// The charset that the value had before it came into the file, as written (`o-encoding`).
  public var encoding: String?

  /// Creates a property.
  public init(type: String, value: String, language: String? = nil, encoding: String? = nil) {
    self.type = type
    self.value = value
    self.language = language
    self.encoding = encoding
  }
}

/// A remark for people.
public struct Note: Hashable, Sendable, Codable {
  /// The remark.
  public var text: String
  /// Its language, as written.
  public var language: String?
  /// The charset that the remark had before it came into the file, as written (`o-encoding`).
  public var encoding: String?
  /// How many properties of the same owner stand before the remark; nil where none do.
  public var place: Int?

  /// Creates a note.
  public init(text: String, language: String? = nil, encoding: String? = nil, place: Int? = nil) {
    self.text = text
    self.language = language
    self.encoding = encoding
    self.place = place
  }
}

/// Who made or changed something, when, and with what.
public struct Provenance: Hashable, Sendable, Codable {
  /// When it was made.
  public var created: Timestamp?
  /// Who made it.
  public var createdBy: String?
  /// When it was last changed.
  public var changed: Timestamp?
  /// Who changed it last.
  public var changedBy: String?
  /// Everything else the format says, by attribute name (`creationtool`, `usagecount`, `o-encoding`, ...).
  public var attributes: [String: String]

  /// Creates provenance.
  public init(
    created: Timestamp? = nil, createdBy: String? = nil, changed: Timestamp? = nil, changedBy: String? = nil,
    attributes: [String: String] = [:]
  ) {
    self.created = created
    self.createdBy = createdBy
    self.changed = changed
    self.changedBy = changedBy
    self.attributes = attributes
  }

  /// Whether nothing is known.
  public var isEmpty: Bool {
    created == nil && createdBy == nil && changed == nil && changedBy == nil && attributes.isEmpty
  }
}
