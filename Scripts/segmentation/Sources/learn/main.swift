// Learns the figures of the sentence splitter from text that treebanks.py wrote, or scores them.
//
//   learn train OUT.bin TRAIN.tsv..     writes Sources/CSegmentationData/weights.bin
//   learn score [WEIGHTS.bin] TEXT.tsv..  boundary precision, recall, F1 per treebank, beside ICU's
//   learn explain LANGUAGE                the decisions for each line of the input, with their reasons

import Bitext
import Foundation
import ICU
@_spi(Learning) import Segmentation

struct Unit {
  var language: String
  var treebank: String
  var text: String
  var gold: Set<Int>
}

func read(_ path: String) throws -> [Unit] {
  try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap { line in
    let columns = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
    guard columns.count == 3 else { return nil }
    let text = columns[2].replacing("\u{1}", with: "\n")
    var gold: Set<Int> = []
    var offset = 0
    let segments = text.split(separator: "\u{1E}", omittingEmptySubsequences: false)
    for segment in segments {
      offset += segment.utf8.count
      gold.insert(offset)
    }
    return Unit(
      language: String(columns[0]), treebank: String(columns[1]), text: segments.joined(), gold: gold)
  }
}

struct Examples {
  var slots: [Int32] = []
  var starts: [Int] = [0]
  /// Where the slots of the language's own figures start.
  var middles: [Int] = []
  var labels: [Bool] = []
  var priors: [Float] = []
  var languages: [Int32] = []
}

func train(_ units: [Unit], to path: String) throws {
  var examples = Examples()
  var names: [String: Int32] = [:]
  var rules: [String: (Int, Int)] = [:]
  for unit in units {
    let language = names[unit.language, default: Int32(names.count)]
    names[unit.language] = language
    FigureLearning.visit(unit.text, language: unit.language, gold: unit.gold) {
      shared, own, ends, prior, rule in
      if let rule {
        rules[rule, default: (0, 0)].0 += ends ? 1 : 0
        rules[rule, default: (0, 0)].1 += ends ? 0 : 1
        return
      }
      examples.priors.append(prior)
      examples.slots.append(contentsOf: shared)
      examples.middles.append(examples.slots.count)
      examples.slots.append(contentsOf: own)
      examples.starts.append(examples.slots.count)
      examples.labels.append(ends)
      examples.languages.append(language)
    }
  }
  let count = examples.labels.count
  for (rule, counts) in rules.sorted(by: { $0.key < $1.key }) {
    print("rule: \(rule): \(counts.0) ends, \(counts.1) not")
  }
  // A language with much text must not drown the others in the figures they share.
  var totals = [Int](repeating: 0, count: names.count)
  for language in examples.languages { totals[Int(language)] += 1 }
  let weight = totals.map { min(1, Float(pow(20_000 / Double(max($0, 1)), 0.5))) }
  print("\(count) candidates, \(examples.labels.count(where: { $0 })) boundaries, \(names.count) languages")
  var weights = [Float](repeating: 0, count: FigureLearning.size)
  var squares = [Float](repeating: 1e-6, count: FigureLearning.size)
  var sums = [Float](repeating: 0, count: FigureLearning.size)
  var averaged: Float = 0
  var order = Array(0..<count)
  var state: UInt64 = 88_172_645_463_325_252
  func random() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
  let environment = ProcessInfo.processInfo.environment
  let epochs = Int(environment["EPOCHS"] ?? "") ?? 8
  let decay = Float(environment["L2"] ?? "") ?? 3e-5
  let rate0 = Float(environment["RATE"] ?? "") ?? 0.04
  for epoch in 0..<epochs {
    for index in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(index, Int(random() % UInt64(index + 1)))
    }
    var loss: Double = 0
    let rate = rate0 / (1 + Float(epoch) * 0.5)
    for example in order {
      let start = examples.starts[example]
      let end = examples.starts[example + 1]
      let middle = examples.middles[example]
      // Now and then the language is hidden, so that the shared figures can stand alone.
      let limit = random() % 5 == 0 ? middle : end
      var sum = examples.priors[example]
      for index in start..<limit { sum += weights[Int(examples.slots[index])] }
      let probability = 1 / (1 + exp(-sum))
      let target: Float = examples.labels[example] ? 1 : 0
      loss -= Double(log(max(1e-7, target > 0 ? probability : 1 - probability)))
      let gradient = (probability - target) * weight[Int(examples.languages[example])]
      for index in start..<limit {
        let slot = Int(examples.slots[index])
        let total = gradient + decay * weights[slot] * 100
        squares[slot] += total * total
        weights[slot] -= rate * total / squares[slot].squareRoot()
      }
    }
    if epoch * 2 >= epochs {
      averaged += 1
      for slot in weights.indices { sums[slot] += weights[slot] }
    }
    print("epoch \(epoch): loss \(loss / Double(count))")
  }
  // The mean of the later rounds is steadier than the last one.
  for slot in weights.indices { weights[slot] = sums[slot] / averaged }
  // What one example alone has taught is noise.
  var uses = [UInt8](repeating: 0, count: FigureLearning.size)
  for slot in examples.slots where uses[Int(slot)] < 255 { uses[Int(slot)] += 1 }
  let least = Int(environment["LEAST"] ?? "") ?? 3
  for slot in weights.indices where Int(uses[slot]) < least { weights[slot] = 0 }
  let quantised = weights.map { Int8(max(-127, min(127, ($0 / FigureLearning.step).rounded()))) }
  print(
    "\(quantised.count(where: { $0 != 0 })) weights are not zero, \(quantised.count(where: { abs(Int($0)) == 127 })) at the limit"
  )
  try Data(quantised.map { UInt8(bitPattern: $0) }).write(to: URL(fileURLWithPath: path))
}

struct Tally {
  var hits = 0
  var found = 0
  var gold = 0
  mutating func add(_ boundaries: Set<Int>, _ wanted: Set<Int>) {
    hits += boundaries.intersection(wanted).count
    found += boundaries.count
    gold += wanted.count
  }
  var precision: Double { found == 0 ? 1 : Double(hits) / Double(found) }
  var recall: Double { gold == 0 ? 1 : Double(hits) / Double(gold) }
  var f1: Double { precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall) }
}

func score(_ units: [Unit], weights: [Int8]?) throws {
  var ours: [String: Tally] = [:]
  var icu: [String: Tally] = [:]
  var exact: [String: (Int, Int, Int)] = [:]
  var breakers: [String: TextBreaker] = [:]
  let showErrors = ProcessInfo.processInfo.environment["ERRORS"]
  for unit in units {
    let language = unit.language == "und" ? "" : unit.language
    let breaker = try breakers[language] ?? TextBreaker(.sentence, locale: language)
    breakers[language] = breaker
    let end = unit.text.utf8.count
    let bytes = Array(unit.text.utf8)
    // White space does not count: a boundary is moved back over it.
    func trimmed(_ offset: Int) -> Int {
      var offset = offset
      while offset > 0, bytes[offset - 1] == 32 || bytes[offset - 1] == 10 { offset -= 1 }
      return offset
    }
    func set(_ offsets: some Sequence<Int>) -> Set<Int> {
      Set(offsets.map(trimmed)).subtracting([trimmed(end), 0])
    }
    let hidden = ProcessInfo.processInfo.environment["HIDE"] != nil
    let mine = set(
      FigureLearning.boundaries(in: unit.text, language: hidden ? "" : unit.language, weights: weights))
    let base = set(try breaker.boundaries(in: unit.text))
    let gold = set(unit.gold)
    ours[unit.treebank, default: Tally()].add(mine, gold)
    icu[unit.treebank, default: Tally()].add(base, gold)
    var counts = exact[unit.treebank, default: (0, 0, 0)]
    counts.0 += mine == gold ? 1 : 0
    counts.1 += base == gold ? 1 : 0
    counts.2 += 1
    exact[unit.treebank] = counts
    if let showErrors, showErrors == "all" || unit.treebank == showErrors {
      for offset in mine.symmetricDifference(gold).sorted() {
        let before = String(decoding: bytes[max(0, offset - 60)..<offset], as: UTF8.self)
        let after = String(decoding: bytes[offset..<min(end, offset + 50)], as: UTF8.self)
        print(
          "\(unit.treebank) \(mine.contains(offset) ? "EXTRA " : "MISSED") \(before)⏐\(after)".replacing(
            "\n", with: "⏎"))
      }
    }
  }
  func percent(_ value: Double) -> String { String(format: "%6.2f", value * 100) }
  var (sum, base, lower) = (0.0, 0.0, 0)
  for name in ours.keys.sorted() {
    guard let mine = ours[name], let theirs = icu[name], let counts = exact[name] else { continue }
    sum += mine.f1
    base += theirs.f1
    if mine.f1 < theirs.f1 { lower += 1 }
    print(
      "\(name.padding(toLength: 18, withPad: " ", startingAt: 0)) P \(percent(mine.precision)) R \(percent(mine.recall)) F1 \(percent(mine.f1))   ICU \(percent(theirs.precision)) \(percent(theirs.recall)) \(percent(theirs.f1)) \(mine.f1 < theirs.f1 ? "LOWER" : "")  exact \(counts.0) \(counts.1) / \(counts.2)"
    )
  }
  let n = Double(ours.count)
  print("macro F1 \(percent(sum / n)), ICU \(percent(base / n)), \(lower) of \(ours.count) lower than ICU")
}

setvbuf(stdout, nil, _IOLBF, 0)
var arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "train": try train(arguments.dropFirst(2).flatMap(read), to: arguments[1])
case "score":
  arguments.removeFirst()
  var weights: [Int8]?
  if let first = arguments.first, first.hasSuffix(".bin") {
    weights = try Data(contentsOf: URL(fileURLWithPath: first)).map { Int8(bitPattern: $0) }
    arguments.removeFirst()
  }
  try score(arguments.flatMap(read), weights: weights)
case "explain":
  let segmenter = Segmenter()
  while let line = readLine() {
    let text = line.replacing("\u{1}", with: "\n")
    let bytes = Array(text.utf8)
    for decision in segmenter.decisions(in: text, language: try LanguageTag(arguments[1])) {
      let before = String(decoding: bytes[max(0, decision.offset - 40)..<decision.offset], as: UTF8.self)
      let after = String(
        decoding: bytes[decision.offset..<min(bytes.count, decision.offset + 30)], as: UTF8.self)
      print(
        "\(decision.isBoundary ? "YES" : "no ") \(String(format: "%.3f", decision.probability)) \(before)⏐\(after) \(decision.reasons)"
          .replacing("\n", with: "⏎"))
    }
  }
default: print("usage: learn train OUT.bin TEXT.tsv.. | learn score [WEIGHTS.bin] TEXT.tsv..")
}
