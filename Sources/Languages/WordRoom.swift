/// The room that reading a word needs, on the stack.
///
/// Borrowed memory: lives inside one function.
struct WordRoom {
  /// The word's scalars.
  let scalars: UnsafeMutablePointer<UInt32>
  /// The key of the longest short sequence that ends at each scalar.
  let shortKeys: UnsafeMutablePointer<UInt64>
  /// Where its row lies.
  let slots: UnsafeMutablePointer<Int>
  /// The keys of the long sequences and of the word.
  let longKeys: UnsafeMutablePointer<UInt64>
  /// The sums of one word, one a language.
  let sums: UnsafeMutablePointer<Int16>

  /// Lends room for one word at a time.
  ///
  /// In two parts of less than a kilobyte each: larger ones would come from the heap, which costs as much as a word.
  @inline(__always)
  static func withRoom<Result>(_ body: (WordRoom) -> Result) -> Result {
    withUnsafeTemporaryAllocation(byteCount: 128 + 70 * 8, alignment: 16) { first in
      withUnsafeTemporaryAllocation(byteCount: 34 * 20, alignment: 16) { second in
        let sums = first.baseAddress.unsafelyUnwrapped
        let keys = second.baseAddress.unsafelyUnwrapped
        return body(
          WordRoom(
            scalars: (keys + 34 * 16).bindMemory(to: UInt32.self, capacity: 34),
            shortKeys: keys.bindMemory(to: UInt64.self, capacity: 34),
            slots: (keys + 34 * 8).bindMemory(to: Int.self, capacity: 34),
            longKeys: (sums + 128).bindMemory(to: UInt64.self, capacity: 70),
            sums: sums.bindMemory(to: Int16.self, capacity: 64)))
      }
    }
  }
}
