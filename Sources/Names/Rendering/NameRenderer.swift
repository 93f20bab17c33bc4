public import Bitext
import ICU

/// Writes names in another script by a standard.
///
/// ```swift
/// try NameRenderer(.palladius).rendering(of: "习近平").text  // "Си Цзиньпин"
/// ```
public struct NameRenderer: Sendable {
  /// A proposed rendering.
  public struct Rendering: Hashable, Sendable {
    /// The name in the other script.
    public var text: String
    /// By which standard.
    public var standard: NameStandard
    /// Characters for which the standard, or Tolmach's table of it, has nothing; they stand in the text as they were.
    public var unknown: [String]
  }

  /// The standard.
  public let standard: NameStandard

  /// Creates a renderer.
  public init(_ standard: NameStandard) { self.standard = standard }

  /// Renders a name.
  ///
  /// - Parameters:
  ///   - name: the name, in the script that the standard is for.
  ///   - language: its language; BGN/PCGN has a table for each.
  /// - Throws: ``ICU/ICUError`` where ICU cannot transliterate.
  public func rendering(of name: String, language: LanguageTag? = nil) throws -> Rendering {
    let text: String
    switch standard {
    case .bgnPCGN: text = try Self.bgn(name, language)
    case .iso9: text = Self.letters(name, CyrillicTables.iso9)
    case .gostR52535: text = Self.letters(name, CyrillicTables.gostR52535)
    case .icao9303: text = Self.letters(name, CyrillicTables.icao9303)
    case .palladius: text = try Palladius.russian(name)
    case .kontsevich: text = try Kontsevich.russian(name)
    case .polivanov: text = try Polivanov.russian(name)
    case .vietnamesePractice: text = Self.vietnamese(name)
    }
    return Rendering(text: text, standard: standard, unknown: Self.unknown(in: text, target: standard.target))
  }

  private static func bgn(_ name: String, _ language: LanguageTag?) throws -> String {
    guard let identifier = bgnTransform(of: name, language: language) else { return name }
    return try Transliterator(identifier).transliterate(name)
  }

  /// ICU's transform for a name; nil where ICU's does not work on names as they are written.
  ///
  /// Those of Arabic and Hebrew need vowel points, and that of Korean does not know composed syllables.
  static func bgnTransform(of name: String, language: LanguageTag?) -> String? {
    let byLanguage = [
      "ru": "Russian", "uk": "Ukrainian", "be": "Belarusian", "bg": "Bulgarian", "sr": "Serbian",
      "mk": "Macedonian",
      "kk": "Kazakh", "ky": "Kirghiz", "mn": "Mongolian", "el": "Greek", "hy": "Armenian", "ka": "Georgian",
    ]
    if let language, let found = byLanguage[language.language] { return found + "-Latin/BGN" }
    let byScript = ["Cyrl": "Russian", "Grek": "Greek", "Armn": "Armenian", "Geor": "Georgian"]
    let script = name.unicodeScalars.lazy.map { Script(of: $0) }.first { !$0.isNeutral }?.code ?? ""
    return byScript[script].map { $0 + "-Latin/BGN" }
  }

  /// Letter by letter, with the capitals of the name.
  private static func letters(_ name: String, _ table: [Character: String]) -> String {
    let characters = Array(name.precomposed)
    var result = ""
    for (index, character) in characters.enumerated() {
      let small = Character(character.lowercased())
      guard let rendered = table[small] else {
        result.append(character)
        continue
      }
      let neighbours = [
        index > 0 ? characters[index - 1] : nil, index + 1 < characters.count ? characters[index + 1] : nil,
      ]
      let isShouted =
        neighbours.contains { $0?.isUppercase == true } && !neighbours.contains { $0?.isLowercase == true }
      result += small == character ? rendered : isShouted ? rendered.uppercased() : rendered.capitalizedFirst
    }
    return result
  }

  private static func vietnamese(_ name: String) -> String {
    name.split(separator: " ").map { word in
      guard let syllable = VietnameseSpelling.russian(word.lowercased()) else { return String(word) }
      return word.first?.isUppercase == true ? syllable.capitalizedFirst : syllable
    }.joined(separator: " ")
  }

  /// Letters that are of no script of the target.
  private static func unknown(in text: String, target: String) -> [String] {
    let script = Script(code: target == "ru" ? "Cyrl" : "Latn")
    var result: [String] = []
    for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
      let own = Script(of: scalar)
      if own != script, !own.isNeutral, !result.contains(String(scalar)) { result.append(String(scalar)) }
    }
    return result
  }
}

extension String {
  /// With its first letter as a capital.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// Composed, where ICU can.
  var precomposed: String { (try? Normalization.normalize(self, to: .nfc)) ?? self }

  /// With every occurrence of a text replaced.
  func replacing(_ part: String, with other: String) -> String {
    var result = ""
    var rest = self[...]
    while let range = rest.firstRange(of: part) {
      result += rest[..<range.lowerBound] + other
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}
