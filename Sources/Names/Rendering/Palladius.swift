import ICU

/// Chinese names in Russian letters.
///
/// Source: the system of Palladius (Kafarov), as "Словарь географических названий зарубежных стран" (GUGK 1986) and the
/// official instruction for China (1983) give it, by syllables of Pinyin.
enum Palladius {
  private static let initials: [(String, String)] = [
    ("zh", "чж"), ("ch", "ч"), ("sh", "ш"), ("b", "б"), ("p", "п"), ("m", "м"), ("f", "ф"), ("d", "д"),
    ("t", "т"),
    ("n", "н"), ("l", "л"), ("g", "г"), ("k", "к"), ("h", "х"), ("j", "цз"), ("q", "ц"), ("x", "с"),
    ("r", "ж"),
    ("z", "цз"), ("c", "ц"), ("s", "с"),
  ]
  private static let finals: [String: String] = [
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань", "en": "энь",
    "ang": "ан",
    "eng": "эн", "ong": "ун", "i": "и", "ia": "я", "ie": "е", "iao": "яо", "iu": "ю", "ian": "янь",
    "in": "инь",
    "iang": "ян", "ing": "ин", "iong": "юн", "u": "у", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй",
    "uan": "уань",
    "un": "унь", "uang": "уан", "ü": "юй", "üe": "юэ", "üan": "юань", "ün": "юнь",
  ]
  private static let whole: [String: String] = [
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань", "en": "энь",
    "ang": "ан",
    "eng": "эн", "er": "эр", "yi": "и", "ya": "я", "yo": "йо", "ye": "е", "yao": "яо", "you": "ю",
    "yan": "янь",
    "yin": "инь", "yang": "ян", "ying": "ин", "yong": "юн", "wu": "у", "wa": "ва", "wo": "во", "wai": "вай",
    "wei": "вэй", "wan": "вань", "wen": "вэнь", "wang": "ван", "weng": "вэн", "yu": "юй", "yue": "юэ",
    "yuan": "юань",
    "yun": "юнь", "hui": "хуэй", "zi": "цзы", "ci": "цы", "si": "сы",
  ]
  private static let doubleSurnames: Set<String> = [
    "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒", "夏侯", "皇甫", "尉迟", "尉遲", "公孙", "公孫", "慕容", "令狐", "长孙",
    "長孫", "宇文", "端木", "东方", "東方", "独孤", "獨孤", "南宫", "南宮", "百里", "呼延", "淳于",
  ]

  /// A name in Russian: the family name, then the given name as one word.
  ///
  /// Each Han character has the reading that ICU gives it in names; Pinyin in Latin letters is read too.
  static func russian(_ name: String) throws(ICUError) -> String {
    let readings = try Transliterator("Hant-Hans; Han-Latin/Names")
    var words: [String] = []
    for part in name.split(whereSeparator: { $0.isWhitespace || "·•・".contains($0) }) {
      let isHan = part.unicodeScalars.allSatisfy { $0.value >= 0x2E80 }
      if isHan, part.count > 1, part.count <= 4, !name.contains(where: { "·•・".contains($0) }) {
        let count = part.count > 2 && doubleSurnames.contains(String(part.prefix(2))) ? 2 : 1
        words.append(try word(part.prefix(count), readings))
        words.append(try word(part.dropFirst(count), readings))
      } else {
        words.append(try word(part, readings))
      }
    }
    return words.joined(separator: " ")
  }

  private static func word(_ part: Substring, _ readings: Transliterator) throws(ICUError) -> String {
    var result = ""
    var pinyin = ""
    for character in part {
      pinyin += try readings.transliterate(String(character)).lowercased() + " "
    }
    if part.unicodeScalars.allSatisfy({ $0.value < 0x2E80 }) { pinyin = String(part).lowercased() }
    for reading in pinyin.split(separator: " ") {
      let plain = try withoutTones(String(reading))
      guard let syllables = syllables(plain[...]) else { return String(part) }
      for syllable in syllables {
        let rendered = self.syllable(String(syllable)) ?? String(syllable)
        // Чанъань: a syllable that ends in ng keeps apart from a vowel.
        if result.hasSuffix("н"), let first = rendered.first, "аоуэиеёюя".contains(first) { result += "ъ" }
        result += rendered
      }
    }
    return result.capitalizedFirst
  }

  /// Parts Pinyin, the longest syllable first; nil where it is none.
  private static func syllables(_ text: Substring) -> [Substring]? {
    if text.isEmpty { return [] }
    if text.first == "'" { return syllables(text.dropFirst()) }
    for count in stride(from: min(6, text.count), through: 1, by: -1)
    where syllable(String(text.prefix(count))) != nil {
      if let rest = syllables(text.dropFirst(count)) { return [text.prefix(count)] + rest }
    }
    return nil
  }

  /// A syllable of Pinyin without tones.
  static func syllable(_ pinyin: String) -> String? {
    if let known = whole[pinyin] { return known }
    guard let (latin, initial) = initials.first(where: { pinyin.hasPrefix($0.0) }) else { return nil }
    var final = String(pinyin.dropFirst(latin.count))
    // After j, q, x a u is ü.
    if ["j", "q", "x"].contains(latin), final.hasPrefix("u") { final = "ü" + final.dropFirst() }
    final = final.replacing("v", with: "ü")
    return finals[final].map { initial + $0 }
  }

  private static func withoutTones(_ text: String) throws(ICUError) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in try Normalization.normalize(text, to: .nfd).unicodeScalars
    where ![0x300, 0x301, 0x304, 0x30C].contains(scalar.value) { kept.append(scalar) }
    return try Normalization.normalize(String(kept), to: .nfc)
  }
}
