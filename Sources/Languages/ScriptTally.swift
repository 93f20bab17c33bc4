/// The letters of each script in a text and the scores of the languages.
///
/// Borrowed memory: lives inside one function.
struct ScriptTally {
  /// One block of `classLimit` a script with several languages, then a count of letters a script.
  private let memory: UnsafeMutablePointer<Int32>
  private let letters: UnsafeMutablePointer<Int32>

  /// What a caller must lend, set to zero.
  static let size = LanguageModel.groupLimit * LanguageModel.classLimit + LanguageModel.scriptLimit

  init(memory: UnsafeMutablePointer<Int32>) {
    self.memory = memory
    letters = memory + LanguageModel.groupLimit * LanguageModel.classLimit
  }

  /// The scores of a script's languages.
  func scores(ofScript script: UInt8) -> UnsafeMutablePointer<Int32> {
    memory + Int(script) * LanguageModel.classLimit
  }

  /// The letters of a script.
  func letters(ofScript script: UInt8) -> Int { Int(letters[Int(script)]) }

  /// Adds the words of a part of a text.
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, detector: LanguageDetector, stopsEarly: Bool
  ) {
    let model = detector.model
    WordMemory.withMemory { buffer, hashes in
      var scanner = WordScanner(model: model, bytes: bytes, range: range, buffer: buffer)
      var nextCheck: Int32 = 40
      while scanner.next() {
        let script = Int(scanner.script)
        letters[script] += Int32(scanner.letters)
        guard script < LanguageModel.groupLimit else { continue }
        let scores = scores(ofScript: scanner.script)
        model.add(scanner.word, to: scores, hashes: hashes)
        if stopsEarly, letters[script] >= nextCheck {
          nextCheck += 24
          if detector.table.isSettled(script: script, scores: scores, unit: model.unit) { return }
        }
      }
    }
  }

  /// The script of most letters, a Chinese, Japanese or Korean one counting twice; kana beside Chinese characters win.
  var main: UInt8? {
    var best = 0
    var most: Int32 = 0
    for script in 1..<LanguageModel.scriptLimit {
      let count = letters[script]
      guard count > 0 else { continue }
      let weight = LanguageModel.isEastAsian(UInt8(script)) ? count &* 2 : count
      if weight > most { (best, most) = (script, weight) }
    }
    guard most > 0 else { return nil }
    if best == Int(LanguageModel.han) {
      if letters[Int(LanguageModel.kana)] > 0 { return LanguageModel.kana }
      if letters[Int(LanguageModel.hangul)] * 2 > letters[best] { return LanguageModel.hangul }
    }
    return UInt8(best)
  }

  /// The part of the letters that are of a script, or of those written together with it.
  func share(of script: UInt8) -> Double {
    var total: Int32 = 0
    for number in 1..<LanguageModel.scriptLimit { total += letters[number] }
    var own = letters[Int(script)]
    if script == LanguageModel.kana || script == LanguageModel.hangul {
      own += letters[Int(LanguageModel.han)]
    }
    return Double(own) / Double(max(1, total))
  }
}
