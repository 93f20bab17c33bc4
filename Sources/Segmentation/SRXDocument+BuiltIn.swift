extension SRXDocument {
  /// The built-in language data as SRX rules, for tools that read SRX.
  ///
  /// Abbreviations, initials, ordinals before months and sentence marks; what was learned has no form in SRX
  /// and is left out.
  public static var builtIn: SRXDocument {
    var document = SRXDocument()
    var kinds: [String: [String: [String]]] = [:]
    for list in SegmentationData.wordLists() {
      for line in list.split(separator: "\n") where !line.hasPrefix("#") {
        let columns = line.split(separator: " ").map(String.init)
        guard columns.count > 2 else { continue }
        kinds[columns[0], default: [:]][columns[1], default: []] += columns.dropFirst(2)
      }
    }
    for language in kinds.keys.sorted() where language != "*" {
      guard let words = kinds[language] else { continue }
      let rules = exceptions(words)
      guard !rules.isEmpty else { continue }
      document.languageRules.append(LanguageRule(name: language, rules: rules))
      let first = language.prefix(1)
      let second = language.dropFirst()
      let pattern = "[\(first.uppercased())\(first)][\(second.uppercased())\(second)](?:[-_].*)?"
      document.languageMaps.append(LanguageMap(pattern: pattern, name: language))
    }
    document.languageRules.append(
      LanguageRule(
        name: "default", rules: exceptions(kinds["*"] ?? [:]) + breaks))
    document.languageMaps.append(LanguageMap(pattern: ".*", name: "default"))
    return document
  }

  private static func exceptions(_ words: [String: [String]]) -> [Rule] {
    func rule(_ kind: String, after: String) -> [Rule] {
      (words[kind] ?? []).map {
        Rule(breaks: false, before: "(?<![\\p{L}\\p{N}])\(expression($0))\\.", after: after)
      }
    }
    var rules =
      rule("title", after: "\\s") + rule("never", after: "\\s") + rule("reference", after: "\\s+\\d")
    rules += rule("plain", after: "\\s+\\p{Ll}")
    if let months = words["month"] {
      let names = months.map(expression).joined(separator: "|")
      rules.append(Rule(breaks: false, before: "\\b\\d{1,2}\\.", after: "\\s+(?:\(names))"))
    }
    return rules
  }

  /// A word as an expression whose first letter may be large or small.
  private static func expression(_ word: String) -> String {
    var result = ""
    for (index, scalar) in word.unicodeScalars.enumerated() {
      let upper = scalar.properties.uppercaseMapping
      if index == 0, upper != String(scalar), upper.unicodeScalars.count == 1 {
        result += "[\(upper)\(scalar)]"
      } else if scalar.isASCII, !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) {
        result += "\\\(scalar)"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static var breaks: [Rule] {
    [
      Rule(breaks: true, before: "\\n[^\\S\\n]*\\n", after: ""),
      Rule(breaks: false, before: "\\b\\p{Lu}\\.", after: "\\s+\\p{Lu}\\p{Ll}"),
      Rule(
        breaks: true, before: "[.?!\u{2026}\u{61F}]+[\\p{Pe}\\p{Pf}\"'\u{2019}\u{201D}]*",
        after: "\\s+[\\p{Ps}\\p{Pi}\"'\u{BF}\u{A1}]*[\\p{Lu}\\p{Lt}\\p{Lo}\\p{Nd}]"),
      Rule(breaks: true, before: "[\u{3002}\u{FF01}\u{FF1F}]+[\\p{Pe}\\p{Pf}]*", after: "[^\\p{Pe}\\p{Pf}]"),
      Rule(
        breaks: true, before: "[\u{589}\u{6D4}\u{964}\u{965}\u{104A}\u{104B}\u{1362}\u{17D4}]+", after: "\\s"),
    ]
  }
}
