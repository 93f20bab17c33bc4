/// The rows of a script: what the sequences of up to three characters say of every language; the slow way to them.
///
/// The place of a row follows from its key by a perfect hash.
///
/// Source: D. Belazzougui, F. Botelho, M. Dietzfelbinger, "Hash, displace, and compress", 2009.
struct ShortSequences {
  /// How many languages a row has room for: 64 or 16.
  let stride: Int
  private let slots: UInt64
  private let seedCount: UInt64
  private let rows: UnsafePointer<Int8>
  private let seeds: UnsafePointer<UInt16>
  private let checks: UnsafePointer<UInt16>

  /// Reads six numbers of the file: slots, seeds, stride, and where rows, seeds and checks lie.
  init(entry: UnsafePointer<UInt32>, file: UnsafeRawPointer) {
    slots = UInt64(entry[0])
    seedCount = UInt64(entry[1])
    stride = Int(entry[2])
    rows = (file + Int(entry[3])).assumingMemoryBound(to: Int8.self)
    seeds = (file + Int(entry[4])).assumingMemoryBound(to: UInt16.self)
    checks = (file + Int(entry[5])).assumingMemoryBound(to: UInt16.self)
  }

  /// Where the row of a key lies, if it has one.
  func slot(of key: UInt64) -> Int {
    let seed = UInt64(seeds[Int(((key & 0xFFFF_FFFF) &* seedCount) >> 32)])
    return Int(((((key ^ (seed << 16)) &* LanguageModel.prime) >> 32) &* slots) >> 32)
  }

  /// The row in a slot.
  func row(_ slot: Int) -> UnsafePointer<Int8> { rows + slot &* stride }

  /// Whether the row in a slot is the key's.
  func holds(_ key: UInt64, _ slot: Int) -> Bool {
    checks[slot] == UInt16(truncatingIfNeeded: key >> 48) | 1
  }
}
