import GRDB

/// A part of the index: which texts of one language have which features.
///
/// The texts of a segment are numbered by length, so that those of a range of lengths are a range of numbers.
/// A segment is never changed; new texts come in new segments. In the database it is:
/// - a row of `segment`: `lengths` holds pairs of a length in scalars and the first text that has it;
/// - rows of `segment_page`, each with the units of 1000 texts, four bytes each, and from number 2^31 on, each
///   with the signatures of 500 texts (see ``TextSignature``); where these are missing, nothing is left out by
///   them;
/// - rows of `segment_bucket`: features by their upper bits. A bucket is the count of its features, then
///   for each its number, how many texts have it, and the text itself or where its list starts in what
///   follows. A list is the texts, three bytes each, or, where there are more than 256, the first row of
///   `segment_list` and the first text of each row;
/// - rows of `segment_list`, each with 1350 texts, of which two fill a page of the file.
///
/// All numbers are little-endian.
struct IndexSegment {
  static let postingsPerBucket = 1_000
  static let unitsPerPage = 1_000
  static let signaturesPerPage = 500
  static let firstSignaturePage: Int64 = 1 << 31
  static let inlineLimit = 256
  static let chunkSize = 1_350
  /// Three bytes must hold the number of a text.
  static let documentLimit = 1 << 24

  private struct Header: Equatable {
    var language: String
    var identifier: Int64
    var documents: Int
    var bucketBits: UInt32
    var listRows: Range<Int64>
    var postings: Int
  }

  private let header: Header
  private let lengths: [UInt32]
  private let firsts: [UInt32]

  var identifier: Int64 { header.identifier }
  var documents: Int { header.documents }
  var bucketBits: UInt32 { header.bucketBits }
  /// The rows of `segment_list` that are the segment's.
  var listRows: Range<Int64> { header.listRows }
  /// How many pairs of feature and text there are.
  var postings: Int { header.postings }

  /// The segments of a language, the oldest first.
  ///
  /// - Parameter known: segments read before, which are used again where they are still the same: a segment is
  ///   never changed, and no two have the same number and the same rows.
  static func all(_ connection: Database, language: String, known: [IndexSegment] = []) throws
    -> [IndexSegment]
  {
    let rows = try RawStatement(
      connection,
      """
      SELECT id, documents, bucket_bits, lengths, first_list, end_list, postings FROM segment
      WHERE language = ? ORDER BY id
      """)
    rows.bind(language, at: 1)
    var segments: [IndexSegment] = []
    while try rows.step() {
      let header = Header(
        // A damaged row must neither end the process nor fill the memory.
        language: language, identifier: rows.integer(0),
        documents: min(max(0, Int(rows.integer(1))), documentLimit),
        bucketBits: UInt32(min(max(0, rows.integer(2)), 32)),
        listRows: rows.integer(4)..<max(rows.integer(4), rows.integer(5)), postings: Int(rows.integer(6)))
      segments.append(
        rows.withBytes(3) { bytes in
          let place = segments.count
          if place < known.count, known[place].header == header {
            return known[place]
          }
          return IndexSegment(header, groups: bytes)
        })
    }
    return segments
  }

  private init(_ header: Header, groups: UnsafeRawBufferPointer) {
    self.header = header
    var (lengths, firsts): ([UInt32], [UInt32]) = ([], [])
    for offset in stride(from: 0, to: groups.count - 7, by: 8) {
      lengths.append(groups.fixed(at: offset))
      firsts.append(min(groups.fixed(at: offset + 4), UInt32(header.documents)))
    }
    self.lengths = lengths
    self.firsts = firsts
  }

  /// The texts whose lengths are in a range.
  func texts(ofLengths range: ClosedRange<Int>) -> Range<Int> {
    let low = Self.partition(lengths) { Int($0) < range.lowerBound }
    let high = Self.partition(lengths) { Int($0) <= range.upperBound }
    let start = low < firsts.count ? Int(firsts[low]) : documents
    let end = high < firsts.count ? Int(firsts[high]) : documents
    return start..<max(start, end)
  }

  /// The length of a text in scalars.
  func length(of text: Int) -> Int {
    let group = Self.partition(firsts) { Int($0) <= text }
    return group > 0 ? Int(lengths[group - 1]) : 0
  }

  /// The lengths that texts of a range have, each with the first text after those that have it.
  func groups(in texts: Range<Int>) -> [(length: Int, end: Int)] {
    guard !texts.isEmpty else { return [] }
    var groups: [(length: Int, end: Int)] = []
    var group = max(0, Self.partition(firsts) { Int($0) <= texts.lowerBound } - 1)
    while group < firsts.count, Int(firsts[group]) < texts.upperBound {
      groups.append((Int(lengths[group]), group + 1 < firsts.count ? Int(firsts[group + 1]) : documents))
      group += 1
    }
    return groups
  }

  private static func partition(_ values: [UInt32], _ isBefore: (UInt32) -> Bool) -> Int {
    var low = 0
    var high = values.count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(values[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension UnsafeRawBufferPointer {
  /// The four bytes at an offset; 0 past the end.
  @inline(__always)
  func fixed(at offset: Int) -> UInt32 {
    guard offset >= 0, offset + 4 <= count else { return 0 }
    return UInt32(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
