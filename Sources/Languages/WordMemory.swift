/// The room that reading a word needs, on the stack.
enum WordMemory {
  /// Lends room for the scalars of a word and for the numbers of its sequences.
  @inline(__always)
  static func withMemory(_ body: (UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<UInt64>) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: LanguageModel.sequenceLimit) { hashes in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: WordScanner.bufferSize) { scalars in
        guard let first = hashes.baseAddress, let second = scalars.baseAddress else { return }
        body(second, first)
      }
    }
  }
}
