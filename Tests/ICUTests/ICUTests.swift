import ICU
import Testing

struct TextBreakerTests {
  @Test func piecesJoinedAreTheText() throws {
    let text = "Wait... what? Да. 今日は。終わり 👩‍👩‍👧 e\u{301}"
    for kind in [TextBreaker.Kind.character, .word, .sentence] {
      let pieces = try TextBreaker(kind).pieces(in: text)
      #expect(pieces.first?.range.lowerBound == 0)
      #expect(pieces.last?.range.upperBound == text.utf8.count)
      #expect(zip(pieces, pieces.dropFirst()).allSatisfy { $0.range.upperBound == $1.range.lowerBound })
    }
  }

  @Test func characterPiecesKeepFamiliesAndAccentsWhole() throws {
    #expect(try TextBreaker(.character).pieces(in: "👩‍👩‍👧e\u{301}").count == 2)
  }

  @Test func wordsOfThaiAreFoundWithoutSpaces() throws {
    let words = try TextBreaker(.word, locale: "th").pieces(in: "ภาษาไทย").filter(\.isWord)
    #expect(words.count == 2)
  }

  @Test func oneBreakerServesSeveralTasks() async throws {
    let breaker = try TextBreaker(.word)
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          try (0..<200).reduce(0) { sum, _ in sum + (try breaker.pieces(in: "one two three").count) }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == Array(repeating: 1_000, count: 8))
  }

  @Test func emptyTextHasNoPieces() throws {
    #expect(try TextBreaker(.sentence).pieces(in: "").isEmpty)
  }
}

struct ScriptTests {
  @Test func runsChangeWhereTheScriptDoes() {
    let runs = Script.runs(in: "abc где")
    #expect(runs.map(\.script.code) == ["Latn", "Cyrl"])
    #expect(runs.last?.range.upperBound == "abc где".utf8.count)
  }

  @Test func extensionsOfASharedMarkNameSeveralScripts() {
    let danda = Script.extensions(of: "\u{0964}").map(\.code)
    #expect(danda.contains("Deva"))
    #expect(danda.contains("Beng"))
  }
}

struct TransliteratorTests {
  @Test func cyrillicBecomesLatin() throws {
    #expect(try Transliterator("Russian-Latin/BGN").transliterate("Тхыонг") == "Tkhyong")
    #expect(try Transliterator("Any-Latin; Latin-ASCII").transliterate("Tô Lâm") == "To Lam")
  }

  @Test func anUnknownIdentifierIsATypedError() {
    #expect(throws: ICUError.self) { try Transliterator("Nonsense-Nowhere") }
  }
}

struct NormalizationTests {
  @Test func formsComposeAndFold() throws {
    #expect(try Normalization.normalize("e\u{301}", to: .nfc).unicodeScalars.count == 1)
    #expect(try Normalization.normalize("\u{E9}", to: .nfd).unicodeScalars.count == 2)
    #expect(try Normalization.normalize("ＡＢ①", to: .nfkcCasefold) == "ab1")
    #expect(try Normalization.foldCase("STRASSE Straße") == "strasse strasse")
  }
}

struct CollatorTests {
  @Test func primaryStrengthIgnoresCaseAndAccents() throws {
    let collator = try Collator(locale: "en", strength: .primary)
    #expect(try collator.compare("Résumé", "resume") == 0)
    #expect(collator.key(of: "Résumé") == collator.key(of: "resume"))
  }

  @Test func searchFindsByteRangesWithoutRegardToAccents() throws {
    let collator = try Collator(strength: .primary)
    let text = "ông Tô Lâm nói"
    let ranges = try collator.ranges(of: "to lam", in: text)
    #expect(ranges == [5..<13])
  }

  @Test func sortingFollowsTheLanguage() throws {
    let swedish = try Collator(locale: "sv")
    #expect(try swedish.compare("z", "ö") < 0)
    let german = try Collator(locale: "de")
    #expect(try german.compare("z", "ö") > 0)
  }
}

struct CharsetTests {
  @Test func windows1251IsGuessedAndConverted() throws {
    var encoder = try CharsetConverter("windows-1251")
    let bytes = try encoder.encode("Заголовок открываемого материала и ещё несколько слов")
    #expect(try CharsetDetector.guesses(for: bytes).first?.charset == "windows-1251")
    var text = String.UnicodeScalarView()
    var covered = 0
    try encoder.decode(bytes) { scalar, source in
      text.append(scalar)
      covered += source.count
    }
    #expect(String(text) == "Заголовок открываемого материала и ещё несколько слов")
    #expect(covered == bytes.count)
  }

  @Test func bytesThatAreNoCharacterBecomeReplacements() throws {
    var converter = try CharsetConverter("UTF-16LE")
    var text = String.UnicodeScalarView()
    try converter.decode([0x41, 0x00, 0x00, 0xD8, 0x42, 0x00]) { scalar, _ in text.append(scalar) }
    #expect(String(text) == "A\u{FFFD}B")
  }

  @Test func anUnknownCharsetIsATypedError() {
    #expect(throws: ICUError.self) { _ = try CharsetConverter("klingon-8").charset }
  }
}

struct RegularExpressionTests {
  @Test func matchesAreByteRangesWithGroups() throws {
    let expression = try RegularExpression(#"(\p{Lu})\p{Ll}+"#)
    let matches = try expression.matches(in: "да Москва")
    #expect(matches.count == 1)
    #expect(matches.first?.range == 5..<17)
  }

  @Test func aBrokenPatternSaysWhere() {
    #expect { try RegularExpression("a(b") } throws: { error in (error as? ICUError)?.offset != nil }
  }

  @Test func aCatastrophicPatternIsBounded() throws {
    let expression = try RegularExpression("(a+)+$")
    #expect(throws: ICUError.self) { try expression.matches(in: String(repeating: "a", count: 60) + "b") }
  }
}

struct LanguageIdentifierTests {
  @Test func tagsAreMadeCanonical() {
    #expect(LanguageIdentifier.canonical("EN_us") == "en-US")
    #expect(LanguageIdentifier.canonical("iw") == "he")
    #expect(LanguageIdentifier.canonical("zh-hant-tw") == "zh-Hant-TW")
    #expect(LanguageIdentifier.canonical("") == nil)
    #expect(LanguageIdentifier.canonical("not a tag") == nil)
  }

  @Test func namesAreGivenInAnyLanguage() {
    #expect(LanguageIdentifier.displayName(of: "ru") == "Russian")
    #expect(LanguageIdentifier.displayName(of: "ru", in: "vi") == "Tiếng Nga")
  }
}
