import Bitext
import CLanguageModel

/// Portugal's Portuguese and Brazil's, where the words of a text tell them apart: `ecrã` and `tela`.
enum PortugueseVariant {
  private static let european = try? LanguageTag("pt-PT")
  private static let brazilian = try? LanguageTag("pt-BR")
  /// How much likelier one must be, in sixteenths of a nat: about eight times.
  private static let margin = 34

  /// The tag of the variant that the text is in, or the given one where nothing tells.
  static func refined(_ tag: LanguageTag, of bytes: UnsafeBufferPointer<UInt8>) -> LanguageTag {
    let sum = weight(of: bytes)
    if sum >= margin { return european ?? tag }
    return sum <= -margin ? brazilian ?? tag : tag
  }

  private static func weight(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    WordScanner.withBuffer { buffer in
      var scanner = WordScanner(
        model: .shared, bytes: bytes, range: 0..<bytes.count, buffer: buffer)
      var sum = 0
      while scanner.next() { sum += weight(of: LanguageModel.listKey(buffer, count: scanner.count)) }
      return sum
    }
  }

  /// What the list says of a word; 0 where it is not in the list.
  private static func weight(of key: UInt64) -> Int {
    var size: Int32 = 0
    let entries = clanguagemodel_variants(&size)
    let wanted = UInt32(truncatingIfNeeded: key >> 8) & 0xFF_FFFF
    var (low, high) = (0, Int(size))
    while low < high {
      let middle = (low + high) / 2
      if entries[middle] >> 8 < wanted { low = middle + 1 } else { high = middle }
    }
    guard low < Int(size), entries[low] >> 8 == wanted else { return 0 }
    return Int(Int8(truncatingIfNeeded: entries[low]))
  }
}
