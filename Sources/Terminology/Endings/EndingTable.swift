import CTerminologyData

/// How the words of a language end in their other forms.
///
/// For every ending of dictionary forms the table lists what may be cut off and what put there; a longer ending overrules a
/// shorter one. Learned from word lists by `Scripts/terminology/learn_endings.py`; see `Documentation/terminology.md`.
struct EndingTable: Sendable {
  /// A way to make a form.
  struct Change: Hashable, Sendable {
    /// The characters cut from the end.
    var cut: Int
    /// The characters put there, folded.
    var added: [UInt32]
  }

  private static let longestEnding = 5
  /// No word shorter than this changes; one of two letters only takes endings (`Ыном`).
  static let shortestWord = 2

  private var changes: [[UInt32]: [Change]] = [:]

  /// Reads the table of a language; nil where there is none.
  init?(language: String) {
    let name = Self.names[language] ?? language
    var count: Int32 = 0
    guard let pointer = cterminology_endings(name, &count) else { return nil }
    let section = UnsafeBufferPointer(start: pointer, count: Int(count))
    for line in section.split(separator: 0x0A) {
      let parts = line.split(separator: 0x09, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      changes[Self.scalars(parts[0])] = parts[1].split(separator: 0x20).flatMap(Self.changes)
    }
  }

  /// Languages that share the table of another.
  private static let names = [
    "sr": "hbs", "hr": "hbs", "bs": "hbs", "sh": "hbs", "cnr": "hbs", "no": "nb", "nn": "nb",
  ]

  private static func scalars(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt32] {
    // As words are folded: a Greek ending has the final sigma.
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map { TermAlphabet.shared[$0.value].folded }
  }

  /// Reads `2,ами,у`.
  private static func changes(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> [Change] {
    let parts = bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard let digit = parts.first?.first, parts.count > 1 else { return [] }
    return parts.dropFirst().map { Change(cut: Int(digit) - 0x30, added: scalars($0)) }
  }

  /// The changes that make the forms of a word.
  func changes(of word: [UInt32]) -> [Change] {
    guard word.count >= Self.shortestWord, let last = word.last else { return [] }
    for length in stride(from: min(Self.longestEnding, word.count - 1), through: 0, by: -1) {
      guard let found = changes[Array(word[(word.count - length)...])] else { continue }
      return found.filter { change in
        guard word.count - change.cut >= 2 else { return false }
        // A table may serve two scripts (Serbian), and a text may hold words of another.
        return change.added.allSatisfy { $0 == 0x27 || Self.block(of: $0) == Self.block(of: last) }
      }
    }
    return []
  }

  private static func block(of value: UInt32) -> UInt32 {
    switch value {
    case 0..<0x0250, 0x1E00..<0x1F00: 0
    case 0x0370..<0x0400, 0x1F00..<0x2000: 1
    default: value >> 8
    }
  }
}
