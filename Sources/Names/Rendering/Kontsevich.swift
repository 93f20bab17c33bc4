import ICU

/// Korean names in Russian letters.
///
/// Source: L. R. Kontsevich, "Корееведение", Moscow 2001, the rules for sounds at the border of two syllables included.
enum Kontsevich {
  private static let initials = [
    "к", "кк", "н", "т", "тт", "р", "м", "п", "пп", "с", "сс", "", "ч", "чч", "чх", "кх", "тх", "пх", "х",
  ]
  private static let vowels = [
    "а", "э", "я", "йя", "о", "е", "ё", "е", "о", "ва", "вэ", "ве", "ё", "у", "во", "ве", "ви", "ю", "ы",
    "ый", "и",
  ]
  /// What a final consonant is: its sound at the end, before a vowel, and its class for the next consonant.
  private static let finals: [(end: String, linked: String, kind: Character)] = {
    let stop = { (end: String, linked: String, kind: Character) in (end: end, linked: linked, kind: kind) }
    return [
      stop("", "", "v"), stop("к", "г", "k"), stop("к", "кк", "k"), stop("к", "кс", "k"), stop("н", "н", "n"),
      stop("н", "ндж", "n"), stop("н", "н", "n"), stop("т", "д", "t"), stop("ль", "р", "l"),
      stop("к", "льг", "k"),
      stop("м", "льм", "m"), stop("ль", "льб", "l"), stop("ль", "льс", "l"), stop("ль", "льтх", "l"),
      stop("п", "льпх", "p"), stop("ль", "р", "l"), stop("м", "м", "m"), stop("п", "б", "p"),
      stop("п", "пс", "p"),
      stop("т", "с", "t"), stop("т", "сс", "t"), stop("н", "нъ", "g"), stop("т", "дж", "t"),
      stop("т", "чх", "t"),
      stop("к", "кх", "k"), stop("т", "тх", "t"), stop("п", "пх", "p"), stop("т", "", "t"),
    ]
  }()
  private static let doubleSurnames: Set<String> = ["남궁", "황보", "제갈", "선우", "독고", "사공", "서문"]

  /// A name in Russian: the family name, then the given name as one word; each word starts with a voiceless consonant.
  static func russian(_ name: String) throws(ICUError) -> String {
    let composed = try Normalization.normalize(name, to: .nfc)
    var words: [Substring] = []
    let parts = composed.split(separator: " ")
    for part in parts {
      if parts.count == 1, (2...4).contains(part.count), part.unicodeScalars.allSatisfy(isSyllable) {
        let count = part.count > 2 && doubleSurnames.contains(String(part.prefix(2))) ? 2 : 1
        words += [part.prefix(count), part.dropFirst(count)]
      } else {
        words.append(part)
      }
    }
    return words.map { word($0).capitalizedFirst }.joined(separator: " ")
  }

  private static func isSyllable(_ scalar: Unicode.Scalar) -> Bool {
    (0xAC00...0xD7A3).contains(scalar.value)
  }

  private static func word(_ text: Substring) -> String {
    var result = ""
    // The final consonant that waits for what follows; 0 is none.
    var waiting = 0
    var isAfterSound = false
    for scalar in text.unicodeScalars {
      guard isSyllable(scalar) else {
        result += finals[waiting].end + String(scalar)
        (waiting, isAfterSound) = (0, false)
        continue
      }
      let number = Int(scalar.value) - 0xAC00
      let (initial, vowel) = (number / 588, number % 588 / 28)
      result += isAfterSound ? border(finals[waiting], initial) : initials[initial]
      let sound = Self.vowel(vowel, initial: initial, isFirst: result.isEmpty)
      // 정은 is Чонын: the hard sign parts ng from a vowel, but ы shows by itself that the consonant is hard.
      if result.hasSuffix("ъ"), sound.hasPrefix("ы") { result.removeLast() }
      result += sound
      waiting = number % 28
      isAfterSound = true
    }
    return result + finals[waiting].end
  }

  private static func vowel(_ vowel: Int, initial: Int, isFirst: Bool) -> String {
    if vowel == 19, initial != 11 { return "и" }
    if vowel == 5, isFirst { return "э" }
    return vowels[vowel]
  }

  /// A final consonant and the next initial, as they sound together.
  private static func border(_ final: (end: String, linked: String, kind: Character), _ initial: Int)
    -> String
  {
    let (nieun, rieul, mieum, silent, hieut) = (2, 5, 6, 11, 18)
    switch (final.kind, initial) {
    case (_, silent): return final.linked
    case ("l", nieun), ("l", rieul), ("n", rieul): return "лл"
    case ("k", nieun), ("t", nieun), ("k", rieul), ("t", rieul), ("g", rieul): return "нн"
    case ("k", mieum), ("t", mieum): return "нм"
    case ("p", nieun), ("p", rieul), ("m", rieul): return "мн"
    case ("p", mieum): return "мм"
    case ("l", hieut): return "рх"
    case ("v", _), ("n", _), ("m", _), ("g", _): return final.end + voiced(initial)
    case ("l", _):
      // After ㄹ only к and п become voiced.
      return final.end + (initial == 0 ? "г" : initial == 7 ? "б" : initials[initial])
    default: return final.end + initials[initial]
    }
  }

  private static func voiced(_ initial: Int) -> String {
    switch initial {
    case 0: "г"
    case 3: "д"
    case 7: "б"
    case 12: "дж"
    default: initials[initial]
    }
  }
}
