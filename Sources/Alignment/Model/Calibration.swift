/// Turns the search's probabilities into confidences.
///
/// The search believes too much in itself, as words are not independent. Fitted by logistic regression on
/// the beads of
/// documents aligned by hand in four pairs of languages.
enum Calibration {
  private static let slope = 0.48
  private static let offset = -0.38

  /// The confidence of a bead.
  static func confidence(_ span: Span, quality: Double) -> Double {
    let posterior = Double(min(max(span.posterior, 1e-7), 1 - 1e-6))
    let odds = slope * naturalLogarithm(posterior / (1 - posterior)) + offset
    // In texts that are no translations the beads are not worth more than the texts.
    let trust = min(1, max(0, (quality - 0.5) / 0.25))
    return trust / (1 + exponential(-odds))
  }
}
