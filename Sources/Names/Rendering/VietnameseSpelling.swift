import ICU

/// How Vietnamese syllables are written in Russian.
///
/// Source: "Инструкция по русской передаче географических названий Вьетнама", Moscow 1973, as news use it: `Tô Lâm`,
/// То Лам; `Nguyễn Phú Trọng`, Нгуен Фу Чонг.
enum VietnameseSpelling {
  private static let initials: [(String, String)] = [
    ("ngh", "нг"), ("ng", "нг"), ("nh", "нь"), ("gh", "г"), ("gi", "з"), ("kh", "кх"), ("ph", "ф"),
    ("th", "тх"),
    ("tr", "ч"), ("ch", "т"), ("qu", "к"), ("b", "б"), ("c", "к"), ("d", "з"), ("đ", "д"), ("g", "г"),
    ("h", "х"),
    ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("p", "п"), ("r", "р"), ("s", "ш"), ("t", "т"),
    ("v", "в"),
    ("x", "с"), ("f", "ф"), ("j", "з"), ("w", "в"), ("z", "з"), ("q", "к"),
  ]
  private static let finals: [(String, String)] = [
    ("ng", "нг"), ("nh", "нь"), ("ch", "ть"), ("c", "к"), ("k", "к"), ("m", "м"), ("n", "н"), ("p", "п"),
    ("t", "т"),
    ("g", "г"),
  ]
  private static let vowels: [(String, String)] = [
    ("uyê", "уе"), ("oai", "оай"), ("oay", "оай"), ("uây", "уай"), ("iêu", "ьеу"), ("yêu", "иеу"),
    ("ươi", "ыой"),
    ("ươu", "ыоу"), ("uôi", "уой"), ("iê", "ье"), ("yê", "ие"), ("ươ", "ыо"), ("uô", "уо"), ("uơ", "уо"),
    ("ua", "уа"),
    ("ưa", "ыа"), ("ia", "иа"), ("ai", "ай"), ("ay", "ай"), ("ây", "ай"), ("ao", "ао"), ("au", "ау"),
    ("âu", "ау"),
    ("eo", "ео"), ("êu", "еу"), ("iu", "иу"), ("oi", "ой"), ("ôi", "ой"), ("ơi", "ой"), ("ui", "уй"),
    ("ưi", "ый"),
    ("ưu", "ыу"), ("oa", "оа"), ("oă", "оа"), ("oe", "оэ"), ("uê", "уэ"), ("uy", "юи"), ("uâ", "уа"),
    ("uă", "уа"),
    ("ue", "уэ"), ("a", "а"), ("ă", "а"), ("â", "а"), ("e", "е"), ("ê", "е"), ("i", "и"), ("y", "и"),
    ("o", "о"),
    ("ô", "о"), ("ơ", "о"), ("u", "у"), ("ư", "ы"),
  ]

  /// A syllable in Russian, in small letters; nil where it is no Vietnamese one.
  ///
  /// - Parameter syllable: in small letters; tones do not matter.
  static func russian(_ syllable: String) -> String? {
    guard syllable.utf8.count <= 24, let bare = try? withoutTones(syllable) else { return nil }
    var rest = Substring(bare)
    var start = ""
    if let (latin, cyrillic) = initials.first(where: { rest.hasPrefix($0.0) }) {
      start = cyrillic
      rest = rest.dropFirst(latin.count)
      // The i of gi is the vowel too where none follows; the u of qu is a vowel always.
      if latin == "gi", rest.isEmpty || rest.first.map({ !"aăâeêioôơuưy".contains($0) }) == true {
        rest = "i" + rest
      }
      if latin == "qu" { rest = "u" + rest }
    }
    var end = ""
    if let (latin, cyrillic) = finals.first(where: { rest.hasSuffix($0.0) }) {
      end = cyrillic
      rest = rest.dropLast(latin.count)
    }
    guard var vowel = vowels.first(where: { $0.0 == rest })?.1 else { return nil }
    let isPlainCh = bare.hasPrefix("ch")
    if bare.hasPrefix("qu") {
      // Quang is Куанг, Quý is Куи, Quốc is Куок.
      vowel = vowel.hasPrefix("у") || vowel.hasPrefix("ю") ? "у" + vowel.dropFirst() : "у" + vowel
    }
    if bare.hasPrefix("gi"), let first = vowel.first, let soft = softened[first] {
      vowel = soft + vowel.dropFirst()
    }
    if isPlainCh {
      // Châu is Тяу, Chí is Ти.
      if let first = vowel.first, let soft = softened[first] { vowel = soft + vowel.dropFirst() }
    }
    if start == "нь", let first = vowel.first {
      // Nha is Ня, Nhung is Ньунг.
      if let soft = softened[first], first == "а" {
        start = "н"
        vowel = soft + vowel.dropFirst()
      }
      if first == "и" || first == "е" || first == "ь" { start = "н" }
    }
    if start.isEmpty {
      if vowel.hasPrefix("ье") { vowel = "ие" + vowel.dropFirst(2) }
      if vowel.hasPrefix("е") { vowel = "э" + vowel.dropFirst() }
    } else if vowel.hasPrefix("юи") {
      vowel = (["т", "д", "н", "л", "х"].contains(start) || start.count > 1 ? "у" : "ю") + vowel.dropFirst()
    }
    return start + vowel + end
  }

  private static let softened: [Character: String] = ["а": "я", "у": "ю", "э": "е", "о": "ё"]

  /// What stays the same however the syllable is spelled, for a Russian word.
  static func key(russian word: String) -> String {
    var result = ""
    for character in word.lowercased() {
      switch character {
      case "ы", "ю": result += "у"
      case "з": result += "д"
      case "э", "ё": result += character == "ё" ? "о" : "е"
      case "й": result += "и"
      case "я": result += "а"
      case "ч": result += "т"
      case "ь", "ъ", "-", " ", "'", "’": continue
      default: result.append(character)
      }
    }
    return result.replacing("ие", with: "е")
  }

  /// The key of a Vietnamese name, with or without its accents; nil where it is none.
  static func key(vietnamese name: String) -> String? {
    var result = ""
    for syllable in name.lowercased().split(whereSeparator: { $0 == " " || $0 == "-" }) {
      guard let spelled = russian(String(syllable)) else { return nil }
      result += key(russian: spelled)
    }
    return result.isEmpty ? nil : result
  }

  /// The syllable without its tone; the letters ă, â, ê, ô, ơ, ư and đ stay.
  private static func withoutTones(_ syllable: String) throws(ICUError) -> String {
    let parts = try Normalization.normalize(syllable, to: .nfd)
    var kept = String.UnicodeScalarView()
    for scalar in parts.unicodeScalars where ![0x300, 0x301, 0x303, 0x309, 0x323].contains(scalar.value) {
      kept.append(scalar)
    }
    return try Normalization.normalize(String(kept), to: .nfc)
  }
}
