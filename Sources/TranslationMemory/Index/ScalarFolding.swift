import ICU

/// Maps single scalars to the form in which the index sees them: no case, no width, no accents.
///
/// A scalar becomes its `NFKC_Casefold`, decomposed, without the marks that ICU can move (those of a
/// combining class other than 0; vowel signs stay). The result of a scalar never depends on its neighbours,
/// so that a change of a text touches the features around it only. Results are kept, so one folding serves
/// one task at a time.
final class ScalarFolding {
  /// What a scalar is to the index.
  enum Class {
    static let other: UInt32 = 1
    static let space: UInt32 = 2
    static let word: UInt32 = 3
    static let digit: UInt32 = 4
    /// Written without spaces, a word in one or two characters.
    static let ideograph: UInt32 = 5
    /// Written without spaces, a word in several characters (Thai, Lao, Khmer, Burmese).
    static let unspaced: UInt32 = 6
  }

  static let classShift: UInt32 = 24
  static let scalarMask: UInt32 = 0x1F_FFFF
  /// Set where a scalar becomes several or none; the low bits then number one of ``expansions``.
  static let isExpansion: UInt32 = 1 << 31

  private(set) var expansions: [[UInt32]] = []
  private var plane: [UInt32]
  private var others: [UInt32: UInt32] = [:]

  init() {
    plane = [UInt32](repeating: 0, count: 0x1_0000)
    for scalar in UInt32(0)..<0x80 { plane[Int(scalar)] = Self.ascii(scalar) }
  }

  /// The class and folded scalar of a scalar, or a reference to an expansion.
  @inline(__always)
  func entry(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x1_0000 {
      let known = plane[Int(scalar)]
      if known != 0 { return known }
    }
    return find(scalar)
  }

  private func find(_ scalar: UInt32) -> UInt32 {
    if scalar >= 0x1_0000, let known = others[scalar] { return known }
    let found = computed(scalar)
    if scalar < 0x1_0000 { plane[Int(scalar)] = found } else { others[scalar] = found }
    return found
  }

  private func computed(_ scalar: UInt32) -> UInt32 {
    // These are what they are; Hangul must not be taken apart.
    if (0x4E00...0x9FFF).contains(scalar) || (0xAC00...0xD7A3).contains(scalar) {
      return Self.classified(scalar)
    }
    guard let value = Unicode.Scalar(scalar) else { return Class.other << Self.classShift | scalar }
    let text = String(Character(value))
    // A scalar that ICU refuses stays as it is.
    let folded = (try? Normalization.normalize(text, to: .nfkcCasefold)) ?? text
    let parts = ((try? Normalization.normalize(folded, to: .nfd)) ?? folded).unicodeScalars
    let kept = parts.filter { part in
      part.properties.canonicalCombiningClass == .notReordered
        || part.properties.generalCategory != .nonspacingMark
    }
    if kept.count == 1, let only = kept.first { return Self.classified(only.value) }
    expansions.append(kept.map { Self.classified($0.value) })
    return Self.isExpansion | UInt32(expansions.count - 1)
  }

  private static func ascii(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x30...0x39: Class.digit << classShift | scalar
    case 0x41...0x5A: Class.word << classShift | (scalar + 0x20)
    case 0x5F, 0x61...0x7A: Class.word << classShift | scalar
    case 0x09...0x0D, 0x20: Class.space << classShift | 0x20
    default: Class.other << classShift | scalar
    }
  }

  private static func classified(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x80 { return ascii(scalar) }
    return scalarClass(scalar) << classShift | scalar
  }

  private static func scalarClass(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x30FC...0x30FF, 0x3105...0x312F, 0x31F0...0x31FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xF900...0xFAFF, 0x2_0000...0x3_FFFF:
      return Class.ideograph
    case 0x0E01...0x0E4E, 0x0E81...0x0ECD, 0x1000...0x103F, 0x1050...0x109F, 0x1780...0x17D3, 0x1950...0x19CF,
      0x1A20...0x1A7C, 0x1A90...0x1AAF, 0xAA60...0xAADF:
      return Class.unspaced
    default:
      guard let value = Unicode.Scalar(scalar) else { return Class.other }
      switch value.properties.generalCategory {
      case .decimalNumber: return Class.digit
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .nonspacingMark,
        .spacingMark, .enclosingMark, .letterNumber, .otherNumber, .connectorPunctuation:
        return Class.word
      case .spaceSeparator, .lineSeparator, .paragraphSeparator: return Class.space
      default: return Class.other
      }
    }
  }
}
