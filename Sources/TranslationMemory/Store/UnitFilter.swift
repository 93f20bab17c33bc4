public import Bitext
public import ICU

/// Which units of a memory are meant; all that it says must hold.
public struct UnitFilter: Sendable {
  /// Only these numbers; empty means any.
  public var numbers: Set<Int64> = []
  /// Texts in all of these languages.
  public var languages: [LanguageTag] = []
  /// Made or changed by one of these; empty means by anybody.
  public var users: [String] = []
  /// Made or last changed at this moment or later; what has no date does not pass.
  public var since: Timestamp?
  /// Made or last changed before this moment; what has no date does not pass.
  public var before: Timestamp?
  /// From one of these files; empty means from any.
  public var sources: [String] = []
  /// Properties that the unit or one of its variants has, each with its value where that matters.
  public var properties: [(type: String, value: String?)] = []
  /// A text that one of its texts contains, whatever its case, width and white space.
  public var text: String?
  /// An expression that matches in one of its texts.
  public var pattern: RegularExpression?
  /// The language of the text that contains or matches; nil means any.
  public var textLanguage: LanguageTag?
  /// The fewest characters that one of its texts has.
  public var minimumLength: Int?
  /// The most characters that any of its texts has.
  public var maximumLength: Int?
  /// Only units whose texts another unit has too.
  public var onlyDuplicates = false

  /// Creates a filter that lets everything pass.
  public init() {}

  /// An expression for ``pattern``, in ICU's syntax.
  ///
  /// - Throws: ``ICU/ICUError`` where it is wrong.
  public static func expression(_ pattern: String) throws -> RegularExpression {
    try RegularExpression(pattern, options: [.unicodeWords])
  }

  /// Whether everything passes.
  public var isEmpty: Bool {
    numbers.isEmpty && languages.isEmpty && users.isEmpty && since == nil && before == nil && sources.isEmpty
      && properties.isEmpty && text == nil && pattern == nil && minimumLength == nil && maximumLength == nil
      && !onlyDuplicates
  }

  /// Whether a unit passes, as far as it can be told from the unit alone: ``onlyDuplicates`` is not asked.
  func matches(_ entry: MemoryEntry) throws -> Bool {
    let unit = entry.unit
    guard numbers.isEmpty || numbers.contains(entry.number),
      sources.isEmpty || entry.source.map(sources.contains) ?? false,
      languages.allSatisfy({ language in unit.variants.contains { language.isServed(by: $0.language) } })
    else { return false }
    let provenances = [unit.provenance] + unit.variants.map(\.provenance)
    if !users.isEmpty {
      let names = provenances.flatMap { [$0.createdBy, $0.changedBy].compactMap { $0 } }
      guard names.contains(where: users.contains) else { return false }
    }
    if since != nil || before != nil {
      guard let date = UnitMerging.date(of: unit), since.map({ date >= $0 }) ?? true,
        before.map({ date < $0 }) ?? true
      else { return false }
    }
    let known = unit.properties + unit.variants.flatMap(\.properties)
    for (type, value) in properties {
      guard known.contains(where: { $0.type == type && (value == nil || $0.value == value) }) else {
        return false
      }
    }
    let lengths = unit.variants.map(\.content.text.unicodeScalars.count)
    if let minimumLength, (lengths.max() ?? 0) < minimumLength { return false }
    if let maximumLength, (lengths.max() ?? 0) > maximumLength { return false }
    return try matchesText(unit)
  }

  private func matchesText(_ unit: TranslationUnit) throws -> Bool {
    guard text != nil || pattern != nil else { return true }
    let texts = unit.variants.filter { textLanguage?.isServed(by: $0.language) ?? true }.map(\.content.text)
    if let text {
      let wanted = try TextKey.folded(text)
      guard try texts.contains(where: { try TextKey.folded($0).contains(wanted) }) else { return false }
    }
    if let pattern {
      guard try texts.contains(where: { try !pattern.matches(in: $0).isEmpty }) else { return false }
    }
    return true
  }
}
