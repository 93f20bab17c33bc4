import Bitext

/// A dialect of TBX: which data categories it has, and how they are written.
struct TBXDialect: Hashable {
  /// The versions that are written.
  enum Version: Hashable {
    /// ISO 30042:2008, `martif`.
    case two
    /// ISO 30042:2019, `tbx`.
    case three
  }

  /// The name that the root element gives it.
  var type: String
  var version = Version.three
  /// Whether data categories are elements (DCT) rather than attributes (DCA).
  var isByElements = false
  /// The categories it has; nil means all.
  var categories: Set<String>?

  /// The name with its style, for messages.
  var name: String { type + (isByElements ? " (DCT)" : "") + (version == .two ? " 2" : "") }

  static let core: Set<String> = ["note"]
  static let minimal: Set<String> = core.union([
    "subjectField", "customerSubset", "partOfSpeech", "administrativeStatus",
  ])
  /// Source: TBX-Basic dialect of 2019 (LTAC), its schematron.
  static let basic: Set<String> = minimal.union([
    "xGraphic", "crossReference", "externalCrossReference", "transactionType", "responsibility",
    "projectSubset",
    "definition", "source", "grammaticalGender", "termType", "geographicalUsage", "termLocation", "context",
  ])

  init(type: String, version: Version = .three, isByElements: Bool = false, categories: Set<String>? = nil) {
    self.type = type
    self.version = version
    self.isByElements = isByElements
    self.categories = categories
  }

  /// The dialect that a file names.
  init(named type: String) {
    switch type {
    case "TBX-Core": self.init(type: type, categories: Self.core)
    case "TBX-Min":
      self.init(type: type, categories: Self.minimal.union(["usageStatus", "termStatus", "customer"]))
    case "TBX-Basic": self.init(type: type, categories: Self.basic)
    default: self.init(type: type)
    }
  }

  func has(_ category: String) -> Bool { categories?.contains(category) ?? true }

  /// Counts what is outside the dialect.
  func check(_ item: TBXItem, _ report: inout ConceptReport) {
    guard categories != nil, item.element != "note", item.element != "date" else { return }
    if !has(item.category) {
      report.count(.foreignCategory(item.category.isEmpty ? item.element : item.category))
    }
  }
}
