/// A text as the index knows it, besides its features.
struct IndexedText {
  /// In scalars.
  var length: UInt32
  /// The unit it is from; 0 where the unit is gone.
  var unit: UInt32
  var signature: TextSignature
}

/// How often which characters occur in a text: scalars without case, width and accents, in 16 groups.
///
/// An insertion or deletion changes one count by one, so two texts are at least as many edits apart as their
/// counts differ. That tells most texts apart that share some words, without reading them.
///
/// Source: the frequency distance of Kahveci, Singh, "An Efficient Index Structure for String Databases" (2001).
struct TextSignature: Hashable {
  /// How many bytes one takes in the index.
  static let size = 16

  private var counts = SIMD16<UInt8>(repeating: 0)

  /// The signature of an empty text.
  init() {}

  /// Counts a folded scalar in one of ``size`` groups; counts stop at 255.
  @inline(__always)
  static func count(_ scalar: UInt32, in counts: UnsafeMutableBufferPointer<UInt8>) {
    // Of some thousand odd numbers this one spreads Latin and Cyrillic texts most evenly.
    let group = Int((scalar &* 0x2CDE_EC51) >> 28)
    if counts[group] < 255 { counts[group] += 1 }
  }

  /// Reads a stored signature; 0 past the end.
  @inline(__always)
  init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    guard offset >= 0, offset + Self.size <= bytes.count else { return }
    counts = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
  }

  /// Appends the bytes that are stored.
  func append(to bytes: inout [UInt8]) {
    withUnsafeBytes(of: counts) { bytes.append(contentsOf: $0) }
  }

  /// The least number of insertions and deletions between two texts.
  @inline(__always)
  func distance(to other: TextSignature) -> Int {
    let difference = pointwiseMax(counts, other.counts) &- pointwiseMin(counts, other.counts)
    return Int(SIMD16<UInt16>(truncatingIfNeeded: difference).wrappedSum())
  }
}
