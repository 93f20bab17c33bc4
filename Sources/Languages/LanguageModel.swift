import CLanguageModel

/// The compiled-in figures of the languages: what a character is, and what a character sequence says of the language.
///
/// The file is read where it lies; nothing is parsed but the names of the languages. `Scripts/languages/train.cpp` writes
/// it: a head of 32-bit numbers, for each script of several languages where its rows lie (``ShortSequences``), the values
/// of the 64 codes, the characters (folded scalar and kind), the names, and the lines for the sequences of four and five
/// characters and for whole words. A line is 64 bytes, the place of all that share it by hash: 21 bytes of check, and from
/// byte 22 on 21 numbers with the language (6 bits), the code of the weight (6 bits) and 4 more bits of the check.
struct LanguageModel: @unchecked Sendable {  // Constant memory only, so sharing is safe.
  /// The kinds of a character that are no script.
  enum Kind {
    static let neutral: UInt8 = 0
    static let mark: UInt8 = 254
    static let skipped: UInt8 = 255
  }

  /// No script has more languages in the model.
  static let classLimit = 64
  /// No more scripts have several languages; their numbers come first.
  static let groupLimit = 8
  /// No more scripts are told apart.
  static let scriptLimit = 40
  /// The place of the Chinese characters among the scripts that `prepare.py` numbers, and of those it does not list.
  static let han: UInt8 = 6
  static let hangul: UInt8 = 24
  static let kana: UInt8 = 25

  static let shared = LanguageModel()

  /// The languages of a script, by the script's number.
  ///
  /// Apart from the rest, so that a copy of a model is a few pointers and counts no references.
  static let languages: [[String]] = {
    var count: Int32 = 0
    let start = UnsafeRawPointer(clanguagemodel_bytes(&count))
    let head = start.assumingMemoryBound(to: UInt32.self)
    let names = UnsafeRawBufferPointer(start: start + Int(head[7]), count: Int(head[2]))
    let lists = String(decoding: names, as: UTF8.self).split(separator: "\n")
    return [[]] + lists.map { $0.split(separator: " ").map(String.init) }
  }()
  /// What a weight of 1 is in nats.
  let unit: Double
  private let characters: UnsafePointer<UInt32>
  private let characterCount: UInt32
  /// The rows by script number; the first is not used.
  private let shorts: UnsafePointer<ShortSequences>
  private let codes: UnsafePointer<Int16>
  private let lines: UnsafePointer<UInt8>
  private let lineCount: UInt64

  private init() {
    var count: Int32 = 0
    let start = UnsafeRawPointer(clanguagemodel_bytes(&count))
    let head = start.assumingMemoryBound(to: UInt32.self)
    characterCount = head[1]
    lineCount = UInt64(head[3])
    unit = 1 / Double(head[4])
    let groups = Int(head[5])
    characters = (start + Int(head[6])).assumingMemoryBound(to: UInt32.self)
    lines = (start + Int(head[8])).assumingMemoryBound(to: UInt8.self)
    codes = (start + 64 + groups * 24).assumingMemoryBound(to: Int16.self)
    // One block for the life of the process: an array would cost a retain and a check at each word.
    let shorts = UnsafeMutablePointer<ShortSequences>.allocate(capacity: Self.groupLimit)
    let entries = (start + 64).assumingMemoryBound(to: UInt32.self)
    for script in 0..<Self.groupLimit {
      let place = min(max(script - 1, 0), groups - 1)
      (shorts + script).initialize(to: ShortSequences(entry: entries + place * 6, file: start))
    }
    self.shorts = UnsafePointer(shorts)
  }

  /// The folded scalar and the kind of a scalar: neutral, a mark, skipped, or the number of its script.
  @inline(__always)
  func character(_ scalar: UInt32) -> (folded: UInt32, kind: UInt8) {
    if scalar < characterCount {
      let entry = characters[Int(scalar)]
      return (entry & 0xFFFF, UInt8(truncatingIfNeeded: entry >> 16))
    }
    return (scalar, Self.kind(beyondTable: scalar))
  }

  private static func kind(beyondTable scalar: UInt32) -> UInt8 {
    switch scalar {
    case 0x3041...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D: kana
    case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0x3005: han
    case 0xAC00...0xD7A3, 0x3131...0x318E: hangul
    case 0xFEFF, 0xFE00...0xFE0F: Kind.skipped
    default: Kind.neutral
    }
  }

  /// Adds what a word says to the scores of its script's languages.
  ///
  /// At each character the row of the longest sequence of up to three that ends there and has one counts; a longer one
  /// without a row lies among the lines, as does every sequence of four and five, and the word. Works in rounds, so that the memory for all sequences is under way before the first is read: the
  /// model is larger than the fast caches, and waiting for one place after another would take five times as long.
  ///
  /// - Parameters:
  ///   - count: the scalars in the room: a folded word with a `_` at each end, three at least.
  ///   - script: the number of a script with several languages.
  ///   - scores: 64 of them.
  @inline(__always)
  func add(
    count: Int, script: UInt8, room: WordRoom, to scores: UnsafeMutablePointer<Int32>
  ) {
    let longs = makeKeys(count: count, room: room)
    let short = shorts[Int(script)]
    for end in 1..<count {
      let slot = short.slot(of: room.shortKeys[end])
      room.slots[end] = slot
      short.prefetch(slot)
    }
    let sums = room.sums
    sums.initialize(repeating: 0, count: Self.classLimit)
    for place in 0..<longs { addLine(of: room.longKeys[place], to: sums) }
    for end in 1..<count {
      var slot = room.slots[end]
      if !short.holds(room.shortKeys[end], slot) {
        slot = addWithoutRow(endingAt: end, room, short)
        if slot < 0 { continue }
      }
      if short.stride == 64 {
        clanguagemodel_add_row(sums, short.row(slot), 64)
      } else {
        clanguagemodel_add_row(sums, short.row(slot), 16)
      }
    }
    for language in 0..<Self.classLimit { scores[language] &+= Int32(sums[language]) }
  }

  /// Writes the keys of a word's sequences; returns how many long ones there are.
  @inline(__always)
  private func makeKeys(count: Int, room: WordRoom) -> Int {
    let word = room.scalars
    var longs = 0
    var whole = Self.seed &+ 1
    for first in 0..<count {
      whole = Self.mix(whole, word[first])
      guard first &+ 1 < count else { break }
      var hash = Self.mix(Self.mix(Self.seed, word[first]), word[first &+ 1])
      if first == 0 { room.shortKeys[1] = Self.finish(hash) }
      guard first &+ 2 < count else { continue }
      hash = Self.mix(hash, word[first &+ 2])
      room.shortKeys[first &+ 2] = Self.finish(hash)
      guard first &+ 3 < count else { continue }
      hash = Self.mix(hash, word[first &+ 3])
      append(Self.finish(hash), to: room.longKeys, &longs)
      guard first &+ 4 < count else { continue }
      hash = Self.mix(hash, word[first &+ 4])
      append(Self.finish(hash), to: room.longKeys, &longs)
    }
    if count > 5 { append(Self.finish(whole), to: room.longKeys, &longs) }
    return longs
  }

  @inline(__always)
  private func append(_ key: UInt64, to keys: UnsafeMutablePointer<UInt64>, _ count: inout Int) {
    keys[count] = key
    count &+= 1
    clanguagemodel_prefetch(line(of: key))
  }

  @inline(__always)
  private func line(of key: UInt64) -> UnsafePointer<UInt8> {
    lines + Int(((key & 0xFFFF_FFFF) &* lineCount) >> 32) &* 64
  }

  @inline(__always)
  private func addLine(of key: UInt64, to sums: UnsafeMutablePointer<Int16>) {
    let line = line(of: key)
    var matches = clanguagemodel_matches(line, UInt8(truncatingIfNeeded: key >> 40))
    guard matches != 0 else { return }
    let weights = UnsafeRawPointer(line + 22).assumingMemoryBound(to: UInt16.self)
    let check = UInt16(truncatingIfNeeded: key >> 48) & 0xF
    while matches != 0 {
      let weight = weights[matches.trailingZeroBitCount]
      matches &= matches &- 1
      guard weight >> 12 == check else { continue }
      sums[Int(weight & 63)] &+= codes[Int(weight >> 6 & 63)]
    }
  }

  /// Adds what the lines say of the sequences of up to three that have no row.
  ///
  /// Returns where the row of the longest that has one lies; below 0 where none has.
  @inline(never)
  private func addWithoutRow(endingAt end: Int, _ room: WordRoom, _ short: ShortSequences) -> Int {
    addLine(of: room.shortKeys[end], to: room.sums)
    let word = room.scalars
    if end > 1 {
      let key = Self.finish(Self.mix(Self.mix(Self.seed, word[end - 1]), word[end]))
      let slot = short.slot(of: key)
      if short.holds(key, slot) { return slot }
      addLine(of: key, to: room.sums)
    }
    guard word[end] != 0x5F else { return -1 }
    let key = Self.finish(Self.mix(Self.seed, word[end]))
    let slot = short.slot(of: key)
    if short.holds(key, slot) { return slot }
    addLine(of: key, to: room.sums)
    return -1
  }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  static let prime: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(__always)
  private static func mix(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
    let product = (hash ^ UInt64(scalar)) &* prime
    return product ^ (product >> 29)
  }

  @inline(__always)
  private static func finish(_ hash: UInt64) -> UInt64 { hash ^ (hash >> 32) }

  /// The hash of a word for the lists of names and variants.
  static func listKey(_ word: UnsafePointer<UInt32>, count: Int) -> UInt64 {
    var hash = seed &+ 2
    for place in 0..<count { hash = mix(hash, word[place]) }
    return finish(hash)
  }

  // MARK: The slow way, to check the fast one

  private func key(of sequence: [UInt32], isWord: Bool) -> UInt64 {
    Self.finish(sequence.reduce(Self.seed &+ (isWord ? 1 : 0)) { Self.mix($0, $1) })
  }

  /// What a short sequence says of each language; nil where it has no row.
  func row(of sequence: [UInt32], script: UInt8) -> [Int32]? {
    let short = shorts[Int(script)]
    let key = key(of: sequence, isWord: false)
    let slot = short.slot(of: key)
    guard short.holds(key, slot) else { return nil }
    return (0..<short.stride).map { Int32(short.row(slot)[$0]) }
  }

  /// What a long sequence says of some languages.
  func weights(of sequence: [UInt32], isWord: Bool) -> [(language: Int, weight: Int32)] {
    let key = key(of: sequence, isWord: isWord)
    let line = line(of: key)
    return (0..<21).compactMap { place in
      let weight = UInt16(line[22 + 2 * place]) | UInt16(line[23 + 2 * place]) << 8
      let check = UInt16(line[place]) | (weight >> 12) << 8
      guard check == UInt16(truncatingIfNeeded: key >> 40) & 0xFFF else { return nil }
      return (Int(weight & 63), Int32(codes[Int(weight >> 6 & 63)]))
    }
  }
}
