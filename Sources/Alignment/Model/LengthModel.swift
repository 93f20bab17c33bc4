/// How likely a length renders another.
///
/// A target length is normal about the source length times a ratio, with a variance that grows with the
/// length
/// (Gale and Church, A Program for Aligning Sentences in Bilingual Corpora, 1993), against the chance of
/// drawing the
/// same lengths from the document's own. Ratio and variance are learnt from the beads found so far.
struct LengthModel {
  private static let initialVariance: Float = 5
  private static let histogramSize = 2000
  private static let priorCharacters = 2000.0

  /// Target characters for a source character.
  private(set) var ratio: Float = 1
  private(set) var variance: Float = initialVariance
  /// The logarithm of how often a target sentence has a length.
  private let background: [Float]

  /// A model before anything is aligned.
  init(source: TokenizedText, target: TokenizedText, background: [Float], corpusRatio: Double) {
    self.background = background
    let sourceSum = source.lengths.reduce(0.0) { $0 + Double($1) }
    let targetSum = target.lengths.reduce(0.0) { $0 + Double($1) }
    ratio = Float(
      (targetSum + corpusRatio * Self.priorCharacters) / (sourceSum + Self.priorCharacters))
  }

  /// The smoothed distribution of the lengths of texts, as logarithms.
  static func distribution(of texts: [TokenizedText]) -> [Float] {
    var histogram = [Double](repeating: 0, count: histogramSize)
    var total = 0.0
    for text in texts {
      for length in text.lengths {
        histogram[min(histogramSize - 1, Int(length))] += 1
        total += 1
      }
    }
    return (0..<histogramSize).map { length in
      var sum = 0.0
      var weights = 0.0
      let reach = 2 + length / 5
      for other in max(0, length - reach)...min(histogramSize - 1, length + reach) {
        let weight = 1 - Double(abs(other - length)) / (Double(reach) + 1)
        sum += weight * histogram[other]
        weights += weight
      }
      return Float(naturalLogarithm((sum / weights + 0.02) / (total + 0.02 * Double(histogramSize))))
    }
  }

  /// The background's logarithm for a target sentence.
  @inline(__always)
  func chance(of length: Float) -> Float {
    background[length < Float(Self.histogramSize - 1) ? Int(length) : Self.histogramSize - 1]
  }

  /// How much likelier the lengths are in a translation than by chance, as a logarithm.
  ///
  /// - Parameter chance: the sum of ``chance(of:)`` over the target sentences.
  @inline(__always)
  func score(source: Float, target: Float, chance: Float, targetCount: Int) -> Float {
    let mean = ratio * source
    let spread = variance * (mean + target) * 0.5 + 4
    let difference = target - mean
    var value = -0.5 * difference * difference / spread - 0.5 * fastLogarithm(6.283_185_3 * spread)
    if value < -12 { value = -12 - 0.1 * min(100, -12 - value) }
    value -= chance
    if targetCount > 1 { value -= Float(targetCount - 1) * fastLogarithm(max(2, target)) }
    return value
  }

  /// Learns ratio and variance from the beads found so far.
  mutating func adapt(to spans: [Span], source: TokenizedText, target: TokenizedText, corpusRatio: Double) {
    let pairs = spans.lazy.filter(\.isPair).map { span in
      (
        span.source.reduce(Float(0)) { $0 + source.lengths[$1] },
        span.target.reduce(Float(0)) { $0 + target.lengths[$1] }
      )
    }
    var sums = (0.0, 0.0)
    for (source, target) in pairs { sums = (sums.0 + Double(source), sums.1 + Double(target)) }
    ratio = Float((sums.1 + corpusRatio * Self.priorCharacters) / (sums.0 + Self.priorCharacters))
    var squares: [Float] = []
    for (source, target) in pairs {
      let mean = ratio * source
      squares.append((target - mean) * (target - mean) / ((mean + target) * 0.5))
    }
    squares.sort()
    // The worst beads are likely to be wrong ones.
    let kept = squares.count * 95 / 100
    let sum = squares.prefix(kept).reduce(Float(0), +)
    variance = max(0.5, 1.3 * (sum + 20 * Self.initialVariance / 1.3) / Float(kept + 20))
  }

  /// Target characters for a source character over all pairs of all documents.
  static func corpusRatio(_ documents: [(spans: [Span], source: TokenizedText, target: TokenizedText)])
    -> Double
  {
    var sums = (0.0, 0.0)
    for document in documents {
      for span in document.spans where span.isPair {
        for sentence in span.source { sums.0 += Double(document.source.lengths[sentence]) }
        for sentence in span.target { sums.1 += Double(document.target.lengths[sentence]) }
      }
    }
    return sums.0 > 0 ? sums.1 / sums.0 : 1
  }
}

/// A logarithm good to four digits, for scores.
@inline(__always)
func fastLogarithm(_ value: Float) -> Float {
  let bits = value.bitPattern
  let exponent = Float(Int32(truncatingIfNeeded: bits >> 23) - 127)
  let mantissa = Float(bitPattern: bits & 0x7F_FFFF | 0x3F80_0000)
  let polynomial =
    -1.741_793_9
    + (2.821_202_6 + (-1.469_955_7 + (0.447_179_55 - 0.056_570_85 * mantissa) * mantissa) * mantissa)
    * mantissa
  return exponent * 0.693_147_2 + polynomial
}
