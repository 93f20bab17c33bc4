public import Bitext

/// A published way to write names of one script in another.
public enum NameStandard: String, Hashable, Sendable, CaseIterable {
  /// Cyrillic, Greek, Armenian and Georgian in Latin letters, as American and British authorities write them.
  case bgnPCGN = "bgn-pcgn"
  /// Slavic Cyrillic in Latin letters, one letter for one.
  case iso9 = "iso-9"
  /// Russian in Latin letters, in Russian passports from 2010 to 2013.
  case gostR52535 = "gost-r-52535"
  /// Russian in Latin letters, in passports: machine-readable zones, and Russian passports since 2014.
  case icao9303 = "icao-9303"
  /// Chinese in Russian letters.
  case palladius
  /// Korean in Russian letters.
  case kontsevich
  /// Japanese in Russian letters.
  case polivanov
  /// Vietnamese in Russian letters.
  case vietnamesePractice = "vietnamese-practice"

  /// The standard's name and edition.
  public var title: String {
    switch self {
    case .bgnPCGN: "BGN/PCGN romanisation"
    case .iso9: "ISO 9:1995"
    case .gostR52535: "GOST R 52535.1-2006"
    case .icao9303: "ICAO Doc 9303, part 3"
    case .palladius: "Palladius system"
    case .kontsevich: "Kontsevich system"
    case .polivanov: "Polivanov system"
    case .vietnamesePractice: "Vietnamese practical transcription (1973)"
    }
  }

  /// The language of what it makes; Latin letters for any language are `en`.
  public var target: String {
    switch self {
    case .bgnPCGN, .iso9, .gostR52535, .icao9303: "en"
    case .palladius, .kontsevich, .polivanov, .vietnamesePractice: "ru"
    }
  }

  /// The usual standard for a name, or nil where Tolmach has none.
  ///
  /// - Parameters:
  ///   - name: the name; its script counts.
  ///   - source: its language, where it is known.
  ///   - target: the language into which it goes.
  public static func usual(for name: String, from source: LanguageTag?, to target: LanguageTag)
    -> NameStandard?
  {
    let kind = NameScript.kind(of: name, language: source)
    if target.language == "ru" {
      switch kind {
      case .chinese: return .palladius
      case .japanese: return .polivanov
      case .korean: return .kontsevich
      case .any where source?.language == "vi" || (source == nil && isVietnamese(name)):
        return .vietnamesePractice
      default: return nil
      }
    }
    let isLatin = !name.unicodeScalars.contains {
      $0.value >= 0x370 && $0.properties.isAlphabetic && $0.value < 0x1E00
    }
    switch kind {
    case .russian: return .bgnPCGN
    case .any where !isLatin && NameRenderer.bgnTransform(of: name, language: source) != nil: return .bgnPCGN
    default: return nil
    }
  }

  /// Whether all words are Vietnamese syllables and one has a letter that says so.
  private static func isVietnamese(_ name: String) -> Bool {
    let words = name.lowercased().split(separator: " ")
    let isAccented = name.unicodeScalars.contains { $0.value > 0x7F }
    return isAccented && !words.isEmpty && words.allSatisfy { VietnameseSpelling.russian(String($0)) != nil }
  }
}
