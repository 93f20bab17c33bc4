import CLanguageModel

/// The compiled-in figures of the languages: what a character is, and what a character sequence says of the language.
///
/// The file is read where it lies; nothing is parsed but the names of the languages. `Scripts/languages/train.cpp` writes
/// it: a head of 32-bit numbers, for each script of several languages where its rows lie (``ShortSequences``), the characters (folded scalar and kind), the names, and the lines for the sequences of four and five
/// characters and for whole words. A line is 64 bytes, the place of all that share it by hash: 21 numbers with the language
/// (6 bits), the code of the weight (6 bits) and 4 bits of check, then 21 bytes with the other 8 bits of check.
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
  /// without a row lies among the lines, as does every sequence of four and five, and the word.
  ///
  /// - Parameters:
  ///   - word: a folded word with a `_` at each end, three scalars at least.
  ///   - script: the number of a script with several languages.
  ///   - scores: 64 of them.
  @inline(__always)
  func add(
    _ word: UnsafePointer<UInt32>, count: Int, script: UInt8, to scores: UnsafeMutablePointer<Int32>
  ) {
    clanguagemodel_add_word(word, Int32(truncatingIfNeeded: count), Int32(script), scores)
  }

  /// The first part of adding a word: asks for the memory of its sequences, and waits for none.
  @inline(__always)
  func ask(
    _ word: UnsafePointer<UInt32>, count: Int, script: UInt8,
    _ asked: UnsafeMutablePointer<clanguagemodel_asked>
  ) {
    clanguagemodel_ask_word(word, Int32(truncatingIfNeeded: count), Int32(script), asked)
  }

  /// The second: sequences of up to three characters, and the word, which must stand where it did.
  @inline(__always)
  func addShort(_ asked: UnsafePointer<clanguagemodel_asked>, to scores: UnsafeMutablePointer<Int32>) {
    clanguagemodel_add_short(asked, scores)
  }

  /// The third: the sequences of four and five, most of the work.
  @inline(__always)
  func addLong(_ asked: UnsafePointer<clanguagemodel_asked>, to scores: UnsafeMutablePointer<Int32>) {
    clanguagemodel_add_long(asked, scores)
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

  private func line(of key: UInt64) -> UnsafePointer<UInt8> {
    lines + Int(((key & 0xFFFF_FFFF) &* lineCount) >> 32) &* 64
  }

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
      let entry = UInt16(line[2 * place]) | UInt16(line[1 + 2 * place]) << 8
      let check = UInt16(line[42 + place]) | (entry >> 12) << 8
      guard check == UInt16(truncatingIfNeeded: key >> 40) & 0xFFF else { return nil }
      return (Int(entry & 63), clanguagemodel_meaning(Int32(entry >> 6 & 63)))
    }
  }
}
