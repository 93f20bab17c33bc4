import ICU

/// What recognition needs to know of a character, in a table.
struct TermAlphabet: Sendable {
  /// What a character is to a word.
  enum Kind: UInt8 {
    /// A word of its own that no form changes.
    case punctuation
    case space
    case letter
    case digit
    /// Of a script without spaces between words: each character is a word.
    case unspaced
    /// Belongs to the letter before it.
    case mark
    /// Not seen: soft hyphens, zero-width joiners.
    case ignorable
    /// Parts words, except between Cyrillic letters.
    case apostrophe
  }

  /// A character.
  struct Entry {
    /// Without case, and ё as е.
    var folded: UInt32
    /// Without diacritics too.
    var bare: UInt32
    var kind: Kind
    var isUpper: Bool
  }

  /// The table; made when first asked for, in a few milliseconds.
  static let shared = TermAlphabet()

  private static let limit: UInt32 = 0x3100
  private let entries: [Entry]

  private init() { entries = (0..<Self.limit).map(Self.described) }

  @inline(__always)
  subscript(value: UInt32) -> Entry {
    if value < Self.limit { return entries[Int(value)] }
    if Self.isUnspaced(value) { return Entry(folded: value, bare: value, kind: .unspaced, isUpper: false) }
    if (0xAC00...0xD7A3).contains(value) {
      return Entry(folded: value, bare: value, kind: .letter, isUpper: false)
    }
    return Self.described(value)
  }

  private static func described(_ original: UInt32) -> Entry {
    // Full-width forms of ASCII.
    let value = (0xFF01...0xFF5E).contains(original) ? original - 0xFEE0 : original
    guard let scalar = Unicode.Scalar(value) else {
      return Entry(folded: 0xFFFD, bare: 0xFFFD, kind: .punctuation, isUpper: false)
    }
    let folded = fold(scalar)
    return Entry(
      folded: folded, bare: withoutDiacritics(folded), kind: kind(scalar),
      isUpper: scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter)
  }

  private static func kind(_ scalar: Unicode.Scalar) -> Kind {
    switch scalar.value {
    case 0x27, 0x60, 0xB4, 0x02BC, 0x2018, 0x2019, 0x2032: return .apostrophe
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
      return .space
    // Tatweel stretches Arabic words.
    case 0x0640: return .ignorable
    default: break
    }
    if isUnspaced(scalar.value) { return .unspaced }
    if scalar.properties.isDefaultIgnorableCodePoint { return .ignorable }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
      return .letter
    case .decimalNumber: return .digit
    case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
    default: return .punctuation
    }
  }

  /// Han, kana, and the scripts of South-East Asia with their vowel signs.
  static func isUnspaced(_ value: UInt32) -> Bool {
    switch value {
    case 0x0E01...0x0E4E, 0x0E81...0x0EDF, 0x1000...0x109F, 0x1780...0x17D3, 0x3005...0x3007, 0x3041...0x3096,
      0x30A1...0x30FA, 0x30FC...0x30FF, 0x3105...0x312F, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xF900...0xFAFF, 0xFF66...0xFF9D, 0x2_0000...0x3_FFFF:
      true
    default: false
    }
  }

  private static func fold(_ scalar: Unicode.Scalar) -> UInt32 {
    switch scalar.value {
    case 0x0401, 0x0451: return 0x0435  // ё
    case 0x0130: return 0x69  // İ
    case 0x03C2: return 0x03C3  // ς
    case 0x017F: return 0x73  // ſ
    case 0x60, 0xB4, 0x02BC, 0x2018, 0x2019, 0x2032: return 0x27
    case 0xAB, 0xBB, 0x201C...0x201F, 0x300C...0x300F: return 0x22
    case 0x2010...0x2015, 0x2212: return 0x2D
    default:
      let lower = scalar.properties.lowercaseMapping.unicodeScalars
      return lower.count == 1 ? lower.first?.value ?? scalar.value : scalar.value
    }
  }

  /// The base letter, in scripts where readers leave out diacritics: Latin, Greek, Arabic.
  private static func withoutDiacritics(_ value: UInt32) -> UInt32 {
    switch value {
    case 0x0111: return 0x64  // đ
    case 0x0131: return 0x69  // ı
    case 0x0142: return 0x6C  // ł
    case 0xF8: return 0x6F  // ø
    case 0x0622, 0x0623, 0x0625, 0x0671: return 0x0627  // alef with hamza or madda
    case 0x0649: return 0x064A  // alef maksura
    case 0xC0...0x024F, 0x0370...0x03FF, 0x1E00...0x1FFF:
      guard let scalar = Unicode.Scalar(value),
        let parts = try? Normalization.normalize(String(Character(scalar)), to: .nfd),
        let base = parts.unicodeScalars.first
      else { return value }
      return base.value
    default: return value
    }
  }

  /// Marks that texts may leave out or add: stress, Arabic and Hebrew vowels.
  static func isOptionalMark(_ value: UInt32) -> Bool {
    switch value {
    case 0x0300...0x036F, 0x0591...0x05C7, 0x064B...0x065F, 0x0670: true
    default: false
    }
  }
}
