import Bitext
import Testing

@testable import Terminology

/// Compares the index with a search that tries every term at every place.
struct TermFinderReferenceTests {
  private static let stems = ["кот", "мир", "Анна", "Путин", "новый", "союз", "река", "Рим", "лес", "ООН"]
  private static let endings = ["", "а", "у", "ом", "е", "ы", "ого", "ой", "и", "ами"]

  private static let forms = WordForms(language: "ru")

  @Test func theIndexFindsWhatTryingEverythingFinds() throws {
    let russian = try LanguageTag("ru")
    var random = Generator(state: 7)
    for _ in 0..<30 {
      let terms = (0..<6).map { _ in
        (0..<Int.random(in: 1...3, using: &random)).map { _ in Self.stems.randomElement(using: &random) ?? ""
        }
        .joined(separator: " ")
      }
      let text = (0..<30).map { _ in
        let stem = Self.stems.randomElement(using: &random) ?? ""
        let word =
          stem.dropLast(Int.random(in: 0...1, using: &random))
          + (Self.endings.randomElement(using: &random) ?? "")
        return Bool.random(using: &random) ? String(word) : word.lowercased()
      }.joined(separator: " ")
      let glossary = Glossary(
        Set(terms).sorted().map { term in
          Concept(languages: [LanguageLevel(language: russian, terms: [Term(term)])])
        })
      let found = TermFinder(glossary, language: russian).terms(in: text)
      let expected = Self.reference(Set(terms).sorted(), text)
      #expect(Set(found.map { "\($0.range) \($0.term)" }) == expected, "\(terms) in \(text)")
    }
  }

  /// The longest terms at each place from the left, by comparing words one by one.
  private static func reference(_ terms: [String], _ text: String) -> Set<String> {
    let words = text.split(separator: " ")
    var offsets: [Int] = []
    var offset = 0
    for word in words {
      offsets.append(offset)
      offset += word.utf8.count + 1
    }
    func scalars(_ word: Substring) -> [UInt32] { word.lowercased().unicodeScalars.map(\.value) }
    func isForm(_ word: Substring, of term: Substring) -> Bool {
      if scalars(word) == scalars(term) { return true }
      var isFound = false
      forms.forEachForm(of: scalars(term)) { if $0 == TermHash.of(scalars(word)) { isFound = true } }
      return isFound
    }
    var result: Set<String> = []
    var place = 0
    while place < words.count {
      var best: (count: Int, terms: [String]) = (0, [])
      for term in terms {
        let parts = term.split(separator: " ")
        guard place + parts.count <= words.count, parts.count >= best.count else { continue }
        let here = words[place..<place + parts.count]
        guard zip(here, parts).allSatisfy({ isForm($0, of: $1) }) else { continue }
        if parts.count == 1 {
          if term == "ООН",
            !here[place].hasPrefix(term) || here[place].dropFirst(3).contains(where: \.isUppercase)
          {
            continue
          }
          if term.first?.isUppercase == true, here[place].first?.isUppercase != true { continue }
        }
        if parts.count > best.count { best = (parts.count, []) }
        best.terms.append(term)
      }
      guard best.count > 0 else {
        place += 1
        continue
      }
      let end = offsets[place + best.count - 1] + words[place + best.count - 1].utf8.count
      for term in best.terms { result.insert("\(offsets[place]..<end) \(term)") }
      place += best.count
    }
    return result
  }

  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      // SplitMix64.
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }
}
