import ICU

/// Compares the texts of two sides as wholes.
enum SideComparison {
  /// A side may have so many characters more whatever the ratio.
  private static let slack = 20.0

  /// Whether both sides are the same running text; names, numbers and codes may be the same in any language.
  static func areSameText(_ first: String, _ second: String) -> Bool {
    guard key(first) == key(second) else { return false }
    // Words of a language: small letters, several, or one that stands alone.
    let words = first.split { !$0.isLetter }
    let small = words.filter { word in word.count >= 3 && word.allSatisfy(\.isLowercase) }
    return small.count >= 2 || (small.count == 1 && words.count <= 3 && first.first?.isLetter == true)
  }

  private static func key(_ text: String) -> String {
    let joined = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return (try? Normalization.foldCase(joined)) ?? joined
  }

  /// By how much one side is longer than the other, where that is more than a translation may be.
  static func excessiveRatio(_ first: String, _ second: String, most: Double) -> Double? {
    let (one, two) = (weight(first), weight(second))
    let (shorter, longer) = (min(one, two), max(one, two))
    guard longer > most * shorter + slack else { return nil }
    return longer / max(1, shorter)
  }

  /// The length in letters of an alphabet: a Han character says as much as three.
  static func weight(_ text: String) -> Double {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return Double(text.utf8.count) }
    return text.unicodeScalars.reduce(0.0) { sum, scalar in
      switch scalar.value {
      case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x3FFFF: sum + 3
      case 0x3040...0x30FF: sum + 1.8
      case 0xAC00...0xD7A3: sum + 2
      case 0x300...0x36F, 0x64B...0x65F, 0x591...0x5BD: sum
      default: sum + 1
      }
    }
  }
}
