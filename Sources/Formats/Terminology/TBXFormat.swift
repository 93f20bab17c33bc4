public import Bitext

/// TermBase eXchange: reads every version and dialect, writes the dialects of version 3 and version 2.
///
/// Reading and writing stream: memory does not grow with the file. Data categories that entries have no field for are kept as
/// properties and written back; what a dialect cannot hold is counted by field.
///
/// Source: ISO 30042:2019 (TBX version 3), ISO 30042:2008 (version 2), the TBX-Core, TBX-Min and TBX-Basic dialects.
public struct TBXFormat: Format {
  private let dialect: TBXDialect
  /// Names, endings and abilities.
  public let description: FormatDescription
  private let isReader: Bool

  private init(_ identifier: String, _ name: String, _ dialect: TBXDialect, isReader: Bool = false) {
    self.dialect = dialect
    self.isReader = isReader
    description = FormatDescription(
      identifier: identifier, name: name, fileExtensions: isReader ? ["tbx"] : [],
      abilities: isReader ? [.readsConcepts, .writesConcepts] : [.writesConcepts])
  }

  /// Everything that entries hold, with categories of Tolmach's own; reads all of TBX.
  public static let all = TBXFormat(
    "tbx", "TBX termbase, version 3, all fields", TBXDialect(type: "TBX-Tolmach", categories: nil),
    isReader: true)
  /// TBX-Basic.
  public static let basic = TBXFormat(
    "tbx-basic", "TBX-Basic", TBXDialect(type: "TBX-Basic", categories: TBXDialect.basic))
  /// TBX-Basic in the style of elements.
  public static let basicDCT = TBXFormat(
    "tbx-basic-dct", "TBX-Basic, elements for categories (DCT)",
    TBXDialect(type: "TBX-Basic", isByElements: true, categories: TBXDialect.basic))
  /// TBX-Min.
  public static let minimal = TBXFormat(
    "tbx-min", "TBX-Min", TBXDialect(type: "TBX-Min", categories: TBXDialect.minimal))
  /// TBX-Min in the style of elements.
  public static let minimalDCT = TBXFormat(
    "tbx-min-dct", "TBX-Min, elements for categories (DCT)",
    TBXDialect(type: "TBX-Min", isByElements: true, categories: TBXDialect.minimal))
  /// TBX-Core: terms and notes.
  public static let core = TBXFormat(
    "tbx-core", "TBX-Core", TBXDialect(type: "TBX-Core", categories: TBXDialect.core))
  /// Version 2, as OmegaT and many older tools read it.
  public static let martif = TBXFormat(
    "tbx2", "TBX version 2 (martif), for OmegaT and older tools",
    TBXDialect(
      type: "TBX", version: .two,
      categories: TBXDialect.basic.union([
        "grammaticalNumber", "processStatus", "relatedConcept", "relatedConceptBroader",
        "relatedConceptNarrower",
        "productSubset", "businessUnitSubset", "sourceIdentifier", "transferComment", "usageStatus", "note",
      ])))

  /// All of them, the one that reads first.
  public static let allFormats = [all, basic, basicDCT, minimal, minimalDCT, core, martif]

  /// Certain where the root element is one of TBX.
  public func likelihood(of sample: FormatSample) -> Likelihood {
    guard isReader else { return .no }
    if let root = sample.rootElement, TBXElement(root) == .root { return .certain }
    return sample.isNamed(as: description) ? .named : .no
  }

  /// Reads entries, one at a time; after an error it goes on where it can.
  public func readConcepts(
    from stream: ByteStream, options: ReadingOptions, body: (Concept) throws -> Void
  ) throws -> UnitSummary {
    var reader = TBXReader()
    let source = try XMLSource.read(stream, options: options) { event, place in
      try reader.take(event, at: place, body: body)
    }
    let summary = reader.finish(problems: source.problems)
    if !reader.hasSeenRoot {
      let first = summary.problems.first { $0.severity == .error }
      throw FormatError(
        .malformed, "is not TBX: \(first?.message ?? "it has no <tbx> or <martif> element")",
        source: stream.name,
        position: first?.position)
    }
    return summary
  }

  /// Starts writing.
  public func conceptWriter(to sink: ByteSink, header: UnitHeader) throws -> any ConceptWriter {
    try TBXWriter(to: sink, header: header, dialect: dialect)
  }
}
