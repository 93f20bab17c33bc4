import ICU

/// Japanese names, written in kana, in Russian letters.
///
/// Source: E. D. Polivanov's system of 1917, as "Инструкция по русской передаче географических названий Японии"
/// (Moscow 1975) keeps it; long vowels are not marked.
enum Polivanov {
  private static let kana: [Character: String] = {
    let rows =
      "アаイиウуエэオо カкаキкиクкуケкэコко ガгаギгиグгуゲгэゴго サсаシсиスсуセсэソсо ザдзаジдзиズдзуゼдзэゾдзо タтаチтиツцуテтэトто"
      + " ダдаヂдзиヅдзуデдэドдо ナнаニниヌнуネнэノно ハхаヒхиフфуヘхэホхо バбаビбиブбуベбэボбо パпаピпиプпуペпэポпо"
      + " マмаミмиムмуメмэモмо ヤяユюヨё ラраリриルруレрэロро ワваヰиヱэヲо ヴву"
    var result: [Character: String] = [:]
    var last: Character?
    for character in rows where character != " " {
      if character.unicodeScalars.allSatisfy({ $0.value >= 0x3000 }) {
        last = character
        result[character] = ""
      } else if let last {
        result[last, default: ""].append(character)
      }
    }
    return result
  }()
  private static let small: [Character: String] = [
    "ャ": "я", "ュ": "ю", "ョ": "ё", "ァ": "а", "ィ": "и", "ゥ": "у", "ェ": "э", "ォ": "о", "ヮ": "ва",
  ]
  private static let vowels: Set<Character> = ["а", "и", "у", "э", "о", "я", "ю", "ё"]

  /// A name in Russian; Han characters stay as they are, since their reading cannot be told.
  static func russian(_ name: String) throws(ICUError) -> String {
    let text = try Transliterator("Hiragana-Katakana; NFC").transliterate(name)
    return text.split(whereSeparator: { $0.isWhitespace || "・＝=".contains($0) })
      .map { word($0).capitalizedFirst }.joined(separator: " ")
  }

  private static func word(_ text: Substring) -> String {
    var result = ""
    var doubles = false
    for character in text {
      if character == "ー" { continue }
      if character == "ッ" {
        doubles = true
        continue
      }
      if character == "ン" {
        result += "н"
        continue
      }
      if let vowel = small[character] {
        // A small letter takes the place of the vowel before it: キャ is кя, ファ is фа.
        if let last = result.last, vowels.contains(last) { result.removeLast() }
        result += result.hasSuffix("в") && vowel == "ва" ? "а" : vowel
        continue
      }
      guard let syllable = kana[character] else {
        result.append(character)
        doubles = false
        continue
      }
      append(syllable, doubles: doubles, to: &result)
      doubles = false
    }
    return result
  }

  private static func append(_ syllable: String, doubles: Bool, to result: inout String) {
    guard let first = syllable.first else { return }
    let last = result.last
    switch (last, syllable) {
    case ("о", "у"), ("ё", "у"), ("ю", "у"), ("у", "у"), ("о", "о"): return  // Long vowels: とう is то.
    case (let last?, "и") where vowels.contains(last) && last != "и": result += "й"  // あい is ай.
    case ("н", _) where vowels.contains(first): result += "ъ" + syllable
    case ("н", _) where ["б", "п", "м"].contains(first):
      result.removeLast()
      result += "м" + syllable
    default: result += (doubles && !vowels.contains(first) ? String(first) : "") + syllable
    }
  }
}
