/// The signatures of a segment's texts, as far as look-ups needed them.
///
/// Kept from one look-up to the next: a segment never changes. Takes 16 bytes for each text at most.
struct SignatureCache {
  private let postings: Int
  /// By page, where it starts in the bytes; -1 where it was not read, -2 where there is none.
  private var starts: [Int]
  private var bytes: [UInt8] = []

  init(_ segment: IndexSegment) {
    postings = segment.postings
    starts = [Int](repeating: -1, count: segment.documents / IndexSegment.signaturesPerPage + 1)
  }

  var size: Int { bytes.count }

  /// Whether it was made for a segment.
  func isFor(_ segment: IndexSegment) -> Bool {
    postings == segment.postings && starts.count == segment.documents / IndexSegment.signaturesPerPage + 1
  }

  /// Calls `body` with the signatures of texts, as far as they are known.
  mutating func forEachSignature(
    of texts: [Int], in segment: IndexSegment, reader: PostingReader,
    _ body: (_ place: Int, _ signature: TextSignature) -> Void
  ) throws {
    let size = IndexSegment.signaturesPerPage
    for text in texts where starts[text / size] == -1 {
      let start = bytes.count
      let count = min(size, segment.documents - text / size * size) * TextSignature.size
      let isThere = try reader.appendSignatures(ofPage: text / size, in: segment, to: &bytes)
      if !isThere || bytes.count - start < count { bytes.removeLast(bytes.count - start) }
      starts[text / size] = bytes.count > start ? start : -2
    }
    bytes.withUnsafeBytes { bytes in
      for (place, text) in texts.enumerated() {
        let start = starts[text / size]
        if start >= 0 { body(place, TextSignature(bytes, at: start + TextSignature.size * (text % size))) }
      }
    }
  }
}
