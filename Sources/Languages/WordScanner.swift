import ICU

/// The words of a text, one after another, as the language model sees them: folded, with a `_` at each end.
///
/// Tokens that are code, addresses or numbers are passed over. Borrowed memory: lives inside one function.
struct WordScanner {
  /// A word has at most so many characters; longer ones are cut.
  static let wordLimit = 32

  /// Lends the memory of a word.
  @inline(__always)
  static func withBuffer<Result>(_ body: (UnsafeMutablePointer<UInt32>) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: wordLimit + 2) {
      body($0.baseAddress.unsafelyUnwrapped)
    }
  }

  /// The bytes of the word just read.
  private(set) var range = 0..<0
  /// The number of its script.
  private(set) var script: UInt8 = 0
  /// Its letters.
  private(set) var letters = 0
  /// Whether it is written in capitals only and short, as acronyms are.
  private(set) var isAcronym = false
  /// Whether its first letter is a capital.
  private(set) var isCapitalized = false
  /// How many tokens so far were calls, tags or options of a program.
  private(set) var programTokens = 0
  /// How many tokens so far were letters and digits, as the names of models are.
  private(set) var modelTokens = 0
  /// How many scalars of the buffer are its, with the two ends.
  private(set) var count = 0

  private let model: LanguageModel
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Where the next word is read to.
  var buffer: UnsafeMutablePointer<UInt32>
  private var position: Int
  private let end: Int
  private var tokenEnd = 0

  init(
    model: LanguageModel, bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>,
    buffer: UnsafeMutablePointer<UInt32>
  ) {
    self.model = model
    self.bytes = bytes
    self.buffer = buffer
    position = range.lowerBound
    end = range.upperBound
  }

  /// Reads the next word; false at the end.
  @inline(__always)
  mutating func next() -> Bool {
    while position < end {
      if position >= tokenEnd {
        guard skipSpaceAndCode() else { return false }
      }
      if readWord() { return true }
    }
    return false
  }

  /// Moves to the next token that is not code, and finds its end.
  private mutating func skipSpaceAndCode() -> Bool {
    while position < end {
      while position < end, bytes[position] <= 0x20 { position += 1 }
      guard position < end else { return false }
      var stop = position
      var isASCII = true
      var isPlain = true
      while stop < end, bytes[stop] > 0x20 {
        let byte = bytes[stop]
        if byte >= 0x80 {
          isASCII = false
        } else if byte &- 0x61 >= 26, byte &- 0x41 >= 26 || stop > position {
          isPlain = false
        }
        stop &+= 1
      }
      tokenEnd = stop
      // Small letters after any letter are the usual case and never code.
      if isASCII, !isPlain, TokenShape.isCode(bytes, position..<stop) {
        if TokenShape.isProgram(bytes, position..<stop) { programTokens += 1 }
        if TokenShape.isModel(bytes, position..<stop) { modelTokens += 1 }
        position = stop
      } else {
        return true
      }
    }
    return false
  }

  @inline(__always)
  private func scalar(at place: Int) -> (value: UInt32, length: Int) {
    let first = UInt32(bytes[place])
    if first < 0x80 { return (first, 1) }
    if first < 0xE0, place + 1 < end { return ((first & 0x1F) << 6 | UInt32(bytes[place + 1]) & 0x3F, 2) }
    if first < 0xF0, place + 2 < end {
      let middle = UInt32(bytes[place + 1]) & 0x3F
      let value = (first & 0x0F) << 12 | middle << 6 | UInt32(bytes[place + 2]) & 0x3F
      // Full-width letters and digits, as in East Asian typesetting, are the plain ones.
      return (value &- 0xFF01 < 0x5E ? value &- 0xFEE0 : value, 3)
    }
    guard first >= 0xF0, place + 3 < end else { return (0xFFFD, 1) }
    let upper = (first & 0x07) << 18 | (UInt32(bytes[place + 1]) & 0x3F) << 12
    return (upper | (UInt32(bytes[place + 2]) & 0x3F) << 6 | UInt32(bytes[place + 3]) & 0x3F, 4)
  }

  /// Reads a run of letters of one script, or of Latin and Cyrillic letters that look alike; false at a neutral character.
  private mutating func readWord() -> Bool {
    var place = position
    var length = 1
    var hasMarks = false
    var capitals = 0
    var foreign = 0
    // Local while the letters are read: memory would have to be written at each.
    var letters = 0
    var script: UInt8 = 0
    buffer[0] = 0x5F
    while place < tokenEnd, length <= Self.wordLimit {
      let (value, width) = scalar(at: place)
      let (folded, kind) = model.character(value)
      if kind != script || script == 0 {
        if kind == LanguageModel.Kind.skipped {
          place &+= width
          continue
        }
        if kind == LanguageModel.Kind.neutral { break }
        if kind == LanguageModel.Kind.mark {
          if letters == 0 { break }
          hasMarks = true
          buffer[length] = folded
          length &+= 1
          place &+= width
          continue
        }
        if script == 0 {
          script = kind
          isCapitalized = folded != value
        } else {
          guard kind <= 2, script <= 2 else { break }
          foreign &+= 1
        }
      }
      letters &+= 1
      capitals &+= folded != value ? 1 : 0
      buffer[length] = folded
      length &+= 1
      place &+= width
    }
    self.letters = letters
    self.script = script
    guard letters > 0 else {
      position = place == position ? place + scalar(at: place).length : place
      return false
    }
    range = position..<place
    position = place
    isAcronym = capitals == letters && letters <= 5 && letters > 1
    count = length
    if foreign > 0 { unifyScripts() }
    if hasMarks { compose() }
    buffer[count] = 0x5F
    count += 1
    return true
  }

  /// Writes the letters of the rarer script as the look-alikes of the other; where one has none, keeps the first run only.
  private mutating func unifyScripts() {
    var latin = 0
    for place in 1..<count where model.character(buffer[place]).kind == 1 { latin += 1 }
    let target: UInt8 = latin * 2 > letters ? 1 : 2
    for place in 1..<count {
      let kind = model.character(buffer[place]).kind
      if kind <= 2, kind != target, Homoglyphs.counterpart(of: buffer[place]) == nil {
        return cutAtScriptChange()
      }
    }
    for place in 1..<count {
      let kind = model.character(buffer[place]).kind
      if kind <= 2, kind != target {
        buffer[place] = Homoglyphs.counterpart(of: buffer[place]) ?? buffer[place]
      }
    }
    script = target
  }

  private mutating func cutAtScriptChange() {
    var place = range.lowerBound
    var length = 1
    letters = 0
    while place < range.upperBound {
      let (value, width) = scalar(at: place)
      let (folded, kind) = model.character(value)
      if kind != script, kind <= 2 { break }
      if kind != LanguageModel.Kind.skipped {
        buffer[length] = folded
        length += 1
        if kind == script { letters += 1 }
      }
      place += width
    }
    range = range.lowerBound..<place
    position = place
    count = length
  }

  /// Composes letters and accents, so that both normal forms of a word are one.
  private mutating func compose() {
    var text = ""
    for place in 1..<count {
      if let scalar = Unicode.Scalar(buffer[place]) { text.unicodeScalars.append(scalar) }
    }
    guard let composed = try? Normalization.normalize(text, to: .nfc) else { return }
    var length = 1
    for scalar in composed.unicodeScalars where length <= Self.wordLimit {
      buffer[length] = scalar.value
      length += 1
    }
    count = length
  }
}
