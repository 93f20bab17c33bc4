import Bitext
import Languages
import Testing

@Suite struct WordVoicesTests {
  private let text = "Speichern unter anderem Namen and then save the файл ещё раз"
  private var words: [Range<Int>] {
    var (ranges, start, offset) = ([Range<Int>](), 0, 0)
    for byte in text.utf8 {
      if byte == 0x20 {
        ranges.append(start..<offset)
        start = offset + 1
      }
      offset += 1
    }
    return ranges + [start..<offset]
  }

  @Test func `words judged together say what their text says`() throws {
    let detector = LanguageDetector()
    let english = detector.ownLanguages(of: try LanguageTag("en"))
    let voices = WordVoices(of: text, words: words, detector: detector)
    for start in words.indices {
      for end in start + 1...words.count {
        let part = words[start..<end].map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) }
        let expected = detector.comparison(of: part.joined(separator: " "), with: english)
        let judged = voices.comparison(of: start..<end, with: english)
        #expect(judged?.other.language == expected?.other.language, "\(part)")
        #expect(abs((judged?.own ?? 0) - (expected?.own ?? 0)) < 0.001, "\(part)")
        #expect(voices.comparison(of: Array(start..<end), with: english) == judged)
        let isOwn = judged.map { $0.own >= $0.other.probability } ?? true
        #expect(voices.challenge(of: start..<end, to: english) == (isOwn ? nil : judged))
      }
    }
  }

  @Test func `no words say nothing`() throws {
    let detector = LanguageDetector()
    let english = detector.ownLanguages(of: try LanguageTag("en"))
    let voices = WordVoices(of: "12 34", words: [0..<2, 3..<5], detector: detector)
    #expect(voices.comparison(of: 0..<2, with: english) == nil)
    #expect(voices.comparison(of: 0..<0, with: english) == nil)
  }
}
