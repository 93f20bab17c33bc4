import CSegmentationData

/// The tables that are compiled in, as Swift values.
enum SegmentationData {
  /// The weights of the learned figures.
  static func weights() -> [Int8] {
    var count: Int32 = 0
    let pointer = csegmentation_weights(&count)
    return Array(UnsafeBufferPointer(start: pointer, count: Int(count)))
  }

  /// Abbreviations, months and sentence openers: a language, a kind and words a line.
  static func wordLists() -> [String] {
    var (abbreviationCount, starterCount): (Int32, Int32) = (0, 0)
    let abbreviations = csegmentation_abbreviations(&abbreviationCount)
    let starters = csegmentation_starters(&starterCount)
    return [
      String(
        decoding: UnsafeBufferPointer(start: abbreviations, count: Int(abbreviationCount)), as: UTF8.self),
      String(decoding: UnsafeBufferPointer(start: starters, count: Int(starterCount)), as: UTF8.self),
    ]
  }
}
