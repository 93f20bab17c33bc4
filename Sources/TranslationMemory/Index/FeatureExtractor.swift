/// Takes a text apart into the features by which the index finds it.
///
/// Features are numbers of 32 bits, each the hash of a stretch of the folded text:
/// - every word, that is, run of letters and digits, in scripts that use spaces;
/// - every third stretch of four characters, spaces included (which third, its hash says);
/// - every character and pair of characters in Chinese and Japanese, every pair in Thai, Lao, Khmer, Burmese;
/// - every character of a text that has no letter at all.
///
/// Runs of white space count as one space, runs of digits as one zero. Whether a stretch is a feature depends
/// on that stretch and its two neighbours only: a feature that is missing in another text proves an edit
/// there.
final class FeatureExtractor {
  /// The kinds of features.
  enum Kind {
    static let gram: UInt32 = 1
    /// A word, or a pair of characters of a script without spaces.
    static let word: UInt32 = 2
  }

  let folding = ScalarFolding()
  private var stream = Stream()
  /// The scalars of the text as it is.
  var scalars: [UInt32] { stream.scalars }
  /// The decimal digits of the text, those of a number one after another, numbers parted by a 0xFFFFFFFF.
  var digits: [UInt32] {
    var digits: [UInt32] = []
    var last = -1
    for (index, scalar) in stream.scalars.enumerated() {
      let entry = folding.entry(scalar)
      guard entry >> ScalarFolding.classShift == ScalarFolding.Class.digit else { continue }
      if !digits.isEmpty, last != index - 1 { digits.append(.max) }
      digits.append(entry & ScalarFolding.scalarMask)
      last = index
    }
    return digits
  }

  /// The signature of the text.
  private(set) var signature = TextSignature()

  /// Reads a text; ``forEachFeature(_:)`` then goes through its features.
  func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    // Out of the object while they grow: each access of a property would be checked.
    var stream = Stream()
    swap(&stream, &self.stream)
    stream.removeAll()
    signature = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: TextSignature.size) { counts in
      counts.initialize(repeating: 0)
      read(bytes, into: &stream, counts: counts)
      return TextSignature(UnsafeRawBufferPointer(counts), at: 0)
    }
    stream.finish()
    swap(&stream, &self.stream)
  }

  @inline(__always)
  private func read(
    _ bytes: UnsafeBufferPointer<UInt8>, into stream: inout Stream, counts: UnsafeMutableBufferPointer<UInt8>
  ) {
    var index = 0
    let count = bytes.count
    while index < count {
      let scalar: UInt32
      let lead = bytes[index]
      if lead < 0x80 {
        scalar = UInt32(lead)
        index += 1
      } else {
        (scalar, index) = Self.decode(bytes, at: index)
      }
      let position = Int32(truncatingIfNeeded: stream.scalars.count)
      stream.scalars.append(scalar)
      let entry = folding.entry(scalar)
      if entry & ScalarFolding.isExpansion == 0 {
        TextSignature.count(entry & ScalarFolding.scalarMask, in: counts)
        stream.append(entry, from: position)
      } else {
        TextSignature.count(scalar, in: counts)
        for part in folding.expansions[Int(entry & ~ScalarFolding.isExpansion)] {
          stream.append(part, from: position)
        }
      }
    }
  }

  /// A text as scalars and as the elements that features are made of.
  private struct Stream {
    var scalars: [UInt32] = []
    /// The folded text, a space before and after.
    var elements: [UInt32] = []
    /// The scalar from which an element came; -1 and the count at the ends.
    var origins: [Int32] = []
    private var last: UInt32 = 0

    /// A zero digit as all digits are seen.
    private static let zero: UInt32 = ScalarFolding.Class.digit << ScalarFolding.classShift | 0x30
    static let space: UInt32 = ScalarFolding.Class.space << ScalarFolding.classShift | 0x20

    mutating func removeAll() {
      scalars.removeAll(keepingCapacity: true)
      elements.removeAll(keepingCapacity: true)
      origins.removeAll(keepingCapacity: true)
      elements.append(Self.space)
      origins.append(-1)
      last = Self.space
    }

    @inline(__always)
    mutating func append(_ entry: UInt32, from position: Int32) {
      let kind = entry >> ScalarFolding.classShift
      var element = entry
      if kind == ScalarFolding.Class.digit {
        if last == Self.zero {
          origins[origins.count - 1] = position
          return
        }
        element = Self.zero
      } else if kind == ScalarFolding.Class.space {
        if last == Self.space { return }
        element = Self.space
      }
      last = element
      elements.append(element)
      origins.append(position)
    }

    mutating func finish() {
      let end = Int32(truncatingIfNeeded: scalars.count)
      if elements.count > 1, last == Self.space {
        origins[origins.count - 1] = end
      } else {
        elements.append(Self.space)
        origins.append(end)
      }
    }
  }

  /// Decodes one scalar of valid UTF-8; anything else is U+FFFD, byte by byte.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int) {
    let lead = UInt32(bytes[index])
    let (length, bits): (Int, UInt32) =
      lead >= 0xF0
      ? (4, lead & 0x07) : lead >= 0xE0 ? (3, lead & 0x0F) : lead >= 0xC0 ? (2, lead & 0x1F) : (1, 0xFFFD)
    guard length > 1, index + length <= bytes.count else { return (0xFFFD, index + 1) }
    var value = bits
    for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
    return (value, index + length)
  }

  /// Goes through the features of the text read last, some of them more than once.
  ///
  /// - Parameter body: gets the feature, its kind, and the first and last scalar that it depends on (-1 and
  ///   the count of scalars are the ends of the text).
  @inline(__always)
  func forEachFeature(_ body: (_ feature: UInt32, _ kind: UInt32, _ first: Int32, _ last: Int32) -> Void) {
    stream.elements.withUnsafeBufferPointer { elements in
      stream.origins.withUnsafeBufferPointer { origins in
        Self.forEachFeature(elements, origins, body)
      }
    }
  }

  /// The features that every text has in which a phrase occurs as whole words.
  func phraseFeatures(of phrase: String) -> [UInt32] {
    var phrase = phrase
    phrase.withUTF8 { read($0) }
    let scalars = scalars
    var found: Set<UInt32> = []
    forEachFeature { number, kind, first, last in
      // Other stretches reach past the phrase, or over white space and punctuation that may be otherwise
      // there.
      let isCharacter =
        first == last && first >= 0 && Int(first) < scalars.count
        && folding.entry(scalars[Int(first)]) >> ScalarFolding.classShift == ScalarFolding.Class.ideograph
      if kind == Kind.word || isCharacter { found.insert(number) }
    }
    return found.sorted()
  }

  @inline(__always)
  private static func forEachFeature(
    _ elements: UnsafeBufferPointer<UInt32>, _ origins: UnsafeBufferPointer<Int32>,
    _ body: (UInt32, UInt32, Int32, Int32) -> Void
  ) {
    let count = elements.count
    let mask = ScalarFolding.scalarMask
    var wordHash: UInt64 = 0
    var wordStart = -1
    var hasWords = false
    var gramRun = 0
    var previousKind: UInt32 = 0
    for index in 0..<count {
      let element = elements[index]
      let kind = element >> ScalarFolding.classShift
      if kind == ScalarFolding.Class.word || kind == ScalarFolding.Class.digit {
        if wordStart < 0 {
          wordStart = index
          wordHash = 0x9E37_79B9_7F4A_7C15
        }
        wordHash = (wordHash ^ UInt64(element & mask)) &* 0x0000_0100_0000_01B3
      } else if wordStart >= 0 {
        body(number(wordHash), Kind.word, origins[wordStart - 1], origins[index])
        hasWords = true
        wordStart = -1
      }
      if kind == ScalarFolding.Class.ideograph {
        hasWords = true
        gramRun = 0
        body(number(UInt64(element & mask) | 1 << 60), Kind.gram, origins[index], origins[index])
      } else {
        gramRun += 1
      }
      if kind >= ScalarFolding.Class.ideograph, kind == previousKind {
        hasWords = true
        let pair = UInt64(elements[index - 1] & mask) | UInt64(element & mask) << 21 | 2 << 60
        body(number(pair), Kind.word, origins[index - 1], origins[index])
      }
      if gramRun >= 4 {
        let three =
          UInt64(elements[index - 3] & mask) | UInt64(elements[index - 2] & mask) << 21
          | UInt64(elements[index - 1] & mask) << 42
        let hash = mixed(three &+ UInt64(element & mask) &* 0xC2B2_AE3D_27D4_EB4F)
        // A third of 2^32; the feature is made of other bits.
        if hash >> 32 < 0x5555_5555 {
          body(UInt32(truncatingIfNeeded: hash), Kind.gram, origins[index - 3], origins[index])
        }
      }
      previousKind = kind
    }
    if !hasWords, count > 2 {
      for index in 1..<count - 1 where elements[index] != Stream.space {
        body(number(UInt64(elements[index] & mask) | 3 << 60), Kind.gram, -1, origins[count - 1])
      }
    }
  }

  private static func number(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: mixed(hash)) }

  /// Stirs the bits of a number.
  ///
  /// Source: the xor-shift-multiply finaliser known as degski64.
  @inline(__always)
  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed ^= mixed >> 32
    mixed &*= 0xD6E8_FEB8_6659_FD93
    mixed ^= mixed >> 32
    mixed &*= 0xD6E8_FEB8_6659_FD93
    mixed ^= mixed >> 32
    return mixed
  }
}
