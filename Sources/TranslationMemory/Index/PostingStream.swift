/// Lists of texts by feature, in the order of the features.
protocol PostingStream {
  /// The feature on which the stream stands; nil at the end.
  var feature: UInt32? { get }

  /// Goes on to the next feature.
  mutating func advance() throws

  /// Appends the texts of the feature, in order, each as another number; those that become `UInt32.max` are
  /// gone. To be called once for a feature at most.
  mutating func appendTexts(to list: inout [UInt32], number: (Int) -> UInt32) throws
}

extension UnsafeRawBufferPointer {
  /// Calls `body` with numbers of three bytes, as far as there are bytes.
  @inline(__always)
  func forEachThreeBytes(from offset: Int, count: Int, _ body: (Int) -> Void) {
    for index in 0..<Swift.max(0, Swift.min(count, (self.count - offset) / 3)) {
      body(threeBytes(at: offset + 3 * index))
    }
  }

  /// The number of three bytes at an offset; they must be there.
  @inline(__always)
  func threeBytes(at offset: Int) -> Int {
    Int(self[offset]) | Int(self[offset + 1]) << 8 | Int(self[offset + 2]) << 16
  }
}
