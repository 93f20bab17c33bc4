/// The names of the scripts by the number that the model gives them.
enum ScriptNames {
  /// In English, for people.
  static let names = [
    "no script", "Latin", "Cyrillic", "Arabic", "Devanagari", "Bengali", "Chinese", "Ethiopic", "Greek",
    "Armenian",
    "Hebrew", "Gurmukhi", "Gujarati", "Odia", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Thai",
    "Lao",
    "Tibetan", "Myanmar", "Georgian", "Korean", "Japanese", "Khmer", "Tifinagh", "Ol Chiki",
  ]
  /// ISO 15924 codes.
  static let codes = [
    "Zyyy", "Latn", "Cyrl", "Arab", "Deva", "Beng", "Hani", "Ethi", "Grek", "Armn", "Hebr", "Guru", "Gujr",
    "Orya",
    "Taml", "Telu", "Knda", "Mlym", "Sinh", "Thai", "Laoo", "Tibt", "Mymr", "Geor", "Hang", "Kana", "Khmr",
    "Tfng",
    "Olck",
  ]
}
