import Bitext
import Foundation
import ICU
import Segmentation
import TestSupport
import Testing

/// SRX by the letter of the standard: every rule is tried at every place, in order.
@Suite("SRX, against all rules at all places")
struct SRXReferenceTests {
  private static let texts = [
    "First, Mr. Hart came (at 5 p.m.). \"Really?\" asked Dr. Bell… Yes! See p. 5 etc. Then\nthey left; a.b. 3.4 No.",
    "z. B. am 3. Mai bzw. später. Und d. h. der Fall... Ende?! Ja. é.g. Über 12.5.1999. 😀. A",
    "Г. П. Ткачёв, т. е. он.  Вот!   Да... «Нет?» — спросил. ст. 633 А",
  ]

  /// The places where a rule matches, as byte offsets.
  private func places(_ rule: SRXDocument.Rule, in text: String) throws -> Set<Int> {
    let expression = "(?:\(rule.before))(?=(?:\(rule.after)))"
    // Where it matches nowhere, no single place has to be tried.
    guard !(try RegularExpression(expression).matches(in: text)).isEmpty else { return [] }
    let starts = Set(try RegularExpression("(?=(?:\(rule.after)))").matches(in: text).map(\.range.lowerBound))
    let scalars = Array(text.unicodeScalars)
    var result: Set<Int> = []
    var offset = 0
    for index in 1..<scalars.count {
      offset += UTF8.width(scalars[index - 1])
      guard starts.contains(offset) else { continue }
      let pattern = expression + "(?=[\\s\\S]{\(scalars.count - index)}\\z)"
      if try RegularExpression(pattern).matches(in: text).contains(where: { $0.range.upperBound == offset }) {
        result.insert(offset)
      }
    }
    return result
  }

  /// The places where the first rule that matches breaks, moved over white space.
  private func expectedEnds(_ text: String, _ rules: [SRXDocument.Rule]) throws -> [Int] {
    var decided: [Int: Bool] = [:]
    for rule in rules {
      for place in try places(rule, in: text) where decided[place] == nil { decided[place] = rule.breaks }
    }
    var ends: Set<Int> = [text.utf8.count]
    var offset = 0
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      offset += UTF8.width(scalar)
      guard decided[offset] == true else { continue }
      ends.insert(offset + rest.prefix { $0.properties.isWhitespace }.reduce(0) { $0 + UTF8.width($1) })
    }
    return ends.sorted()
  }

  private func check(_ rules: [SRXDocument.Rule], _ texts: [String]) throws {
    var document = SRXDocument()
    document.languageRules = [.init(name: "all", rules: rules)]
    document.languageMaps = [.init(pattern: ".*", name: "all")]
    let segmenter = Segmenter(SegmenterOptions(rules: .srx(try SRXRules(document))))
    for text in texts {
      let ends = try segmenter.ranges(in: text, language: try LanguageTag("en")).map(\.upperBound)
      #expect(ends == (try expectedEnds(text, rules)), "\(text)")
    }
  }

  @Test(
    "Each form of expression",
    arguments: [
      "\\b[Mm]r\\.", "\\w+\\.", "[\\p{L}\\p{Nd}]+\\s*[\\p{Pe}\"]*\\s*[.?!]+\\s*[\"”]*", "^\\s*\\w+,",
      "(?i)MR\\.",
      "(?<![\\p{L}])[a-z]\\.", "\\b(p\\.m|etc|z\\. B)\\.", "\\P{Lu}{2,}\\.", "[0-9]++\\.",
      "(?:a\\.|B\\.)?\\s", "\\s\\p{L}[\\.!?…]", "\\.{3}", ".*?[?!]+[^.]", "[^\\s.]+\\.(?=\\s)",
      "(?!Z)[A-Z]\\.",
      "", "[А-Я]\\.\\s", "\\x{1F600}\\.", "(\\u2026|\\.\\s*\\.\\s*\\.)\\s*[;.!?]?['\"\\p{Pf}\\p{Pe}]?",
    ])
  func forms(_ before: String) throws {
    for after in ["", "\\s"] where !(before.isEmpty && after.isEmpty) {
      try check([.init(breaks: true, before: before, after: after)], Self.texts)
      try check(
        [
          .init(breaks: false, before: before, after: after),
          .init(breaks: true, before: "[.?!…]+[\"”»)]*", after: "\\s"),
        ], Self.texts)
    }
  }

  @Test(
    "The rules of a public file", .needsSharedData, arguments: ["English", "German", "Russian", "Polish"])
  func publicRules(_ name: String) throws {
    let file = try SharedData.path("srx/neokapi+neokapi__core__segment__srx__okapi.srx")
    let document = try SRXDocument(
      reading: Array(try Data(contentsOf: URL(fileURLWithPath: file))), file: file)
    let rules = document.languageRules.filter { $0.name == name || $0.name == "Default" }.flatMap(\.rules)
    #expect(rules.count > 30)
    try check(rules, Self.texts)
  }
}
