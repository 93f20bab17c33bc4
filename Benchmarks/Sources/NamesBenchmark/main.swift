// Milliseconds a look-up among many names, and how often the right name comes first and among the first five.
//
//   swift run -c release NamesBenchmark NAMES QUERIES [LANGUAGE [COMPARISONS]]
//
// NAMES: a name a line. QUERIES: a name a line, or the columns name and query parted by a tab. The files of
// NETransliteration-COLING2018 (letters spaced, English and native parted by a tab) serve as both.

import Bitext
import Foundation
import Names

guard CommandLine.arguments.count > 2 else {
  print("usage: NamesBenchmark NAMES QUERIES [LANGUAGE [COMPARISONS]]")
  exit(2)
}

/// The first two columns; where every letter is followed by a space, the letters together.
func rows(_ path: String) -> [[String]] {
  let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  return text.split(separator: "\n").map { line in
    line.split(separator: "\t").prefix(2).map { cell in
      let isSpaced = cell.split(separator: " ").allSatisfy { $0.count == 1 }
      return isSpaced ? cell.filter { $0 != " " } : String(cell)
    }
  }
}

let names = Array(Set(rows(CommandLine.arguments[1]).compactMap { $0.first?.capitalized })).sorted().prefix(
  100_000)
let known = Set(names)
let queries = rows(CommandLine.arguments[2]).filter { row in
  row.count > 1 ? known.contains(row[0].capitalized) : !row.isEmpty
}.prefix(2_000)
let language = CommandLine.arguments.count > 3 ? try LanguageTag(CommandLine.arguments[3]) : nil

let clock = ContinuousClock()
var start = clock.now
var finder = try NameFinder(names.map { NameEntry($0) })
if CommandLine.arguments.count > 4, let count = Int(CommandLine.arguments[4]) {
  finder.closeComparisons = count
}
print("index of \(names.count) names: \(clock.now - start)")

var times: [Double] = []
var (first, five) = (0, 0)
for row in queries {
  start = clock.now
  let matches = try finder.matches(for: row.last ?? "", language: language, limit: 5)
  times.append((clock.now - start) / .milliseconds(1))
  guard row.count > 1 else { continue }
  if matches.first?.name == row[0].capitalized { first += 1 }
  if matches.contains(where: { $0.name == row[0].capitalized }) { five += 1 }
}
guard !times.isEmpty else {
  print("no query has its name among the names")
  exit(2)
}
times.sort()
let mean = times.reduce(0, +) / Double(max(1, times.count))
let share = { (count: Int) in (1000 * Double(count) / Double(max(1, times.count))).rounded() / 10 }
print(
  "\(times.count) look-ups: mean \((mean * 100).rounded() / 100) ms, median "
    + "\((times[times.count / 2] * 100).rounded() / 100) ms, 99 of 100 within "
    + "\((times[times.count * 99 / 100] * 100).rounded() / 100) ms; first \(share(first)) %, in five \(share(five)) %"
)
