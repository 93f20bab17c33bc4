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
  /// Room for ``appendFeatures(to:)``.
  private var found: [UInt32] = []
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
    // Out of the object while it is filled: each access of a property would be checked.
    var stream = Stream()
    swap(&stream, &self.stream)
    // A scalar takes a byte at least, and nearly all become one element at most.
    var room = bytes.count + 2
    var found = stream.fill(bytes, folding: folding, room: room)
    while found == nil {
      room *= 2
      found = stream.fill(bytes, folding: folding, room: room)
    }
    signature = found ?? TextSignature()
    swap(&stream, &self.stream)
  }

  /// A text as scalars and as the elements that features are made of.
  private struct Stream {
    private(set) var scalars: [UInt32] = []
    /// The folded text, a space before and after; room, of which the first ``count`` are in use.
    private(set) var elements: [UInt32] = []
    /// The scalar from which an element came; -1 and the count at the ends.
    private(set) var origins: [Int32] = []
    private(set) var count = 0
    /// Where scalars are gathered.
    private var scalarRoom: [UInt32] = []

    /// A zero digit as all digits are seen.
    private static let zero: UInt32 = ScalarFolding.Class.digit << ScalarFolding.classShift | 0x30
    static let space: UInt32 = ScalarFolding.Class.space << ScalarFolding.classShift | 0x20

    /// Takes a text in, and gives its signature; nil where it becomes more elements than there is room for.
    mutating func fill(_ bytes: UnsafeBufferPointer<UInt8>, folding: ScalarFolding, room: Int)
      -> TextSignature?
    {
      if elements.count < room {
        elements = [UInt32](repeating: 0, count: 2 * room)
        origins = [Int32](repeating: 0, count: 2 * room)
        scalarRoom = [UInt32](repeating: 0, count: 2 * room)
      }
      let filled = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: TextSignature.size) { counts in
        counts.initialize(repeating: 0)
        return Self.fill(
          &elements, &origins, scalars: &scalarRoom, counts: counts, from: bytes, folding: folding
        ).map { ($0.elements, $0.scalars, TextSignature(UnsafeRawBufferPointer(counts), at: 0)) }
      }
      guard let (count, scalarCount, signature) = filled else { return nil }
      self.count = count
      scalars.removeAll(keepingCapacity: true)
      scalars.append(contentsOf: scalarRoom[..<scalarCount])
      return signature
    }

    private static func fill(
      _ elements: inout [UInt32], _ origins: inout [Int32], scalars: inout [UInt32],
      counts: UnsafeMutableBufferPointer<UInt8>, from bytes: UnsafeBufferPointer<UInt8>,
      folding: ScalarFolding
    ) -> (elements: Int, scalars: Int)? {
      elements.withUnsafeMutableBufferPointer { elements in
        origins.withUnsafeMutableBufferPointer { origins in
          scalars.withUnsafeMutableBufferPointer { scalars in
            fill(elements, origins, scalars: scalars, counts: counts, from: bytes, folding: folding)
          }
        }
      }
    }

    @inline(__always)
    private static func fill(
      _ elements: UnsafeMutableBufferPointer<UInt32>, _ origins: UnsafeMutableBufferPointer<Int32>,
      scalars: UnsafeMutableBufferPointer<UInt32>, counts: UnsafeMutableBufferPointer<UInt8>,
      from bytes: UnsafeBufferPointer<UInt8>, folding: ScalarFolding
    ) -> (elements: Int, scalars: Int)? {
      var last = space
      (elements[0], origins[0]) = (space, -1)
      var count = 1
      var scalarCount = 0

      @inline(__always)
      func append(_ entry: UInt32) {
        let kind = entry >> ScalarFolding.classShift
        let isDigit = kind == ScalarFolding.Class.digit
        let isSpace = kind == ScalarFolding.Class.space
        let element = isDigit ? zero : isSpace ? space : entry
        let position = Int32(truncatingIfNeeded: scalarCount)
        if element == last, isDigit || isSpace {
          if isDigit { origins[count &- 1] = position }
          return
        }
        last = element
        elements[count] = element
        origins[count] = position
        count &+= 1
      }

      var index = 0
      while index < bytes.count {
        let scalar: UInt32
        let lead = bytes[index]
        if lead < 0x80 {
          scalar = UInt32(lead)
          index &+= 1
        } else {
          (scalar, index) = FeatureExtractor.decode(bytes, at: index)
        }
        let entry = folding.entry(scalar)
        if entry & ScalarFolding.isExpansion == 0 {
          TextSignature.count(entry & ScalarFolding.scalarMask, in: counts)
          append(entry)
        } else {
          TextSignature.count(scalar, in: counts)
          let parts = folding.expansions[Int(entry & ~ScalarFolding.isExpansion)]
          guard count + parts.count + bytes.count - index < elements.count else { return nil }
          for part in parts { append(part) }
        }
        scalars[scalarCount] = scalar
        scalarCount &+= 1
      }
      let end = Int32(truncatingIfNeeded: scalarCount)
      if count > 1, last == space {
        origins[count - 1] = end
      } else {
        (elements[count], origins[count]) = (space, end)
        count += 1
      }
      return (count, scalarCount)
    }
  }

  /// Decodes one scalar of valid UTF-8; anything else is U+FFFD, byte by byte.
  @inline(__always)
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int) {
    let lead = UInt32(bytes[index])
    // Most texts that are not ASCII have two bytes a character.
    if lead >= 0xC0, lead < 0xE0, index + 1 < bytes.count {
      return ((lead & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F), index + 2)
    }
    return decodeLong(bytes, at: index)
  }

  private static func decodeLong(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int) {
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
        Self.forEachStretch(UnsafeBufferPointer(rebasing: elements[..<stream.count]), origins) {
          if $4 { body($0, $1, $2, $3) }
        }
      }
    }
  }

  /// Appends the features of the text read last, some of them more than once.
  func appendFeatures(to features: inout [UInt32]) {
    var found: [UInt32] = []
    swap(&found, &self.found)
    // An element ends at most a word, a pair and a stretch of four, and is one itself in some texts.
    if found.count <= 4 * stream.count { found = [UInt32](repeating: 0, count: 8 * stream.count + 1) }
    let count = stream.elements.withUnsafeBufferPointer { elements in
      stream.origins.withUnsafeBufferPointer { origins in
        found.withUnsafeMutableBufferPointer { found in
          var count = 0
          // Whether a stretch is a feature cannot be foreseen; a branch for it would cost more than the rest.
          Self.forEachStretch(UnsafeBufferPointer(rebasing: elements[..<stream.count]), origins) {
            found[count] = $0
            count &+= $4 ? 1 : 0
          }
          return count
        }
      }
    }
    features.append(contentsOf: found[..<count])
    swap(&found, &self.found)
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

  /// Goes through the features of a text, and the stretches that could be some but are not.
  @inline(__always)
  private static func forEachStretch(
    _ elements: UnsafeBufferPointer<UInt32>, _ origins: UnsafeBufferPointer<Int32>,
    _ body: (_ number: UInt32, _ kind: UInt32, _ first: Int32, _ last: Int32, _ isFeature: Bool) -> Void
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
        body(number(wordHash), Kind.word, origins[wordStart - 1], origins[index], true)
        hasWords = true
        wordStart = -1
      }
      if kind == ScalarFolding.Class.ideograph {
        hasWords = true
        gramRun = 0
        body(number(UInt64(element & mask) | 1 << 60), Kind.gram, origins[index], origins[index], true)
      } else {
        gramRun += 1
      }
      if kind >= ScalarFolding.Class.ideograph, kind == previousKind {
        hasWords = true
        let pair = UInt64(elements[index - 1] & mask) | UInt64(element & mask) << 21 | 2 << 60
        body(number(pair), Kind.word, origins[index - 1], origins[index], true)
      }
      if gramRun >= 4 {
        let three =
          UInt64(elements[index - 3] & mask) | UInt64(elements[index - 2] & mask) << 21
          | UInt64(elements[index - 1] & mask) << 42
        let hash = mixed(three &+ UInt64(element & mask) &* 0xC2B2_AE3D_27D4_EB4F)
        // A third of 2^32; the feature is made of other bits.
        body(
          UInt32(truncatingIfNeeded: hash), Kind.gram, origins[index - 3], origins[index],
          hash >> 32 < 0x5555_5555)
      }
      previousKind = kind
    }
    if !hasWords, count > 2 {
      for index in 1..<count - 1 where elements[index] != Stream.space {
        body(number(UInt64(elements[index] & mask) | 3 << 60), Kind.gram, -1, origins[count - 1], true)
      }
    }
  }

  @inline(__always)
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
