import ICU

/// Names as small Latin letters, the form in which all scripts are compared.
///
/// The letters are numbers: 1 to 26 for a to z, 27 for the apostrophe; 0 is the edge of a name.
struct NameLetters: Sendable {
  /// How many numbers there are.
  static let symbols = 28
  /// How many codes there are of pieces of up to three letters.
  static let codes = symbols * symbols * symbols
  /// Longer words are cut: a place is a bit of a 64-bit number.
  static let longest = 60

  private let transform: Transliterator

  /// Opens the transform, the one with which the tables were learned.
  ///
  /// - Throws: ``ICU/ICUError`` where ICU has no such transform.
  init() throws(ICUError) { transform = try Transliterator("Hant-Hans; Any-Latin; Latin-ASCII; Lower") }

  /// The letters of a text; what is none is left out.
  func letters(of text: String) throws(ICUError) -> [UInt8] {
    var result: [UInt8] = []
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    for byte in (isASCII ? text : try transform.transliterate(text)).utf8 where result.count < Self.longest {
      switch byte {
      case 0x61...0x7A: result.append(byte - 0x60)
      case 0x41...0x5A: result.append(byte - 0x40)
      case 0x27: result.append(27)
      default: continue
      }
    }
    return result
  }

  /// A number for up to three letters, from which they can be told: a letter is never 0.
  @inline(__always)
  static func code(_ letters: [UInt8], at start: Int, count: Int) -> Int {
    var value = 0
    for index in start..<start + count { value = value * symbols + Int(letters[index]) }
    return value
  }

  /// How many letters a code has.
  static func length(ofCode code: Int) -> Int {
    code == 0 ? 0 : code < symbols ? 1 : code < symbols * symbols ? 2 : 3
  }
}
