import ICU

/// Words in plain Latin letters, with spellings of one sound made equal.
struct SoundKeys {
  private var bytes: [UInt8] = []
  private var bounds: [Int] = [0]

  /// The key of a token; empty where there is none.
  func key(of token: Int) -> ArraySlice<UInt8> { bytes[bounds[token]..<bounds[token + 1]] }

  /// Makes the keys of a vocabulary's words and ideographs.
  init(_ vocabulary: Vocabulary) throws {
    let foreign = try Self.transliterate(vocabulary)
    for token in 0..<vocabulary.count {
      switch vocabulary.kinds[token] {
      case .word, .ideograph:
        if let latin = foreign[token] {
          Self.fold(latin[...], into: &bytes)
        } else {
          Self.fold(vocabulary.fullText(of: token), into: &bytes)
        }
      default: break
      }
      bounds.append(bytes.count)
    }
  }

  /// The words that are not ASCII, in Latin letters.
  private static func transliterate(_ vocabulary: Vocabulary) throws -> [Int: [UInt8]] {
    var result: [Int: [UInt8]] = [:]
    let transliterator = try Transliterator("Any-Latin; Latin-ASCII; Any-Lower")
    var batch: [Int] = []
    var text: [UInt8] = []
    func flush() throws {
      guard !batch.isEmpty else { return }
      let latin = try transliterator.transliterate(String(decoding: text, as: UTF8.self))
      let lines = Array(latin.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
      // A transform that eats a line end would shift all that follows; none is known to.
      if lines.count == batch.count + 1 {
        for (token, line) in zip(batch, lines) { result[token] = Array(line) }
      }
      batch.removeAll(keepingCapacity: true)
      text.removeAll(keepingCapacity: true)
    }
    for token in 0..<vocabulary.count {
      let kind = vocabulary.kinds[token]
      guard kind == .word || kind == .ideograph else { continue }
      let word = vocabulary.fullText(of: token)
      guard word.contains(where: { $0 >= 0x80 }) else { continue }
      batch.append(token)
      text += word
      text.append(0x0A)
      if text.count > 8192 { try flush() }
    }
    try flush()
    return result
  }

  /// Adds the letters a to z of a word, `ph` as `f`, `c` and `q` as `k`, and so on; doubled letters once.
  private static func fold(_ word: ArraySlice<UInt8>, into bytes: inout [UInt8]) {
    let start = bytes.count
    var index = word.startIndex
    while index < word.endIndex {
      var letter = word[index]
      let next = index + 1 < word.endIndex ? word[index + 1] : 0
      index += 1
      guard (0x61...0x7A).contains(letter) else { continue }
      if next == UInt8(ascii: "h") {
        switch letter {
        case UInt8(ascii: "p"):
          letter = UInt8(ascii: "f")
          index += 1
        case UInt8(ascii: "k"):
          letter = UInt8(ascii: "h")
          index += 1
        case UInt8(ascii: "s"):
          letter = UInt8(ascii: "s")
          index += 1
        case UInt8(ascii: "c"):
          letter = UInt8(ascii: "k")
          index += 1
        case UInt8(ascii: "t"):
          letter = UInt8(ascii: "t")
          index += 1
        default: break
        }
      }
      switch letter {
      case UInt8(ascii: "c"), UInt8(ascii: "q"): letter = UInt8(ascii: "k")
      case UInt8(ascii: "w"): letter = UInt8(ascii: "v")
      case UInt8(ascii: "y"), UInt8(ascii: "j"): letter = UInt8(ascii: "i")
      case UInt8(ascii: "z"): letter = UInt8(ascii: "s")
      default: break
      }
      if bytes.count > start, bytes.last == letter { continue }
      bytes.append(letter)
    }
  }
}
