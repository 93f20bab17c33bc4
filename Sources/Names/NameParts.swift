/// A name, parted into words.
struct NameParts: Sendable {
  /// A word of a name.
  struct Word: Sendable {
    /// As the name writes it.
    var text: String
    /// In small Latin letters.
    var letters: [UInt8]
    /// Whether it is one letter that stands for a word.
    var isInitial: Bool
    /// Whether a name is the same with and without it: particles, patronymics.
    var isLight: Bool
  }

  /// The words, the given name first where a comma says which is which.
  let words: [Word]

  /// Parts a name.
  ///
  /// - Throws: ``ICU/ICUError`` where ICU cannot romanise it.
  init(_ text: String, letters: NameLetters) throws {
    // "Putin, Vladimir" is written the other way round.
    let halves = text.split(separator: ",", omittingEmptySubsequences: true)
    let ordered = halves.count == 2 ? String(halves[1]) + " " + String(halves[0]) : text
    var result: [Word] = []
    for part in ordered.split(whereSeparator: Self.isSeparator) {
      // Initials can stand close together: "В.В. Путин".
      for piece in part.split(separator: ".") {
        let own = try letters.letters(of: String(piece))
        guard !own.isEmpty, result.count < 12 else { continue }
        let isInitial = piece.count == 1 && !Self.isSpaceless(piece)
        result.append(
          Word(text: String(piece), letters: own, isInitial: isInitial, isLight: Self.isLight(own, isInitial))
        )
      }
    }
    // A name of particles alone is a name.
    if result.allSatisfy(\.isLight) { for index in result.indices { result[index].isLight = false } }
    words = result
  }

  /// The letters of all words together, in the order of the name and with the last word first and with the first one last.
  var wholes: [[UInt8]] {
    guard words.count > 1 else { return words.map(\.letters) }
    let all = words.map(\.letters)
    let orders = [all, [all[all.count - 1]] + all.dropLast(), Array(all.dropFirst()) + [all[0]]]
    var result: [[UInt8]] = []
    for order in orders {
      let joined = Array(order.joined().prefix(NameLetters.longest))
      if !result.contains(joined) { result.append(joined) }
    }
    return result
  }

  private static func isSeparator(_ character: Character) -> Bool {
    character.isWhitespace || "·・•‧∙=＝-‐‑–—_/()[]\"«»“”„،、".contains(character)
  }

  private static func isSpaceless(_ piece: Substring) -> Bool {
    piece.unicodeScalars.first.map { $0.value >= 0x2E80 } ?? false
  }

  private static let particles: Set<String> = [
    "al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "bin", "ben", "ibn", "bint", "abu", "von", "van",
    "der", "den",
    "de", "di", "da", "do", "dos", "das", "del", "della", "la", "le", "les", "du", "des", "y", "zu", "zum",
    "af", "av",
    "fon", "dzhr", "jr", "sr", "mr", "mrs", "ms", "dr", "h", "ha",
  ]

  private static func isLight(_ letters: [UInt8], _ isInitial: Bool) -> Bool {
    if isInitial { return false }
    let text = String(decoding: letters.map { $0 == 27 ? 0x27 : $0 + 0x60 }, as: UTF8.self)
    if particles.contains(text) { return true }
    // East Slavic patronymics: -ovich, -evich, -ovna, -evna, in the usual romanisations.
    return text.utf8.count > 6
      && ["ovich", "evich", "ovic", "evic", "ovna", "evna", "ovych", "ivna"].contains { text.hasSuffix($0) }
  }
}
