public import Bitext
import ICU

/// Finds the terms of a glossary in texts of one language.
///
/// Terms are found as whole words, the longest first from left to right; where several entries share a term, all are
/// given. In scripts without spaces a term is found wherever it stands. Looking costs one index access a word,
/// whatever the size of the glossary.
///
/// ```swift
/// let finder = try TermFinder(glossary, language: english)
/// try finder.terms(in: "Hanoi's guests")  // Hanoi
/// ```
public struct TermFinder: Sendable {
  private struct Entry: Sendable {
    var tokens: [TermTokens.Token]
    var term: String
    var rule: Concept.CaseRule
    var concept: Int
  }

  private let concepts: [Concept]
  private let tokens: TermTokens
  /// By the first word, folded; the longest first.
  private var byFirstWord: [String: [Entry]] = [:]
  /// Of scripts without spaces, by the first character, folded; the longest first.
  private var byFirstCharacter: [Unicode.Scalar: [Entry]] = [:]

  /// Makes the index of a language.
  ///
  /// - Throws: ``ICU/ICUError`` where ICU cannot break words.
  public init(_ glossary: Glossary, language: LanguageTag) throws {
    concepts = glossary.concepts
    tokens = try TermTokens()
    for (index, concept) in glossary.concepts.enumerated() {
      for term in concept.terms(in: language) {
        let found = try tokens.tokens(of: term)
        guard let first = found.first else { continue }
        let entry = Entry(
          tokens: found, term: term, rule: concept.caseRule ?? Self.defaultRule(for: term), concept: index)
        if let scalar = first.folded.unicodeScalars.first, TermTokens.isSpaceless(scalar) {
          byFirstCharacter[scalar, default: []].append(entry)
        } else {
          byFirstWord[first.folded, default: []].append(entry)
        }
      }
    }
    byFirstWord = byFirstWord.mapValues { $0.sorted { $0.tokens.count > $1.tokens.count } }
    byFirstCharacter = byFirstCharacter.mapValues { $0.sorted { $0.term.utf8.count > $1.term.utf8.count } }
  }

  /// Acronyms are strict: `IT` must not match `it`.
  private static func defaultRule(for term: String) -> Concept.CaseRule {
    let letters = term.unicodeScalars.filter(\.properties.isAlphabetic)
    let isAcronym = letters.count >= 2 && letters.allSatisfy(\.properties.isUppercase)
    return isAcronym ? .exact : .any
  }

  /// The terms in a text, in order, without overlap; entries of one place stand together, exact ones first.
  ///
  /// - Throws: ``ICU/ICUError`` where ICU cannot break words.
  public func terms(in text: String) throws -> [TermMatch] {
    let words = try tokens.tokens(of: text)
    var matches: [TermMatch] = []
    var index = 0
    var end = 0
    while index < words.count {
      defer { index += 1 }
      guard words[index].range.lowerBound >= end else { continue }
      let found = match(words, at: index) + spacelessMatches(words[index], in: text, from: end)
      guard let longest = found.map(\.range.upperBound).max(), let start = found.map(\.range.lowerBound).min()
      else {
        continue
      }
      end = longest
      let here = found.filter { $0.range.upperBound == longest && $0.range.lowerBound == start }
      matches += here.filter { $0.kind == .exact } + here.filter { $0.kind != .exact }
      // A word of a script without spaces can hold further terms.
      if longest < words[index].range.upperBound { index -= 1 }
    }
    return matches
  }

  /// The longest terms that start at a word.
  private func match(_ words: [TermTokens.Token], at index: Int) -> [TermMatch] {
    guard let entries = byFirstWord[words[index].folded] else { return [] }
    var result: [TermMatch] = []
    var length = 0
    for entry in entries {
      if entry.tokens.count < length { break }
      let last = index + entry.tokens.count - 1
      guard last < words.count else { continue }
      let pairs = zip(entry.tokens, words[index...last])
      let agrees = pairs.allSatisfy { term, word in
        term.folded == word.folded && (term.range.lowerBound == 0 || term.followsSpace == word.followsSpace)
      }
      guard agrees else { continue }
      let isExact = pairs.allSatisfy { $0.text == $1.text }
      switch entry.rule {
      case .exact where !isExact: continue
      case .initial where !pairs.allSatisfy({ !$0.startsUpperCase || $1.startsUpperCase }): continue
      default: break
      }
      length = entry.tokens.count
      result.append(
        TermMatch(
          range: words[index].range.lowerBound..<words[last].range.upperBound, term: entry.term,
          concept: concepts[entry.concept], kind: isExact ? .exact : .folded))
    }
    return result
  }

  /// The longest terms in a stretch of a script without spaces, at the first place where there is one.
  ///
  /// ICU parts such scripts by a dictionary, and parts a name differently in different company; so words do not count here.
  private func spacelessMatches(_ word: TermTokens.Token, in text: String, from end: Int) -> [TermMatch] {
    guard !byFirstCharacter.isEmpty else { return [] }
    let utf8 = text.utf8
    var offset = max(word.range.lowerBound, end)
    var position = utf8.index(utf8.startIndex, offsetBy: offset)
    let limit = utf8.index(utf8.startIndex, offsetBy: word.range.upperBound)
    while position < limit {
      let scalar = text.unicodeScalars[position]
      for entry in byFirstCharacter[scalar] ?? [] where text[position...].hasPrefix(entry.term) {
        let range = offset..<offset + entry.term.utf8.count
        return (byFirstCharacter[scalar] ?? []).filter { $0.term == entry.term }.map {
          TermMatch(range: range, term: $0.term, concept: concepts[$0.concept], kind: .exact)
        }
      }
      offset += UTF8.width(scalar)
      position = text.unicodeScalars.index(after: position)
    }
    return []
  }
}
