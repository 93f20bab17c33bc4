/// What a file says of all its units.
public struct UnitHeader: Hashable, Sendable, Codable {
  /// The language that was translated from; nil means any (`*all*`).
  public var sourceLanguage: LanguageTag?
  /// The languages, in the order of the columns, for formats that have columns.
  public var languages: [LanguageTag]
  /// The types of the units' properties that become columns, for formats that have columns.
  public var columns: [String]
  /// Everything else the format says, by attribute name.
  public var attributes: [String: String]
  /// Named values.
  public var properties: [Property]
  /// Remarks.
  public var notes: [Note]
  /// Charsets that the file defines.
  public var encodings: [UserEncoding]

  /// Creates a header.
  public init(
    sourceLanguage: LanguageTag? = nil, languages: [LanguageTag] = [], columns: [String] = [],
    attributes: [String: String] = [:], properties: [Property] = [], notes: [Note] = [],
    encodings: [UserEncoding] = []
  ) {
    self.sourceLanguage = sourceLanguage
    self.languages = languages
    self.columns = columns
    self.attributes = attributes
    self.properties = properties
    self.notes = notes
    self.encodings = encodings
  }

  /// What several files say of the units that come from all of them.
  ///
  /// Remarks, values and charsets are united; an attribute stays where all files that have it agree.
  public static func joined(_ headers: [UnitHeader]) -> UnitHeader {
    guard var result = headers.first else { return UnitHeader() }
    var contradicted: Set<String> = []
    for header in headers.dropFirst() {
      if header.sourceLanguage != result.sourceLanguage { result.sourceLanguage = nil }
      for (name, value) in header.attributes {
        if result.attributes[name, default: value] != value { contradicted.insert(name) }
        result.attributes[name] = value
      }
      result.languages += header.languages.filter { !result.languages.contains($0) }
      result.columns += header.columns.filter { !result.columns.contains($0) }
      result.properties += header.properties.filter { !result.properties.contains($0) }
      result.notes += header.notes.filter { !result.notes.contains($0) }
      result.encodings += header.encodings.filter { !result.encodings.contains($0) }
    }
    for name in contradicted { result.attributes[name] = nil }
    return result
  }
}

/// A charset that a file defines: what characters are where it differs from a known one (`ude`).
public struct UserEncoding: Hashable, Sendable, Codable {
  /// One character (`map`), its values as written.
  public struct Mapping: Hashable, Sendable, Codable {
    /// The character's number in Unicode, such as `#xF8FF`.
    public var unicode: String
    /// Its number in the charset.
    public var code: String?
    /// The name of its entity.
    public var entity: String?
    /// What can stand for it.
    public var substitute: String?

    /// Creates a mapping.
    public init(unicode: String, code: String? = nil, entity: String? = nil, substitute: String? = nil) {
      self.unicode = unicode
      self.code = code
      self.entity = entity
      self.substitute = substitute
    }
  }

  /// Its name.
  public var name: String
  /// The name of the charset that it starts from.
  public var base: String?
  /// The characters in which it differs.
  public var mappings: [Mapping]
  /// How many notes and properties of the header stand before it.
  public var place: Int

  /// Creates a charset.
  public init(name: String, base: String? = nil, mappings: [Mapping] = [], place: Int = 0) {
    self.name = name
    self.base = base
    self.mappings = mappings
    self.place = place
  }
}
