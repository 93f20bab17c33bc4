import Testing

@testable import Languages

@Suite("Language model")
struct LanguageModelTests {
  /// The plain way: every substring of one to five, hashed from its start.
  private func sequences(_ word: [UInt32]) -> [[UInt32]] {
    var result: [[UInt32]] = []
    for first in word.indices {
      for length in 1...5 where first + length <= word.count {
        let part = Array(word[first..<first + length])
        if part != [0x5F] { result.append(part) }
      }
    }
    return result
  }

  @Test(
    "the fast look-up adds what each sequence alone adds",
    arguments: ["_settings_", "_im_", "_настройки_", "_a_"])
  func sums(text: String) {
    let word = text.unicodeScalars.map(\.value)
    var expected = [Int32](repeating: 0, count: LanguageModel.classLimit)
    for sequence in sequences(word) {
      LanguageModel.shared.addRow(of: sequence, isWord: false, to: &expected)
    }
    if word.count > 5 { LanguageModel.shared.addRow(of: word, isWord: true, to: &expected) }
    var scores = [Int32](repeating: 0, count: LanguageModel.classLimit)
    var hashes = [UInt64](repeating: 0, count: LanguageModel.sequenceLimit)
    scores.withUnsafeMutableBufferPointer { scores in
      hashes.withUnsafeMutableBufferPointer { hashes in
        word.withUnsafeBufferPointer { word in
          if let scores = scores.baseAddress, let hashes = hashes.baseAddress {
            LanguageModel.shared.add(word, to: scores, hashes: hashes)
          }
        }
      }
    }
    #expect(scores == expected)
    #expect(scores.contains { $0 != 0 })
  }

  @Test("no script has more languages than there is room for")
  func room() {
    #expect(LanguageModel.shared.languages.count <= LanguageModel.scriptLimit)
    #expect(LanguageModel.shared.languages.allSatisfy { $0.count <= LanguageModel.classLimit })
    #expect(LanguageModel.shared.languages.dropFirst(LanguageModel.groupLimit).allSatisfy { $0.count == 1 })
    #expect(ScriptNames.codes.count == LanguageModel.shared.languages.count)
    #expect(ScriptNames.names.count == LanguageModel.shared.languages.count)
  }
}
