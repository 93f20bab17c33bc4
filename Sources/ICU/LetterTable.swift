/// Properties of characters that text is scanned for, looked up in a table.
///
/// Source: Unicode's properties Alphabetic, Uppercase, Lowercase and Grapheme_Extend, and the script.
public struct LetterTable: Sendable {
  /// The properties of a character.
  public struct Entry: Sendable {
    /// Whether it is a letter or part of one.
    public var isAlphabetic: Bool
    /// Whether it is a capital.
    public var isUppercase: Bool
    /// Whether it is a small letter.
    public var isLowercase: Bool
    /// Whether it belongs to the character before it.
    public var isExtender: Bool
    /// Its script.
    public var script: Script
  }

  /// The table; made when first asked for, in about two milliseconds.
  public static let shared = LetterTable()

  private let entries: [Entry]
  private let ideograph = Self.properties(of: "\u{4E00}")
  private let syllable = Self.properties(of: "\u{AC00}")

  private init() {
    entries = (UInt32(0)..<0x3100).map { Self.properties(of: Unicode.Scalar($0) ?? " ") }
  }

  private static func properties(of scalar: Unicode.Scalar) -> Entry {
    let properties = scalar.properties
    return Entry(
      isAlphabetic: properties.isAlphabetic, isUppercase: properties.isUppercase,
      isLowercase: properties.isLowercase, isExtender: properties.isGraphemeExtend, script: Script(of: scalar)
    )
  }

  /// The properties of a character; costs one access below U+3100, and for ideographs and Korean syllables.
  public subscript(scalar: Unicode.Scalar) -> Entry {
    switch scalar.value {
    case 0..<0x3100: entries[Int(scalar.value)]
    case 0x4E00...0x9FFF: ideograph
    case 0xAC00...0xD7A3: syllable
    default: Self.properties(of: scalar)
    }
  }
}
