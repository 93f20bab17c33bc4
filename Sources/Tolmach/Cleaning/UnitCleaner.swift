public import Bitext
import ICU
import Languages

/// Tells which units are fit for a memory.
///
/// ```swift
/// var cleaner = try UnitCleaner()
/// let (kept, rejected) = cleaner.clean(unit)
/// ```
///
/// The source variant is held against each of the others. What fails is taken out alone: of a unit in five
/// languages four may stay. Costs time in proportion to the text; memory grows by some bytes for each pair
/// where duplicates are looked for, and not otherwise.
public struct UnitCleaner: Sendable {
  /// What can be set.
  public struct Options: Hashable, Sendable {
    /// The rules that are applied.
    public var rules: Set<CleaningRule>
    /// How many times as long as the other a side may be, beyond some characters, scripts counted by how
    /// dense they are.
    public var mostRatio: Double
    /// How sure the detector must be that a side is in another language.
    public var languageConfidence: Double

    /// Creates options.
    public init(
      rules: Set<CleaningRule> = Set(CleaningRule.allCases), mostRatio: Double = 3,
      languageConfidence: Double = 0.9
    ) {
      self.rules = rules
      self.mostRatio = mostRatio
      self.languageConfidence = languageConfidence
    }
  }

  private let options: Options
  private let encoding: EncodingDamage
  private let languages: DeclaredLanguage
  private var known = HashTable()

  /// Creates a cleaner.
  ///
  /// - Throws: ``ICU/ICUError``.
  public init(_ options: Options = Options()) throws {
    self.options = options
    encoding = try EncodingDamage()
    languages = DeclaredLanguage(confidence: options.languageConfidence)
  }

  /// The part of a unit that is fit, and what is not, with the reasons.
  ///
  /// Nothing is kept where fewer than two texts are left.
  public mutating func clean(_ unit: TranslationUnit) -> (kept: TranslationUnit?, rejected: [RejectedUnit]) {
    guard let sourceIndex = sourceIndex(of: unit) else {
      return (
        nil, [RejectedUnit(unit: unit, reason: CleaningReason(rule: .empty, detail: "it has no texts"))]
      )
    }
    let source = unit.variants[sourceIndex]
    if unit.variants.count == 1 {
      let reason = CleaningReason(rule: .empty, detail: "there is no text in a second language")
      return options.rules.contains(.empty) ? (nil, [RejectedUnit(unit: unit, reason: reason)]) : (unit, [])
    }
    let own = reason(alone: source)
    var kept = [source]
    var rejected: [RejectedUnit] = []
    for (index, target) in unit.variants.enumerated() where index != sourceIndex {
      if let reason = own ?? reason(alone: target) ?? reason(source, target) {
        var part = unit
        part.variants = [source, target]
        rejected.append(RejectedUnit(unit: part, reason: reason))
      } else {
        kept.append(target)
      }
    }
    guard kept.count > 1 else { return (nil, rejected) }
    guard !rejected.isEmpty else { return (unit, []) }
    var result = unit
    result.variants = kept
    return (result, rejected)
  }

  private func sourceIndex(of unit: TranslationUnit) -> Int? {
    guard !unit.variants.isEmpty else { return nil }
    guard let language = unit.sourceLanguage else { return 0 }
    return unit.variants.firstIndex { $0.language == language }
      ?? unit.variants.firstIndex { language.isServed(by: $0.language) } ?? 0
  }

  private func reason(alone variant: Variant) -> CleaningReason? {
    let text = variant.content.text
    if options.rules.contains(.empty), text.allSatisfy(\.isWhitespace) {
      return CleaningReason(rule: .empty, detail: "\(variant.language) has no text")
    }
    if options.rules.contains(.encoding), let damage = encoding.damage(in: text) {
      return CleaningReason(rule: .encoding, detail: "\(variant.language) \(damage)")
    }
    if options.rules.contains(.language),
      let found = languages.contradiction(in: text, declared: variant.language)
    {
      return CleaningReason(rule: .language, detail: "\(variant.language) is in \(found)")
    }
    return nil
  }

  private mutating func reason(_ source: Variant, _ target: Variant) -> CleaningReason? {
    let (first, second) = (source.content.text, target.content.text)
    let isSameLanguage = source.language.commonLanguage == target.language.commonLanguage
    if options.rules.contains(.identical), !isSameLanguage, SideComparison.areSameText(first, second) {
      return CleaningReason(rule: .identical, detail: "both sides are the same")
    }
    if options.rules.contains(.length),
      let ratio = SideComparison.excessiveRatio(first, second, most: options.mostRatio)
    {
      return CleaningReason(rule: .length, detail: "one side is \(ratio.rounded(toPlaces: 1)) times as long")
    }
    if options.rules.contains(.numbers), let detail = NumberComparison.disagreement(first, second) {
      return CleaningReason(rule: .numbers, detail: detail)
    }
    if options.rules.contains(.tags), let detail = TagComparison.missing(source.content, target.content) {
      return CleaningReason(rule: .tags, detail: detail)
    }
    if options.rules.contains(.duplicate), !known.insert(HashTable.hash(of: source, target)) {
      return CleaningReason(rule: .duplicate, detail: "the same pair came before")
    }
    return nil
  }
}

/// Says of texts that they are in another language than declared.
struct DeclaredLanguage: Sendable {
  /// Fewer letters say too little.
  private static let leastLetters = 18
  private static let leastWords = 3
  /// Names in few words look like any language; then more is asked for.
  private static let fewLetters = 45
  private static let confidenceOfFew = 0.985

  let confidence: Double
  private let detector = LanguageDetector()

  init(confidence: Double) { self.confidence = confidence }

  /// The language that a text is in, where it is surely another.
  func contradiction(in text: String, declared: LanguageTag) -> LanguageTag? {
    guard !declared.isUndetermined else { return nil }
    var (letters, words, isInWord) = (0, 0, false)
    for scalar in text.unicodeScalars {
      let isLetter = scalar.properties.isAlphabetic
      if isLetter {
        letters += 1
        if !isInWord { words += 1 }
      }
      isInWord = isLetter
      if letters > 200 { break }
    }
    guard letters >= Self.leastLetters, words >= Self.leastWords || letters >= 3 * Self.leastLetters else {
      return nil
    }
    let evidence = detector.evidence(for: text)
    let least = letters < Self.fewLetters ? max(confidence, Self.confidenceOfFew) : confidence
    guard AlignmentPageReader.contradicts(evidence, declared, least: least) else { return nil }
    return evidence.language
  }
}

/// A set of hashes, eight bytes each at half load.
struct HashTable: Sendable {
  private var slots = [UInt64](repeating: 0, count: 1024)
  private var count = 0

  /// Takes in a hash; false where it was there already.
  mutating func insert(_ hash: UInt64) -> Bool {
    let hash = hash == 0 ? 1 : hash
    if count * 4 >= slots.count * 3 { grow() }
    return Self.insert(hash, into: &slots, &count)
  }

  private static func insert(_ hash: UInt64, into slots: inout [UInt64], _ count: inout Int) -> Bool {
    let mask = UInt64(slots.count - 1)
    var place = Int(truncatingIfNeeded: hash & mask)
    while slots[place] != 0 {
      if slots[place] == hash { return false }
      place = (place + 1) & (slots.count - 1)
    }
    slots[place] = hash
    count += 1
    return true
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 2)
    var moved = 0
    for hash in slots where hash != 0 { _ = Self.insert(hash, into: &larger, &moved) }
    slots = larger
  }

  /// A hash of a pair: languages, and texts without regard to white space.
  static func hash(of source: Variant, _ target: Variant) -> UInt64 {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for variant in [source, target] {
      for byte in variant.language.identifier.utf8 { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      value = (value ^ 0xFF) &* 0x0000_0100_0000_01B3
      for byte in variant.content.text.utf8 where byte > 0x20 {
        value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      }
      value = (value ^ 0xFE) &* 0x0000_0100_0000_01B3
    }
    // FNV's low bits are weak; MurmurHash3's finalizer mixes them.
    value = (value ^ value >> 33) &* 0xFF51_AFD7_ED55_8CCD
    value = (value ^ value >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return value ^ value >> 33
  }
}
