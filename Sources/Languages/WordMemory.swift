import CLanguageModel

/// Where a word is read to, and where its sequences lie in the model while their memory is under way.
///
/// Borrowed memory: lives inside one function.
struct WordMemory {
  /// The word's scalars.
  let scalars: UnsafeMutablePointer<UInt32>
  /// Where its sequences lie.
  let asked: UnsafeMutablePointer<clanguagemodel_asked>

  /// Lends the memory of two words, in parts of a kilobyte at the most: larger ones would come from the heap.
  @inline(__always)
  static func withTwo<Result>(_ body: (WordMemory, WordMemory) -> Result) -> Result {
    WordScanner.withBuffer { first in
      WordScanner.withBuffer { second in
        withUnsafeTemporaryAllocation(of: clanguagemodel_asked.self, capacity: 1) { firstAsked in
          withUnsafeTemporaryAllocation(of: clanguagemodel_asked.self, capacity: 1) { secondAsked in
            body(
              WordMemory(scalars: first, asked: firstAsked.baseAddress.unsafelyUnwrapped),
              WordMemory(scalars: second, asked: secondAsked.baseAddress.unsafelyUnwrapped))
          }
        }
      }
    }
  }
}
