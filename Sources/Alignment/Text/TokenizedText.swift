/// The sentences of one side of a document, as numbers of tokens.
struct TokenizedText {
  /// Where each sentence's tokens start, and the end of the last.
  private(set) var starts: [Int32] = [0]
  /// The tokens, sentence after sentence.
  private(set) var tokens: [Int32] = []
  /// The length of each sentence in characters that are not white space; at least 1.
  private(set) var lengths: [Float] = []

  /// How many sentences there are.
  var count: Int { lengths.count }

  /// The places in ``tokens`` of a sentence's tokens.
  func range(_ sentence: Int) -> Range<Int> { Int(starts[sentence])..<Int(starts[sentence + 1]) }

  /// The tokens of sentences.
  func tokens(of sentences: Range<Int>) -> ArraySlice<Int32> {
    tokens[Int(starts[sentences.lowerBound])..<Int(starts[sentences.upperBound])]
  }

  /// The sentences of a range alone.
  func slice(_ sentences: Range<Int>) -> TokenizedText {
    var result = TokenizedText()
    let first = starts[sentences.lowerBound]
    result.starts = starts[sentences.lowerBound...sentences.upperBound].map { $0 - first }
    result.tokens = Array(tokens[Int(first)..<Int(starts[sentences.upperBound])])
    result.lengths = Array(lengths[sentences])
    return result
  }

  fileprivate mutating func append(_ token: Int32) { tokens.append(token) }

  fileprivate mutating func endSentence(length: Int) {
    starts.append(Int32(tokens.count))
    lengths.append(Float(max(1, length)))
  }
}

/// Cuts sentences into tokens: words cut short as a cheap stem, numbers without separators, punctuation, Han
/// and
/// kana characters alone and in pairs, four characters at a time in scripts without spaces.
struct Tokenizer {
  /// Beyond these a sentence's tokens say nothing new, and its length is counted only.
  static let maximalTokens = 1500
  private static let stemLength = 5
  private static let hangulStemLength = 3

  private var table = CharacterTable()
  private var values: [UInt32] = []
  private var classes: [CharacterClass] = []
  private var folds: [UInt32] = []
  private var token: [UInt8] = []
  private var full: [UInt8] = []

  /// Adds a sentence to a text.
  mutating func append(_ sentence: String, to text: inout TokenizedText, vocabulary: inout Vocabulary) {
    read(sentence)
    let first = text.tokens.count
    var length = 0
    var index = 0
    while index < classes.count {
      let room = text.tokens.count - first < Self.maximalTokens
      switch classes[index] {
      case .space, .unknown:
        index += 1
        continue
      case .ideograph:
        if room { addIdeograph(at: index, to: &text, vocabulary: &vocabulary) }
        index += 1
        length += 1
      case .digit:
        token.removeAll(keepingCapacity: true)
        while index < classes.count, isDigit(at: index) || isSeparator(at: index) {
          if isDigit(at: index) { token.append(UInt8(truncatingIfNeeded: folds[index])) }
          index += 1
          length += 1
        }
        if room { text.append(vocabulary.intern(token, full: token, kind: .number)) }
      case .letter:
        let end = run(of: .letter, from: index)
        if room { addWord(index..<end, to: &text, vocabulary: &vocabulary) }
        length += end - index
        index = end
      case .unspaced:
        let end = run(of: .unspaced, from: index)
        for start in index...max(index, end - 4) where text.tokens.count - first < Self.maximalTokens {
          token.removeAll(keepingCapacity: true)
          for place in start..<min(end, start + 4) { Self.encode(folds[place], into: &token) }
          text.append(vocabulary.intern(token, full: token, kind: .gram))
        }
        length += end - index
        index = end
      case .punctuation:
        token.removeAll(keepingCapacity: true)
        Self.encode(folds[index], into: &token)
        if room { text.append(vocabulary.intern(token, full: token, kind: .punctuation)) }
        index += 1
        length += 1
      }
    }
    text.endSentence(length: length)
  }

  private mutating func read(_ sentence: String) {
    values.removeAll(keepingCapacity: true)
    classes.removeAll(keepingCapacity: true)
    folds.removeAll(keepingCapacity: true)
    for scalar in sentence.unicodeScalars {
      let (kind, fold) = table.look(up: scalar.value)
      values.append(scalar.value)
      classes.append(kind)
      folds.append(fold)
    }
  }

  private func isDigit(at index: Int) -> Bool { classes[index] == .digit }

  /// Whether a point, a comma or a no-break space stands between two digits.
  private func isSeparator(at index: Int) -> Bool {
    guard index + 1 < classes.count, classes[index + 1] == .digit else { return false }
    return switch values[index] {
    case 0x2E, 0x2C, 0xA0, 0x202F, 0x066B, 0x066C: true
    default: false
    }
  }

  private func run(of kind: CharacterClass, from start: Int) -> Int {
    var end = start + 1
    while end < classes.count, classes[end] == kind { end += 1 }
    return end
  }

  private mutating func addWord(
    _ range: Range<Int>, to text: inout TokenizedText, vocabulary: inout Vocabulary
  ) {
    token.removeAll(keepingCapacity: true)
    full.removeAll(keepingCapacity: true)
    let isHangul = (0xAC00...0xD7A3).contains(values[range.lowerBound])
    let stem = range.lowerBound + (isHangul ? Self.hangulStemLength : Self.stemLength)
    for place in range {
      if place < stem { Self.encode(folds[place], into: &token) }
      if place < range.lowerBound + 40 { Self.encode(folds[place], into: &full) }
    }
    let startsLower = values[range.lowerBound] == folds[range.lowerBound]
    text.append(vocabulary.intern(token, full: full, kind: .word, startsLower: startsLower))
  }

  private mutating func addIdeograph(
    at index: Int, to text: inout TokenizedText, vocabulary: inout Vocabulary
  ) {
    token.removeAll(keepingCapacity: true)
    Self.encode(folds[index], into: &token)
    text.append(vocabulary.intern(token, full: token, kind: .ideograph))
    guard index + 1 < classes.count, classes[index + 1] == .ideograph else { return }
    Self.encode(folds[index + 1], into: &token)
    text.append(vocabulary.intern(token, full: token, kind: .ideograph))
  }

  private static func encode(_ value: UInt32, into bytes: inout [UInt8]) {
    if value < 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value))
    } else if value < 0x800 {
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    } else if value < 0x1_0000 {
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | (value >> 6) & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    } else {
      bytes.append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | (value >> 12) & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | (value >> 6) & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    }
  }
}

/// The sums of the first values, from none to all.
func runningSums(_ values: [Float]) -> [Double] {
  var result = [0.0]
  result.reserveCapacity(values.count + 1)
  var sum = 0.0
  for value in values {
    sum += Double(value)
    result.append(sum)
  }
  return result
}
