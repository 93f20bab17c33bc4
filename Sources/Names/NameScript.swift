import Bitext
import ICU

/// The script of a name, and with it the table that knows how such names are spelled in Latin letters.
enum NameScript {
  /// The table for a name.
  ///
  /// Han characters are read as Japanese only beside kana or where the language says so.
  static func kind(of name: String, language: LanguageTag? = nil) -> SpellingTable.Kind {
    var counts: [SpellingTable.Kind: Int] = [:]
    var hasKana = false
    for scalar in name.unicodeScalars where scalar.value >= 0x370 {
      guard let kind = kind(of: scalar, &hasKana) else { continue }
      counts[kind, default: 0] += 1
    }
    guard let best = counts.max(by: { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }) else {
      return .any
    }
    if best.key == .chinese, hasKana || language?.language == "ja" { return .japanese }
    return best.key
  }

  /// Whether names of a script are written without spaces between their words.
  static func isSpaceless(_ kind: SpellingTable.Kind) -> Bool {
    [.chinese, .japanese, .korean].contains(kind)
  }

  private static func kind(of scalar: Unicode.Scalar, _ hasKana: inout Bool) -> SpellingTable.Kind? {
    switch Script(of: scalar).code {
    case "Cyrl": return .russian
    case "Arab": return .arabic
    case "Hebr": return .hebrew
    case "Hang": return .korean
    case "Hira", "Kana":
      hasKana = true
      return .japanese
    case "Hani": return .chinese
    case "Latn", "Zyyy", "Zinh": return nil
    default: return .any
    }
  }
}
