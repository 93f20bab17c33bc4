import Bitext
import Foundation

/// Reads the affix file of a hunspell dictionary.
///
/// Read are SET, FLAG, AF, IGNORE, NEEDAFFIX (PSEUDOROOT), FORBIDDENWORD, ONLYINCOMPOUND, CIRCUMFIX, FULLSTRIP, PFX and SFX. What
/// else stands there is about suggestions, compounds and spelling, and is passed over. A line that is damaged costs itself only.
struct AffixReader {
  private(set) var table = AffixTable()
  /// What could not be used, by line.
  private(set) var problems: [Problem] = []
  private var affixes: [AffixTable.Affix] = []
  /// The flags that had their first line, with whether they cross.
  private var headers: [UInt32: Bool] = [:]
  private var hasAliasCount = false
  private var line = 0
  /// The places of conditions, by the hash of their bytes.
  private var conditions: [UInt64: (range: Range<Int32>, length: Int32)] = [:]

  private static let problemLimit = 1_000
  /// No affix has more letters; with that, a form is at most a few times as long as its word.
  private static let longestAffix = 64

  /// Reads a whole file.
  init(_ file: Data) {
    file.withUnsafeBytes { raw in
      let bytes = raw.bindMemory(to: UInt8.self)
      var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        line += 1
        read(bytes, start..<end)
        start = end + 1
      }
    }
    table.setAffixes(affixes)
  }

  private mutating func report(_ message: String) {
    guard problems.count < Self.problemLimit else { return }
    problems.append(Problem(.warning, message, position: TextPosition(line: line, column: 1)))
  }

  /// The fields of the line.
  private var fields: [Range<Int>] = []

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    fields.removeAll(keepingCapacity: true)
    var place = range.lowerBound
    while place < range.upperBound, fields.count < 5 {
      while place < range.upperBound, bytes[place] <= 0x20 { place += 1 }
      let start = place
      while place < range.upperBound, bytes[place] > 0x20 { place += 1 }
      if start < place { fields.append(start..<place) }
    }
    guard let first = fields.first, bytes[first.lowerBound] != UInt8(ascii: "#") else { return }
    let value = fields.count > 1 ? fields[1] : nil
    if first.count == 3, bytes[first.lowerBound + 1] == UInt8(ascii: "F"),
      bytes[first.lowerBound + 2] == UInt8(ascii: "X")
    {
      switch bytes[first.lowerBound] {
      case UInt8(ascii: "S"): return readAffix(bytes, isPrefix: false)
      case UInt8(ascii: "P"): return readAffix(bytes, isPrefix: true)
      default: return
      }
    }
    let keyword = first.count <= 16 ? String(decoding: bytes[first], as: UTF8.self) : ""
    switch keyword {
    case "FULLSTRIP": table.stripsAll = true
    case "SET", "FLAG", "AF", "IGNORE", "NEEDAFFIX", "PSEUDOROOT", "FORBIDDENWORD", "ONLYINCOMPOUND",
      "CIRCUMFIX":
      guard let value else { return report("\(keyword) has no value") }
      setOption(keyword, bytes, value)
    default: return
    }
  }

  private mutating func setOption(
    _ keyword: String, _ bytes: UnsafeBufferPointer<UInt8>, _ value: Range<Int>
  ) {
    let text = String(decoding: bytes[value], as: UTF8.self)
    switch keyword {
    case "SET":
      table.encoding = DictionaryEncoding(charset: text)
      if table.encoding == nil { report("the charset '\(text)' is not known") }
    case "FLAG":
      switch text {
      case "long": table.flagKind = .long
      case "num": table.flagKind = .number
      case "UTF-8": table.flagKind = .character
      default: report("flags cannot be '\(text)'; there are long, num and UTF-8")
      }
    case "AF":
      if !hasAliasCount {
        hasAliasCount = true
        if AffixTable.number(bytes[value]) == nil { report("AF starts with a number") }
      } else {
        let found = table.writtenFlags(in: bytes, value)
        if found == nil { report("the flags '\(text)' cannot be read") }
        // An alias that cannot be read keeps its number.
        table.aliases.append(add(flags: found ?? []))
      }
    case "IGNORE":
      table.ignored.formUnion(table.encoding?.characters(bytes, value) ?? [])
    default:
      guard let flag = table.writtenFlags(in: bytes, value)?.first else {
        return report("the flag '\(text)' cannot be read")
      }
      switch keyword {
      case "FORBIDDENWORD": table.forbidden = flag
      case "ONLYINCOMPOUND": table.onlyInCompound = flag
      case "CIRCUMFIX": table.circumfix = flag
      default: table.needAffix = flag
      }
    }
  }

  private mutating func readAffix(
    _ bytes: UnsafeBufferPointer<UInt8>, isPrefix: Bool
  ) {
    guard fields.count >= 4, let flag = flag(bytes, fields[1]) else {
      return report("an affix has a flag, what is cut off, what is put there, and a condition")
    }
    let third = bytes[fields[2]]
    if headers[flag] == nil, third.count == 1, AffixTable.number(bytes[fields[3]]) != nil {
      headers[flag] = third.first == UInt8(ascii: "Y")
      return
    }
    guard let encoding = table.encoding else { return }
    let slash = bytes[fields[3]].firstIndex(of: UInt8(ascii: "/"))
    var continuation: Range<Int32> = 0..<0
    if let slash {
      guard let found = table.flags(in: bytes, slash + 1..<fields[3].upperBound) else {
        return report("the flags after the slash cannot be read")
      }
      continuation = add(flags: found)
    }
    let known = table.letters.count
    let hasCondition = fields.count > 4 && bytes[fields[4].lowerBound] != UInt8(ascii: "#")
    guard let stripped = addLetters(bytes, fields[2], encoding),
      let added = addLetters(bytes, fields[3].lowerBound..<(slash ?? fields[3].upperBound), encoding)
    else {
      table.letters.removeSubrange(known...)
      return report("the affix is not in the charset of the file, or too long")
    }
    guard let (range, length) = hasCondition ? condition(bytes, fields[4], encoding) : (0..<0, 0) else {
      table.letters.removeSubrange(known...)
      return report("the condition has a bracket that is not closed, or a set that is empty")
    }
    affixes.append(
      AffixTable.Affix(
        flag: flag, isPrefix: isPrefix, crosses: headers[flag] ?? false, stripped: stripped, added: added,
        condition: range, conditionLength: length, continuation: continuation))
  }

  private var lastFlag: (bytes: [UInt8], flag: UInt32)?

  /// The flag of an affix; the lines of one stand together.
  private mutating func flag(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt32? {
    if let lastFlag, bytes[range].elementsEqual(lastFlag.bytes) { return lastFlag.flag }
    guard let flag = table.writtenFlags(in: bytes, range)?.first else { return nil }
    lastFlag = (Array(bytes[range]), flag)
    return flag
  }

  /// Adds letters, where `0` means none; nil where there are too many, or some that are no characters.
  private mutating func addLetters(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ encoding: DictionaryEncoding
  ) -> Range<Int32>? {
    let start = Int32(table.letters.count)
    if range.count == 1, bytes[range.lowerBound] == UInt8(ascii: "0") { return start..<start }
    guard range.count <= Self.longestAffix else { return nil }
    var place = range.lowerBound
    while place < range.upperBound {
      let letter = encoding.next(bytes, &place, end: range.upperBound)
      if letter == DictionaryEncoding.replacement { return nil }
      if table.ignored.isEmpty || !table.ignored.contains(letter) { table.letters.append(letter) }
    }
    return start..<Int32(table.letters.count)
  }

  /// Where a condition stands, and of how many letters it speaks; nil where it is not well formed.
  private mutating func condition(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ encoding: DictionaryEncoding
  ) -> (range: Range<Int32>, length: Int32)? {
    if range.count == 1, bytes[range.lowerBound] == UInt8(ascii: ".") { return (0..<0, 0) }
    // Most affixes share their condition with others.
    let key = bytes[range].reduce(TermHash.start) { TermHash.extend($0, UInt32($1)) }
    if let known = conditions[key] { return known }
    guard range.count <= 4 * Self.longestAffix else { return nil }
    let start = Int32(table.letters.count)
    var length: Int32 = 0
    var members: Int?
    for letter in encoding.characters(bytes, range) {
      guard letter != DictionaryEncoding.replacement else { return nil }
      table.letters.append(letter)
      switch (letter, members) {
      case (AffixTable.opening, nil):
        members = 0
        length += 1
      case (AffixTable.closing, let count?):
        if count == 0 { return nil }
        members = nil
      case (AffixTable.negation, 0?) where table.letters[table.letters.count - 2] == AffixTable.opening: break
      case (_, let count?): members = count + 1
      case (_, nil): length += 1
      }
    }
    guard members == nil else { return nil }
    let result = (range: start..<Int32(table.letters.count), length: length)
    conditions[key] = result
    return result
  }

  private mutating func add(flags: [UInt32]) -> Range<Int32> {
    let start = Int32(table.flags.count)
    table.flags += flags
    return start..<Int32(table.flags.count)
  }
}
