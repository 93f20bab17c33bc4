// Strings a second of processor time on one core, beside CLD2 (Debian: libcld2-dev) in the same run.
//
//   swift run -c release LanguagesBenchmark TEXTS [SECONDS]
//
// TEXTS: a string a line, or the columns language, kind and string parted by tabs; then each kind is measured by itself.

import CLD2Shim
import Foundation
import Languages

guard CommandLine.arguments.count > 1,
  let file = FileManager.default.contents(atPath: CommandLine.arguments[1])
else {
  print("usage: LanguagesBenchmark TEXTS [SECONDS]")
  exit(2)
}
let seconds = CommandLine.arguments.count > 2 ? Double(CommandLine.arguments[2]) ?? 2 : 2
let clock = ContinuousClock()
var start = clock.now
let detector = LanguageDetector()
_ = detector.answer(for: "start")
print("start-up: \(clock.now - start)")

var kinds: [String: [String]] = [:]
for line in String(decoding: file, as: UTF8.self).split(separator: "\n") {
  let columns = line.split(separator: "\t")
  kinds[columns.count > 2 ? String(columns[1]) : "strings", default: []].append(String(columns.last ?? line))
}

/// The processor time of this thread: on a busy machine the wall clock would measure the others.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Runs over the texts until the time is up.
func rate(_ texts: [String], _ body: (String) -> Int) -> Double {
  var (count, sum) = (0, 0)
  let start = processorTime()
  while processorTime() - start < seconds {
    for text in texts { sum &+= body(text) }
    count += texts.count
  }
  withExtendedLifetime(sum) {}
  return Double(count) / (processorTime() - start)
}

for (kind, texts) in kinds.sorted(by: { $0.key < $1.key }) {
  let own = rate(texts) { Int(detector.answer(for: $0).confidence * 100) }
  let other = rate(texts) { text in
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        guard let first = characters.baseAddress else { return 0 }
        return Int(cld2shim_language(first, Int32(characters.count), 1))
      }
    }
  }
  let (ownRounded, otherRounded) = (Int(own.rounded()), Int(other.rounded()))
  print("\(kind): \(ownRounded) strings/s, CLD2 \(otherRounded), times \((own / other * 10).rounded() / 10)")
}
