/// The affixes of a hunspell dictionary.
///
/// Source: the manual page hunspell(5) of hunspell 1.7, "Affix file" and the options named in ``AffixReader``. Letters and flags stand
/// in two pools, since a dictionary may have more than 100,000 affixes.
struct AffixTable: Sendable {
  /// What is cut from a word, and what is put there.
  struct Affix: Sendable {
    var flag: UInt32
    var isPrefix: Bool
    /// Whether a prefix and a suffix may stand at one word.
    var crosses: Bool
    /// Places in ``letters``.
    var stripped: Range<Int32>
    var added: Range<Int32>
    var condition: Range<Int32>
    /// How many letters the condition speaks of.
    var conditionLength: Int32
    /// Places in ``flags``: what may follow, and what the form is fit for.
    var continuation: Range<Int32>
  }

  /// How flags are written.
  enum FlagKind: Sendable {
    case byte
    case long
    case number
    case character
  }

  var flagKind = FlagKind.byte
  var encoding = DictionaryEncoding(charset: DictionaryEncoding.standard)
  /// Flags by their number in the words file, from 1; empty where flags stand there themselves.
  var aliases: [Range<Int32>] = []
  var letters: [UInt32] = []
  var flags: [UInt32] = []
  private(set) var affixes: [Affix] = []
  /// Of every flag, its places in ``affixes``.
  private var byFlag: [UInt32: Range<Int>] = [:]
  /// Letters that do not count.
  var ignored: Set<UInt32> = []
  var needAffix: UInt32?
  var forbidden: UInt32?
  var onlyInCompound: UInt32?
  var circumfix: UInt32?
  /// Whether a whole word may be cut off.
  var stripsAll = false

  /// Whether words have no other forms.
  var isEmpty: Bool { affixes.isEmpty }

  /// Takes in the affixes in any order.
  mutating func setAffixes(_ found: [Affix]) {
    // Mostly they are in order.
    let isSorted = zip(found, found.dropFirst()).allSatisfy { $0.flag <= $1.flag }
    affixes = isSorted ? found : found.sorted { $0.flag < $1.flag }
    var start = 0
    while start < affixes.count {
      let flag = affixes[start].flag
      var end = start
      while end < affixes.count, affixes[end].flag == flag { end += 1 }
      byFlag[flag] = start..<end
      start = end
    }
  }

  /// The affixes of a flag.
  @inline(__always)
  func affixes(of flag: UInt32) -> ArraySlice<Affix> { affixes[byFlag[flag] ?? 0..<0] }

  func letters(_ range: Range<Int32>) -> ArraySlice<UInt32> {
    letters[Int(range.lowerBound)..<Int(range.upperBound)]
  }

  func flags(_ range: Range<Int32>) -> ArraySlice<UInt32> {
    flags[Int(range.lowerBound)..<Int(range.upperBound)]
  }

  func has(_ flag: UInt32?, _ affix: Affix) -> Bool {
    flag.map { flags(affix.continuation).contains($0) } ?? false
  }

  /// Whether a word may take an affix: it ends (or starts) with what is cut off, and the condition holds.
  func fits(_ affix: Affix, _ word: [UInt32]) -> Bool {
    let cut = letters(affix.stripped)
    guard word.count > cut.count || stripsAll && word.count == cut.count,
      word.count >= affix.conditionLength
    else { return false }
    if !cut.isEmpty, !(affix.isPrefix ? word.starts(with: cut) : word.suffix(cut.count).elementsEqual(cut)) {
      return false
    }
    var place = affix.isPrefix ? 0 : word.count - Int(affix.conditionLength)
    var index = Int(affix.condition.lowerBound)
    while index < affix.condition.upperBound {
      let (value, letter) = (letters[index], word[place])
      if value == Self.opening {
        index += 1
        let isNegated = letters[index] == Self.negation
        if isNegated { index += 1 }
        var isThere = false
        while letters[index] != Self.closing {
          if letters[index] == letter { isThere = true }
          index += 1
        }
        if isThere == isNegated { return false }
      } else if value != Self.any, value != letter {
        return false
      }
      index += 1
      place += 1
    }
    return true
  }

  static let opening = UInt32(UInt8(ascii: "["))
  static let closing = UInt32(UInt8(ascii: "]"))
  static let negation = UInt32(UInt8(ascii: "^"))
  static let any = UInt32(UInt8(ascii: "."))

  /// The flags that some bytes name; nil where they name none.
  func flags(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [UInt32]? {
    guard !aliases.isEmpty else { return writtenFlags(in: bytes, range) }
    guard let number = Self.number(bytes[range]), number >= 1, number <= aliases.count else { return nil }
    return Array(flags(aliases[number - 1]))
  }

  /// The same where no number stands for them.
  func writtenFlags(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [UInt32]? {
    switch flagKind {
    case .byte: return bytes[range].map { UInt32($0) }
    case .long:
      guard range.count % 2 == 0 else { return nil }
      return stride(from: range.lowerBound, to: range.upperBound, by: 2).map {
        UInt32(bytes[$0]) << 8 | UInt32(bytes[$0 + 1])
      }
    case .number:
      var result: [UInt32] = []
      for part in bytes[range].split(separator: UInt8(ascii: ",")) {
        guard let number = Self.number(part) else { return nil }
        result.append(UInt32(number))
      }
      return result
    case .character:
      return DictionaryEncoding(charset: "UTF-8")?.characters(bytes, range)
    }
  }

  /// A number of at most eight digits.
  static func number(_ bytes: some Collection<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 8 else { return nil }
    var value = 0
    for byte in bytes {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}
