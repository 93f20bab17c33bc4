import Testing

@testable import TranslationMemory

struct TextSignatureTests {
  private static func signature(_ text: String, _ extractor: FeatureExtractor) -> TextSignature {
    var text = text
    text.withUTF8 { extractor.read($0) }
    return extractor.signature
  }

  @Test("signatures never differ by more than the texts do", arguments: RandomText.alphabets.indices)
  func isLowerBound(script: Int) {
    let (_, letters, isSpaced) = RandomText.alphabets[script]
    var random = RandomText(seed: 5, letters: letters, isSpaced: isSpaced)
    let extractor = FeatureExtractor()
    for round in 0..<200 {
      let text = random.text(words: round % 50 == 0 ? 400 : 12)
      let other = round % 2 == 0 ? random.text(words: 12) : random.changed(text, edits: round % 9)
      let (left, right) = (text.unicodeScalars.map(\.value), other.unicodeScalars.map(\.value))
      var state: [UInt64] = []
      let common = SubsequencePattern(left).commonLength(with: right, state: &state)
      let distance = Self.signature(text, extractor).distance(to: Self.signature(other, extractor))
      #expect(distance <= left.count + right.count - 2 * common, "'\(text)' and '\(other)'")
    }
  }

  @Test("a signature survives storing")
  func storing() {
    let extractor = FeatureExtractor()
    let signature = Self.signature("Any text, with 12 digits\u{301}", extractor)
    var bytes: [UInt8] = [7]
    signature.append(to: &bytes)
    #expect(bytes.count == 1 + TextSignature.size)
    #expect(bytes.withUnsafeBytes { TextSignature($0, at: 1) } == signature)
  }
}
