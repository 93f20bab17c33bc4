/// Words that turn a statement into its opposite, in languages with many speakers.
///
/// A remembered text with one where the text looked up has none means the opposite, however close it is.
enum NegationWords {
  /// By language; folded, and only such as the index sees as one feature.
  static let lists: [String: String] = [
    "en": "not no never none nothing without cannot neither nor t",
    "de": "nicht kein keine keinen keiner keinem nie niemals ohne",
    "fr": "ne n pas jamais aucun aucune sans rien", "es": "no nunca ningún ninguna ninguno sin nada",
    "pt": "não nunca nenhum nenhuma sem nada", "it": "non mai nessun nessuno nessuna senza",
    "nl": "niet geen nooit zonder", "sv": "inte ej aldrig ingen inget inga utan",
    "da": "ikke aldrig ingen intet uden", "nb": "ikke aldri ingen intet uten",
    "fi": "ei en et emme ette eivät älä älkää ilman", "ru": "не ни нет никогда без нельзя",
    "uk": "не ні немає ніколи без", "be": "не ні няма без", "bg": "не ни няма никога без",
    "sr": "не није нема без ne nije nema bez",
    "pl": "nie nigdy bez", "cs": "ne není nikdy bez", "sk": "nie nikdy bez", "hr": "ne nije nema nikada bez",
    "sl": "ne ni nikoli brez", "ro": "nu niciodată fără", "hu": "nem ne nincs soha nélkül",
    "tr": "değil yok hayır",
    "el": "δεν μη μην όχι ποτέ χωρίς", "ar": "لا لم لن ليس ليست غير بدون", "fa": "نه نیست بدون",
    "he": "לא אין אל ללא בלי",
    "hi": "नहीं न मत बिना", "bn": "না নয় নেই", "id": "tidak bukan jangan tanpa", "ms": "tidak bukan jangan tanpa",
    "vi": "không chưa đừng chẳng", "ko": "안 못 아니 없이", "zh": "不 没 沒 无 無 非 未 勿 别", "ja": "ない せん 不 無 非 未",
    "th": "ไม่", "ca": "no mai cap sense", "et": "ei ära mitte", "lv": "ne nav nekad bez",
    "lt": "ne nėra niekada be",
    "sq": "nuk mos pa", "ka": "არ ვერ", "hy": "չի ոչ մի", "az": "deyil yox", "kk": "емес жоқ",
    "uz": "emas yoʻq",
  ]

  /// The features by which the words of a language are found.
  static func features(of language: String, extractor: FeatureExtractor) -> Set<UInt32> {
    var features: Set<UInt32> = []
    for word in lists[language, default: ""].split(separator: " ") {
      var word = String(word)
      word.withUTF8 { extractor.read($0) }
      let length = extractor.scalars.count
      var isOneCharacter = true
      extractor.forEachFeature { number, kind, first, last in
        if kind == FeatureExtractor.Kind.word {
          features.insert(number)
          isOneCharacter = false
        } else if isOneCharacter, length == 1, first == 0, last == 0 {
          features.insert(number)
        }
      }
    }
    return features
  }
}
