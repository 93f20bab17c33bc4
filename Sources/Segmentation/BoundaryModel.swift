/// The learned figures: a linear model over hashed features, some of all languages, some of one.
struct BoundaryModel: Sendable {
  /// The figures that ship.
  static let builtIn = BoundaryModel(weights: SegmentationData.weights())

  /// The number of weights, a power of two.
  static let size = 1 << 20
  /// What one step of a weight is worth, in log odds.
  static let step: Float = 1.0 / 24

  private let weights: [Int8]

  init(weights: [Int8]) {
    self.weights = weights.count == Self.size ? weights : Array(repeating: 0, count: Self.size)
  }

  @inline(__always)
  static func slot(_ feature: UInt32, key: UInt32) -> Int {
    Int((feature ^ key &* 0x85EB_CA6B) & UInt32(size - 1))
  }

  /// The log odds that a sentence ends.
  ///
  /// - Parameter language: the key of the language's own figures, 0 where it is unknown.
  func score(_ context: CandidateContext, language: UInt32) -> Float {
    var sum: Int32 = 0
    let script = context.scriptKey
    CandidateFeatures.visit(context) { template, feature in
      if !CandidateFeatures.isLexical(template) {
        sum += Int32(weights[Self.slot(feature, key: 0)]) + Int32(weights[Self.slot(feature, key: script)])
      }
      if language != 0 { sum += Int32(weights[Self.slot(feature, key: language)]) }
    }
    return Float(sum) * Self.step + Self.prior(context)
  }

  /// What each kind of evidence adds to the log odds, the weightiest first.
  func evidence(_ context: CandidateContext, language: UInt32) -> [(name: String, logOdds: Float)] {
    var sums: [String: Float] = [:]
    let script = context.scriptKey
    CandidateFeatures.visit(context) { template, feature in
      var sum: Int32 = 0
      if !CandidateFeatures.isLexical(template) {
        sum += Int32(weights[Self.slot(feature, key: 0)]) + Int32(weights[Self.slot(feature, key: script)])
      }
      if language != 0 { sum += Int32(weights[Self.slot(feature, key: language)]) }
      sums[CandidateFeatures.name(of: template), default: 0] += Float(sum) * Self.step
    }
    sums["the mark and the case of what follows", default: 0] += Self.prior(context)
    return sums.map { (name: $0.key, logOdds: $0.value) }
      .sorted { (abs($0.logOdds), $1.name) > (abs($1.logOdds), $0.name) }
  }

  /// What holds of any script before anything is learned: a sentence mark ends a sentence unless a small
  /// letter or more punctuation follows.
  static func prior(_ context: CandidateContext) -> Float {
    let goesOn =
      context.right.shape == .lower || context.right.shape == .shortLower || context.right.shape == .none
    switch context.candidate.mark {
    case .foreign: return goesOn ? -1 : 6
    case .question, .exclamation:
      return goesOn ? -2 : context.right.isCapitalised || context.right.shape == .caseless ? 5 : 3
    case .ellipsis: return goesOn ? -2 : 1
    case .fullStop:
      if context.spacing == 0 {
        // A forgotten space; in Latin script names of files and programs look the same.
        return context.left.shape == .lower && context.left.first >= 0x80 && context.right.isCapitalised
          ? 3 : -3
      }
      if goesOn { return -3 }
      let isPlainWord =
        (context.left.shape == .lower || context.left.shape == .mixed) && context.left.length > 3
        && context.leftKind == .none
      return isPlainWord ? 4 : context.right.shape == .caseless || context.right.isCapitalised ? 3 : 1
    default: return -3
    }
  }
}
