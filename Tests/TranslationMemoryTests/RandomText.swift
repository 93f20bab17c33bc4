import Bitext

/// A generator of numbers that always gives the same ones.
///
/// Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators" (2014), SplitMix64.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}

/// Makes texts in a script that repeat words and stretches, so that many are close to each other.
struct RandomText {
  static let alphabets: [(language: String, letters: [Character], isSpaced: Bool)] = [
    ("en", Array("aeioutnsrlAE"), true), ("ru", Array("аеоинтсрвЁАй"), true),
    ("el", Array("αεοιτνςρσάΑ"), true),
    ("zh", Array("的文件打开保存新设置删除语言中国"), false), ("th", Array("กาเปิดไฟล์ใหม่นท"), false),
  ]

  private var random: SplitMix
  private let letters: [Character]
  private let isSpaced: Bool
  private var vocabulary: [String] = []

  init(seed: UInt64, letters: [Character], isSpaced: Bool) {
    random = SplitMix(seed: seed)
    self.letters = letters
    self.isSpaced = isSpaced
    for _ in 0..<60 { vocabulary.append(randomLetters(Int.random(in: 1...8, using: &random))) }
  }

  private mutating func randomLetters(_ count: Int) -> String {
    String((0..<count).map { _ in letters.randomElement(using: &random) ?? "a" })
  }

  /// A text of up to `words` words, with numbers and punctuation here and there.
  mutating func text(words: Int) -> String {
    var parts: [String] = []
    for _ in 0..<Int.random(in: 1...words, using: &random) {
      switch Int.random(in: 0..<20, using: &random) {
      case 0: parts.append(String(Int.random(in: 0..<300, using: &random)))
      case 1: parts.append(randomLetters(Int.random(in: 1...6, using: &random)))
      case 2: parts.append(["-", "…", "%s", "(", "é"].randomElement(using: &random) ?? "-")
      // Squared, so that some words are common and some rare.
      default:
        let place = Double.random(in: 0..<1, using: &random)
        parts.append(vocabulary[Int(place * place * Double(vocabulary.count))])
      }
    }
    return parts.joined(separator: isSpaced ? " " : "")
  }

  /// A text with some characters changed.
  mutating func changed(_ text: String, edits: Int) -> String {
    var characters = Array(text)
    for _ in 0..<edits {
      let place = Int.random(in: 0...characters.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: characters.insert(letters.randomElement(using: &random) ?? "a", at: place)
      case 1 where place < characters.count: characters.remove(at: place)
      case 2 where place < characters.count: characters[place] = letters.randomElement(using: &random) ?? "a"
      case 3 where place < characters.count:
        characters.replaceSubrange(place...place, with: Array(String(characters[place]).uppercased()))
      case 4: characters.insert(" ", at: place)
      default: break
      }
    }
    return String(characters)
  }

  /// A number in a range.
  mutating func number(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
}

extension TranslationUnit {
  /// A unit of two texts.
  static func pair(_ source: String, _ target: String, from: String, to: String) throws -> TranslationUnit {
    TranslationUnit(variants: [
      Variant(language: try LanguageTag(from), content: MarkedText(source)),
      Variant(language: try LanguageTag(to), content: MarkedText(target)),
    ])
  }
}
