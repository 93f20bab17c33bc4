/// The signatures of a segment's texts, as far as look-ups needed them.
///
/// Kept from one look-up to the next: a segment never changes. Takes 16 bytes for each text at most.
struct SignatureCache {
  private let postings: Int
  /// By page, where it starts in the bytes; -1 where it was not read, -2 where there is none.
  private var starts: [Int32]
  private var bytes: [UInt8] = []

  init(_ segment: IndexSegment) {
    postings = segment.postings
    starts = [Int32](repeating: -1, count: segment.documents / IndexSegment.signaturesPerPage + 1)
    // Room that is not written to takes no memory, and growing would copy what is there.
    bytes.reserveCapacity(segment.documents * TextSignature.size)
  }

  var size: Int { bytes.count }

  /// Whether it was made for a segment.
  func isFor(_ segment: IndexSegment) -> Bool {
    postings == segment.postings && starts.count == segment.documents / IndexSegment.signaturesPerPage + 1
  }

  /// Calls `body` with the signatures of texts, as far as they are known.
  ///
  /// - Parameters:
  ///   - count: how many texts are asked for.
  ///   - text: gives each of them.
  @inline(__always)
  mutating func forEachSignature(
    count: Int, text: (_ place: Int) -> Int, in segment: IndexSegment, reader: PostingReader,
    _ body: (_ place: Int, _ signature: TextSignature) -> Void
  ) throws {
    let size = IndexSegment.signaturesPerPage
    for place in 0..<count where starts[text(place) / size] == -1 {
      try read(page: text(place) / size, of: segment, reader: reader)
    }
    starts.withUnsafeBufferPointer { starts in
      bytes.withUnsafeBytes { bytes in
        for place in 0..<count {
          let text = text(place)
          let start = Int(starts[text / size])
          if start >= 0 { body(place, TextSignature(bytes, at: start + TextSignature.size * (text % size))) }
        }
      }
    }
  }

  private mutating func read(page: Int, of segment: IndexSegment, reader: PostingReader) throws {
    let size = IndexSegment.signaturesPerPage
    let start = bytes.count
    let count = min(size, segment.documents - page * size) * TextSignature.size
    let isThere = try reader.appendSignatures(ofPage: page, in: segment, to: &bytes)
    if !isThere || bytes.count - start < count { bytes.removeLast(bytes.count - start) }
    starts[page] = bytes.count > start ? Int32(truncatingIfNeeded: start) : -2
  }
}
