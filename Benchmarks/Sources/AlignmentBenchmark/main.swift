import Alignment
import Foundation

// Measures the aligner on texts of growing length, with hunalign beside it where it can be had. See the usage below.

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  exit(2)
}

let usage = """
  AlignmentBenchmark [--hunalign BINARY] [SOURCE TARGET]

  SOURCE and TARGET hold a sentence a line and are measured as they are. Without them texts are made up: 5,000 and
  50,000 pairs of sentences of a vocabulary with a natural distribution, a tenth of them merged, some left out.
  Prints seconds of CPU, peak memory, and for the made-up texts the part of the pairs that were found.
  """

var arguments = Array(CommandLine.arguments.dropFirst())
var hunalign: String?
if let place = arguments.firstIndex(of: "--hunalign") {
  guard place + 1 < arguments.count else { fail(usage) }
  hunalign = arguments[place + 1]
  arguments.removeSubrange(place...place + 1)
}
guard arguments.isEmpty || arguments.count == 2 else { fail(usage) }

func usageNow(children: Bool = false) -> (seconds: Double, megabytes: Int) {
  var usage = rusage()
  #if os(Linux)
    getrusage(__rusage_who_t((children ? RUSAGE_CHILDREN : RUSAGE_SELF).rawValue), &usage)
  #else
    getrusage(children ? RUSAGE_CHILDREN : RUSAGE_SELF, &usage)
  #endif
  let seconds =
    Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
    + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
  return (seconds, Int(usage.ru_maxrss) / 1024)
}

/// Texts of made-up words, and "renderings" in which each word has another form and another place.
struct MadeUpTexts {
  var source: [String] = []
  var target: [String] = []
  /// The pairs, as first source and first target sentence.
  var gold: Set<[Int]> = []
  private var state: UInt64 = 20_240_601

  private mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  private static func word(_ number: Int, _ alphabet: [Character]) -> String {
    var (rest, text) = (number + 40, "")
    while rest > 0 {
      text.append(alphabet[rest % alphabet.count])
      rest /= alphabet.count
    }
    return text
  }

  init(pairs: Int) {
    let latin = Array("aeioubdfgklmnprstvz")
    let cyrillic = Array("оеаинтсрвлкмдпуяызбг")
    while gold.count < pairs {
      // Zipf's law, nearly: the square of an even number is small more often.
      let words = (0..<5 + next(20)).map { _ in next(160) * next(160) }
      let one = words.map { Self.word($0, latin) }.joined(separator: " ")
      let other = words.indices.reversed().map {
        Self.word(words[$0 ^ 1 < words.count ? $0 ^ 1 : $0] * 7, cyrillic)
      }
      let chance = next(100)
      if chance < 3 {
        source.append(one + ".")
        continue
      }
      gold.insert([source.count, target.count])
      source.append(one + ".")
      if chance < 13 {
        // Two sentences for one.
        let half = other.count / 2
        target.append(other[..<half].joined(separator: " ") + ".")
        target.append(other[half...].joined(separator: " ") + ".")
      } else {
        target.append(other.joined(separator: " ") + ".")
      }
    }
  }
}

func runHunalign(_ binary: String, _ source: [String], _ target: [String]) throws -> Double {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("alignment-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let files = ["empty.dic", "source.txt", "target.txt", "out.txt"].map(folder.appendingPathComponent)
  try Data().write(to: files[0])
  try Data((source.joined(separator: "\n") + "\n").utf8).write(to: files[1])
  try Data((target.joined(separator: "\n") + "\n").utf8).write(to: files[2])
  FileManager.default.createFile(atPath: files[3].path, contents: nil)
  let before = usageNow(children: true).seconds
  let process = Process()
  process.executableURL = URL(fileURLWithPath: binary)
  process.arguments = ["-utf", "-realign"] + files[..<3].map(\.path)
  process.standardOutput = try FileHandle(forWritingTo: files[3])
  process.standardError = FileHandle.nullDevice
  try process.run()
  process.waitUntilExit()
  return usageNow(children: true).seconds - before
}

func measure(_ name: String, _ source: [String], _ target: [String], gold: Set<[Int]>?) throws -> Double {
  let document = AlignmentDocument(source: source, target: target)
  let before = usageNow().seconds
  let beads = try SentenceAligner().align([document])[0]
  let (after, megabytes) = usageNow()
  let seconds = after - before
  var line =
    "\(name): \(source.count) and \(target.count) sentences, \(String(format: "%.2f", seconds)) s CPU, "
    + "peak \(megabytes) MB"
  if let gold {
    let found = beads.filter { $0.isPair && gold.contains([$0.source.lowerBound, $0.target.lowerBound]) }
      .count
    line += ", \(String(format: "%.1f", 100 * Double(found) / Double(gold.count))) % of the pairs found"
  }
  if let hunalign {
    if FileManager.default.isExecutableFile(atPath: hunalign) {
      line += "; hunalign -realign \(String(format: "%.2f", try runHunalign(hunalign, source, target))) s CPU"
    } else {
      line += "; no hunalign at \(hunalign), left out"
    }
  }
  print(line)
  return seconds
}

if arguments.count == 2 {
  let sides = try arguments.map { path in
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      .map(
        String.init)
  }
  _ = try measure(arguments[0], sides[0], sides[1], gold: nil)
} else {
  var seconds: [Double] = []
  for count in [5_000, 50_000] {
    let texts = MadeUpTexts(pairs: count)
    seconds.append(try measure("made up", texts.source, texts.target, gold: texts.gold))
  }
  print("ten times the text takes \(String(format: "%.1f", seconds[1] / seconds[0])) times as long")
}
