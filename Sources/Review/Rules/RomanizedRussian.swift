import Bitext
import Languages

/// Recognises Russian in Latin letters: `Zagolovok otkryvaemogo materiala`.
///
/// No language model of Latin script knows it, so it is written back in Cyrillic, by the common ways of writing it in passports,
/// mail and file names (BGN/PCGN, ISO 9 and what stands between), and the model of that script is asked.
enum RomanizedRussian {
  private static let russian = try? LanguageTag("ru")
  /// Languages that Russian is told from, once written in Cyrillic.
  private static let detector = LanguageDetector(
    candidates: ["ru", "uk", "bg", "be", "sr", "mk"].compactMap { try? LanguageTag($0) })

  /// The least words and letters, and the least that must speak for Russian.
  private static let (leastWords, leastLetters, leastConfidence) = (2, 10, 0.9)

  /// The tag of Russian in Latin letters, where a text is that.
  ///
  /// Of labels and sentences of programs in 25 languages of Latin script, two words at least and no accents, it takes one in two
  /// hundred for Russian, and finds six in ten of Russian ones in the BGN/PCGN system.
  static func language(of text: String) -> LanguageTag? {
    var letters = 0
    for byte in text.utf8 {
      guard byte < 0x80 else { return nil }
      if (byte | 0x20) &- 0x61 < 26 { letters += 1 }
    }
    guard letters >= leastLetters else { return nil }
    let words = text.lowercased().split { !$0.isLetter && $0 != "'" }
    let long = words.filter { $0.utf8.count > 2 }
    guard words.count >= leastWords, long.count(where: hasMark) * 3 >= max(1, long.count) else { return nil }
    let evidence = detector.evidence(for: words.map(cyrillic).joined(separator: " "))
    guard evidence.language == russian, evidence.confidence >= leastConfidence else { return nil }
    return try? LanguageTag("ru-Latn")
  }

  // MARK: - Signs

  private static let marks = [
    "zh", "kh", "shch", "yu", "iya", "iye", "eniy", "enij", "l'n", "l's", "l'z", "t'n", "t's",
  ].map { Array($0.utf8) }
  private static let endings = [
    "yy", "iy", "oy", "aya", "oya", "aye", "oye", "ogo", "ego", "ya", "yat", "nye", "nyi", "ij", "yj", "ja",
    "ju", "t'",
  ].map { Array($0.utf8) }

  /// Whether a word has letters together that Russian in Latin letters has often and other languages seldom.
  private static func hasMark(_ word: Substring) -> Bool {
    var copy = word
    return copy.withUTF8 { bytes in
      endings.contains { holds($0, in: bytes, at: bytes.count - $0.count) }
        || marks.contains { mark in bytes.indices.contains { holds(mark, in: bytes, at: $0) } }
    }
  }

  private static func holds(_ mark: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard start >= 0, start + mark.count <= bytes.count, bytes[start] == mark[0] else { return false }
    return mark.indices.allSatisfy { bytes[start + $0] == mark[$0] }
  }

  // MARK: - Letters

  /// The longest first.
  private static let sequences: [(latin: String, cyrillic: String)] = [
    ("shch", "щ"), ("sch", "щ"), ("iya", "ия"), ("iye", "ие"), ("iyu", "ию"), ("ija", "ия"), ("ije", "ие"),
    ("iju", "ию"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"), ("ju", "ю"),
    ("ya", "я"), ("ja", "я"), ("yo", "ё"), ("jo", "ё"), ("ye", "е"), ("je", "е"), ("iy", "ий"), ("yy", "ый"),
    ("ij", "ий"), ("yj", "ый"), ("'", "ь"),
  ]
  private static let letters: [Character: Character] = [
    "a": "а", "b": "б", "c": "ц", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и", "j": "й",
    "k": "к",
    "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т", "u": "у",
    "v": "в",
    "w": "в", "x": "х", "z": "з",
  ]

  private static func cyrillic(_ word: Substring) -> String {
    var result = ""
    var rest = word
    while let first = rest.first {
      if let sequence = sequences.first(where: { rest.hasPrefix($0.latin) }) {
        result += sequence.cyrillic
        rest = rest.dropFirst(sequence.latin.count)
        continue
      }
      // After a vowel it is the short one.
      let isShort = first == "y" && (result.last.map { "аеиоуыюяэё".contains($0) } ?? false)
      result.append(first == "y" ? (isShort ? "й" : "ы") : letters[first] ?? first)
      rest = rest.dropFirst()
    }
    return result
  }
}
