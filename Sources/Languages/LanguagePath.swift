import Bitext
import Foundation

/// The likeliest language of each word of a text, found for all words together.
///
/// Source of the algorithm: A. J. Viterbi, "Error bounds for convolutional codes", 1967.
struct LanguagePath {
  /// Words in a row in one language.
  struct Stretch {
    var start: Int
    var end: Int
    var tag: LanguageTag
    var script: String
    var confidence: Double
    var words: Int
  }

  /// What a change of language costs, in nats, before the share of the language is counted.
  private static let switchPrice: Float = 2.7
  /// How much less it costs where a sentence, a label or a line ends.
  private static let sentenceDiscount: Float = 2.2
  /// The least that a word can say for a language of its script.
  private static let floor: Float = -9
  /// What a language loses by a word in a script that it is not written in.
  private static let foreignScript: Float = -12

  private struct State {
    var script: UInt8
    var entry: CandidateTable.Entry
  }

  private var states: [State] = []
  /// Where the states of a script begin and end.
  private var ranges: [Range<Int>]
  private var words: [(range: Range<Int>, script: UInt8, startsSentence: Bool)] = []
  /// A word's logarithms of probability, one a state of its script, one word after another.
  private var values: [Float] = []
  private var places: [Int] = []

  init(detector: LanguageDetector, bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>) {
    let table = detector.table
    ranges = Array(repeating: 0..<0, count: LanguageModel.scriptLimit)
    for script in 1..<LanguageModel.scriptLimit {
      let first = states.count
      for entry in table.entries(ofScript: script) {
        states.append(State(script: UInt8(script), entry: entry))
      }
      ranges[script] = first..<states.count
    }
    readWords(detector: detector, bytes: bytes, range: range)
    keepScriptsInText()
  }

  /// States of scripts that the text has no letter of can never be on the best path.
  private mutating func keepScriptsInText() {
    let present = Set(words.map(\.script))
    var kept: [State] = []
    for script in 1..<LanguageModel.scriptLimit {
      let first = kept.count
      if present.contains(UInt8(script)) { kept += states[ranges[script]] }
      ranges[script] = first..<kept.count
    }
    states = kept
  }

  private mutating func readWords(
    detector: LanguageDetector, bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>
  ) {
    let model = detector.table.model
    WordScanner.withBuffer { buffer in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: LanguageModel.classLimit) { memory in
        guard let scores = memory.baseAddress else { return }
        var scanner = WordScanner(model: model, bytes: bytes, range: range, buffer: buffer)
        while scanner.next() {
          let entries = detector.table.entries(ofScript: Int(scanner.script))
          guard !entries.isEmpty, !scanner.isAcronym else { continue }
          let gap = (words.last?.range.upperBound ?? scanner.range.lowerBound)..<scanner.range.lowerBound
          words.append((scanner.range, scanner.script, SentenceGap.endsSentence(bytes, gap)))
          places.append(values.count)
          guard Int(scanner.script) < LanguageModel.groupLimit, entries.count > 1 else {
            for _ in entries { values.append(0) }
            continue
          }
          memory.initialize(repeating: 0)
          model.add(buffer, count: scanner.count, script: scanner.script, to: scores)
          appendProbabilities(entries, scores, unit: model.unit)
        }
      }
    }
  }

  private mutating func appendProbabilities(
    _ entries: [CandidateTable.Entry], _ scores: UnsafeMutablePointer<Int32>, unit: Double
  ) {
    let heat = 1.1
    var highest = -Float.infinity
    let first = values.count
    for entry in entries {
      let value = Float(Double(scores[entry.index]) * unit / heat + entry.prior)
      values.append(value)
      highest = max(highest, value)
    }
    var sum: Float = 0
    for place in first..<values.count { sum += exp(values[place] - highest) }
    let total = highest + log(sum)
    for place in first..<values.count { values[place] = max(Self.floor, values[place] - total) }
  }

  @inline(__always)
  private func value(word: Int, state: Int) -> Float {
    let script = words[word].script
    let own = ranges[Int(script)]
    if own.contains(state) { return values[places[word] + state - own.lowerBound] }
    let (left, right) = (script, states[state].script)
    if LanguageModel.areWrittenTogether(left, right) { return 0 }
    return Self.foreignScript
  }

  /// The best path, cut where the language changes.
  func stretches() -> [Stretch] {
    guard !words.isEmpty, !states.isEmpty else { return [] }
    var shares = [Float](repeating: 1 / Float(states.count), count: states.count)
    var path = bestPath(shares: shares)
    for _ in 0..<2 {
      var letters = [Float](repeating: 0, count: states.count)
      var total: Float = 0
      for (word, state) in path.enumerated() {
        letters[state] += Float(words[word].range.count)
        total += Float(words[word].range.count)
      }
      for state in shares.indices { shares[state] = letters[state] / total }
      let next = bestPath(shares: shares)
      if next == path { break }
      path = next
    }
    return cut(path)
  }

  private func bestPath(shares: [Float]) -> [Int] {
    let count = states.count
    let entry = shares.map { log($0 + 0.03) }
    var scores = (0..<count).map { entry[$0] + value(word: 0, state: $0) }
    var back = [Int16](repeating: 0, count: words.count * count)
    for word in 1..<max(1, words.count) {
      var best = 0
      for state in 1..<count where scores[state] > scores[best] { best = state }
      let price = Self.switchPrice - (words[word].startsSentence ? Self.sentenceDiscount : 0)
      let bestScore = scores[best] - price
      for state in 0..<count {
        let change = bestScore + entry[state]
        let stays = scores[state] >= change
        back[word * count + state] = Int16(stays ? state : best)
        scores[state] = max(scores[state], change) + value(word: word, state: state)
      }
    }
    var state = 0
    for other in 1..<max(1, count) where scores[other] > scores[state] { state = other }
    var path = [Int](repeating: 0, count: words.count)
    for word in words.indices.reversed() {
      path[word] = state
      state = Int(back[word * count + state])
    }
    return path
  }

  private func cut(_ path: [Int]) -> [Stretch] {
    var result: [Stretch] = []
    var first = 0
    for word in words.indices where word + 1 == words.count || path[word + 1] != path[word] {
      let state = states[path[word]]
      result.append(
        Stretch(
          start: words[first].range.lowerBound, end: words[word].range.upperBound, tag: state.entry.tag,
          script: ScriptNames.codes[Int(state.script)], confidence: confidence(first...word, path[word]),
          words: word - first + 1))
      first = word + 1
    }
    return result
  }

  /// How likely the language is against the others of its script, by the words of the stretch alone.
  private func confidence(_ stretch: ClosedRange<Int>, _ state: Int) -> Double {
    let own = ranges[Int(states[state].script)]
    guard own.count > 1 else { return 0.97 }
    var sums = [Float](repeating: 0, count: own.count)
    var letters = 0
    for word in stretch where words[word].script == states[state].script {
      letters += words[word].range.count
      for place in sums.indices { sums[place] += values[places[word] + place] }
    }
    let heat = Float(Calibration.temperature(letters: letters) / 1.1)
    let highest = sums.max() ?? 0
    let total = sums.reduce(Float(0)) { $0 + exp(($1 - highest) / heat) }
    return Double(exp((sums[state - own.lowerBound] - highest) / heat) / total)
  }
}

extension LanguageModel {
  /// Whether it is the script of Chinese characters, kana or Hangul.
  static func isEastAsian(_ script: UInt8) -> Bool { script == han || script == kana || script == hangul }

  /// Whether letters of both scripts stand side by side in one language: Japanese and Korean with Chinese characters.
  static func areWrittenTogether(_ left: UInt8, _ right: UInt8) -> Bool {
    isEastAsian(left) && isEastAsian(right)
  }
}
