import Bitext
import Foundation
import Testing

@testable import Names

@Suite struct SpellingTests {
  /// The best alignment by plain recursion over all of them.
  private func reference(_ source: [UInt8], _ target: [UInt8], _ table: SpellingTable) -> Float {
    var known: [Int: Float] = [:]
    func best(_ i: Int, _ j: Int) -> Float {
      if i == source.count { return Float(target.count - j) * -8 }
      if let score = known[i * 100 + j] { return score }
      var score = best(i + 1, j) - 8
      if j < target.count { score = max(score, best(i, j + 1) - 8) }
      var options: [(SpellingTable.Piece, Float)] = []
      table.forEachPiece(of: source, at: i) { options.append(($0, $1)) }
      for (piece, probability) in options where j + piece.targetLength <= target.count {
        guard NameLetters.code(target, at: j, count: piece.targetLength) == piece.target else { continue }
        score = max(score, best(i + piece.length, j + piece.targetLength) + log(probability))
      }
      known[i * 100 + j] = score
      return score
    }
    return best(0, 0)
  }

  @Test(arguments: SpellingTable.Kind.allCases)
  func `both ways of scoring agree with a search of all alignments`(kind: SpellingTable.Kind) throws {
    let table = SpellingTable(kind)
    let letters = try NameLetters()
    let names = ["vladimir", "schwarzenegger", "o'neill", "x", "nguyen", "thompson", "llanfair", "zhuangzi"]
    var workspace = SpellingWorkspace()
    for source in try names.map(letters.letters) {
      for target in try (names + ["beuladimireu", "pujing", "tomupuson", "q"]).map(letters.letters) {
        let expected = reference(source, target, table)
        workspace.prepare(target: target)
        let forward = workspace.score(source: source, table: table)
        workspace.prepare(source: source, table: table)
        let backward = workspace.score(target: target)
        #expect(abs(forward - expected) < 0.01 && abs(backward - expected) < 0.01, "\(source) \(target)")
        // A bound cuts off what is below it, and nothing else.
        workspace.prepare(target: target)
        #expect(workspace.score(source: source, table: table, bound: expected + 0.1) == -.infinity)
        #expect(abs(workspace.score(source: source, table: table, bound: expected - 0.1) - expected) < 0.01)
      }
    }
  }

  @Test func `the quick look keeps the name that close comparison of all finds`() throws {
    var random = SystemRandomNumberGenerator()
    let syllables = [
      "ka", "mi", "ro", "ten", "vla", "di", "mir", "pu", "tin", "sha", "bor", "is", "gre", "ta", "o", "len",
      "zhu",
    ]
    let names = Set(
      (0..<1_200).map { _ in
        (0..<Int.random(in: 2...4, using: &random)).map { _ in syllables.randomElement(using: &random) ?? "a"
        }.joined()
      }
    ).sorted()
    var quick = try NameFinder(names.map { NameEntry($0) })
    quick.closeComparisons = 100
    var all = quick
    all.closeComparisons = names.count
    var kept = 0
    let sample = names.shuffled(using: &random).prefix(12)
    for name in sample {
      let russian = name.map { Self.cyrillic[$0] ?? "" }.joined()
      let best = try all.matches(for: russian, limit: 1).first
      let found = try quick.matches(for: russian, limit: 1).first
      kept += best?.name == found?.name ? 1 : 0
    }
    #expect(kept >= 11, "\(kept) of \(sample.count)")
  }

  private static let cyrillic: [Character: String] = [
    "a": "а", "b": "б", "d": "д", "e": "е", "g": "г", "h": "х", "i": "и", "k": "к", "l": "л", "m": "м",
    "n": "н", "o": "о",
    "p": "п", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в", "z": "з",
  ]
}
