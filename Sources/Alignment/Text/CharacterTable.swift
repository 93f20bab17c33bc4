/// What the tokenizer needs to know of a character.
enum CharacterClass: UInt8 {
  case unknown
  case space
  case letter
  case digit
  /// Han and kana: a character or two make a token.
  case ideograph
  /// Letters of scripts that write no spaces between words, such as Thai and Khmer.
  case unspaced
  case punctuation
}

/// Classes and folded forms of characters, found once for each character and kept.
struct CharacterTable {
  private var classes = [UInt8](repeating: 0, count: 0x1_0000)
  private var folds = [UInt32](repeating: 0, count: 0x1_0000)

  /// The class of a character, and the form in which it enters a token.
  mutating func look(up value: UInt32) -> (CharacterClass, UInt32) {
    let index = Int(value)
    guard index < classes.count else { return Self.describe(value) }
    if let known = CharacterClass(rawValue: classes[index]), known != .unknown {
      return (known, folds[index])
    }
    let (kind, fold) = Self.describe(value)
    classes[index] = kind.rawValue
    folds[index] = fold
    return (kind, fold)
  }

  private static func describe(_ value: UInt32) -> (CharacterClass, UInt32) {
    // Full-width forms of ASCII.
    let value = (0xFF01...0xFF5E).contains(value) ? value - 0xFEE0 : value
    guard let scalar = Unicode.Scalar(value) else { return (.punctuation, 0xFFFD) }
    let properties = scalar.properties
    if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { return (.space, value) }
    if isIdeograph(value) { return (.ideograph, value) }
    switch properties.generalCategory {
    case .decimalNumber:
      return (.digit, 0x30 + UInt32(min(9, max(0, properties.numericValue ?? 0))))
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber,
      .nonspacingMark, .spacingMark, .enclosingMark:
      let lower = properties.lowercaseMapping.unicodeScalars.first?.value ?? value
      return (isUnspaced(value) ? .unspaced : .letter, lower)
    case .control, .format, .surrogate, .unassigned:
      return (.space, value)
    default:
      return (.punctuation, normalizedPunctuation(value))
    }
  }

  private static func isIdeograph(_ value: UInt32) -> Bool {
    switch value {
    case 0x3005...0x3007, 0x3041...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xF900...0xFAFF, 0xFF66...0xFF9D, 0x2_0000...0x3_FFFF:
      true
    default: false
    }
  }

  private static func isUnspaced(_ value: UInt32) -> Bool {
    switch value {
    // Thai, Lao, Tibetan, Myanmar, Khmer, Tai Le to New Tai Lue, Tai Tham, Javanese and Myanmar Extended.
    case 0x0E00...0x0FFF, 0x1000...0x109F, 0x1780...0x17FF, 0x1950...0x19DF, 0x1A20...0x1AAF, 0xA980...0xA9FF,
      0xAA60...0xAA7F:
      true
    default: false
    }
  }

  /// Marks that languages write differently and that mean the same.
  private static func normalizedPunctuation(_ value: UInt32) -> UInt32 {
    switch value {
    case 0xAB, 0xBB, 0x201C...0x201F, 0x300A...0x300F, 0x2033: 0x22
    case 0x2018...0x201B, 0x2032, 0x2039, 0x203A, 0x60, 0xB4: 0x27
    case 0x3002, 0xFF61, 0x0964, 0x0965, 0x06D4, 0x0589, 0x1362: 0x2E
    case 0x3001, 0xFF64, 0x060C, 0x055D, 0x1363: 0x2C
    case 0x061F, 0x037E, 0x055E, 0x1367: 0x3F
    case 0x061B, 0x1364: 0x3B
    case 0x3010, 0x3014: 0x28
    case 0x3011, 0x3015: 0x29
    case 0x2012...0x2015: 0x2014
    case 0x22EF: 0x2026
    default: value
    }
  }
}
