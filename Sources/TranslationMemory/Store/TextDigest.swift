/// A hash of 64 bits of the languages, texts and codes of units.
///
/// A hit is always verified against the texts.
///
/// Source: the multiply-and-fold of Wang Yi's wyhash, eight bytes at a time.
enum TextDigest {
  private static let first: UInt64 = 0xA076_1D64_78BD_642F
  private static let second: UInt64 = 0xE703_7ED1_A0B4_28DB

  /// The digest of a unit's variants, whatever their order.
  static func digest(of variants: [StoredVariant]) -> Int64 {
    var sum: UInt64 = 0
    // Field by field: a variant as a whole would be copied.
    for index in variants.indices {
      let own = hash(variants[index].text, in: variants[index].language)
      sum &+= hash(variants[index].codes ?? "", seed: own)
    }
    return Int64(bitPattern: sum)
  }

  /// The digest of a variant's language and text.
  static func digest(ofTextOf variant: StoredVariant) -> Int64 {
    Int64(bitPattern: hash(variant.text, in: variant.language))
  }

  @inline(__always)
  private static func hash(_ text: String, in language: String) -> UInt64 {
    hash(language, seed: hash(text, seed: 0))
  }

  private static func hash(_ text: String, seed: UInt64) -> UInt64 {
    var text = text
    return text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      var value = seed ^ first
      var offset = 0
      while offset + 8 <= bytes.count {
        let next = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        value = fold(value ^ next, second)
        offset += 8
      }
      var rest: UInt64 = 0
      while offset < bytes.count {
        rest = rest << 8 | UInt64(bytes[offset])
        offset += 1
      }
      return fold(value ^ rest, first ^ UInt64(bytes.count))
    }
  }

  @inline(__always)
  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
