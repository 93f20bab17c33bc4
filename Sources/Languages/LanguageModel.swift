import CLanguageModel

/// The compiled-in figures of the languages: what a character is, and what a character sequence says of the language.
///
/// The file is read where it lies; nothing is parsed but the names of the languages. `Scripts/languages/train.cpp` writes
/// it: a head of eight 32-bit numbers, the characters (folded scalar and kind), the names, the offsets of the buckets, and
/// the rows: two bytes of check, a count, and as many pairs of language and weight.
struct LanguageModel: @unchecked Sendable {  // Constant memory only, so sharing is safe.
  /// The kinds of a character that are no script.
  enum Kind {
    static let neutral: UInt8 = 0
    static let mark: UInt8 = 254
    static let skipped: UInt8 = 255
  }

  /// No script has more languages in the model.
  static let classLimit = 80
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
  let languages: [[String]]
  /// What a weight of 1 is in nats.
  let unit: Double
  private let characters: UnsafePointer<UInt32>
  private let characterCount: UInt32
  private let offsets: UnsafePointer<UInt32>
  private let body: UnsafePointer<UInt8>
  private let bucketMask: UInt64

  private init() {
    var count: Int32 = 0
    let start = UnsafeRawPointer(clanguagemodel_bytes(&count))
    let head = start.assumingMemoryBound(to: UInt32.self)
    characterCount = head[1]
    let nameBytes = Int(head[2])
    bucketMask = (1 << UInt64(head[3])) - 1
    unit = 1 / Double(head[5])
    characters = (start + 32).assumingMemoryBound(to: UInt32.self)
    let names = start + 32 + Int(characterCount) * 4
    offsets = (names + nameBytes).assumingMemoryBound(to: UInt32.self)
    body = (names + nameBytes + (Int(bucketMask) + 2) * 4).assumingMemoryBound(to: UInt8.self)
    let text = String(decoding: UnsafeRawBufferPointer(start: names, count: nameBytes), as: UTF8.self)
    let lists = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    languages = [[]] + lists
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

  /// How many sequences a word can have.
  static let sequenceLimit = WordScanner.bufferSize * 5 + 1

  /// Adds what a word says to the scores of its script's languages.
  ///
  /// Works in three rounds, so that the memory for all sequences is under way before the first is read: the table is larger
  /// than the fast caches, and waiting for one row after another would take five times as long.
  ///
  /// - Parameters:
  ///   - word: folded scalars with a `_` at each end.
  ///   - hashes: room for `sequenceLimit` numbers.
  @inline(__always)
  func add(
    _ word: UnsafeBufferPointer<UInt32>, to scores: UnsafeMutablePointer<Int32>,
    hashes: UnsafeMutablePointer<UInt64>
  ) {
    let count = word.count
    var sequences = 0
    var whole = Self.seed &+ 1
    for first in 0..<count {
      whole = Self.mix(whole, word[first])
      var hash = Self.seed
      let last = min(count, first &+ 5)
      for place in first..<last {
        hash = Self.mix(hash, word[place])
        if place == first, word[place] == 0x5F { continue }
        let key = hash ^ (hash >> 32)
        hashes[sequences] = key
        clanguagemodel_prefetch(offsets + Int(key & bucketMask))
        sequences &+= 1
      }
    }
    if count > 5 {
      let key = whole ^ (whole >> 32)
      hashes[sequences] = key
      clanguagemodel_prefetch(offsets + Int(key & bucketMask))
      sequences &+= 1
    }
    for place in 0..<sequences {
      clanguagemodel_prefetch(body + Int(offsets[Int(hashes[place] & bucketMask)]))
    }
    for place in 0..<sequences { add(row: hashes[place], to: scores) }
  }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  private static func mix(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
    let product = (hash ^ UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15
    return product ^ (product >> 29)
  }

  @inline(__always)
  private func add(row hash: UInt64, to scores: UnsafeMutablePointer<Int32>) {
    let bucket = Int(hash & bucketMask)
    var place = body + Int(offsets[bucket])
    let end = body + Int(offsets[bucket &+ 1])
    let check = UInt16(truncatingIfNeeded: hash >> 40)
    while place < end {
      let count = Int(place[2])
      if UInt16(place[0]) | UInt16(place[1]) << 8 == check {
        var pair = place + 3
        let last = pair + 2 * count
        while pair < last {
          scores[Int(pair[0])] &+= Int32(Int8(bitPattern: pair[1]))
          pair += 2
        }
        return
      }
      place += 3 &+ 2 &* count
    }
  }

  /// Adds what one sequence says: the slow way, to check the fast one.
  func addRow(of sequence: [UInt32], isWord: Bool, to scores: inout [Int32]) {
    var hash = Self.seed + (isWord ? 1 : 0)
    for scalar in sequence { hash = Self.mix(hash, scalar) }
    scores.withUnsafeMutableBufferPointer { scores in
      if let first = scores.baseAddress { add(row: hash ^ (hash >> 32), to: first) }
    }
  }
}
