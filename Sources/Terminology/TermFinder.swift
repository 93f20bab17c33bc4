public import Bitext

/// Finds the terms of a glossary in texts of one language, in any of their forms.
///
/// Terms are found as whole words, the longest first from left to right; where several entries share a place, all are given, the
/// surest first. Every word of a term may be inflected on its own. In scripts without spaces a term is found wherever it
/// stands. Looking costs about one index access a word, whatever the size of the glossary.
///
/// ```swift
/// let finder = TermFinder(glossary, language: russian)
/// finder.terms(in: "встреча с То Ламом")  // То Лам
/// ```
///
/// Capitals: an acronym must be written as it is; a single word with a capital (`Вера`, `Lam`) needs one in the text; longer terms
/// do not, unless their case rule says so.
public struct TermFinder: Sendable {
  /// A term as recognition needs it.
  struct Record: Sendable {
    var concept: Int
    var term: Term
    var rule: Term.CaseRule
    /// Which words start with a capital, the first in the lowest bit.
    var capitals: UInt64
    var wordCount: Int
    /// Whether it is found without its diacritics: names and phrases, which few other words resemble.
    var allowsBare: Bool
  }

  let concepts: [Concept]
  let forms: WordForms
  private(set) var records: [Record] = []
  private(set) var index = FormIndex()
  private(set) var tree = PhraseTree()
  /// Of every concept, whether it is a shorter name of another.
  let isShort: [Bool]
  /// Of every word, whether it has diacritics.
  private(set) var hasDiacritics: [Bool] = []
  private var words: [UInt64: Int] = [:]
  /// The words that change, while a dictionary waits for them.
  private var wanted: [InflectionDictionary.WantedWord]?

  /// The number of terms.
  public var count: Int { records.count }

  /// Makes the index of a language.
  ///
  /// Costs some microseconds a term; with a dictionary, a pass over its words too, which is 2 to 30 milliseconds.
  ///
  /// - Parameter dictionary: a dictionary of the language, which adds to the forms that endings make.
  public init(_ glossary: Glossary, language: LanguageTag, dictionary: InflectionDictionary? = nil) {
    concepts = glossary.concepts
    isShort = concepts.map { $0.relations.contains { $0.kind == .shortFor } }
    forms = WordForms(language: language.language)
    wanted = dictionary == nil ? nil : []
    for (place, concept) in concepts.enumerated() {
      for term in concept.terms(in: language) { add(term, concept: place) }
    }
    words = [:]
    if let dictionary, let wanted {
      dictionary.forEachForm(of: wanted) { word, hash in index.insert(hash, word: word, relation: .inflected)
      }
    }
    wanted = nil
  }

  private mutating func add(_ term: Term, concept: Int) {
    let found = Self.tokens(of: term.text)
    guard !found.isEmpty else { return }
    let isAcronym = Self.isAcronym(term.text)
    let letters = found.filter { $0.token.kind == .letter }
    let rule =
      term.caseRule
      ?? (isAcronym ? .exact : letters.count == 1 && found[0].token.startsUpper ? .initial : .any)
    let mayChange = term.isDeclinable != false && term.matching != .exact
    var capitals: UInt64 = 0
    var path: [Int] = []
    var wordPlace = 0
    for (place, (token, word)) in found.enumerated() {
      if token.startsUpper, place < 64 { capitals |= 1 << UInt64(place) }
      let isWord = token.kind == .letter
      let changes =
        mayChange && isWord && !term.fixedWords.contains(wordPlace)
        // Of two letters only names change: not `из`, but `Ын`.
        && (word.count > 2 || token.startsUpper || forms.hasParticles)
        && (rule != .exact || forms.inflectsAcronyms && isAcronym)
      path.append(self.word(token, word, changes: changes))
      if isWord { wordPlace += 1 }
    }
    let number = records.count
    records.append(
      Record(
        concept: concept, term: term, rule: rule, capitals: capitals, wordCount: path.count,
        allowsBare: letters.count > 1 || capitals != 0))
    tree.insert(path, term: number, isForm: false)
    for form in term.irregularForms {
      let path = Self.tokens(of: form).map { word($0.token, $0.word, changes: false) }
      if !path.isEmpty { tree.insert(path, term: number, isForm: true) }
    }
  }

  /// The number of a word; its forms are put in the index when it is new.
  private mutating func word(_ token: TermTokens.Token, _ word: [UInt32], changes: Bool) -> Int {
    let key = token.hash ^ (changes ? 0x5555_5555_5555_5555 : 0)
    if let known = words[key] { return known }
    let number = hasDiacritics.count
    words[key] = number
    hasDiacritics.append(token.hasDiacritics)
    index.insert(token.hash, word: number, relation: .same)
    if token.hasDiacritics { index.insert(token.bareHash, word: number, relation: .bare) }
    if changes {
      forms.forEachForm(of: word) { index.insert($0, word: number, relation: .inflected) }
      wanted?.append(
        InflectionDictionary.WantedWord(
          letters: word, hash: token.hash, number: number, mayBeForm: !token.startsUpper))
    }
    return number
  }

  private static func tokens(of text: String) -> [(token: TermTokens.Token, word: [UInt32])] {
    var text = text
    return text.withUTF8 { bytes in
      var tokens = TermTokens(bytes)
      var result: [(token: TermTokens.Token, word: [UInt32])] = []
      while let token = tokens.next() { result.append((token, tokens.word)) }
      return result
    }
  }

  /// Acronyms are strict: `IT` must not match `it`.
  private static func isAcronym(_ text: String) -> Bool {
    let letters = text.unicodeScalars.filter(\.properties.isAlphabetic)
    return letters.count >= 2 && letters.allSatisfy(\.properties.isUppercase)
      && !text.contains(where: \.isWhitespace)
  }
}
