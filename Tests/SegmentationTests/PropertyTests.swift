import Bitext
import Foundation
import Segmentation
import TestSupport
import Testing

@Suite("What holds for any text")
struct PropertyTests {
  /// A small generator, the same on every run.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  private static let segmenters = [
    Segmenter(), Segmenter(SegmenterOptions(phrases: .always, splitsGluedText: true)),
    Segmenter(SegmenterOptions(rules: .unicode)),
  ]

  private func check(_ text: String, _ language: LanguageTag?) throws {
    for segmenter in Self.segmenters {
      let ranges = try segmenter.ranges(in: text, language: language)
      var end = 0
      for range in ranges {
        #expect(range.lowerBound == end && !range.isEmpty)
        end = range.upperBound
      }
      #expect(end == text.utf8.count)
      let bytes = Array(text.utf8)
      // A boundary never falls inside a scalar.
      #expect(ranges.allSatisfy { $0.upperBound == bytes.count || bytes[$0.upperBound] & 0xC0 != 0x80 })
    }
  }

  @Test(
    "Joined segments are the text, over random Unicode", arguments: ["en", "ja", "hy", "el", "th", "und"])
  func randomUnicode(_ name: String) throws {
    let language = try LanguageTag(name)
    var generator = Generator(state: 88_172_645_463_325_252)
    let frequent = Array(
      " .!?…\"'«»“”()[]\n\r\tAaБб1。！।։;:·-—•a.b.@/éﬁ\u{300}\u{200F}\u{2028}😀".unicodeScalars)
    for _ in 0..<400 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...60, using: &generator) {
        if Int.random(in: 0..<4, using: &generator) > 0,
          let scalar = frequent.randomElement(using: &generator)
        {
          text.append(scalar)
        } else if let scalar = Unicode.Scalar(UInt32.random(in: 1..<0x11_0000, using: &generator)) {
          text.append(scalar)
        }
      }
      try check(String(text), language)
    }
  }

  @Test("Joined segments are the text, over all development data", .needsSharedData)
  func developmentData() throws {
    struct Row: Decodable {
      var lang: String
      var text: String
    }
    for folder in ["segmentation/ud", "segmentation/golden"] {
      for file in try SharedData.files(in: folder, endingIn: ".jsonl") {
        for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") {
          let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
          try check(row.text, try? LanguageTag(row.lang))
        }
      }
    }
  }

  @Test(
    "Time grows with length only",
    arguments: ["a", ".", "\"", "(", ". ", "? ", "a. ", "\n", " ", ". .", "…", "1. ", "字", "。"])
  func linearTime(_ unit: String) throws {
    let english = try LanguageTag("en")
    let segmenter = Segmenter()
    func seconds(_ count: Int) throws -> Double {
      let text = String(repeating: unit, count: count)
      let start = ContinuousClock.now
      let ranges = try segmenter.ranges(in: text, language: english)
      let time = (ContinuousClock.now - start).components
      #expect(ranges.last?.upperBound == text.utf8.count)
      return Double(time.seconds) + Double(time.attoseconds) / 1e18
    }
    _ = try seconds(100)
    let short = try seconds(10_000)
    let long = try seconds(160_000)
    // Sixteen times the text; quadratic time would be 256 times as long.
    #expect(long < max(short, 0.002) * 80)
  }
}
