import ICU

/// A word beside a candidate boundary, as far as it is looked at.
struct ContextWord {
  /// How a word is written.
  enum Shape: UInt32 {
    case none
    case lower, shortLower
    case initial, capital, allCapitals
    case digits, year, longDigits
    case caseless
    case dotted
    case mixed
    case symbol
  }

  /// The bytes of the word.
  var range: Range<Int>
  var shape = Shape.none
  /// The hash of the word in lower case.
  var hash: UInt32 = 0
  /// The hash of its last three scalars.
  var suffix: UInt32 = 0
  /// The hash of its first three scalars.
  var prefix: UInt32 = 0
  /// Its length in scalars, up to the limit.
  var length = 0
  /// Its first scalar.
  var first: UInt32 = 0
  /// Whether it starts with a capital.
  var isCapitalised = false
}

extension ScalarText {
  /// How far beside a boundary words are read, in bytes; keeps text without spaces linear.
  private static let reach = 48

  /// The word that ends at an offset: letters, digits, and full stops, apostrophes and hyphens among them.
  func word(endingAt end: Int) -> ContextWord {
    var start = end
    let limit = max(0, end - Self.reach)
    while start > limit {
      let previous = self.start(before: start)
      guard previous >= limit, isWordPart(previous) else { break }
      start = previous
    }
    while start < end, !isWordStart(start) { start += scalar(at: start).width }
    return describe(start..<end)
  }

  /// The word that starts at an offset.
  func word(startingAt start: Int) -> ContextWord {
    var end = start
    let limit = min(count, start + Self.reach)
    while end < limit, isWordPart(end), bytes[end] != 0xC2 || byte(end + 1) != 0xB0 {
      end += scalar(at: end).width
    }
    // Full stops at the end belong to the sentence, not to the word.
    while end > start, bytes[end - 1] == 0x2E || bytes[end - 1] == 0x27 || bytes[end - 1] == 0x2D { end -= 1 }
    return describe(start..<end)
  }

  @inline(__always)
  private func isWordStart(_ offset: Int) -> Bool {
    switch sentenceClass(at: offset).value {
    case .lower, .upper, .letter, .digit: true
    default: false
    }
  }

  @inline(__always)
  private func isWordPart(_ offset: Int) -> Bool {
    let (scalar, _) = scalar(at: offset)
    switch table.sentenceClass(scalar) {
    case .lower, .upper, .letter, .digit, .extending: return true
    case .fullStop: return scalar == 0x2E
    default: return scalar == 0x27 || scalar == 0x2019 || scalar == 0x2D || scalar == 0xB0
    }
  }

  private func describe(_ range: Range<Int>) -> ContextWord {
    var word = ContextWord(range: range)
    guard !range.isEmpty else { return word }
    var hash = FeatureHash(1)
    var prefix = FeatureHash(3)
    var (last, second, third): (UInt32, UInt32, UInt32) = (0, 0, 0)
    var (lower, upper, letters, digits, stops) = (0, 0, 0, 0, 0)
    var offset = range.lowerBound
    while offset < range.upperBound {
      let (scalar, width) = scalar(at: offset)
      let lowered = table.lowercased(scalar)
      switch table.sentenceClass(scalar) {
      case .lower: lower += 1
      case .upper:
        upper += 1
        if word.length == 0 { word.isCapitalised = true }
      case .letter: letters += 1
      case .digit: digits += 1
      case .fullStop: stops += 1
      default: break
      }
      // Directional marks are not part of the word.
      if (0x200B...0x200F).contains(scalar) || (0x202A...0x202E).contains(scalar) {
        offset += width
        continue
      }
      if word.length == 0 { word.first = scalar }
      hash.combine(lowered)
      if word.length < 3 {
        prefix.combine(lowered)
        word.prefix = prefix.finished
      }
      (third, second, last) = (second, last, lowered)
      word.length += 1
      offset += width
    }
    word.hash = hash.finished
    var suffix = FeatureHash(2)
    suffix.combine(third)
    suffix.combine(second)
    suffix.combine(last)
    word.suffix = suffix.finished
    let all = lower + upper + letters
    if all == 0 {
      word.shape =
        digits == 0 ? .symbol : stops > 0 ? .mixed : digits < 3 ? .digits : digits == 4 ? .year : .longDigits
    } else if digits > 0 {
      word.shape = .mixed
    } else if stops > 0 {
      word.shape = .dotted
    } else if letters > lower + upper {
      word.shape = .caseless
    } else if all == 1 {
      word.shape = upper == 1 ? .initial : .shortLower
    } else if upper == 0 {
      word.shape = all < 4 ? .shortLower : .lower
    } else if lower == 0 {
      word.shape = .allCapitals
    } else {
      word.shape = word.isCapitalised ? .capital : .mixed
    }
    return word
  }
}
