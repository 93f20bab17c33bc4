// How fast text is cut into sentences, beside ICU alone, on one core.
//
//   swift run -c release SegmentationBenchmark [LANGUAGE FILE].. [--srx FILE]
//
// A line of a file is a paragraph. Without files it cuts a few paragraphs of its own, again and again.

import Bitext
import Segmentation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

let samples: [(language: String, text: String)] = [
  (
    "en",
    "The harbour office opens at 7 a.m. on weekdays. Mr. Tanner, who has run it since 1998, says that the ferry to "
      + "St. Anne's leaves ten minutes late on most days. \"Nobody minds,\" he adds. Is it worth the wait? It is, if the sea "
      + "is calm; and it was calm on all but 12.5 percent of last year's crossings."
  ),
  (
    "ru",
    "Контора порта открывается в 7 ч. утра по будням. Г. П. Ткачёв, который работает там с 1998 г., говорит, что паром "
      + "отходит с опозданием почти каждый день. «Никто не жалуется», — добавляет он. Стоит ли ждать? Стоит, если море "
      + "спокойно, а спокойно оно было почти весь прошлый год, т. е. в 87,5 % рейсов."
  ),
  ("zh", "港口办事处平日早上七点开门。唐先生从一九九八年起在那里工作，他说渡船几乎每天都晚十分钟。“没有人抱怨。”他补充说。值得等吗？如果海上风平浪静，就值得。"),
]

func read(_ path: String) -> [String] {
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

func megabytesPerSecond(_ paragraphs: [String], _ work: (String) throws -> Int) rethrows -> (
  speed: Double, pieces: Int
) {
  let size = paragraphs.reduce(0) { $0 + $1.utf8.count }
  var best = 0.0
  var pieces = 0
  for _ in 0..<5 {
    pieces = 0
    let start = ContinuousClock.now
    for paragraph in paragraphs { pieces += try work(paragraph) }
    let time = (ContinuousClock.now - start).components
    let seconds = Double(time.seconds) + Double(time.attoseconds) / 1e18
    best = max(best, Double(size) / 1e6 / seconds)
  }
  return (best, pieces)
}

var arguments = Array(CommandLine.arguments.dropFirst())
var rules: SRXRules?
if let place = arguments.firstIndex(of: "--srx"), place + 1 < arguments.count {
  let path = arguments[place + 1]
  rules = try SRXRules(try SRXDocument(reading: Array(read(path).joined(separator: "\n").utf8), file: path))
  arguments.removeSubrange(place...place + 1)
}
var corpora: [(name: String, language: String, paragraphs: [String])] = []
for index in stride(from: 0, to: arguments.count - 1, by: 2) {
  corpora.append((arguments[index + 1], arguments[index], read(arguments[index + 1])))
}
if corpora.isEmpty {
  corpora = samples.map {
    ("own sample", $0.language, Array(repeating: $0.text, count: 4_000_000 / $0.text.utf8.count))
  }
}
for corpus in corpora {
  let language = try LanguageTag(corpus.language)
  let ours = Segmenter()
  let icu = Segmenter(SegmenterOptions(rules: .unicode))
  let one = try megabytesPerSecond(corpus.paragraphs) { try ours.ranges(in: $0, language: language).count }
  let two = try megabytesPerSecond(corpus.paragraphs) { try icu.ranges(in: $0, language: language).count }
  var line =
    "\(corpus.language) \(corpus.name): tolmach \(rounded(one.speed)) MB/s (\(one.pieces) segments), "
  line += "ICU alone \(rounded(two.speed)) MB/s (\(two.pieces) segments)"
  if let rules {
    let srx = Segmenter(SegmenterOptions(rules: .srx(rules)))
    let three = try megabytesPerSecond(corpus.paragraphs) { try srx.ranges(in: $0, language: language).count }
    line += ", SRX \(rounded(three.speed)) MB/s (\(three.pieces) segments)"
  }
  print(line)
}

func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
