import Bitext
import Foundation
import TranslationMemory

// Measures a memory made of a file of pairs. See the usage below.

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  exit(2)
}

let usage = """
  MemoryBenchmark import PAIRS.tsv MEMORY [--from en] [--to ru] [--copies N]
  MemoryBenchmark lookup QUERIES.txt MEMORY [--from en] [--to ru] [--threshold 70] [--limit 5] [--check N] [--dump FILE]
                  [--times FILE] [--sources FILE]

  import makes MEMORY of pairs (source TAB target, \\n \\t \\\\ escaped) and prints seconds of CPU and peak memory;
  --copies recombines the pairs N times: the first half of one pair's texts with the second half of another's.
  lookup prints median and p99; --check compares the first N queries with the exhaustive scan; --dump writes the best
  matches, --times the milliseconds of each query, --sources the remembered texts (number of the query TAB text, escaped).
  """

var arguments = Array(CommandLine.arguments.dropFirst())
func option(_ name: String) -> String? {
  guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else { return nil }
  defer { arguments.removeSubrange(place...place + 1) }
  return arguments[place + 1]
}
let source = try LanguageTag(option("--from") ?? "en")
let target = try LanguageTag(option("--to") ?? "ru")
let copies = Int(option("--copies") ?? "1") ?? 1
let threshold = Double(option("--threshold") ?? "70") ?? 70
let limit = Int(option("--limit") ?? "5") ?? 5
let checked = Int(option("--check") ?? "0") ?? 0
let dump = option("--dump")
let timesFile = option("--times")
let sourcesFile = option("--sources")
guard arguments.count == 3 else { fail(usage) }

#if os(Linux)
  let thisProcess = __rusage_who_t(RUSAGE_SELF.rawValue)
#else
  let thisProcess = RUSAGE_SELF
#endif

func cpuSeconds() -> Double {
  var usage = rusage()
  getrusage(thisProcess, &usage)
  return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
    + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
}

/// Of the process; a busy machine changes it less than the time on the clock.
func cpuNanoseconds() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
}

func peakMegabytes() -> Int {
  var usage = rusage()
  getrusage(thisProcess, &usage)
  return Int(usage.ru_maxrss) / 1024
}

/// Calls `body` with the fields of each line, reading a piece of the file at a time.
func forEachLine(of path: String, _ body: ([String]) throws -> Void) throws {
  guard let file = FileHandle(forReadingAtPath: path) else { fail("cannot read \(path)") }
  var fields: [String] = []
  var bytes: [UInt8] = []
  var isEscape = false
  while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
    for byte in [UInt8](piece) {
      if isEscape {
        bytes.append(byte == UInt8(ascii: "n") ? 0x0A : byte == UInt8(ascii: "t") ? 0x09 : byte)
        isEscape = false
      } else if byte == UInt8(ascii: "\\") {
        isEscape = true
      } else if byte == 0x09 || byte == 0x0A {
        fields.append(String(decoding: bytes, as: UTF8.self))
        bytes.removeAll(keepingCapacity: true)
        if byte == 0x0A {
          try body(fields)
          fields.removeAll(keepingCapacity: true)
        }
      } else {
        bytes.append(byte)
      }
    }
  }
}

func escaped(_ text: String) -> String {
  text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\n", with: "\\n")
    .replacingOccurrences(of: "\t", with: "\\t")
}

func halves(_ text: String) -> (String, String) {
  let scalars = Array(text.unicodeScalars)
  var view = (String.UnicodeScalarView(), String.UnicodeScalarView())
  view.0.append(contentsOf: scalars[..<(scalars.count / 2)])
  view.1.append(contentsOf: scalars[(scalars.count / 2)...])
  return (String(view.0), String(view.1))
}

func runImport() throws {
  let empty = cpuSeconds()
  var count = 0
  try forEachLine(of: arguments[1]) { for field in $0 { count += field.utf8.count } }
  print("reading \(count) bytes alone: \(cpuSeconds() - empty) s CPU")
  let memory = try MemoryStore(path: arguments[2], mode: .create)
  let origin = ImportOrigin(source: arguments[1], format: "tsv", date: Timestamp(seconds: 0))
  var bytes = 0
  var pairs: [(String, String)] = []
  let start = cpuSeconds()
  let counts = try memory.importUnits(from: origin) { add in
    func addPair(_ from: String, _ to: String) throws {
      bytes += from.utf8.count + to.utf8.count + 260
      try add(
        TranslationUnit(variants: [
          Variant(language: source, content: MarkedText(from)),
          Variant(language: target, content: MarkedText(to)),
        ]))
    }
    try forEachLine(of: arguments[1]) { fields in
      guard fields.count > 1 else { return }
      let pair = (fields[0], fields[1])
      if copies > 1 { pairs.append(pair) }
      try addPair(pair.0, pair.1)
    }
    for copy in 1..<max(1, copies) {
      for index in pairs.indices {
        let other = pairs[(index * 7 + copy * 7919) % pairs.count]
        let (left, right) = (halves(pairs[index].0), halves(other.0))
        let (leftTarget, rightTarget) = (halves(pairs[index].1), halves(other.1))
        try addPair(left.0 + right.1, leftTarget.0 + rightTarget.1)
      }
    }
  }
  let seconds = cpuSeconds() - start
  print(
    "\(counts.added) units, \(counts.merged) merged; \(seconds) s CPU with reading the pairs;",
    "peak \(peakMegabytes()) MB; TMX would be about \(bytes / 1_000_000) MB")
}

func runLookup() throws {
  var queries: [String] = []
  try forEachLine(of: arguments[1]) { queries.append($0[0]) }
  let clock = ContinuousClock()
  let begin = clock.now
  let memory = try MemoryStore(path: arguments[2], mode: .readOnly)
  _ = try memory.matches(
    for: MarkedText(queries[0]), from: source, to: target, threshold: threshold, limit: limit)
  let cold = begin.duration(to: clock.now)
  var times: [Double] = []
  var cpuTimes: [Double] = []
  var answers: [[MemoryMatch]] = []
  for query in queries {
    let begin = clock.now
    let cpu = cpuNanoseconds()
    answers.append(
      try memory.matches(for: MarkedText(query), from: source, to: target, threshold: threshold, limit: limit)
    )
    cpuTimes.append(Double(cpuNanoseconds() - cpu) / 1e6)
    times.append(Double(begin.duration(to: clock.now) / .milliseconds(1)))
  }
  let sorted = times.sorted()
  cpuTimes.sort()
  print(
    "\(queries.count) queries: median \(sorted[sorted.count / 2]) ms, p99 \(sorted[sorted.count * 99 / 100]) ms,",
    "slowest \(sorted.last ?? 0) ms (CPU \(cpuTimes[cpuTimes.count / 2]), \(cpuTimes[cpuTimes.count * 99 / 100]));",
    "first after opening \(cold); with an answer \(answers.count { !$0.isEmpty });",
    "peak \(peakMegabytes()) MB")
  if let timesFile {
    try times.map { "\($0)" }.joined(separator: "\n").write(
      toFile: timesFile, atomically: true, encoding: .utf8)
  }
  if let sourcesFile {
    var text = ""
    for (index, answer) in answers.enumerated() {
      for match in answer { text += "\(index)\t\(escaped(match.source.content.text))\n" }
    }
    try text.write(toFile: sourcesFile, atomically: true, encoding: .utf8)
  }
  if let dump {
    var text = ""
    for (index, answer) in answers.enumerated() {
      for match in answer.prefix(1) {
        text += "\(index)\t\(match.score.value)\t\(match.target.content.text.debugDescription)\n"
      }
    }
    try text.write(toFile: dump, atomically: true, encoding: .utf8)
  }
  guard checked > 0 else { return }
  var same = 0
  var scanTimes: [Double] = []
  for (index, query) in queries.prefix(checked).enumerated() {
    let begin = clock.now
    let scanned = try memory.matches(
      for: MarkedText(query), from: source, to: target, threshold: threshold, limit: limit, exhaustive: true)
    scanTimes.append(Double(begin.duration(to: clock.now) / .milliseconds(1)))
    if scanned == answers[index] { same += 1 } else { print("differs: \(query.debugDescription)") }
  }
  print(
    "\(same) of \(min(checked, queries.count)) answers are the exhaustive scan's (median \(scanTimes.sorted()[scanTimes.count / 2]) ms)"
  )
}

switch arguments[0] {
case "import": try runImport()
case "lookup": try runLookup()
default: fail(usage)
}
