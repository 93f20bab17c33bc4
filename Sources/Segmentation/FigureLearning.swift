/// What the learning script needs of the engine, so that figures are learned from the very features that use
/// them.
@_spi(Learning)
public enum FigureLearning {
  /// The number of weights of a model.
  public static var size: Int { BoundaryModel.size }
  /// What one step of a weight is worth, in log odds.
  public static var step: Float { BoundaryModel.step }

  /// Calls `body` with the weights that each candidate of a text uses and whether a sentence ends there.
  ///
  /// - Parameter gold: the ends of the sentences, as byte offsets.
  public static func visit(
    _ string: String, language: String, gold: Set<Int>,
    _ body: (_ shared: [Int32], _ own: [Int32], _ ends: Bool, _ prior: Float, _ rule: String?) -> Void
  ) {
    let engine = SentenceEngine(language: language)
    let text = ScalarText(string)
    var scanner = CandidateScanner(text, language: engine.language)
    var shared: [Int32] = []
    var own: [Int32] = []
    scanner.scan { candidate in
      let context = CandidateContext(candidate, in: text, words: engine.words)
      shared.removeAll(keepingCapacity: true)
      own.removeAll(keepingCapacity: true)
      CandidateFeatures.visit(context) { template, feature in
        if !CandidateFeatures.isLexical(template) {
          shared.append(Int32(BoundaryModel.slot(feature, key: 0)))
          shared.append(Int32(BoundaryModel.slot(feature, key: context.scriptKey)))
        }
        own.append(Int32(BoundaryModel.slot(feature, key: engine.language.key)))
      }
      let ends = gold.contains(candidate.position)
      body(shared, own, ends, BoundaryModel.prior(context), engine.rule(for: context, in: text)?.rawValue)
      return ends
    }
  }

  /// The ends of the sentences of a text with figures that do not ship yet.
  public static func boundaries(in text: String, language: String, weights: [Int8]?) -> [Int] {
    if let weights {
      return SentenceEngine(language: language, model: BoundaryModel(weights: weights)).boundaries(
        in: ScalarText(text))
    }
    return SentenceEngine(language: language).boundaries(in: ScalarText(text))
  }
}
