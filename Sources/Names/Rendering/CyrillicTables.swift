/// Cyrillic letters in Latin ones.
enum CyrillicTables {
  /// Source: ISO 9:1995, table 1, the letters of Slavic languages.
  static let iso9 = table(
    "а a б b в v г g ґ g̀ ѓ ǵ д d ђ đ е e ё ë є ê ж ž з z ѕ ẑ и i і ì ї ï й j ј ǰ к k ќ ḱ л l љ l̂ м m н n њ n̂ о o п p"
      + " р r с s т t ћ ć у u ў ŭ ф f х h ц c ч č џ d̂ ш š щ ŝ ъ ʺ ы y ь ʹ э è ю û я â")

  private static let passport =
    "а a б b в v г g д d е e ё e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х kh ч ch ш sh щ shch"
    + " ы y ь - э e ю iu я ia"

  /// Source: GOST R 52535.1-2006, annex A, table A.1.
  static let gostR52535 = table(passport + " ц tc ъ -")

  /// Source: ICAO Doc 9303, part 3, section 6, table B.
  static let icao9303 = table(passport + " ц ts ъ ie")

  private static func table(_ pairs: String) -> [Character: String] {
    let parts = pairs.split(separator: " ")
    var result: [Character: String] = [:]
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      guard let letter = parts[index].first else { continue }
      result[letter] = parts[index + 1] == "-" ? "" : String(parts[index + 1])
    }
    return result
  }
}
