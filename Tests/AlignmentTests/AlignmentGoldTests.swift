import Alignment
import Bitext
import Foundation
import TestSupport
import Testing

/// Scores on documents aligned by hand; the bars are those of the issue.
@Suite(.needsSharedData) struct AlignmentGoldTests {
  private static func lines(_ path: String) throws -> [String] {
    var lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private struct Key: Hashable {
    var source: [Int]
    var target: [Int]
  }

  private static func gold(_ path: String) throws -> Set<Key> {
    Set(
      try lines(path).map { line in
        let sides = line.components(separatedBy: ":").map { side in
          side.split { !$0.isNumber }.compactMap { Int($0) }
        }
        return Key(source: sides[0], target: sides[1])
      })
  }

  private static func strictF1(_ folder: String, _ from: String, _ to: String) throws -> Double {
    let folder = try SharedData.path("alignment/\(folder)")
    let document = AlignmentDocument(
      source: try lines(folder + "/src.txt"), target: try lines(folder + "/tgt.txt"))
    let aligner = SentenceAligner(from: try LanguageTag(from), to: try LanguageTag(to))
    let found = Set(
      try aligner.align([document])[0].map { Key(source: Array($0.source), target: Array($0.target)) })
    let gold = try gold(folder + "/gold.txt")
    let precision = Double(found.intersection(gold).count) / Double(found.count)
    let pairs = gold.filter { !$0.source.isEmpty && !$0.target.isEmpty }
    let recall = Double(found.intersection(pairs).count) / Double(pairs.count)
    return 2 * precision * recall / (precision + recall)
  }

  @Test func yearbooksOfAnAlpineClub() throws {
    #expect(try Self.strictF1("textberg_dev_defr", "de", "fr") >= 0.875)
  }

  @Test func aHungarianMagazine() throws {
    #expect(try Self.strictF1("dtm_huen", "hu", "en") >= 0.984)
  }
}
