import Bitext
import ICU
import Languages

/// The first blocks of a page that declares no language, kept until they tell which one it is in.
///
/// Keeps at most a few kilobytes of text, or the one block that goes beyond.
struct UndeclaredPage {
  /// So much text is enough to tell, in UTF-8 bytes.
  private static let enough = 4096
  /// What a language needs to be the page's: bytes of text, and a share of the text that tells its language.
  private static let (leastBytes, leastShare) = (40, 2.0 / 3)
  private static let leastConfidence = 0.6
  /// All languages; one for all pages, as to make one costs as much as to read a short page.
  private static let detector = LanguageDetector()

  /// The blocks, in the order of the page.
  private(set) var blocks: [Block] = []
  private var bytes = 0

  /// Whether more text would not make the answer better.
  var isEnough: Bool { bytes >= Self.enough }

  /// Keeps a block.
  mutating func add(_ block: Block) {
    blocks.append(block)
    if block.isTranslatable { bytes += block.content.text.utf8.count }
  }

  /// The language that most of the text is in; nil where the text is too short or in too many.
  ///
  /// Every block votes with its bytes, so that one long quotation or a menu in another language does not decide alone.
  func measuredLanguage() -> LanguageTag? {
    var votes: [LanguageTag: Int] = [:]
    for block in blocks where block.isTranslatable {
      let answer = Self.detector.answer(for: block.content.text)
      guard !answer.language.isUndetermined, answer.confidence >= Self.leastConfidence else { continue }
      votes[answer.language, default: 0] += block.content.text.utf8.count
    }
    let all = votes.values.reduce(0, +)
    // At equal votes the tag decides, so that the answer is always the same.
    let most = votes.max { ($0.value, $1.key.identifier) < ($1.value, $0.key.identifier) }
    guard let most, most.value >= Self.leastBytes, Double(most.value) >= Self.leastShare * Double(all) else {
      return nil
    }
    return most.key
  }

  /// Says to the user which language was taken.
  static func note(on language: LanguageTag) -> Problem {
    Problem(
      .warning,
      "declares no language; checked as \(LanguageIdentifier.displayName(of: language.identifier)) (\(language)), which most of its text is in; --to names another"
    )
  }
}
