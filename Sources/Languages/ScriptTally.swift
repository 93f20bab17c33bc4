import CLanguageModel

/// The letters of each script in a text and the scores of the languages.
///
/// Borrowed memory: lives inside one function.
struct ScriptTally {
  /// One block of `classLimit` for each of the scripts 0 to 3 and 4 to 7; set to zero when a script is first seen.
  private let blocks: (UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>)
  /// A count of letters a script, likewise.
  private let letters: UnsafeMutablePointer<Int32>
  /// Bit n stands for script n.
  private var seen: UInt64 = 0
  private var words = 0
  private var capitalized = 0
  private var programTokens = 0
  /// Whether the text is the name of a person, which says little of the text's language.
  private(set) var isName = false
  /// Whether the text is the name of a product, which says as little.
  private(set) var isProduct = false
  /// The text, or its beginning.
  private(set) var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

  /// Lends the memory of a tally.
  ///
  /// In parts of a kilobyte at the most: larger ones would come from the heap.
  @inline(__always)
  static func withTally<Result>(_ body: (inout ScriptTally) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 256) { low in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: 256) { high in
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 40) { letters in
          var tally = ScriptTally(
            blocks: (low.baseAddress.unsafelyUnwrapped, high.baseAddress.unsafelyUnwrapped),
            letters: letters.baseAddress.unsafelyUnwrapped)
          return body(&tally)
        }
      }
    }
  }

  private init(
    blocks: (UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>), letters: UnsafeMutablePointer<Int32>
  ) {
    self.blocks = blocks
    self.letters = letters
  }

  /// The scores of a script's languages, if the text has letters of it.
  func scores(ofScript script: UInt8) -> UnsafeMutablePointer<Int32> {
    (script < 4 ? blocks.0 : blocks.1) + Int(script & 3) * LanguageModel.classLimit
  }

  /// The letters of a script.
  func letters(ofScript script: UInt8) -> Int {
    seen & (1 << UInt64(script)) == 0 ? 0 : Int(letters[Int(script)])
  }

  /// Adds the words of a part of a text.
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, table: CandidateTable, stopsEarly: Bool
  ) {
    let model = table.model
    if self.bytes.isEmpty { self.bytes = UnsafeBufferPointer(rebasing: bytes[range]) }
    WordMemory.withTwo { first, second in
      var scanner = WordScanner(model: model, bytes: bytes, range: range, buffer: first.scalars)
      var mayStop = stopsEarly
      var isNext = readTwo(&scanner, first, second, table: table, mayStop: stopsEarly)
      while isNext {
        let script = Int(scanner.script)
        count(scanner)
        if script < LanguageModel.groupLimit {
          let scores = scores(ofScript: scanner.script)
          model.add(scanner.buffer, count: scanner.count, script: scanner.script, to: scores)
          if mayStop, letters[script] >= Self.leastLetters, table.isSettled(script: script, scores: scores) {
            if isAlike(bytes, scanner.range.upperBound..<range.upperBound, script: scanner.script) { return }
            mayStop = false
          }
        }
        isNext = scanner.next()
      }
      programTokens += scanner.programTokens
      isProduct = scanner.modelTokens > 0 && words == capitalized && words <= 4
    }
    if words == capitalized, words > 1, words <= 4 { isName = NameList.isName(bytes, range, model: model) }
  }

  /// Adds the first two words, and reads the third; false where there is none.
  ///
  /// Where short sequences decide the language of two words, long ones are not looked at, unless there are more words.
  @inline(__always)
  private mutating func readTwo(
    _ scanner: inout WordScanner, _ first: WordMemory, _ second: WordMemory, table: CandidateTable,
    mayStop: Bool
  ) -> Bool {
    guard scanner.next() else { return false }
    count(scanner)
    let (model, script) = (table.model, scanner.script)
    guard Int(script) < LanguageModel.groupLimit else { return scanner.next() }
    let scores = scores(ofScript: script)
    model.ask(first.scalars, count: scanner.count, script: script, first.asked)
    scanner.buffer = second.scalars
    let isSecond = scanner.next()
    model.addShort(first.asked, to: scores)
    guard isSecond, scanner.script == script else {
      model.addLong(first.asked, to: scores)
      return isSecond
    }
    count(scanner)
    model.ask(second.scalars, count: scanner.count, script: script, second.asked)
    model.addShort(second.asked, to: scores)
    scanner.buffer = first.scalars
    let isNext = scanner.next()
    if isNext || !mayStop || !table.isSettled(script: Int(script), scores: scores, margin: Self.pairMargin) {
      model.addLong(first.asked, to: scores)
      model.addLong(second.asked, to: scores)
    }
    return isNext
  }

  /// Counts the word just read.
  @inline(__always)
  private mutating func count(_ scanner: WordScanner) {
    open(scanner.script)
    letters[Int(scanner.script)] &+= Int32(truncatingIfNeeded: scanner.letters)
    words &+= 1
    if scanner.isCapitalized { capitalized &+= 1 }
  }

  /// In nats: the short sequences of three in ten of the pairs of words in NTREX-128 lead so far, and the long ones change
  /// the answer of none of 13,200.
  private static let pairMargin: Float = 5

  /// No fewer letters settle what a text is in.
  private static let leastLetters: Int32 = 20

  /// Whether the rest of a text is hardly in another script than what was read, by its bytes.
  private func isAlike(_ bytes: UnsafeBufferPointer<UInt8>, _ rest: Range<Int>, script: UInt8) -> Bool {
    guard rest.count > 8 else { return true }
    var foreign = 0
    if script == 1 {
      // The first bytes of letters beyond Latin; E1 B8 to E1 BB are Latin letters, E2 are marks.
      for place in rest.dropLast() {
        let (byte, next) = (bytes[place], bytes[place &+ 1])
        let isLatin = byte < 0xCE || byte == 0xE2 || byte == 0xE1 && next >= 0xB8 && next <= 0xBB
        foreign &+= isLatin ? 0 : 1
      }
    } else {
      for place in rest { foreign &+= (bytes[place] | 0x20) &- 0x61 < 26 ? 1 : 0 }
    }
    return foreign * 4 < rest.count
  }

  /// Whether there is more program than prose.
  var isProgram: Bool { programTokens > 0 && words <= programTokens * 3 }

  @inline(__always)
  private mutating func open(_ script: UInt8) {
    guard seen & (1 << UInt64(script)) == 0 else { return }
    seen |= 1 << UInt64(script)
    letters[Int(script)] = 0
    guard Int(script) < LanguageModel.groupLimit else { return }
    scores(ofScript: script).initialize(repeating: 0, count: LanguageModel.classLimit)
  }

  /// Adds what a word said before.
  ///
  /// - Parameter start: where the word's scores start among `scores`; below 0 where it has none.
  mutating func add(
    _ scores: UnsafeBufferPointer<Int32>, _ start: Int, letters count: Int32, ofScript script: UInt8
  ) {
    open(script)
    letters[Int(script)] &+= count
    guard start >= 0, start + LanguageModel.classLimit <= scores.count else { return }
    let sums = self.scores(ofScript: script)
    for place in 0..<LanguageModel.classLimit { sums[place] &+= scores[start &+ place] }
  }

  /// The script of most letters, a Chinese, Japanese or Korean one counting twice; kana beside Chinese characters win.
  var main: UInt8? {
    guard seen & (seen &- 1) != 0 else { return seen == 0 ? nil : UInt8(seen.trailingZeroBitCount) }
    var best: UInt8 = 0
    var most = 0
    var rest = seen
    while rest != 0 {
      let script = UInt8(rest.trailingZeroBitCount)
      rest &= rest &- 1
      let count = letters(ofScript: script)
      let weight = LanguageModel.isEastAsian(script) ? count &* 2 : count
      if weight > most { (best, most) = (script, weight) }
    }
    guard most > 0 else { return nil }
    if best == LanguageModel.han {
      if letters(ofScript: LanguageModel.kana) > 0 { return LanguageModel.kana }
      if letters(ofScript: LanguageModel.hangul) * 2 > letters(ofScript: best) { return LanguageModel.hangul }
    }
    return best
  }

  /// The part of the letters that are of a script, or of those written together with it.
  func share(of script: UInt8) -> Double {
    guard seen & (seen &- 1) != 0 else { return 1 }
    var total = 0
    for number in 1..<UInt8(LanguageModel.scriptLimit) { total += letters(ofScript: number) }
    var own = letters(ofScript: script)
    if script == LanguageModel.kana || script == LanguageModel.hangul {
      own += letters(ofScript: LanguageModel.han)
    }
    return Double(own) / Double(max(1, total))
  }
}
