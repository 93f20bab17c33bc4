import CLanguageModel
import Foundation
import Testing

@testable import Languages

@Suite("Language model")
struct LanguageModelTests {
  /// The plain way: at each character the sequences down to the longest with a row, then all of four and five.
  private func plainSums(_ word: [UInt32], script: UInt8) -> [Int32] {
    let model = LanguageModel.shared
    var sums = [Int32](repeating: 0, count: LanguageModel.classLimit)
    func add(_ sequence: ArraySlice<UInt32>, isWord: Bool) {
      for (language, weight) in model.weights(of: Array(sequence), isWord: isWord) {
        sums[language] += weight
      }
    }
    for end in 1..<word.count {
      for length in (1...min(3, end + 1)).reversed() where length > 1 || word[end] != 0x5F {
        let sequence = word[(end - length + 1)...end]
        if let row = model.row(of: Array(sequence), script: script) {
          for (language, weight) in row.enumerated() { sums[language] += weight }
          break
        }
        add(sequence, isWord: false)
      }
      for length in 4...5 where length <= end + 1 { add(word[(end - length + 1)...end], isWord: false) }
    }
    if word.count > 5 { add(word[...], isWord: true) }
    return sums
  }

  @Test(
    "the fast look-up adds what each sequence alone adds",
    arguments: [("_settings_", 1), ("_im_", 1), ("_настройки_", 2), ("_a_", 1), ("_ẅẍŵ_", 1), ("_這個檔案_", 6)])
  func sums(text: String, script: UInt8) {
    let word = text.unicodeScalars.map(\.value)
    var scores = [Int32](repeating: 0, count: LanguageModel.classLimit)
    LanguageModel.shared.add(word, count: word.count, script: script, to: &scores)
    #expect(scores == plainSums(word, script: script))
    #expect(scores.contains { $0 != 0 })
  }

  @Test("the vector sum of powers is that of the mathematical library")
  func softmax() {
    var random = SplitMix(state: 7)
    for _ in 0..<200 {
      let scores = (0..<LanguageModel.classLimit).map { _ in Int32(random.next() % 600) - 300 }
      let biases = (0..<LanguageModel.classLimit).map { _ -> Float in
        random.next() % 4 == 0 ? -1e9 : -Float(random.next() % 100) / 50
      }
      let peak = clanguagemodel_softmax(scores, biases, 0.05)
      let values = zip(scores, biases).map { Double($0) * 0.05 + Double($1) }
      let highest = values.max() ?? 0
      let sum = values.reduce(0.0) { $0 + exp($1 - highest) }
      #expect(
        values.firstIndex { $0 > highest - 1e-4 } == Int(peak.place)
          || abs(values[Int(peak.place)] - highest) < 1e-4)
      #expect(abs(Double(peak.sum) - sum) < 1e-3 * sum)
    }
  }

  private struct SplitMix {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  @Test("no script has more languages than there is room for")
  func room() {
    #expect(LanguageModel.languages.count <= LanguageModel.scriptLimit)
    #expect(LanguageModel.languages.allSatisfy { $0.count <= LanguageModel.classLimit })
    #expect(LanguageModel.languages.dropFirst(LanguageModel.groupLimit).allSatisfy { $0.count == 1 })
    #expect(ScriptNames.codes.count == LanguageModel.languages.count)
    #expect(ScriptNames.names.count == LanguageModel.languages.count)
  }
}
