import Testing

@testable import TranslationMemory

/// Texts of one script take one byte a character, and come back as they were.
struct CompactTextTests {
  private static func encoded(_ text: String) -> (window: UInt64?, bytes: [UInt8]) {
    var bytes: [UInt8] = []
    var text = text
    let window = text.withUTF8 { CompactText.encode($0, into: &bytes) }
    return (window, bytes)
  }

  private static func decoded(_ window: UInt64, _ bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { source in
      var reader = ByteReader(source)
      return CompactText.decode(reader.bytes(), window: window)
    }
  }

  @Test(
    "one script, with characters of others",
    arguments: [
      "Модуль для показа комментариев отсутствует.", "«Модуль» для показа — 𝄞 \u{E} ґ é",
      "Καλημέρα, κόσμε! €",
      "ข้อความภาษาไทย 12", "हिन्दी में पाठ — “x”", "שלום עולם", "𐐀𐐁𐐂𐐃𐐄𐐅 x",
    ])
  func scripts(text: String) {
    let (window, bytes) = Self.encoded(text)
    #expect(bytes.count < text.utf8.count)
    #expect(window.map { Self.decoded($0, bytes) } == text)
  }

  @Test(
    "nothing is written where UTF-8 is as short", arguments: ["", "plain", "é", "語彙は漢字です", "\u{E}\u{E}\u{E}"])
  func notShorter(text: String) {
    let (window, bytes) = Self.encoded(text)
    #expect(window == nil && bytes.isEmpty)
  }

  @Test("random texts come back, and damage is no crash")
  func randomTexts() throws {
    var random = SplitMix(seed: 7)
    let ranges: [ClosedRange<UInt32>] = [
      0...0x7F, 0x400...0x4FF, 0x80...0x2FF, 0x900...0x97F, 0x4E00...0x4FFF, 0x1F600...0x1F64F, 0...0x10FFFF,
    ]
    for _ in 0..<2_000 {
      let own = ranges.randomElement(using: &random) ?? 0...0x7F
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        let range =
          Int.random(in: 0...3, using: &random) > 0 ? own : ranges.randomElement(using: &random) ?? own
        if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) { text.append(scalar) }
      }
      let (window, bytes) = Self.encoded(String(text))
      guard let window else { continue }
      // Strings are equal where their canonical forms are, so the scalars are compared.
      #expect(Array(Self.decoded(window, bytes).unicodeScalars) == Array(text))
      var broken = bytes
      for index in broken.indices.dropFirst(2) where Int.random(in: 0...5, using: &random) == 0 {
        broken[index] = UInt8.random(in: 0...255, using: &random)
      }
      _ = Self.decoded(UInt64.random(in: 0...0xFFFF_FFFF, using: &random), broken)
    }
  }
}
