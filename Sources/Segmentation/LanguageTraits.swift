/// What the scanner must know of a language before it looks at a text.
struct LanguageTraits: Sendable {
  /// Mixed into the hash of each feature, for the language's own figures; 0 where the language is unknown.
  let key: UInt32
  /// Whether sentences follow each other without white space.
  let isUnspaced: Bool
  private let extraMark: UInt32

  init(_ code: String) {
    var hash = FeatureHash(77)
    for byte in code.utf8 { hash.combine(UInt32(byte)) }
    key = code.isEmpty || code == "und" ? 0 : hash.finished | 1
    isUnspaced = code == "ja" || code == "zh" || code == "yue"
    switch code {
    // Armenian ends sentences with a colon-like sign that is often typed as a colon.
    case "hy": extraMark = 0x3A
    // The Greek question mark is canonically a semicolon.
    case "el": extraMark = 0x3B
    default: extraMark = 0
    }
  }

  /// Whether a scalar that ends no sentence elsewhere does so in this language.
  @inline(__always)
  func endsSentence(_ scalar: UInt32) -> Bool { scalar == extraMark && extraMark != 0 }
}
