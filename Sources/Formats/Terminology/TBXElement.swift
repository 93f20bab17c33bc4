/// What an element of a TBX file is, whatever the version calls it.
enum TBXElement: Hashable {
  /// `tbx`, `martif`, `TBX`.
  case root
  /// An entry: `conceptEntry`, `termEntry`, `entry`.
  case concept
  /// A language of an entry: `langSec`, `langSet`, `langGroup`.
  case language
  /// A term and what is said of it: `termSec`, `tig`, `ntig`, `termGroup`.
  case termSection
  /// The term itself.
  case term
  /// Holds an item and what is said of that: `descripGrp`, `adminGrp`, `transacGrp`, `termNoteGrp`.
  case group
  /// Something said: a data category, its value as text.
  case item
  /// An element that only holds others.
  case container
  /// The header, and parts of it.
  case header
  /// What follows the entries: responsible persons, bibliography.
  case back
  /// Markup inside a text.
  case inline

  /// The kind of an element by its name without prefix.
  init(_ name: String) {
    switch name {
    case "tbx", "martif", "TBX": self = .root
    case "conceptEntry", "termEntry", "entry": self = .concept
    case "langSec", "langSet", "langGroup": self = .language
    case "termSec", "tig", "ntig", "termGroup": self = .termSection
    case "term": self = .term
    case "descripGrp", "adminGrp", "transacGrp", "termNoteGrp", "noteGrp": self = .group
    case "termGrp", "text", "body", "termComp", "termCompList", "termCompGrp": self = .container
    case "tbxHeader", "martifHeader", "header": self = .header
    case "back": self = .back
    case "hi", "foreign", "ph", "sc", "ec", "bpt", "ept", "it", "ut": self = .inline
    default: self = .item
    }
  }
}

/// Something that a TBX file says of an entry, a language or a term.
struct TBXItem: Hashable {
  /// The element, such as `descrip`; in the style of elements (DCT) what it stands for in that of attributes (DCA).
  var element: String
  /// The data category, such as `definition`.
  var category: String
  /// The text.
  var value = ""
  /// The id or address that it points to.
  var target: String?
  /// The language of the text, as written.
  var language: String?
  /// What the group says of the item, such as its source.
  var details: [TBXItem] = []
  /// Where it starts.
  var line = 1

  /// The name of the property that keeps an item for which the entry has no field.
  var propertyType: String { element + ":" + category + (target.map { " " + $0 } ?? "") }

  /// Reads ``propertyType`` back.
  init?(propertyType: String, value: String, language: String?) {
    let parts = propertyType.split(separator: " ", maxSplits: 1)
    let names = (parts.first ?? "").split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard names.count == 2, Self.elements.contains(String(names[0])) else { return nil }
    self.init(element: String(names[0]), category: String(names[1]), value: value)
    target = parts.count > 1 ? String(parts[1]) : nil
    self.language = language
  }

  init(element: String, category: String, value: String = "") {
    self.element = element
    self.category = category
    self.value = value
  }

  private static let elements: Set<String> = [
    "descrip", "descripNote", "admin", "adminNote", "termNote", "transac", "transacNote", "ref", "xref",
    "date", "note",
  ]

  /// The element that holds a data category in the style of attributes.
  ///
  /// Source: ISO 30042:2019, annex A; TBX-Basic 2019, tables of data categories.
  static func element(ofCategory category: String) -> String {
    switch category {
    case "administrativeStatus", "partOfSpeech", "grammaticalGender", "grammaticalNumber", "termType",
      "geographicalUsage", "termLocation", "usageStatus", "termStatus", "register", "transferComment",
      "normativeAuthorization", "pronunciation":
      "termNote"
    case "source", "customerSubset", "projectSubset", "productSubset", "customer", "processStatus",
      "sourceIdentifier",
      "businessUnitSubset", "applicationSubset":
      "admin"
    case "crossReference", "relatedConcept", "relatedConceptBroader", "relatedConceptNarrower": "ref"
    case "externalCrossReference", "xGraphic": "xref"
    case "transactionType": "transac"
    case "responsibility": "transacNote"
    default: "descrip"
    }
  }
}
