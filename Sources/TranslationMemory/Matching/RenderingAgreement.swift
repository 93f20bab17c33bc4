/// How much each of some renderings is like the others, which tells those that go astray.
///
/// The agreement of a rendering is the mean of its similarities with all of them, itself included, each counted as
/// often as units have it. A similarity is 1 minus the normalised Indel distance of the first 512 scalars, in whole
/// millionths, so that the order does not depend on how sums are rounded.
///
/// Source: minimum Bayes risk decoding, Kumar and Byrne, "Minimum Bayes-Risk Decoding for Statistical Machine
/// Translation" (2004), with the matches in place of translations that were sampled.
struct RenderingAgreement {
  private static let lengthLimit = 512
  private static let scale = 1_000_000.0

  private let texts: [[UInt32]]
  private let counts: [Int]

  init(_ renderings: [(text: String, count: Int)]) {
    texts = renderings.map { $0.text.unicodeScalars.prefix(Self.lengthLimit).map(\.value) }
    counts = renderings.map(\.count)
  }

  /// Some of the renderings, those that agree most first; equal ones keep their order.
  func ordered(_ places: Range<Int>) -> [Int] {
    var state: [UInt64] = []
    let agreements = places.map { place in
      let pattern = SubsequencePattern(texts[place])
      return texts.indices.reduce(0) { sum, other in
        let total = texts[place].count + texts[other].count
        if total == 0 { return sum + counts[other] * Int(Self.scale) }
        let common = other == place ? total / 2 : pattern.commonLength(with: texts[other], state: &state)
        return sum + counts[other] * Int(Self.scale * Double(2 * common) / Double(total))
      }
    }
    return places.sorted { left, right in
      let (first, second) = (agreements[left - places.lowerBound], agreements[right - places.lowerBound])
      return first != second ? first > second : left < right
    }
  }
}
