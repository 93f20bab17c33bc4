import ICU

/// What the splitter asks about characters, as tables: one look-up a character.
final class CharacterTable: Sendable {
  /// The table, made once from ICU's data.
  static let shared = CharacterTable()

  private static let limit: UInt32 = 0x1_0000
  private let classes: [SentenceClass]
  private let lowercase: [UInt16]

  private init() {
    var classes = SentenceClass.classes(of: 0..<Self.limit).map { SentenceClass(rawValue: $0) ?? .other }
    // Horizontal ellipsis ends sentences as three full stops do, which UAX #29 does not say.
    classes[0x2026] = .terminator
    self.classes = classes
    lowercase = SentenceClass.lowercase(of: 0..<Self.limit).map { UInt16(truncatingIfNeeded: $0) }
  }

  @inline(__always)
  func sentenceClass(_ scalar: UInt32) -> SentenceClass {
    if scalar < Self.limit { return classes[Int(scalar)] }
    return supplementary(scalar)
  }

  private func supplementary(_ scalar: UInt32) -> SentenceClass {
    // Emoji and rare ideographs; asking ICU for each is quick enough.
    SentenceClass.classes(of: scalar..<scalar + 1).first.flatMap(SentenceClass.init(rawValue:)) ?? .other
  }

  @inline(__always)
  func lowercased(_ scalar: UInt32) -> UInt32 {
    scalar < Self.limit ? UInt32(lowercase[Int(scalar)]) : scalar
  }
}
