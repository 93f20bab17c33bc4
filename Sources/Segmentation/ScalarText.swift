import ICU

/// A text as UTF-8 bytes that can be read scalar by scalar, both ways, from any boundary.
///
/// A class, as is all that is asked for each candidate: passing it on costs nothing.
final class ScalarText: Sendable {
  let bytes: [UInt8]
  let table = CharacterTable.shared

  init(_ text: String) { bytes = Array(text.utf8) }

  var count: Int { bytes.count }

  /// The scalar that starts at an offset, and its length in bytes.
  @inline(__always)
  func scalar(at offset: Int) -> (value: UInt32, width: Int) {
    let first = UInt32(bytes[offset])
    if first < 0x80 { return (first, 1) }
    // A String's UTF-8 is valid, so the bytes that a first byte announces are there.
    if first < 0xE0 { return ((first & 0x1F) << 6 | continuation(offset + 1), 2) }
    if first < 0xF0 {
      return ((first & 0x0F) << 12 | continuation(offset + 1) << 6 | continuation(offset + 2), 3)
    }
    let high = (first & 0x07) << 18 | continuation(offset + 1) << 12
    return (high | continuation(offset + 2) << 6 | continuation(offset + 3), 4)
  }

  @inline(__always)
  private func continuation(_ offset: Int) -> UInt32 { UInt32(bytes[offset] & 0x3F) }

  /// Where the scalar before an offset starts.
  @inline(__always)
  func start(before offset: Int) -> Int {
    var start = offset - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  @inline(__always)
  func sentenceClass(at offset: Int) -> (value: SentenceClass, width: Int) {
    let (scalar, width) = scalar(at: offset)
    return (table.sentenceClass(scalar), width)
  }

  @inline(__always)
  func sentenceClass(before offset: Int) -> SentenceClass {
    table.sentenceClass(scalar(at: start(before: offset)).value)
  }

  @inline(__always)
  private func isSpace(_ offset: Int) -> Bool {
    let kind = sentenceClass(at: offset).value
    return kind == .space || kind == .newline
  }

  /// Where white space that starts at an offset ends.
  func end(ofSpaceAfter offset: Int) -> Int {
    var end = offset
    while end < count, isSpace(end) { end += scalar(at: end).width }
    return end
  }

  /// Where the text before an offset ends, white space left out; the offset where there is none but white
  /// space.
  func end(ofTextBefore offset: Int) -> Int {
    var end = offset
    while end > 0, isSpace(start(before: end)) { end = start(before: end) }
    return end == 0 ? offset : end
  }

  /// The byte at an offset, 0 beyond the end.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { offset >= 0 && offset < bytes.count ? bytes[offset] : 0 }

  /// Whether the text has these bytes at an offset.
  func has(_ text: StaticString, at offset: Int) -> Bool {
    guard offset >= 0, offset + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.withUTF8Buffer { buffer in
      for (index, byte) in buffer.enumerated() where bytes[offset + index] != byte { return false }
      return true
    }
  }
}

/// Mixes values into a 32-bit hash; the same on every machine, as learned figures depend on it.
struct FeatureHash {
  private(set) var value: UInt32

  @inline(__always)
  init(_ seed: UInt32) { value = seed &* 0x9E37_79B1 ^ 0x811C_9DC5 }

  @inline(__always)
  mutating func combine(_ next: UInt32) {
    value = (value ^ next) &* 0x9E37_79B1
    value ^= value >> 16
  }

  /// The hash with its bits spread.
  @inline(__always)
  var finished: UInt32 {
    var hash = value
    hash ^= hash >> 16
    hash = hash &* 0x7FEB_352D
    hash ^= hash >> 15
    hash = hash &* 0x846C_A68B
    return hash ^ hash >> 16
  }
}
