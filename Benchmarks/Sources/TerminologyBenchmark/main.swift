// How fast the terms of a large glossary are found, on one core.
//
//   swift run -c release TerminologyBenchmark [LANGUAGE TERMS TEXT]
//
// TERMS has a term a line, TEXT a paragraph a line. Without files it makes a glossary of 100,000 Russian names and phrases, and a text
// in which every twentieth word belongs to a term, in some form.

import Bitext
import Terminology

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct Generator: RandomNumberGenerator {
  var state: UInt64 = 1
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

func lines(_ path: String) -> [String] {
  guard let file = fopen(path, "r") else {
    print("cannot read \(path)")
    exit(2)
  }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
  return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
}

func seconds(_ work: () -> Void) -> Double {
  let time = ContinuousClock.now.duration(
    to: {
      work()
      return .now
    }()
  ).components
  return Double(time.seconds) + Double(time.attoseconds) / 1e18
}

var random = Generator()
let syllables = [
  "ва", "ко", "ми", "рос", "тан", "лен", "бер", "го", "ду", "жи", "за", "ка", "лу", "мо", "не", "по", "ри",
  "са", "то", "фе",
]
let endings = ["", "а", "у", "ом", "е", "ы", "ов", "ами"]

func word() -> String {
  (0..<Int.random(in: 2...4, using: &random)).map { _ in syllables.randomElement(using: &random) ?? "" }
    .joined() + "н"
}

var (language, terms, texts) = ("ru", [String](), [String]())
let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.count == 3 {
  (language, terms, texts) = (arguments[0], lines(arguments[1]), lines(arguments[2]))
} else {
  for _ in 0..<100_000 {
    terms.append(
      (0..<Int.random(in: 1...3, using: &random)).map { _ in word().capitalizedFirst }.joined(separator: " "))
  }
  for _ in 0..<20_000 {
    let words = (0..<60).map { place -> String in
      if place % 20 == 0 {
        let parts = (terms.randomElement(using: &random) ?? "").split(separator: " ")
        return parts.map { $0 + (endings.randomElement(using: &random) ?? "") }.joined(separator: " ")
      }
      return word() + (endings.randomElement(using: &random) ?? "")
    }
    texts.append(words.joined(separator: " ") + ".")
  }
}

extension String {
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

let tag = try LanguageTag(language)
let glossary = Glossary(terms.map { Concept(languages: [LanguageLevel(language: tag, terms: [Term($0)])]) })
var finder = TermFinder(Glossary(), language: tag)
let building = seconds { finder = TermFinder(glossary, language: tag) }
let bytes = texts.reduce(0) { $0 + $1.utf8.count }
var found = 0
var best = Double.infinity
for _ in 0..<5 {
  found = 0
  best = min(best, seconds { for text in texts { found += finder.terms(in: text).count } })
}
let speed = Double(bytes) / 1e6 / best
print(
  "\(finder.count) terms, index made in \(rounded(building)) s; \(rounded(Double(bytes) / 1e6)) MB, \(found) matches: \(rounded(speed)) MB/s"
)

func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
