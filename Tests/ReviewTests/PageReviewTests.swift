import Bitext
import Review
import Testing

/// Terms that stay as they are, and one that was translated all the same.
private struct Brands: TermSource {
  let languages: [LanguageTag]
  let terms: [LanguageTag: String]

  init() throws {
    let (english, russian) = (try LanguageTag("en"), try LanguageTag("ru"))
    languages = [english, russian]
    terms = [english: "Firefox", russian: "Огнелис"]
  }

  func terms(in text: String, language: LanguageTag) throws -> [KnownTerm] {
    guard let term = terms[language], let found = text.range(of: term) else { return [] }
    let start = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
    return [
      KnownTerm(
        range: start..<start + term.utf8.count, term: term, renderings: terms.mapValues { [$0] },
        isTranslatable: false)
    ]
  }
}

extension String {
  fileprivate func range(of part: String) -> Range<Index>? {
    indices.first { self[$0...].hasPrefix(part) }.map { $0..<index($0, offsetBy: part.count) }
  }
}

private struct Reference: ReferenceSource {
  var language: LanguageTag?
  var texts: [String]
  func contains(_ text: String) -> Bool { texts.contains(text) }
}

@Suite struct PageReviewTests {
  private let english: LanguageTag
  private let russian: LanguageTag
  private let german: LanguageTag

  init() throws {
    english = try LanguageTag("en")
    russian = try LanguageTag("ru")
    german = try LanguageTag("de")
  }

  private func review(
    _ texts: [String], _ options: ReviewOptions, declared: LanguageTag? = nil, explains: Bool = false
  ) throws -> PageReview {
    var review = try PageReviewer(options).page(language: declared, explains: explains)
    var offset = 0
    for text in texts {
      let count = text.utf8.count
      try review.add(
        Block(
          content: MarkedText(text), map: SourceMap(identityFrom: offset, count: count), language: declared))
      offset += count + 1
    }
    review.finish()
    return review
  }

  private let germanPage = [
    "Die Regierung hat am Montag ein neues Gesetz vorgelegt.",
    "Der Haushalt für das kommende Jahr wird erst im Herbst beraten.",
    "Die Opposition kritisierte den Entwurf als unzureichend.", "Weitere Nachrichten", "Speichern",
  ]

  @Test func `a page in another language is one finding, not as many as it has texts`() throws {
    let findings = try review(germanPage, ReviewOptions(target: english), declared: english).findings
    let finding = try #require(findings.first)
    #expect(findings.count == 1)
    #expect(finding.rule == "wrong-language")
    #expect(finding.language == german)
    #expect(finding.evidence.contains { $0.contains("declares English") })
    #expect(finding.suggestions.map(\.text) == ["lang=\"de\""])
  }

  @Test func `a page in the language from which it is translated keeps its findings, one a text`() throws {
    let findings = try review(germanPage, ReviewOptions(target: english, sources: [german])).findings
    #expect(findings.count == germanPage.count)
    #expect(findings.allSatisfy { $0.rule == "untranslated" })
  }

  @Test func `without the rule about pages the texts are found one by one`() throws {
    let options = ReviewOptions(target: english, rules: ["untranslated"])
    #expect(try review(germanPage, options).findings.count == germanPage.count)
  }

  @Test func `a text in a third language is found where only one source language is expected`() throws {
    let texts = ["The minister opened the session on Friday.", germanPage[0], "Заголовок материала"]
    let findings = try review(texts, ReviewOptions(target: english, sources: [russian])).findings
    #expect(findings.map(\.rule) == ["wrong-language", "untranslated"])
    #expect(findings.map(\.language) == [german, russian])
  }

  @Test func `a text that says little is judged by its neighbours`() throws {
    let spanish = try LanguageTag("es")
    let texts = ["Diese Seite speichern", "Foto", "Alle Nachrichten anzeigen"]
    let options = ReviewOptions(target: spanish)
    #expect(try review(["Foto"], options).findings.isEmpty)
    let found = try review(texts, options).findings
    #expect(Set(found.map(\.text)) == Set(texts))
    #expect(found.allSatisfy { $0.language == german })
    // A word of the page's language stays one.
    #expect(try review([texts[0], "Noticias", texts[2]], options).findings.count == 2)
  }

  @Test func `a kept term that was translated is found, with the term to write`() throws {
    let options = ReviewOptions(target: russian, terms: try Brands())
    let findings = try review(["Скачайте браузер Огнелис с нашего сайта."], options).findings
    #expect(findings.map(\.rule) == ["do-not-translate"])
    #expect(findings.first?.text == "Огнелис")
    #expect(findings.first?.suggestions.map(\.text) == ["Firefox"])
    #expect(try review(["Скачайте браузер Firefox с нашего сайта."], options).findings.isEmpty)
  }

  @Test func `a kept term of the reference page that the page lacks is found`() throws {
    let reference = Reference(language: english, texts: ["Get Firefox now", "Firefox is free"])
    let options = ReviewOptions(target: russian, terms: try Brands(), reference: reference)
    let missing = try review(["Скачайте наш браузер сейчас."], options).findings
    #expect(missing.map(\.rule) == ["do-not-translate"])
    #expect(missing.first?.evidence.first?.contains("2 times") == true)
    #expect(try review(["Скачайте Firefox сейчас."], options).findings.isEmpty)
  }

  @Test func `every text without a finding is explained`() throws {
    let texts = ["The news of the day is good.", "12:30", "Русский", "Заголовок материала"]
    let review = try review(texts, ReviewOptions(target: english), declared: english, explains: true)
    #expect(review.findings.map(\.text) == ["Заголовок материала"])
    #expect(review.clearances.map(\.text) == Array(texts.prefix(3)))
    let reasons = review.clearances.map(\.reason)
    if case .spoken(let own, _, _) = reasons[0] { #expect(own > 0.9) } else { Issue.record("\(reasons[0])") }
    #expect(Array(reasons.dropFirst()) == [.noWords, .languageName])
  }

  @Test(arguments: [
    // Zero-width spaces and soft hyphens inside words.
    "The presi\u{AD}dent spoke about the econo\u{200B}my on Mon\u{AD}day.",
    // Decomposed accents.
    "The cafe\u{301} near the museum serves breakfast until ten.",
    // Capitals only, emoji.
    "BREAKING NEWS FROM THE CAPITAL 🎉🔥", "👍🏽", "Read more 👉",
    // One Cyrillic letter that looks like a Latin one.
    "The gоvernment will meet again on Tuesday morning.",
  ])
  func `odd characters in text of the page's language are no findings`(text: String) throws {
    #expect(try review([text], ReviewOptions(target: english, sources: [russian, german])).findings.isEmpty)
  }

  @Test(arguments: [
    "Die Re\u{AD}gie\u{AD}rung hat am Mon\u{200B}tag ein Gesetz vor\u{AD}ge\u{AD}legt.",
    "DIE REGIERUNG HAT AM MONTAG EIN GESETZ VORGELEGT", "Weitere Nachrichten fu\u{308}r Sie 🎉",
  ])
  func `odd characters hide no other language`(text: String) throws {
    let findings = try review([text], ReviewOptions(target: english)).findings
    #expect(findings.map(\.language) == [german])
  }
}
